"""A changed, missing or foreign entry of the trail is found and named."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from controller.db.chain import BEFORE_THE_FIRST, Finding, findings, hash_of

LENGTH = 9


def chained(length: int = LENGTH) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = []
    for seq in range(1, length + 1):
        previous = entries[-1]["hash"] if entries else BEFORE_THE_FIRST
        entry = {"seq": seq, "login": "lan", "after": f'{{"title":"Họp {seq}"}}'}
        entries.append({**entry, "previous": previous, "hash": hash_of(entry, previous)})
    return entries


def found(entries: list[dict[str, Any]], whole: list[dict[str, Any]]) -> list[Finding]:
    return list(findings(entries, len(whole), whole[-1]["hash"] if whole else ""))


def test_a_whole_trail_and_an_empty_one_are_well() -> None:
    assert found(chained(), chained()) == []
    assert found([], []) == []


@given(st.integers(1, LENGTH), st.sampled_from(["login", "after"]))
def test_a_changed_entry_is_named_and_no_other(seq: int, name: str) -> None:
    entries = chained()
    entries[seq - 1][name] = "another"
    assert found(entries, chained()) == [Finding("changed", seq, seq)]


@given(st.integers(1, LENGTH))
def test_an_entry_that_was_made_to_fit_its_own_hash_is_found_by_the_next_or_the_head(seq: int) -> None:
    entries = chained()
    entry = entries[seq - 1]
    entry["login"] = "another"
    entry["hash"] = hash_of(entry, entry["previous"])
    assert found(entries, chained()) == [Finding("changed", seq, seq)]


@given(st.integers(1, LENGTH), st.integers(0, LENGTH - 1))
def test_missing_entries_are_named(first: int, more: int) -> None:
    last = min(LENGTH, first + more)
    left = [entry for entry in chained() if not first <= entry["seq"] <= last]
    assert found(left, chained()) == [Finding("missing", first, last)]


def test_an_entry_behind_the_head_is_none_of_ours() -> None:
    assert found(chained(LENGTH + 1), chained()) == [Finding("added", LENGTH + 1, LENGTH + 1)]


@given(st.integers(-3, 0))
def test_an_entry_before_the_first_is_none_of_ours(seq: int) -> None:
    foreign = {"seq": seq, "login": "lan", "previous": BEFORE_THE_FIRST}
    assert found([{**foreign, "hash": hash_of(foreign, BEFORE_THE_FIRST)}, *chained()], chained()) == [
        Finding("added", seq, seq)
    ]


@given(st.permutations(range(LENGTH)), st.booleans())
def test_entries_in_another_order_are_found(order: list[int], made_to_fit: bool) -> None:
    """Each under the number of another; whoever does it may have each fit its own hash."""
    whole = chained()
    entries = [{**whole[other], "seq": number + 1} for number, other in enumerate(order)]
    for entry in entries if made_to_fit else ():
        entry["hash"] = hash_of(entry, entry["previous"])
    named = {seq for one in found(entries, whole) for seq in range(one.first, one.last + 1)}
    moved = {number + 1 for number, other in enumerate(order) if number != other}
    assert moved <= named if not made_to_fit else bool(moved) == bool(named)


@given(st.sets(st.integers(1, LENGTH), max_size=3), st.sets(st.integers(1, LENGTH), max_size=3))
def test_whatever_is_done_to_some_all_of_it_is_found(gone: set[int], changed: set[int]) -> None:
    entries = [entry for entry in chained() if entry["seq"] not in gone]
    for entry in entries:
        if entry["seq"] in changed:
            entry["login"] = "another"
    told = found(entries, chained())
    named = {(one.damage, seq) for one in told for seq in range(one.first, one.last + 1)}
    assert named == {("missing", seq) for seq in gone} | {("changed", seq) for seq in changed - gone}


def test_findings_are_told_in_words() -> None:
    assert Finding("missing", 3, 5).words.vi == "Thiếu dòng 3–5."
    assert Finding("changed", 3, 3).words.en == "Entry 3 was changed."
    assert "không do Rao ghi" in Finding("added", 3, 3).words.vi
