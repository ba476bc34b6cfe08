"""``rao agent preview`` as it is typed, and what it reads of a device."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result
from PIL import Image

from agent.planner.keeper import ACTIVE, Active
from agent.preview import preview
from agent.preview.device import held_by
from agent.preview.drawing import moment_of
from agent.reception.alert_desk import BOOK
from agent.store import BlobStore, open_state
from firmware_profiles import load
from protocol.alert_book import Entry
from protocol.errors import InvalidInput, NotFound, RaoError, Unavailable
from protocol.manifest import Manifest, Playlist
from protocol.programme import NO_MANIFEST
from tests.agent.screen.material import MORNING_MS, UNIT, Blobs, alert, picture

AT = "2026-11-23T05:30:00+07:00"
LED = load("led-p5-640x384")


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(preview, [str(one) for one in arguments])


def manifest_of(blobs: Blobs) -> Manifest:
    red = picture(blobs, LED, (200, 30, 30))
    return Manifest(
        unit_name=UNIT, items=(red,), playlists=(Playlist(id="nen", item_ids=(red.id,)),), filler_screen="nen"
    )


def stored(store: Path, data: bytes, sha256: str) -> None:
    place = store / "blobs" / sha256[:2]
    place.mkdir(parents=True, exist_ok=True)
    (place / sha256).write_bytes(data)


@pytest.fixture
def device(tmp_path: Path) -> Path:
    """The data folder of a device that plays a red picture."""
    (tmp_path / "made").mkdir()
    blobs = Blobs(tmp_path / "made")
    manifest = blobs.keep(msgspec.json.encode(manifest_of(blobs)), "application/json")
    data = tmp_path / "data"
    state = open_state(data)
    state.remember(ACTIVE, msgspec.json.encode(Active(sha256=manifest.sha256, epoch=1, rev=1)))
    state.close()
    for file in blobs.folder.iterdir():
        stored(data, file.read_bytes(), file.name)
    (tmp_path / "agent.toml").write_text(f'data_dir = "{data}"\nprofile = "led-p5-640x384"\n')
    return data


def test_the_moment_of_a_device_is_drawn(device: Path, tmp_path: Path) -> None:
    result = run("--config", tmp_path / "agent.toml", "--at", AT, "-o", tmp_path / "moment.png")
    assert result.exit_code == 0, result.output
    with Image.open(tmp_path / "moment.png") as image:
        assert image.size == (640, 384)
        red, green, blue = image.convert("RGB").getpixel((320, 200))  # type: ignore[misc]
    assert red > 180 and green < 60 and blue < 60


def test_a_manifest_file_is_drawn_from_a_store(device: Path, tmp_path: Path) -> None:
    manifest = tmp_path / "manifest.json"
    manifest.write_bytes(msgspec.json.encode(manifest_of(Blobs(tmp_path / "made"))))
    result = run(manifest, "--store", device, "--profile", LED.name, "--at", AT, "-o", tmp_path / "moment.png")
    assert result.exit_code == 0, result.output
    assert (tmp_path / "moment.png").stat().st_size > 1_000


def test_a_manifest_in_its_store_is_drawn_without_saying_more(
    device: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """LED boards of this size are one model only, the store is around the manifest, the picture is named after it."""
    (manifest,) = (path for path in device.glob("blobs/*/*") if path.read_bytes().startswith(b"{"))
    monkeypatch.chdir(tmp_path)
    result = run(manifest, "--at", AT)
    assert result.exit_code == 0, result.output
    with Image.open(tmp_path / result.output.strip()) as image:
        assert image.size == (640, 384)


def test_a_manifest_for_no_known_board_or_several_asks_for_the_model(device: Path, tmp_path: Path) -> None:
    manifest = tmp_path / "manifest.json"
    manifest.write_bytes(msgspec.json.encode(Manifest(unit_name=UNIT)))
    refused = run(manifest, "--at", AT, "-o", tmp_path / "o.png").exception
    assert isinstance(refused, InvalidInput) and "led-p5-640x384" in refused.remedy.en


def test_an_alert_the_device_holds_is_on_its_preview_until_it_expires(device: Path) -> None:
    warning = alert()
    state = open_state(device)
    entry = Entry(alert=warning, received_at_ms=MORNING_MS, remaining_ms=1_000)
    state.remember(BOOK, msgspec.json.encode({warning.id: entry}))
    state.close()
    _, alerts = held_by(device)
    assert [(one.alert.id, one.ended_at_ms) for one in alerts.held] == [(warning.id, warning.expires_at_ms)]


def test_looking_changes_nothing_and_works_beside_a_running_agent(device: Path) -> None:
    running = open_state(device)
    running.db.execute("BEGIN IMMEDIATE")
    running.db.execute("INSERT INTO facts (name, value) VALUES ('more', x'00')")
    before = {path: path.read_bytes() for path in BlobStore(device).held() and device.glob("blobs/*/*")}
    manifest, _ = held_by(device)
    running.db.execute("COMMIT")
    running.close()
    assert manifest.unit_name == UNIT
    assert before == {path: path.read_bytes() for path in device.glob("blobs/*/*")}


def test_a_device_without_content_has_an_empty_programme(tmp_path: Path) -> None:
    open_state(tmp_path).close()
    assert held_by(tmp_path)[0] == NO_MANIFEST


def test_refusals_say_what_to_do(device: Path, tmp_path: Path) -> None:
    config, out = tmp_path / "agent.toml", tmp_path / "o.png"
    assert isinstance(run("--at", AT, "-o", out).exception, InvalidInput)
    assert isinstance(run(config, "--config", config, "--at", AT, "-o", out).exception, InvalidInput)
    assert isinstance(run("--config", config, "--at", "mai", "-o", out).exception, InvalidInput)
    config.write_text(f'data_dir = "{tmp_path / "none"}"\nprofile = "led-p5-640x384"\n')
    assert isinstance(run("--config", config, "--at", AT, "-o", out).exception, NotFound)
    config.write_text(f'data_dir = "{device}"\nprofile = "speaker-cluster"\n')
    refused = run("--config", config, "--at", AT, "-o", out).exception
    assert isinstance(refused, RaoError) and "screen" in refused.remedy.en
    assert not out.exists()


def test_data_that_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "state.sqlite3").write_bytes(b"no database at all" * 100)
    with pytest.raises(Unavailable, match="can't be read"):
        held_by(tmp_path)


def test_a_moment_without_offset_is_vietnamese_time() -> None:
    assert moment_of("2026-11-23T05:30:00") == moment_of(AT) == MORNING_MS


def test_no_window_library_is_loaded() -> None:
    code = "import sys, agent.preview.drawing; sys.exit('pygame' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], env={"PYTHONPATH": ":".join(sys.path)}).returncode == 0


def test_the_command_line_starts_without_loading_what_draws() -> None:
    code = "import sys, agent.preview; sys.exit(bool({'av', 'PIL', 'numpy'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], env={"PYTHONPATH": ":".join(sys.path)}).returncode == 0
