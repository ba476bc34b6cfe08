"""What a device tells the controller. Unsigned: the broker's access list proves the sender; all of it is a claim."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from protocol.clock_trust import ClockTrust
from protocol.ids import EpochMs
from protocol.stages import Stage

Short = Annotated[str, Meta(max_length=200)]


class Showing(Struct, frozen=True, kw_only=True):
    """What the device is presenting now, for the panel's list."""

    screen: Short = ""
    """Such as ``bulletin plan-2023 2/5``, ``alert a-1``, ``safe``; empty without a screen."""
    sound: Short = ""
    title: Short = ""
    """For people."""


class NowSaying(Struct, frozen=True, kw_only=True):
    """What a loudspeaker says and how loud it lately was, for the picture the controller draws of it."""

    title: Short = ""
    levels_dbfs: Annotated[tuple[float, ...], Meta(max_length=120)] = ()
    """One a second, oldest first, dB relative to full scale; empty while it says nothing."""


class Status(Struct, frozen=True, kw_only=True):
    """Birth, heartbeat and will in one retained topic. ``sid`` is the session: a will of another session is ignored."""

    sid: Annotated[str, Meta(min_length=8, max_length=64)]
    online: bool
    seq: Annotated[int, Meta(ge=0)] = 0
    at_ms: EpochMs = EpochMs(0)
    clock: ClockTrust = "unknown"
    uptime_s: Annotated[float, Meta(ge=0)] = 0.0
    profile: Short = ""
    version: Short = ""
    seen_rev: int = 0
    applied_rev: int = 0
    showing: Showing = Showing()
    disk_free_bytes: int | None = None
    temperature_c: float | None = None
    faults: Annotated[tuple[Short, ...], Meta(max_length=16)] = ()
    languages: Annotated[tuple[Annotated[str, Meta(max_length=15)], ...], Meta(max_length=8)] = ()
    """In which it speaks, in this order; empty on a device without sound."""


class Report(Struct, frozen=True, kw_only=True):
    """Reported state: which documents and content the device holds and why it does not hold others."""

    sid: str
    at_ms: EpochMs
    epoch: int = 0
    seen_rev: int = 0
    applied_rev: int = 0
    manifest_sha256: str | None = None
    pending: Short = ""
    """Why ``applied_rev`` is behind ``seen_rev``; empty when it is not."""
    fetched_bytes: int = 0
    wanted_bytes: int = 0
    alerts: tuple[str, ...] = ()


class Evidence(Struct, frozen=True, kw_only=True):
    """Proof of play: what left the device."""

    frame_sha256: str | None = None
    """SHA-256 over the RGB bytes of the shown frame, row by row."""
    rms_dbfs: float | None = None
    """Level of the played samples, dB relative to full scale."""
    played_ms: int | None = None


class Ack(Struct, frozen=True, kw_only=True):
    """One step of one document's effect on one device."""

    sid: str
    subject: Literal["alert", "command", "desired"]
    id: str
    """Alert id, command id, or the revision as ``epoch.rev``."""
    stage: Stage
    at_ms: EpochMs
    clock: ClockTrust
    reason: Short = ""
    evidence: Evidence | None = None


class PlayRecord(Struct, frozen=True, kw_only=True, tag="play"):
    """One item that was shown or said."""

    item_id: str
    output: Literal["screen", "sound"]
    began_ms: EpochMs
    lasted_ms: int
    cut_by: Short = ""
    evidence: Evidence | None = None


class Fault(Struct, frozen=True, kw_only=True, tag="fault"):
    """Something refused or broken on the device."""

    code: Short
    detail: Short
    at_ms: EpochMs


class LogBatch(Struct, frozen=True, kw_only=True):
    """Rows from the device's outbox. ``first_seq`` counts from 1 over the life of the outbox; a repeat is ignored."""

    sid: str
    first_seq: Annotated[int, Meta(ge=1)]
    rows: Annotated[tuple[PlayRecord | Fault, ...], Meta(max_length=200)]
