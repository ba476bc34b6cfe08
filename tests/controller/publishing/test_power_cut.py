"""Publishing is cut off before every single statement, commit and message: devices have the old or the new, whole."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import Engine

from controller.bulletins.draft import Options, Upload
from controller.bulletins.jobs import publish_files
from controller.db import session_scope
from controller.documents.service import find_signed
from controller.keys.ring import Keyring, load_keys
from controller.library.service import find
from controller.library.store import store_of
from controller.library.workshop import Workshop
from controller.link.courier import Courier
from controller.settings import Settings
from protocol.documents import Desired, Envelope
from protocol.ids import Sha256
from protocol.jws import Signer, typ_of, verify
from protocol.manifest import BulletinItem
from protocol.manifest_check import read_manifest
from tests.controller.places import CITY, person
from tests.controller.publishing.steps import PORTION, Broker, Steps, change, counted, publish

DEVICES = ("led-1", "led-2", "loa", "board")


class PowerCut(Exception):
    """The process ends here."""


def cut() -> None:
    raise PowerCut


@pytest.fixture
def engine(any_engine: Engine) -> Engine:
    """These tests hold on both databases."""
    return any_engine


@pytest.fixture
def on_air(workshop: Workshop, tmp_path: Path) -> Workshop:
    """The workshop, with a bulletin for all of the city."""
    path = tmp_path / "tin.txt"
    path.write_text("Cắt điện\n\nSáng mai, từ 8 giờ.", "utf-8")
    publish_files(workshop, person("approver"), [Upload(path, path.name)], CITY, Options(first_date=date(2026, 1, 1)))
    return workshop


class Witness:
    """Reads signed desired states as devices do, and remembers that no revision ever has two bodies."""

    def __init__(self, workshop: Workshop, public_key: str) -> None:
        self._workshop, self._key = workshop, public_key
        self._bodies: dict[tuple[str, int], bytes] = {}

    def title(self, token: bytes) -> str:
        """What the bulletin of the manifest is called that the token names; the library serves it, whole."""
        envelope = msgspec.json.decode(verify(token, self._key, typ_of("desired")), type=Envelope)
        body = bytes(envelope.body)
        assert self._bodies.setdefault((envelope.aud, envelope.rev), body) == body
        blob = msgspec.json.decode(body, type=Desired).manifest
        assert blob is not None
        with session_scope(self._workshop.engine, writes=False) as session:
            assert find(session, blob.sha256).size_bytes == blob.size_bytes
        assert self._workshop.store.intact(Sha256(blob.sha256))
        items = read_manifest(self._workshop.store.path_of(Sha256(blob.sha256)).read_bytes()).items
        [title] = [item.title for item in items if isinstance(item, BulletinItem)]
        return title

    def served(self) -> list[str]:
        """What devices that ask by HTTP are told."""
        with session_scope(self._workshop.engine, writes=False) as session:
            rows = [find_signed(session, "desired", device) for device in DEVICES]
        return [self.title(row.token) for row in rows if row is not None]

    def all_are(self, title: str, retained: Iterable[bytes]) -> bool:
        """Whether every device has just this, by HTTP and from the broker."""
        told = [*self.served(), *(self.title(token) for token in retained)]
        return told == [title] * (2 * len(DEVICES))


def test_cut_off_before_any_step_devices_have_the_old_or_the_new_and_the_next_look_completes_it(
    engine: Engine, on_air: Workshop
) -> None:
    working, retained = Signer.generate(), dict[str, bytes]()
    steps = Steps(cut)
    broker = Broker(steps, retained.__setitem__)
    courier = Courier(engine, Keyring(working.public_key, working, working), broker, PORTION)
    witness, old = Witness(on_air, working.public_key), "lần đầu"
    change(on_air, old)
    publish(on_air, courier)
    with counted(engine, steps):
        for last in range(500):
            new = f"lần {last}"
            steps.last = -1
            change(on_air, new)
            steps.taken, steps.last = 0, last
            completed = survives(on_air, courier)
            steps.last = -1
            told = [*witness.served(), *map(witness.title, retained.values())]
            assert set(told) <= {old, new}
            publish(on_air, courier)
            assert witness.all_are(new, retained.values())
            old = new
            if completed:
                break
    assert 30 < last < 499


def survives(workshop: Workshop, courier: Courier) -> bool:
    try:
        publish(workshop, courier)
    except PowerCut:
        return False
    return True


@pytest.mark.long
def test_a_controller_killed_before_any_step_completes_it_when_it_runs_again(
    settings: Settings, engine: Engine, on_air: Workshop
) -> None:
    workshop = replace(on_air, store=store_of(settings))
    topics = settings.data_dir / "topics"
    topics.mkdir()
    witness, old = Witness(workshop, load_keys(settings).working.public_key), ""
    for last in (-1, 3, 14, 25, 36):
        new = f"lần {last}"
        change(workshop, new)
        engine.dispose()
        assert ran(settings, engine, last) == (0 if last < 0 else -signal.SIGKILL)
        retained = [path.read_bytes() for path in topics.iterdir()]
        assert {*witness.served(), *map(witness.title, retained)} <= {old, new}
        assert ran(settings, engine, -1) == 0
        assert witness.all_are(new, [path.read_bytes() for path in topics.iterdir()])
        old = new


def ran(settings: Settings, engine: Engine, last: int) -> int:
    url = engine.url.render_as_string(hide_password=False)
    argv = [sys.executable, "-m", "tests.controller.publishing.doomed", str(settings.data_dir), url, str(last)]
    return subprocess.run(argv, check=False, cwd=Path(__file__).parents[3]).returncode
