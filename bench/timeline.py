"""The week of one board as the panel and programs ask for it: who has its outputs when, and what will not be."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from httpx import Client
from msgspec.structs import replace
from sqlalchemy import Engine

from bench.ingest import databases
from bench.measuring import Goal, Row, Section, medians
from bench.programme import bulletin
from bench.publish import ADMINISTRATOR, PROVINCE, served
from bench.screen.pace import PACE, THOROUGH
from controller.clock import wall_ms
from controller.db import all_tables, engine_of, session_scope
from controller.devices.kinds import kind_of
from controller.devices.models import Device
from controller.documents import service as documents
from controller.library.store import FolderStore, stored_as
from controller.people.actor import THE_SYSTEM
from controller.people.service import create_api_token, create_user
from controller.publishing.compile import encode_manifest
from controller.timeline.conflicts import outlook
from controller.timeline.days import week_of
from controller.timeline.steps import steps
from controller.units.service import import_units
from firmware_profiles import load
from protocol.documents import Desired, Window
from protocol.ids import DeviceId, EpochMs, UnitId
from protocol.manifest import Blob, Manifest, Output, Playlist, Slot, SlotClass
from protocol.plan import Plan
from protocol.programme_types import Alerts, Board
from protocol.recurrence import slot_spans
from protocol.runs import DAY_MS, place_of
from protocol.spans import Span

MONDAY = date(2026, 11, 16)
ZONE = "Asia/Ho_Chi_Minh"
WEEK = week_of(MONDAY, ZONE)
TEN_MINUTES = Span(EpochMs(WEEK.end_ms - 2 * 3_600_000), EpochMs(WEEK.end_ms - 2 * 3_600_000 + 600_000))
CONTENTS, SLOTS, LISTS = 40, 30, 6
CLASSES: tuple[SlotClass, ...] = ("scheduled", "priority", "scheduled", "live", "scheduled")
PROFILE = "bulletin-1080p"
HOURS = (Window(start="05:00", minutes=120), Window(start="16:30", minutes=150))
ROUNDS = 15 if PACE == THOROUGH else 3
ABOUT = (
    f"One board with screen and loudspeaker: {CONTENTS} bulletins in {LISTS} playlists, {SLOTS} slots of all classes "
    "(a third of the week's days each, or daily), some across midnight, all begun in January. *The week*: every "
    "change of who has screen and loudspeaker from Monday to Sunday and all conflicts with their reasons, with nothing "
    "remembered from the week before; floor: a bare sweep over the same slots' begins and ends that only looks whose "
    "class is the highest, and knows nothing of waiting, of what is let finish or of hours. *Over HTTP*: the whole "
    "request as JSON, with sign-in by token, reading the desired state and the manifest. *Ten minutes*: every step."
)


def measure() -> Section:
    """In the core, and over HTTP on each database."""
    manifest, board = manifest_of_a_commune(), board_of_a_commune()
    ours_s, floor_s, steps_s = medians(
        lambda: outlook(Plan(manifest, board), WEEK).conflicts,
        lambda: [list(bare_sweep(manifest, output)) for output in ("screen", "sound")],
        lambda: list(steps(Plan(manifest, board), Alerts(), TEN_MINUTES)),
        rounds=ROUNDS,
    )
    rows = [
        Row("the week of a board and its conflicts", ours_s * 1000, "ms", floor_s * 1000, Goal(50.0)),
        Row("ten minutes of it, step by step", steps_s * 1000, "ms"),
    ]
    for name, database in databases():
        with database() as url, tempfile.TemporaryDirectory() as folder:
            rows += asked_over_http(name, engine_of(url), Path(folder), manifest)
    return Section("What a board will show and say in a week", ABOUT, rows)


def asked_over_http(name: str, engine: Engine, folder: Path, manifest: Manifest) -> list[Row]:
    """By a program."""
    token = furnish(engine, folder, manifest)
    with served(engine, folder) as url, Client(base_url=url, headers={"Authorization": f"Bearer {token}"}) as client:
        whats = ("week", "conflicts")
        taken = medians(*(lambda what=what: _ask(client, what) for what in whats), rounds=ROUNDS)
    engine.dispose()
    return [
        Row(f"{name}: {what} over HTTP", s * 1000, "ms", goal=Goal(50.0)) for what, s in zip(whats, taken, strict=True)
    ]


def _ask(client: Client, what: str) -> None:
    answer = client.get(f"/api/v1/devices/board/{what}", params={"monday": MONDAY.isoformat()})
    assert answer.status_code == 200, answer.text


def furnish(engine: Engine, folder: Path, manifest: Manifest) -> str:
    """One board that is told the manifest; answers the token of somebody who may see it."""
    all_tables().create_all(engine)
    encoded = encode_manifest(manifest)
    [kept] = [stored_as(encoded)]
    FolderStore(folder / "media").keep(encoded)
    named = Blob(sha256=kept.sha256, size_bytes=kept.size_bytes, media_type="x/y", url=f"/media/{kept.sha256}")
    desired = Desired(unit_name="Thành phố Đồng Nai", areas=(UnitId(PROVINCE),), manifest=named, sound_windows=HOURS)
    with session_scope(engine) as session:
        import_units(session)
        kind = kind_of(load(PROFILE))
        at = {"unit_id": PROVINCE, "name": "Bảng", "profile": PROFILE, "kind": kind, "public_key": "k"}
        session.add(Device.model_validate({"id": "board", "enrolled_at_ms": 0, **at}))
        session.flush()
        documents.put(session, "desired", DeviceId("board"), desired)
        administrator = create_user(session, THE_SYSTEM, **ADMINISTRATOR)
        return create_api_token(session, administrator, "bench", wall_ms())


def board_of_a_commune() -> Board:
    """With everything."""
    shown = load(PROFILE).geometry
    assert shown is not None
    return Board(shown.width_px, shown.height_px, has_sound=True, sound_windows=HOURS)


def manifest_of_a_commune() -> Manifest:
    """Slots of half an hour to an hour at odd minutes."""
    board = board_of_a_commune()
    made = [bulletin(number) for number in range(CONTENTS)]
    sizes = {"width_px": board.width_px, "height_px": board.height_px}
    items = tuple(replace(one, pages=tuple(replace(pages, **sizes) for pages in one.pages)) for one in made)
    lists = tuple(Playlist(id=f"p-{n}", item_ids=tuple(one.id for one in items[n::LISTS])) for n in range(LISTS))
    slots = tuple(_slot(number) for number in range(SLOTS))
    return Manifest(unit_name="Phường Bình Phước", items=items, playlists=lists, slots=slots, filler_screen="p-0")


def _slot(number: int) -> Slot:
    return Slot(
        id=f"s-{number:02}",
        title="Buổi phát",
        slot_class=CLASSES[number % len(CLASSES)],
        output="sound" if number % 2 else "screen",
        playlist_id=f"p-{number % LISTS}",
        first_date=date(2026, 1, 1),
        start=f"{(5 + number * 7) % 24:02}:{number * 13 % 60:02}",
        duration_min=30 + number,
        rrule="FREQ=DAILY" if number % 3 else "FREQ=WEEKLY;BYDAY=SA,SU",
        resume="resume" if number % 4 == 0 else "skip",
    )


class _Edge(NamedTuple):
    at_ms: int
    begins: bool
    slot: Slot


def bare_sweep(manifest: Manifest, output: Output) -> Iterator[tuple[int, str]]:
    """When another slot has the highest class, and which."""
    slots = [slot for slot in manifest.slots if slot.output == output]
    edges = sorted((edge for slot in slots for edge in _edges(slot)), key=lambda edge: edge.at_ms)
    on: list[Slot] = []
    for edge in edges:
        if edge.begins:
            on.append(edge.slot)
        else:
            on.remove(edge.slot)
        yield edge.at_ms, min(on, key=lambda slot: place_of(manifest, slot)).id if on else ""


def _edges(slot: Slot) -> Sequence[_Edge]:
    days = range(WEEK.begin_ms, WEEK.end_ms, DAY_MS)
    spans = {span for day_ms in days for span in slot_spans(slot, EpochMs(day_ms))}
    return [_Edge(at_ms, begins, slot) for span in spans for at_ms, begins in zip(span, (True, False), strict=True)]
