"""A sound input published: what devices are told, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from controller.bulletins.draft import Options, Upload
from controller.bulletins.items import item_of
from controller.bulletins.jobs import publish_files, render_missing
from controller.bulletins.kind_forms import MOST_STATION_MIN
from controller.bulletins.models import Content
from controller.db import session_scope
from controller.library.workshop import Workshop
from controller.publishing.compile import compile_manifest
from controller.publishing.published import Place, Published, is_said, is_shown
from controller.stations.jobs import LineIn, publish_station
from media.sound import write_wav
from protocol.errors import InvalidInput, NotAllowed
from protocol.ids import UnitId
from protocol.manifest import LineInItem
from protocol.manifest_check import check_manifest
from tests.controller.bulletins.conftest import TODAY
from tests.controller.places import NORTH, SOUTH, person
from tests.servers.radio import note

APPROVER = person("approver")
HOW = Options(first_date=TODAY, title="Phát thanh trực tiếp", slot_class="priority")
STUDIO = LineIn("phong-thu", 30)


def put(workshop: Workshop, line_in: LineIn, how: Options = HOW) -> tuple[Content, LineInItem]:
    content = publish_station(workshop, APPROVER, line_in, NORTH, how)
    with session_scope(workshop.engine, writes=False) as session:
        item = item_of(session, content, None)
    assert isinstance(item, LineInItem)
    return content, item


def test_it_becomes_an_item_that_only_loudspeakers_have(boards: Workshop) -> None:
    content, item = put(boards, STUDIO)
    assert item == LineInItem(id=content.id, title="Phát thanh trực tiếp", duration_ms=1_800_000, input="phong-thu")
    assert is_said(item) and not is_shown(item)
    assert render_missing(boards) == 0
    check_manifest(compile_manifest(Place("Xã", (UnitId(NORTH),)), [Published(item, "priority", TODAY)]))


def test_the_same_input_again_is_the_same_content(boards: Workshop) -> None:
    before, _ = put(boards, STUDIO)
    after, item = put(boards, LineIn("phong-thu", 15))
    other, _ = put(boards, LineIn("hoi-truong", 15))
    assert (after.id, item.duration_ms) == (before.id, 900_000) and other.id != before.id


def test_its_fallback_is_a_recording_or_nothing(boards: Workshop, tmp_path: Path) -> None:
    song, text = Upload(tmp_path / "nhac.wav", "nhac.wav"), Upload(tmp_path / "tin.md", "tin.md")
    write_wav(note(2, 1_000), song.path)
    text.path.write_text("# Họp\n\nHọp tối nay.\n", "utf-8")
    [recording] = publish_files(boards, APPROVER, [song], NORTH, HOW)
    _, item = put(boards, LineIn("phong-thu", 30, recording.id))
    assert item.fallback is not None and item.fallback.sha256 == recording.sound_sha256
    [bulletin] = publish_files(boards, APPROVER, [text], NORTH, Options(first_date=TODAY))
    with pytest.raises(InvalidInput, match="no recording"):
        put(boards, LineIn("phong-thu", 30, bulletin.id))


@pytest.mark.parametrize("name", ["", "Phòng thu", "hw:0", "-", "a" * 41, "phong-thu\n"])
def test_what_is_no_name_is_refused(boards: Workshop, name: str) -> None:
    with pytest.raises(InvalidInput, match="no name of a sound input"):
        put(boards, LineIn(name, 30))


@pytest.mark.parametrize("minutes", [0, MOST_STATION_MIN + 1])
def test_an_odd_length_is_refused(boards: Workshop, minutes: int) -> None:
    with pytest.raises(InvalidInput, match="minutes"):
        put(boards, LineIn("phong-thu", minutes))


def test_without_a_title_it_is_refused(boards: Workshop) -> None:
    with pytest.raises(InvalidInput, match="name"):
        put(boards, STUDIO, Options(first_date=TODAY))


def test_elsewhere_nobody_publishes_it(boards: Workshop) -> None:
    with pytest.raises(NotAllowed):
        publish_station(boards, person("approver", SOUTH), STUDIO, NORTH, HOW)
