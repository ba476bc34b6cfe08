from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from controller.clock import wall_ms
from controller.db import session_scope
from controller.devices.models import Device
from controller.library.service import register
from controller.library.store import store_of
from controller.people.actor import THE_SYSTEM
from controller.people.service import create_api_token, list_users
from protocol.device_proof import FRESH_MS, prove
from protocol.ids import DeviceId, EpochMs
from protocol.jws import Signer
from tests.controller.web.running import COMMUNE, Running, furnished, served
from tests.servers.s3 import new_bucket

CONTENT = bytes(range(256)) * 40
DEVICE = DeviceId("board-1")


@pytest.fixture(scope="module", params=["folder", "s3"])
def running(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The same answers from wherever the content is."""
    media = {}
    if request.param == "s3":
        endpoint = request.getfixturevalue("s3_endpoint")
        media = {"store": f"s3://{new_bucket(endpoint)}", "endpoint": endpoint, "credentials_file": "../s3-key"}
    folder = tmp_path_factory.mktemp("controller")
    (folder.parent / "s3-key").write_text("[default]\naws_access_key_id=a\naws_secret_access_key=b\n", "utf-8")
    with served(furnished(folder, media=media)) as here:
        yield here


@pytest.fixture
def client(running: Running) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=running.url) as client:
        yield client


@pytest.fixture(scope="module")
def signer(running: Running) -> Signer:
    """An enrolled device's key."""
    signer = Signer.generate()
    with session_scope(running.app.state.engine) as session:
        session.add(
            Device(
                id=DEVICE,
                name="Bảng tin",
                unit_id=COMMUNE,
                profile="bulletin-1080p",
                kind="board",
                public_key=signer.public_key,
                enrolled_at_ms=0,
            )
        )
    return signer


@pytest.fixture
def path(running: Running) -> str:
    stored = store_of(running.app.state.settings).keep(CONTENT)
    with session_scope(running.app.state.engine) as session:
        return register(session, stored, "video/mp4", wall_ms()).url


def proof(signer: Signer, path: str, method: str = "GET", late_ms: int = 0) -> dict[str, str]:
    return {"Authorization": prove(signer, DEVICE, method, path, b"", EpochMs(wall_ms() - late_ms))}


def test_a_device_gets_the_whole_file_and_may_keep_it(client: httpx.Client, signer: Signer, path: str) -> None:
    answer = client.get(path, headers=proof(signer, path))
    assert (answer.status_code, answer.content) == (200, CONTENT)
    assert answer.headers["content-type"] == "video/mp4"
    assert answer.headers["etag"] == f'"{path.rpartition("/")[2]}"'
    assert "immutable" in answer.headers["cache-control"]
    again = client.get(path, headers=proof(signer, path) | {"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_broken_download_goes_on_where_it_stopped(client: httpx.Client, signer: Signer, path: str) -> None:
    rest = client.get(path, headers=proof(signer, path) | {"Range": "bytes=1000-"})
    assert (rest.status_code, rest.content) == (206, CONTENT[1000:])
    assert rest.headers["content-range"] == f"bytes 1000-{len(CONTENT) - 1}/{len(CONTENT)}"
    same = client.get(path, headers=proof(signer, path) | {"Range": "bytes=5-9", "If-Range": rest.headers["etag"]})
    assert (same.status_code, same.content) == (206, CONTENT[5:10])


def test_beyond_the_end_there_is_nothing(client: httpx.Client, signer: Signer, path: str) -> None:
    answer = client.get(path, headers=proof(signer, path) | {"Range": f"bytes={len(CONTENT)}-"})
    assert answer.status_code == 416
    assert answer.headers["content-range"] == f"bytes */{len(CONTENT)}"


def test_the_end_of_it_is_asked_for_without_knowing_its_length(client: httpx.Client, signer: Signer, path: str) -> None:
    answer = client.get(path, headers=proof(signer, path) | {"Range": "bytes=-7"})
    assert (answer.status_code, answer.content) == (206, CONTENT[-7:])


@pytest.mark.parametrize(
    "asked",
    [
        {"Range": "bytes=0-1,5-6"},
        {"Range": "pages=1-2"},
        {"Range": "bytes=9-5"},
        {"Range": "bytes=5-", "If-Range": '"old"'},
    ],
)
def test_what_is_no_single_range_of_this_very_file_gets_all_of_it(
    client: httpx.Client, signer: Signer, path: str, asked: dict[str, str]
) -> None:
    answer = client.get(path, headers=proof(signer, path) | asked)
    assert (answer.status_code, answer.content) == (200, CONTENT)


def test_head_tells_the_size(client: httpx.Client, signer: Signer, path: str) -> None:
    answer = client.head(path, headers=proof(signer, path, "HEAD"))
    assert (answer.status_code, answer.headers["content-length"]) == (200, str(len(CONTENT)))


def test_strangers_get_nothing(client: httpx.Client, signer: Signer, path: str) -> None:
    stranger = Signer.generate()
    refused = [
        client.get(path),
        client.get(path, headers=proof(stranger, path)),
        client.get(path, headers=proof(signer, "/media/" + "0" * 64)),
        client.get(path, headers=proof(signer, path, late_ms=2 * FRESH_MS)),
        client.get(path, headers={"Authorization": "Rao nonsense"}),
        client.get(path, headers={"Authorization": "Bearer rao_wrong"}),
    ]
    assert all(answer.status_code in (401, 403) and CONTENT not in answer.content for answer in refused)


def test_a_person_gets_it_with_a_token_or_signed_in(running: Running, client: httpx.Client, path: str) -> None:
    with session_scope(running.app.state.engine) as session:
        user = next(user for user in list_users(session, THE_SYSTEM) if user.login == "auditor")
        token = create_api_token(session, user, "test", wall_ms())
    assert client.get(path, headers={"Authorization": f"Bearer {token}"}).content == CONTENT
    with running.signed_in("editor") as browser:
        assert browser.get(path).content == CONTENT


def test_what_is_not_in_the_library_is_not_found(client: httpx.Client, signer: Signer) -> None:
    path = f"/media/{'0' * 64}"
    assert client.get(path, headers=proof(signer, path)).status_code == 404


def test_a_file_nobody_registered_is_not_served(running: Running, client: httpx.Client, signer: Signer) -> None:
    path = f"/media/{store_of(running.app.state.settings).keep(b'left over').sha256}"
    assert client.get(path, headers=proof(signer, path)).status_code == 404
