"""All settings of the controller, typed, in one place: a TOML file, each value overridable by the environment.

``RAO_CONTROLLER_DATA_DIR`` overrides ``data_dir``, ``RAO_CONTROLLER_HTTP__PORT`` overrides ``port`` of ``[http]``.
``data_dir`` is relative to the folder of the file, every other path to ``data_dir``.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar
from urllib.parse import urlsplit

import msgspec
from msgspec import Meta, Struct

from media.speech.http_voice_settings import HttpService
from media.speech.manner import LEAST_RATIO, MOST_RATIO, Accent, Manner
from media.speech.piper_settings import Piper
from media.translation.http_settings import HttpTranslation
from media.translation.nllb_settings import Nllb
from protocol.errors import InvalidInput, NotFound
from protocol.timers import HEARTBEAT_S, TRANSLATION_SERVICE_S
from protocol.words import Language, Words

Port = Annotated[int, Meta(ge=1, le=65_535)]
Ratio = Annotated[float, Meta(ge=LEAST_RATIO, le=MOST_RATIO)]
Section = TypeVar("Section", bound=Struct)
ENV_PREFIX = "RAO_CONTROLLER_"
SEARCHED = (
    Path("controller.toml"),
    Path(".demo/controller/controller.toml"),
    Path("/etc/rao/controller.toml"),
)


class Http(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where the panel and the devices' HTTP interface listen."""

    host: str = "127.0.0.1"
    port: Port = 8080
    public_url: str = "http://127.0.0.1:8080"
    """How browsers and devices reach it. Cookies are ``Secure`` when it begins with ``https``."""


class Broker(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The MQTT broker: how the controller reaches it, what devices are told, and the files that steer it."""

    host: str = "127.0.0.1"
    port: Port = 1883
    tls: bool = False
    ca_file: Path | None = None
    username: str = "rao-controller"
    password_file: Path = Path("broker/controller.password")
    public_host: str | None = None
    """What devices are told at enrolment; ``host`` and ``port`` when not set."""
    public_port: Port | None = None
    passwd_file: Path = Path("broker/passwd")
    """The broker's own list of logins, which enrolment rewrites."""
    pid_file: Path | None = None
    """Where the broker writes its process id; it gets SIGHUP when the logins changed."""


class People(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How people sign in."""

    second_factor: Literal["optional", "administrators"] = "optional"
    """Who must have one: with ``administrators``, they can do nothing in the panel before they turned it on."""


class Oidc(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A provider of OpenID Connect at which people may sign in as well; without this section there is none."""

    issuer: Annotated[str, Meta(max_length=200)]
    """Exactly as the provider calls itself: ``https://...``; ``http`` on this machine alone."""
    client_id: Annotated[str, Meta(min_length=1, max_length=200)]
    name: Annotated[str, Meta(min_length=1, max_length=60)]
    """What people call it: on the button."""
    client_secret_file: Path | None = None
    client_secret: str = ""
    """For ``RAO_CONTROLLER_OIDC__CLIENT_SECRET``. With neither, this is a public client, which PKCE alone protects."""
    name_claim: Annotated[str, Meta(min_length=1, max_length=60)] = "preferred_username"
    """Which claim says how the provider calls a person: for people to read, never to find an account by."""
    scopes: tuple[str, ...] = ("openid", "profile")
    ca_file: Path | None = None
    """The only authority to trust for it, where the province has its own."""

    def __post_init__(self) -> None:
        parts = urlsplit(self.issuer)
        is_near = parts.scheme == "http" and parts.hostname in ("127.0.0.1", "::1", "localhost")
        if not parts.hostname or parts.query or parts.fragment or not (parts.scheme == "https" or is_near):
            raise ValueError("oidc.issuer is an address that begins with https://")
        if "openid" not in self.scopes:
            raise ValueError("oidc.scopes has openid in it")

    @property
    def secret(self) -> str:
        """The client's secret; empty for a public client."""
        return self.client_secret_file.read_text("utf-8").strip() if self.client_secret_file else self.client_secret


class Keys(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where the signing keys are."""

    root_file: Path | None = None
    """The root key, when it is kept away from the data folder (a stick that is plugged in to sign a trust list)."""


class Speech(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How texts become sound."""

    online: bool = True
    """Whether gTTS (needs the internet) is tried before espeak-ng."""
    time_limit_s: Annotated[float, Meta(gt=0, le=60)] = 3.0
    languages: tuple[str, ...] = ("vi",)
    """Those spoken in the province: a text is read by an engine in its own, and wants a recording in the others."""
    services: tuple[HttpService, ...] = ()
    """Services of vendors, tried in this order before gTTS."""
    piper: Piper | None = None
    """A voice of this machine, where Piper is installed apart; tried before espeak-ng."""
    speed: Ratio = 1.0
    pitch: Ratio = 1.0
    """Times the usual ones; a voice follows what it can."""
    region: Accent | None = None
    """Whose Vietnamese: voices where they have it, and number words (nghìn or ngàn)."""

    def __post_init__(self) -> None:
        names = [service.name for service in self.services]
        if len(set(names)) < len(names):
            raise ValueError("two of speech.services have one name")

    @property
    def manner(self) -> Manner:
        """How texts are said."""
        return Manner(speed=self.speed, pitch=self.pitch, region=self.region)


class Translation(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Engines that draft translations for people; without any, nothing is translated by machine."""

    services: tuple[HttpTranslation, ...] = ()
    """Services of the web, tried in this order before NLLB; texts leave the controller for them."""
    nllb: Nllb | None = None
    """A model on this machine."""
    time_limit_s: Annotated[float, Meta(gt=0, le=120)] = TRANSLATION_SERVICE_S
    """For one line."""

    def __post_init__(self) -> None:
        names = [service.name for service in self.services]
        if len(set(names)) < len(names):
            raise ValueError("two of translation.services have one name")


class Sources(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How contents that come from addresses of the web are fetched."""

    private_addresses: bool = False
    """Whether addresses of this machine and of the network around it may be asked, such as an intranet's feed.

    Whoever may publish could then look, through a board, into whatever this machine can reach.
    """
    chromium: Path | None = None
    """The browser that draws web pages; without it ``chromium``, ``chromium-browser`` or ``google-chrome`` on PATH."""
    unconfined_browser: bool = False
    """Whether it runs without its own sandbox: only where the whole controller has a machine or container to itself."""


class Media(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where content is kept: in the data folder, or in an object store that speaks S3. Its key is no setting."""

    store: Annotated[str, Meta(pattern=r"^(s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/[A-Za-z0-9._/-]*)?)?$")] = ""
    """``s3://bucket/prefix``; empty: the folder ``media``."""
    endpoint: Annotated[str, Meta(pattern=r"^(https?://.+)?$")] = ""
    """Of the object store; empty: Amazon's own of the region."""
    region: str = ""
    credentials_file: Path | None = None
    """Its key as Amazon's tools write it; without it ``AWS_ACCESS_KEY_ID`` and ``AWS_SECRET_ACCESS_KEY`` are asked."""
    ca_file: Path | None = None
    """The authority of a store with a certificate of one's own making."""
    copies_gib: Annotated[float, Meta(gt=0, le=10_000)] = 4.0
    """How much of an object store's content is kept on this disk besides, for programs that decode."""


class Cadence(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How often things happen, in seconds."""

    heartbeat_s: Annotated[float, Meta(ge=1, le=600)] = HEARTBEAT_S
    snapshot_s: Annotated[float, Meta(ge=1, le=3600)] = 30.0
    flush_s: Annotated[float, Meta(gt=0, le=10)] = 0.5
    """Reports of devices are written to the database this often, in one statement."""
    outbox_s: Annotated[float, Meta(gt=0, le=60)] = 0.25
    """Signed documents the broker has not been handed are looked for this often."""
    flips_s: Annotated[float, Meta(gt=0, le=60)] = 1.0
    """Devices that fell silent are looked for this often."""
    republish_s: Annotated[float, Meta(gt=0, le=600)] = 3.0
    """What devices should be is compared this often with what is published."""
    alerts_s: Annotated[float, Meta(gt=0, le=60)] = 2.0
    """Alerts that ran out are looked for this often."""


class Settings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything that may differ between two controllers. All paths are absolute once loaded."""

    data_dir: Path
    database_url: str = ""
    """Empty: SQLite in the data folder. PostgreSQL: ``postgresql+psycopg://user@host/name``."""
    language: Language = "vi"
    time_zone: str = "Asia/Ho_Chi_Minh"
    http: Http = Http()
    broker: Broker = Broker()
    people: People = People()
    oidc: Oidc | None = None
    keys: Keys = Keys()
    speech: Speech = Speech()
    translation: Translation = Translation()
    sources: Sources = Sources()
    media: Media = Media()
    cadence: Cadence = Cadence()

    @property
    def database(self) -> str:
        """The SQLAlchemy URL of the database."""
        return self.database_url or f"sqlite:///{self.data_dir / 'rao.sqlite3'}"

    @property
    def secure_cookies(self) -> bool:
        """Whether the panel is reached by HTTPS."""
        return self.http.public_url.startswith("https://")


def load_settings(config: Path | None = None, environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings of ``config``, or of the first file found; raises :class:`NotFound` or :class:`InvalidInput`.

    Searched: ``config``, ``$RAO_CONTROLLER``, then :data:`SEARCHED`.
    """
    path = _find(config, environ)
    return parse_settings(_read(path), path.parent.resolve(), environ)


def parse_settings(table: dict[str, Any], base: Path, environ: Mapping[str, str] | None = None) -> Settings:
    """A decoded TOML ``table`` as settings; ``data_dir`` is relative to ``base``."""
    for name, value in (environ or {}).items():
        if name.startswith(ENV_PREFIX):
            _override(table, name.removeprefix(ENV_PREFIX).lower().split("__"), value)
    try:
        loaded: Settings = msgspec.convert({"data_dir": ".", **table}, Settings, strict=False, dec_hook=_path)
    except msgspec.ValidationError as wrong:
        raise _invalid(str(wrong)) from wrong
    return _made_absolute(loaded, base / loaded.data_dir)


def _find(config: Path | None, environ: Mapping[str, str]) -> Path:
    named = config or (Path(environ["RAO_CONTROLLER"]) if environ.get("RAO_CONTROLLER") else None)
    for path in [named] if named else SEARCHED:
        if path.is_file():
            return path
    raise NotFound(
        Words(f"Không thấy tệp cấu hình {named or 'controller.toml'}.", f"No {named or 'controller.toml'} found."),
        Words("Chỉ ra tệp bằng --config TỆP.", "Name the file with --config FILE, or run `make demo` to get one."),
    )


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise _invalid(f"{path}: {wrong}") from wrong


def _override(table: dict[str, Any], keys: list[str], value: str) -> None:
    for section in keys[:-1]:
        table = table.setdefault(section, {})
    table[keys[-1]] = value


def _path(kind: type, value: Any) -> Any:
    if kind is Path and isinstance(value, str):
        return Path(value)
    raise NotImplementedError(kind)


def _made_absolute(loaded: Settings, data_dir: Path) -> Settings:
    return msgspec.structs.replace(
        loaded,
        data_dir=data_dir,
        broker=_under(data_dir, loaded.broker),
        oidc=loaded.oidc and _under(data_dir, loaded.oidc),
        keys=_under(data_dir, loaded.keys),
        speech=_speech_under(data_dir, loaded.speech),
        sources=_under(data_dir, loaded.sources),
        media=_under(data_dir, loaded.media),
        translation=_translation_under(data_dir, loaded.translation),
    )


def _speech_under(folder: Path, speech: Speech) -> Speech:
    services = tuple(_under(folder, service) for service in speech.services)
    return msgspec.structs.replace(speech, services=services, piper=speech.piper and _under(folder, speech.piper))


def _translation_under(folder: Path, translation: Translation) -> Translation:
    services = tuple(_under(folder, service) for service in translation.services)
    nllb = translation.nllb and _under(folder, translation.nllb)
    return msgspec.structs.replace(translation, services=services, nllb=nllb)


def _under(folder: Path, section: Section) -> Section:
    """The same section with each relative path put under ``folder``."""
    values = msgspec.structs.asdict(section)
    paths = {name: folder / value for name, value in values.items() if isinstance(value, Path)}
    return msgspec.structs.replace(section, **paths)


def _invalid(detail: str) -> InvalidInput:
    return InvalidInput(
        Words(f"Cấu hình không hợp lệ: {detail}.", f"The settings are not valid: {detail}."),
        Words("Sửa dòng đó rồi chạy lại.", "Correct that line, then run again."),
    )
