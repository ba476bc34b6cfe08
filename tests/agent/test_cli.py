from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

from agent.cli import agent
from agent.enrol import AlreadyEnrolled
from agent.inspection import OnDisk
from agent.store import open_state
from agent.store.documents import keep_document
from protocol.errors import NotFound
from protocol.ids import DeviceId
from protocol.intake import Accepted, Intake, Now, Pins, take
from tests.agent.province import CLAIM, DEVICE, Province, now_ms


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "agent.toml"
    path.write_text('data_dir = "data"\nprofile = "led-p5-640x384"\n')
    return path


@pytest.fixture
def province() -> Iterator[Province]:
    with Province().serving() as serving:
        yield serving


def typed(*words: str | Path) -> Result:
    return CliRunner().invoke(agent, [str(word) for word in words])


def test_a_device_is_enrolled_and_then_tells_what_it_holds(config: Path, province: Province) -> None:
    result = typed("enrol", "--config", config, "--url", province.url, "--claim", CLAIM)
    assert result.output == "led-001  Phường Bình Phước\n"
    result = typed("status", "--config", config, "--json")
    found = msgspec.json.decode(result.output, type=OnDisk)
    assert (found.device_id, found.profile, found.blobs) == (DEVICE, "led-p5-640x384", 0)
    assert found.active_manifest is None


def test_documents_on_disk_are_named(config: Path, province: Province) -> None:
    typed("enrol", "--config", config, "--url", province.url, "--claim", CLAIM)
    pins = Pins(province.root.public_key, DeviceId(DEVICE))
    _, outcome = take(Intake(pins), "trust", "all", province.trust(rev=7), Now(now_ms(), "trusted"))
    assert isinstance(outcome, Accepted)
    state = open_state(config.parent / "data")
    keep_document(state, outcome.held)
    state.close()
    assert "trust all 1.7" in typed("status", "--config", config).output


def test_the_url_may_stand_in_the_configuration(config: Path, province: Province) -> None:
    with config.open("a") as file:
        file.write(f'[controller]\nurl = "{province.url}"\n')
    assert typed("enrol", "--config", config, "--claim", CLAIM).exit_code == 0
    assert isinstance(typed("enrol", "--config", config, "--claim", CLAIM).exception, AlreadyEnrolled)
    assert typed("enrol", "--config", config, "--claim", CLAIM, "--again").exit_code == 0


def test_without_any_url_it_asks_for_one(config: Path) -> None:
    result = typed("enrol", "--config", config, "--claim", CLAIM)
    assert result.exit_code == 2
    assert "--url" in result.output


@pytest.mark.parametrize("command", ["run", "status"])
def test_a_device_without_identity_is_told_how_to_get_one(config: Path, command: str) -> None:
    assert isinstance(typed(command, "--config", config).exception, NotFound)


@pytest.mark.parametrize("command", ["run", "enrol", "status", "preview"])
def test_every_command_has_an_example(command: str) -> None:
    assert "Example: " in typed(command, "--help").output
