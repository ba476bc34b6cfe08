"""``rao controller tune`` against a running controller."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from controller.db import session_scope
from controller.documents import service as documents
from media.sound import write_wav
from protocol.documents import Desired, PercentWindow, Window
from tests.agent.speaker.material import sine
from tests.controller.cli.conftest import Rao
from tests.controller.places import stand
from tests.controller.web.running import COMMUNE, Running


@pytest.fixture(scope="module", autouse=True)
def board(running: Running) -> None:
    with session_scope(running.app.state.engine) as session:
        stand(session, "led-1", COMMUNE, "led-p5-640x384")


def told(rao: Rao, *words: str) -> Any:
    answered = rao("tune", *words, "--json")
    assert answered.exit_code == 0, answered.output
    return json.loads(answered.stdout)


def desired(running: Running) -> Desired:
    with session_scope(running.app.state.engine, writes=False) as session:
        row = documents.find(session, "desired", "led-1")
        assert row is not None
        return msgspec.json.decode(row.body, type=Desired)


def test_the_night_is_set_and_told_and_what_is_not_named_stays(running: Running, rao: Rao) -> None:
    told(rao, "phuong binh phuoc", "--brightness", "19:00-05:00=40", "--screen-off", "22:30-04:30")
    now = told(rao, COMMUNE, "--emergency-brightness", "90", "--layout", "clock")
    assert now["own"]["screen_off_windows"] == [{"start": "22:30", "end": "04:30"}]
    found = desired(running)
    assert found.brightness_windows == (PercentWindow(start="19:00", minutes=600, percent=40),)
    assert (found.screen_off_windows, found.emergency_brightness_percent) == ((Window(start="22:30", minutes=360),), 90)


def test_the_volume_of_the_night_is_set_and_told(running: Running, rao: Rao) -> None:
    told(rao, COMMUNE, "--day-volume", "80", "--volume", "20:00-06:00=30", "--emergency-volume", "90")
    found = desired(running)
    assert found.volume_windows == (PercentWindow(start="20:00", minutes=600, percent=30),)
    assert (found.volume_percent, found.emergency_volume_percent) == (80, 90)
    told(rao, COMMUNE, "--volume", "none", "--day-volume", "above", "--emergency-volume", "above")
    assert (desired(running).volume_windows, desired(running).volume_percent) == ((), 80)


def test_a_loudspeaker_is_put_behind_the_others(running: Running, rao: Rao) -> None:
    told(rao, "led-1", "--sound-delay", "1500")
    assert desired(running).sound_delay_ms == 1_500
    told(rao, "led-1", "--sound-delay", "above")
    assert desired(running).sound_delay_ms == 0


def test_a_unit_gets_a_tune_from_a_file_and_gives_it_up(rao: Rao, tmp_path: Path) -> None:
    path = tmp_path / "nhac-hieu.wav"
    write_wav(sine(800, 2_000), path)
    before = told(rao, COMMUNE)["opening"]
    now = told(rao, COMMUNE, "--opening", str(path), "--closing", "none")
    assert (before["whose"], now["opening"]["whose"], now["closing"]) == (
        "above",
        "own",
        {"whose": "none", "url": None, "mp3_url": None, "duration_ms": None},
    )
    assert now["opening"]["url"] != before["url"]
    assert told(rao, COMMUNE, "--opening", "above", "--closing", "above")["opening"] == before
    assert f"opening: {before['url']}  (above)" in rao("tune", COMMUNE).output


@pytest.mark.parametrize(
    ("owner", "file", "says"),
    [
        (COMMUNE, "gone.mp3", "a file that can be read"),
        (COMMUNE, "nhac.txt", "nhac.txt"),
        ("led-1", "nhac.wav", "not to one loudspeaker"),
    ],
)
def test_what_is_no_tune_is_told(rao: Rao, tmp_path: Path, owner: str, file: str, says: str) -> None:
    (tmp_path / "nhac.txt").write_text("không phải nhạc", "utf-8")
    write_wav(sine(800, 2_000), tmp_path / "nhac.wav")
    refused = rao("tune", owner, "--opening", str(tmp_path / file))
    assert refused.exit_code == 2
    assert says in refused.output


def test_a_board_may_have_none_or_follow_its_unit_again(rao: Rao) -> None:
    told(rao, COMMUNE, "--brightness", "19:00-05:00=40", "--day-brightness", "80")
    own = told(rao, "led-1", "--brightness", "none", "--qr", "https://dongnai.gov.vn", "--ticker-languages", "vi, km")
    assert (own["own"]["brightness_windows"], own["in_force"]["brightness_percent"]) == ([], 80)
    assert own["own"]["ticker_languages"] == ["vi", "km"]
    again = told(rao, "led-1", "--brightness", "above", "--qr", "above", "--ticker-languages", "above")
    assert set(again["own"].values()) == {None}
    assert again["in_force"]["brightness_windows"] == [{"start": "19:00", "end": "05:00", "percent": 40}]
    people = rao("tune", "led-1").output
    assert "brightness_windows: 19:00-05:00=40  (from the unit above)" in people


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--screen-off", "tonight"), "hours like 22:30-04:30"),
        (("--brightness", "19:00-05:00"), "hours like 19:00-05:00=40"),
        (("--brightness", "19:00-19:00=40"), "differs from the start"),
        (("--day-brightness", "bright"), "a number"),
        (("--day-brightness", "0"), "Choose 1 to 100"),
        (("--volume", "20:00-06:00"), "hours like 20:00-06:00=30"),
        (("--volume", "20:00-06:00=130"), "Choose 0 to 100"),
        (("--emergency-volume", "5"), "Choose 10 to 100"),
        (("--sound-delay", "60001"), "Choose 0 to 60000"),
        (("--layout", "none-such"), "two-tickers"),
        (("--layout", "notice-qr"), "QR"),
    ],
)
def test_what_cannot_be_is_told(rao: Rao, words: tuple[str, str], says: str) -> None:
    refused = rao("tune", "led-1", *words)
    assert refused.exit_code == 2
    assert says in refused.output


def test_nobody_is_tuned_by_a_wrong_name(rao: Rao) -> None:
    assert rao("tune", "nowhere-1", "--layout", "side").exit_code != 0
