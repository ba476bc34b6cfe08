"""Bounds on everything that comes from outside, checked before it is parsed. Sizes in bytes, times in milliseconds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What a device and the controller accept at most."""

    document_bytes: int = 96 * 1024
    """A signed document as received (compact JWS, so a third more than its payload)."""
    desired_bytes: int = 32 * 1024
    """The payload of a desired state."""
    manifest_bytes: int = 4 * 1024 * 1024
    media_bytes: int = 2 * 1024 * 1024 * 1024
    uploads_a_person: int = 50
    """Files that one person may be bringing at a time, and how much in all."""
    upload_bytes_a_person: int = 8 * 1024 * 1024 * 1024
    uplink_bytes: int = 64 * 1024
    snapshot_bytes: int = 512 * 1024
    header_bytes: int = 512
    """The protected header of a JWS, decoded."""
    alerts_in_a_set: int = 32
    keys_in_a_trust_list: int = 64
    items_in_a_manifest: int = 2_000
    parts_in_a_sequence: int = 16
    exceptions_of_a_slot: int = 400
    """Days on which it does not begin: more than a year of them is another slot."""
    station_url_chars: int = 500
    sound_delay_ms: int = 60_000
    """By which the programme of one loudspeaker is behind that of the others."""
    gain_db_least: float = -30.0
    gain_db_most: float = 6.0
    """Of one item against the volume of its board."""
    future_skew_ms: int = 10 * 60 * 1000
    """A document issued later than this after a trusted clock's now is refused."""


LIMITS = Limits()
