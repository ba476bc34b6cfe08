from __future__ import annotations

import hashlib

import msgspec

from agent.fetch import Fetched, FetchFailed
from agent.player.ports import Failed
from agent.run.content import REPLAN, Content
from protocol.manifest import Blob, Manifest, PictureItem, Rendition
from protocol.programme_types import ShowItem, ShowSafe
from protocol.timers import REPLAN_S
from tests.agent.run.parts import Parts
from tests.protocol.makers import ME, T0, desired, signed

DATA = msgspec.json.encode(Manifest(unit_name="x"))


def described(data: bytes) -> Blob:
    sha256 = hashlib.sha256(data).hexdigest()
    return Blob(sha256=sha256, size_bytes=len(data), media_type="x/y", url=f"/media/{sha256}")


def content_of(parts: Parts, activated: list[str]) -> Content:
    content = Content(
        parts.reception,
        parts.alert_desk,
        parts.keeper,
        parts.journal,
        parts.agenda,
        activated=lambda: activated.append("activated"),
    )
    parts.agenda.on(REPLAN, content.replan)
    return content


def arrives(parts: Parts, blob: Blob, data: bytes) -> None:
    parts.blobs.part_of(blob.sha256).write_bytes(data)
    assert parts.blobs.adopt(blob.sha256)


def test_a_revision_is_finished_when_its_content_plays(parts: Parts) -> None:
    activated: list[str] = []
    content, manifest = content_of(parts, activated), described(DATA)
    parts.reception.receive("desired", ME, signed("desired", desired(manifest=manifest)))
    content.replan()
    assert parts.wanted == [manifest]
    assert activated == []
    arrives(parts, manifest, DATA)
    content.fetched(Fetched(manifest))
    assert activated == ["activated"]
    assert parts.acks()[("desired", "1.1")].stage == "finished"


def test_content_nobody_can_read_is_rejected_with_its_reason(parts: Parts) -> None:
    content, bad = content_of(parts, []), described(b"{}")
    parts.reception.receive("desired", ME, signed("desired", desired(manifest=bad)))
    arrives(parts, bad, b"{}")
    content.replan()
    ack = parts.acks()[("desired", "1.1")]
    assert (ack.stage, ack.reason) == ("rejected", "manifest unreadable")


def test_a_wrong_hash_is_a_fault_a_network_that_is_away_is_not(parts: Parts) -> None:
    content, blob = content_of(parts, []), described(DATA)
    content.fetched(FetchFailed(blob, "network", "no route"))
    content.fetched(FetchFailed(blob, "hash", "other content"))
    assert parts.faults() == ["fetch-hash"]


def test_a_full_disk_is_told_to_the_next_plan(parts: Parts) -> None:
    content, manifest = content_of(parts, []), described(DATA)
    unneeded = described(b"unneeded")
    arrives(parts, unneeded, b"unneeded")
    parts.reception.receive("desired", ME, signed("desired", desired(manifest=manifest)))
    content.replan()
    assert unneeded.sha256 in parts.blobs.held()
    content.fetched(FetchFailed(manifest, "disk-full", "No space left"))
    assert unneeded.sha256 not in parts.blobs.held()
    assert parts.faults() == ["fetch-disk-full"]


def test_it_plans_again_by_itself(parts: Parts) -> None:
    content, manifest = content_of(parts, []), described(DATA)
    content.replan()
    parts.reception.receive("desired", ME, signed("desired", desired(manifest=manifest)))
    parts.watch.now_s += REPLAN_S
    parts.agenda.run_due()
    assert parts.wanted == [manifest]


def test_a_file_the_disk_damaged_is_found_by_its_failure_and_fetched_again(parts: Parts) -> None:
    content, picture_data = content_of(parts, []), b"a picture"
    rendition = Rendition(width_px=640, height_px=384, blob=described(picture_data))
    item = PictureItem(id="p", title="p", duration_ms=1_000, renditions=(rendition,))
    data = msgspec.json.encode(Manifest(unit_name="x", items=(item,)))
    for blob, bytes_of_it in ((described(data), data), (rendition.blob, picture_data)):
        arrives(parts, blob, bytes_of_it)
    parts.reception.receive("desired", ME, signed("desired", desired(manifest=described(data))))
    content.replan()
    failed = Failed("screen", ShowItem(item, "slot", 0, T0), T0, "decode", "broken")
    path = parts.blobs.path_of(rendition.blob.sha256)
    assert path is not None
    path.write_bytes(b"a picturf")
    content.suspect(failed)
    assert parts.faults() == ["file-damaged"]
    assert parts.wanted == [rendition.blob]
    assert parts.keeper.active.sha256 == described(data).sha256


def test_a_file_that_is_whole_is_read_once_and_kept(parts: Parts) -> None:
    rendition = Rendition(width_px=640, height_px=384, blob=described(b"whole"))
    item = PictureItem(id="p", title="p", duration_ms=1_000, renditions=(rendition,))
    arrives(parts, rendition.blob, b"whole")
    content = content_of(parts, [])
    content.suspect(Failed("screen", ShowItem(item, "slot", 0, T0), T0, "decode", "no codec"))
    content.suspect(Failed("screen", ShowSafe(), T0, "decode", "nothing"))
    assert parts.blobs.held() == {rendition.blob.sha256}
    assert parts.faults() == []
