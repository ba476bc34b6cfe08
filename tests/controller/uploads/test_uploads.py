"""Files brought in pieces to a real server: they go on after any break, and are refused for what they are."""

from __future__ import annotations

import hashlib
import socket
from base64 import b64encode
from pathlib import Path

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import update

from controller.clock import wall_ms
from controller.db import session_scope
from controller.library.store import store_of
from controller.uploads import tus
from controller.uploads.jobs import clear_away
from controller.uploads.models import Arrival
from controller.uploads.shelter import Shelter, shelter_of
from protocol.errors import InvalidInput, Unavailable
from protocol.ids import Sha256
from protocol.limits import LIMITS
from tests.controller.uploads.bringing import TUS, UPLOADS, Bringer, bringer
from tests.controller.web.running import COMMUNE, Running
from tests.servers.waiting import wait_for

NOTICE = "# Họp dân\n\nBảy giờ tối nay tại nhà văn hóa.\n".encode() * 20


def folder_of(running: Running) -> Path:
    return running.app.state.settings.data_dir / "uploads"


def lies_at(running: Running, place: str) -> Path:
    [path] = (folder_of(running) / place.rpartition("/")[2]).iterdir()
    return path


def test_what_is_offered_is_told_to_anybody(running: Running) -> None:
    answer = httpx.options(running.url + UPLOADS)
    assert answer.status_code == 204
    assert answer.headers["tus-version"] == "1.0.0"
    assert answer.headers["tus-extension"] == "creation,termination,expiration,checksum"
    assert answer.headers["tus-max-size"] == str(LIMITS.media_bytes)


def test_it_comes_in_pieces_and_is_published(running: Running) -> None:
    approver = bringer(running, "approver")
    place = approver.begin(len(NOTICE), "Họp dân.txt")
    assert approver.offset(place) == 0
    first = approver.send(place, 0, NOTICE[:100])
    assert (first.status_code, first.headers["upload-offset"]) == (204, "100")
    assert first.headers["tus-resumable"] == "1.0.0"
    assert "GMT" in first.headers["upload-expires"]
    early = approver.client.post("/api/v1/contents", data={"unit_id": COMMUNE, "uploads": [place.rpartition("/")[2]]})
    assert (early.status_code, "not here entirely" in early.json()["problem"]) == (409, True)
    assert approver.send(place, 100, NOTICE[100:]).status_code == 204
    [listed] = approver.client.get(UPLOADS).json()
    assert (listed["name"], listed["offset"], listed["size_bytes"]) == ("Họp dân.txt", len(NOTICE), len(NOTICE))
    refused = approver.client.post("/api/v1/contents", data={"unit_id": "none-such", "uploads": [listed["id"]]})
    assert refused.status_code == 404
    assert approver.offset(place) == len(NOTICE), "kept: only the unit was wrong"
    made = approver.client.post("/api/v1/contents", data={"unit_id": COMMUNE, "uploads": [listed["id"]]})
    assert made.status_code == 201, made.text
    assert made.json()["contents"][0]["title"] == "Họp dân"
    assert store_of(running.app.state.settings).intact(Sha256(hashlib.sha256(NOTICE).hexdigest()))
    assert approver.client.head(place, headers=TUS).status_code == 404
    assert not (folder_of(running) / listed["id"]).exists()


def test_nothing_at_all_is_no_publication(running: Running) -> None:
    answer = bringer(running, "approver").client.post("/api/v1/contents", data={"unit_id": COMMUNE})
    assert (answer.status_code, answer.json()["problem"]) == (422, "There is no content.")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15, deadline=None)
@given(cuts=st.lists(st.integers(0, len(NOTICE)), max_size=5))
def test_cut_anywhere_it_is_the_same_in_the_end(running: Running, editor: Bringer, cuts: list[int]) -> None:
    place = editor.begin(len(NOTICE), "hop.txt")
    for first, past in zip([0, *sorted(cuts)], [*sorted(cuts), len(NOTICE)], strict=True):
        assert editor.offset(place) == first
        assert editor.send(place, first, NOTICE[first:past]).status_code == 204
    assert lies_at(running, place).read_bytes() == NOTICE
    assert editor.client.delete(place, headers=TUS).status_code == 204


def test_what_came_before_the_line_broke_is_kept(running: Running, editor: Bringer) -> None:
    place = editor.begin(len(NOTICE), "hop.txt")
    host, port = running.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as line:
        head = {
            **TUS,
            "Host": host,
            "Authorization": editor.client.headers["authorization"],
            "Upload-Offset": "0",
            "Content-Type": tus.PIECE,
            "Content-Length": str(len(NOTICE)),
        }
        told = "".join(f"{name}: {value}\r\n" for name, value in head.items())
        line.sendall(f"PATCH {place} HTTP/1.1\r\n{told}\r\n".encode() + NOTICE[:700])
        wait_for(lambda: editor.offset(place) == 700, "what was sent is there")
        taken = editor.send(place, 700, NOTICE[700:])
        assert (taken.status_code, "already" in taken.json()["problem"]) == (409, True), "the line is not broken yet"
    wait_for(lambda: editor.send(place, 700, NOTICE[700:]).status_code == 204, "the line is let go")
    assert lies_at(running, place).read_bytes() == NOTICE


def test_a_piece_that_does_not_follow_is_refused(editor: Bringer) -> None:
    place = editor.begin(1000, "hop.txt")
    editor.send(place, 0, b"x" * 10)
    for offset in (0, 9, 11):
        assert editor.send(place, offset, b"y").status_code == 409
    assert editor.send(place, 10, b"y" * 991).status_code == 422, "longer than announced"
    assert editor.offset(place) == 10


@pytest.mark.parametrize("algorithm", ["sha1", "sha256"])
def test_a_piece_with_a_checksum_counts_whole_or_not_at_all(editor: Bringer, algorithm: str) -> None:
    place = editor.begin(1000, "hop.txt")
    right = b64encode(hashlib.new(algorithm, b"Hop luc 19 gio").digest()).decode()
    wrong = editor.send(place, 0, b"Hop luc 91 gio", **{"Upload-Checksum": f"{algorithm} {right}"})
    assert (wrong.status_code, editor.offset(place)) == (460, 0)
    good = editor.send(place, 0, b"Hop luc 19 gio", **{"Upload-Checksum": f"{algorithm} {right}"})
    assert (good.status_code, editor.offset(place)) == (204, 14)


def test_what_is_not_tus_is_refused(editor: Bringer) -> None:
    place = editor.begin(1000)
    old = {"Tus-Resumable": "0.2.2"}
    assert editor.announce(10, **old).status_code == 412
    assert editor.send(place, 0, b"x", **old).headers["tus-version"] == "1.0.0"
    assert editor.send(place, 0, b"x", **{"Content-Type": "text/plain"}).status_code == 415
    for name, value in (("Upload-Offset", "-1"), ("Upload-Checksum", "md5 xx"), ("Upload-Checksum", "sha1 ?")):
        assert editor.send(place, 0, b"x", **{name: value}).status_code == 422, name
    for length in ("0", "-5", "ten", str(LIMITS.media_bytes + 1), "9" * 19):
        answer = editor.announce(0, **{"Upload-Length": length})
        assert answer.status_code in (413, 422), length
        assert answer.headers["tus-resumable"] == "1.0.0"
    assert editor.announce(10, **{"Upload-Metadata": "filename ?"}).status_code == 422
    assert editor.client.post(UPLOADS, headers=TUS).status_code == 422, "no length"


@pytest.mark.parametrize("claimed", ["../../etc/passwd", "/etc/passwd", "..", ".htaccess", "a\0b", "x" * 300, ""])
def test_a_name_leads_nowhere(running: Running, editor: Bringer, claimed: str) -> None:
    place = editor.begin(100, claimed)
    editor.send(place, 0, b"x")
    path = lies_at(running, place)
    assert path.parent.parent == folder_of(running)
    assert not path.name.startswith(".")
    editor.client.delete(place, headers=TUS)


def test_nobody_else_sees_it(running: Running, editor: Bringer) -> None:
    place = editor.begin(1000)
    other = bringer(running, "administrator")
    assert other.client.head(place, headers=TUS).status_code == 404
    assert other.send(place, 0, b"x").status_code == 404
    assert other.client.delete(place, headers=TUS).status_code == 404
    assert other.client.get(UPLOADS).json() == []
    taken = other.client.post("/api/v1/contents", data={"unit_id": COMMUNE, "uploads": [place.rpartition("/")[2]]})
    assert taken.status_code == 404
    assert editor.offset(place) == 0


def test_what_is_no_file_of_ours_is_refused_in_words_and_gone(running: Running, editor: Bringer) -> None:
    place = editor.begin(300, "don.rtf")
    refused = editor.send(place, 0, b"{\\rtf1" + b"\0" * 294)
    assert refused.status_code == 422
    assert "don.rtf" in refused.json()["problem"]
    assert editor.client.head(place, headers=TUS).status_code == 404


def test_what_can_not_become_one_is_refused_after_its_first_piece(editor: Bringer) -> None:
    place = editor.begin(1 << 30, "virus.exe")
    refused = editor.send(place, 0, b"MZ" + b"\0" * 8192)
    assert (refused.status_code, "virus.exe" in refused.json()["problem"]) == (422, True)
    clip = editor.begin(1 << 30, "phim.mp4")
    assert editor.send(clip, 0, b"\0\0\0\x18ftypmp42" + b"\0" * 8192).status_code == 204


def test_one_person_brings_so_much_at_a_time(running: Running) -> None:
    operator = bringer(running, "operator")
    for _ in range(3):
        operator.begin(LIMITS.media_bytes)
    operator.begin(LIMITS.media_bytes - 1)
    assert operator.announce(2).status_code == 422
    for _ in range(LIMITS.uploads_a_person):
        last = operator.announce(1)
    assert (last.status_code, "too many" in last.json()["problem"]) == (422, True)
    for one in operator.client.get(UPLOADS).json():
        operator.client.delete(f"{UPLOADS}/{one['id']}", headers=TUS)
    assert operator.announce(2).status_code == 201


def test_a_full_disk_is_told_before_anything_is_sent(tmp_path: Path) -> None:
    with pytest.raises(Unavailable):
        Shelter(tmp_path).check_room(1 << 60)


def test_what_nobody_goes_on_with_is_cleared_away(running: Running, editor: Bringer) -> None:
    app = running.app
    stale, fresh = editor.begin(100, "a.txt"), editor.begin(100, "b.txt")
    for place in (stale, fresh):
        editor.send(place, 0, b"x")
    left_over = folder_of(running) / ("f" * 32)
    left_over.mkdir()
    with session_scope(app.state.engine) as session:
        ended = update(Arrival).where(Arrival.id == stale.rpartition("/")[2])  # type: ignore[arg-type]
        session.exec(ended.values(expires_at_ms=wall_ms()))
    assert clear_away(app.state.engine, shelter_of(app.state.settings)) >= 2
    assert not left_over.exists()
    assert editor.client.head(stale, headers=TUS).status_code == 404
    assert editor.send(stale, 1, b"x").status_code == 404
    assert editor.offset(fresh) == 1
    assert clear_away(app.state.engine, shelter_of(app.state.settings)) == 0


@given(name=st.text(max_size=100))
def test_any_name_comes_through(name: str) -> None:
    told = b64encode(name.encode()).decode()
    assert tus.name_in(f"filename {told}") == tus.name_in(f"filetype dGV4dA==, filename {told},is_draft") == name


@given(header=st.text(max_size=60))
def test_whatever_a_header_says_is_read_or_refused(header: str) -> None:
    for read in (tus.name_in, tus.checksum_in, lambda value: tus.number_of("Upload-Length", value)):
        try:
            read(header)
        except InvalidInput:
            continue
