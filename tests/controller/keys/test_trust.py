from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from controller.keys.trust import DAY_MS, KEY_LIFE_MS, OVERLAP_MS, RENEW_BEFORE_MS, renewed, rotated
from protocol.ids import EpochMs
from protocol.jws import Signer

KEYS = [Signer.generate().public_key for _ in range(3)]
NOW = EpochMs(1_700_000_000_000)


def test_the_first_list_names_the_working_key_for_everything() -> None:
    (key,) = renewed(None, KEYS[0], NOW).keys
    assert (key.public_key, key.units, key.not_after_ms) == (KEYS[0], ("*",), NOW + KEY_LIFE_MS)
    assert set(key.may_sign) == {"desired", "alerts", "command"}


def test_nothing_changes_while_the_key_has_life_left() -> None:
    held = renewed(None, KEYS[0], NOW)
    assert renewed(held, KEYS[0], EpochMs(NOW + KEY_LIFE_MS - RENEW_BEFORE_MS - 1)) == held


def test_a_rotated_key_stays_trusted_until_it_expires() -> None:
    both = renewed(renewed(None, KEYS[0], NOW), KEYS[1], EpochMs(NOW + DAY_MS))
    assert {key.public_key for key in both.keys} == {KEYS[0], KEYS[1]}
    later = renewed(both, KEYS[1], EpochMs(NOW + KEY_LIFE_MS))
    assert [key.public_key for key in later.keys] == [KEYS[1]]


@given(st.lists(st.tuples(st.sampled_from(KEYS), st.integers(0, 3 * KEY_LIFE_MS)), min_size=1, max_size=8))
def test_at_every_moment_the_working_key_is_in_force_once(steps: list[tuple[str, int]]) -> None:
    held = None
    for working, after_ms in sorted(steps, key=lambda step: step[1]):
        now = EpochMs(NOW + after_ms)
        held = renewed(held, working, now)
        assert renewed(held, working, now) == held
        (own,) = [key for key in held.keys if key.public_key == working]
        assert own.not_after_ms - now >= RENEW_BEFORE_MS
        assert all(key.not_after_ms > now for key in held.keys)


@given(st.lists(st.sampled_from(KEYS), max_size=4), st.sampled_from((0, OVERLAP_MS, 10 * KEY_LIFE_MS)))
def test_after_a_rotation_no_other_key_outlives_the_overlap_or_its_own_end(before: list[str], overlap_ms: int) -> None:
    held = None
    for number, key in enumerate(before):
        held = renewed(held, key, EpochMs(NOW - (9 - number) * DAY_MS))
    ends = {key.public_key: key.not_after_ms for key in held.keys} if held else {}
    changed = {key.public_key: key.not_after_ms for key in rotated(held, KEYS[0], NOW, overlap_ms).keys}
    others = set(ends) - {KEYS[0]} if overlap_ms else set()
    assert set(changed) == {KEYS[0], *others}
    assert all(changed[key] == min(ends[key], NOW + overlap_ms) for key in others)
    assert changed[KEYS[0]] - NOW >= RENEW_BEFORE_MS
