"""Hundreds of attacks and every order of messages, against the pure decision."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocol.documents import AlertSet, Command, Desired, Envelope, Kind, TrustList
from protocol.ids import EpochMs
from protocol.intake import Accepted, Held, Intake, Now, Refused, Repeated, opened, restore, take
from protocol.jws import Signer, decode_base64url, typ_of
from protocol.limits import LIMITS
from tests.protocol.makers import (
    AREA,
    COMMUNE,
    ME,
    NOW,
    PINS,
    ROOT,
    STRANGER,
    T0,
    WORKER,
    alert,
    alert_set,
    commune_key,
    desired,
    enrolled,
    key,
    signed,
    trust,
)

Sent = tuple[Kind, str, bytes]


def refusal(intake: Intake, kind: Kind, aud: str, token: bytes, now: Now = NOW) -> str:
    """The reason; and that the refusal changed nothing."""
    after, outcome = take(intake, kind, aud, token, now)
    assert after is intake
    assert isinstance(outcome, Refused)
    return outcome.reason


def run(intake: Intake, sent: list[Sent]) -> Intake:
    for kind, aud, token in sent:
        intake, _ = take(intake, kind, aud, token, NOW)
    return intake


VALID: st.SearchStrategy[Sent] = st.one_of(
    st.builds(
        lambda epoch, rev: ("desired", str(ME), signed("desired", desired(), epoch=epoch, rev=rev)),
        st.integers(1, 3),
        st.integers(1, 5),
    ),
    st.builds(
        lambda aud, rev: ("alerts", aud, signed("alerts", alert_set(alert()), aud=aud, rev=rev)),
        st.sampled_from([str(AREA), str(ME), "70-19000101"]),
        st.integers(1, 5),
    ),
    st.builds(
        lambda rev: ("command", str(ME), signed("command", Command(id="cmd-1", action="report"), rev=rev)),
        st.integers(1, 5),
    ),
)

ENVELOPES = st.builds(
    lambda aud, epoch, rev, body: msgspec.json.encode(
        Envelope(aud=aud, epoch=epoch, rev=rev, issued_at_ms=T0, body=msgspec.Raw(body))
    ),
    st.sampled_from([str(ME), "led-002", str(AREA), "all"]),
    st.integers(1, 9),
    st.integers(1, 9),
    st.sampled_from([msgspec.json.encode(desired()), b"{}", b'{"keys":[]}', b'{"alerts":[{}]}', b"[]", b"null"]),
)
FORGED: st.SearchStrategy[Sent] = st.builds(
    lambda kind, aud, payload, typ, signer: (kind, aud, signer.sign(payload, typ_of(typ))),
    st.sampled_from(["trust", "desired", "alerts", "command"]),
    st.sampled_from([str(ME), str(AREA), "all", "led-002"]),
    st.one_of(ENVELOPES, st.binary(max_size=80)),
    st.sampled_from(["trust", "desired", "alerts", "command", "proof"]),
    st.sampled_from([STRANGER, COMMUNE]),
)


@given(st.lists(VALID, max_size=12), st.randoms())
def test_order_loss_and_duplication_end_like_the_newest_alone(sent: list[Sent], random) -> None:  # type: ignore[no-untyped-def]
    newest: dict[tuple[str, str], tuple[tuple[int, int], Sent]] = {}
    for one in sent:
        _, outcome = take(enrolled(), *one, NOW)
        assert isinstance(outcome, Accepted)
        place = (one[0], one[1])
        if place not in newest or outcome.held.order > newest[place][0]:
            newest[place] = (outcome.held.order, one)
    shuffled = sent + random.sample(sent, k=random.randint(0, len(sent)))
    random.shuffle(shuffled)
    assert run(enrolled(), shuffled) == run(enrolled(), [one for _, one in newest.values()])


@given(st.lists(st.one_of(VALID, FORGED), max_size=12))
def test_what_is_forged_changes_nothing_among_what_is_real(sent: list[Sent]) -> None:
    entitled = key(WORKER)
    forged = [one for one in sent if not _signed_by_worker(one[2])]
    real = [one for one in sent if one not in forged]
    assert run(enrolled(entitled), sent) == run(enrolled(entitled), real)
    for kind, aud, token in forged:
        assert refusal(run(enrolled(entitled), real), kind, aud, token)


def _signed_by_worker(token: bytes) -> bool:
    return WORKER.kid.encode() in decode_base64url(token.split(b".")[0].decode())


@given(st.binary(max_size=200), st.sampled_from(["trust", "desired", "alerts", "command"]))
def test_noise_is_refused(noise: bytes, kind: Kind) -> None:
    assert refusal(enrolled(), kind, "all" if kind == "trust" else str(ME), noise) == "unsigned"


@given(VALID, st.data())
def test_one_changed_byte_is_refused(one: Sent, data: st.DataObject) -> None:
    kind, aud, token = one
    broken = bytearray(token)
    broken[data.draw(st.integers(0, len(token) - 1))] ^= data.draw(st.integers(1, 255))
    assert refusal(enrolled(), kind, aud, bytes(broken)) in {"unsigned", "unknown-key"}


def test_a_newer_document_is_accepted_and_an_older_refused() -> None:
    intake, outcome = take(enrolled(), "desired", ME, signed("desired", desired(), rev=5), NOW)
    assert isinstance(outcome, Accepted)
    assert refusal(intake, "desired", ME, signed("desired", desired(), rev=4)) == "stale"
    _, newer = take(intake, "desired", ME, signed("desired", desired(), rev=6), NOW)
    assert isinstance(newer, Accepted)


def test_a_higher_epoch_beats_a_higher_revision() -> None:
    intake, _ = take(enrolled(), "desired", ME, signed("desired", desired(), epoch=1, rev=900), NOW)
    _, outcome = take(intake, "desired", ME, signed("desired", desired(), epoch=2, rev=1), NOW)
    assert isinstance(outcome, Accepted)


def test_the_same_again_is_only_acknowledged() -> None:
    token = signed("desired", desired())
    intake, _ = take(enrolled(), "desired", ME, token, NOW)
    after, outcome = take(intake, "desired", ME, token, NOW)
    assert after is intake
    assert isinstance(outcome, Repeated)


def test_two_documents_of_one_revision_are_a_conflict() -> None:
    intake, _ = take(enrolled(), "desired", ME, signed("desired", desired()), NOW)
    assert refusal(intake, "desired", ME, signed("desired", desired(volume_percent=3))) == "conflict"


def test_a_document_for_another_device_is_foreign() -> None:
    token = signed("desired", desired(), aud="led-002")
    assert refusal(enrolled(), "desired", ME, token) == "foreign"
    assert refusal(enrolled(), "desired", "led-002", token) == "foreign"


def test_an_alert_set_of_another_area_does_not_pass_on_this_areas_topic() -> None:
    token = signed("alerts", alert_set(alert()), aud="70-19000101")
    assert refusal(enrolled(), "alerts", AREA, token) == "foreign"


def test_a_trust_list_for_somebody_else_is_foreign() -> None:
    assert refusal(enrolled(), "trust", ME, trust(key(WORKER), rev=2)) == "foreign"


def test_only_the_root_signs_trust() -> None:
    assert refusal(enrolled(), "trust", "all", trust(key(STRANGER), rev=2, signer=WORKER)) == "unsigned"
    assert refusal(enrolled(), "trust", "all", trust(key(STRANGER), rev=2, signer=STRANGER)) == "unsigned"


def test_the_root_signs_nothing_but_trust() -> None:
    assert refusal(enrolled(), "desired", ME, signed("desired", desired(), signer=ROOT)) == "unknown-key"


def test_a_commune_key_signs_alerts_of_its_own_area_only() -> None:
    intake, outcome = take(
        enrolled(), "alerts", AREA, signed("alerts", alert_set(alert()), aud=AREA, signer=COMMUNE), NOW
    )
    assert isinstance(outcome, Accepted)
    foreign = signed("alerts", alert_set(alert()), aud="70-19000101", signer=COMMUNE)
    assert refusal(intake, "alerts", "70-19000101", foreign) == "not-entitled"
    assert refusal(intake, "desired", ME, signed("desired", desired(), signer=COMMUNE)) == "not-entitled"


def test_a_commune_key_listed_for_a_device_still_can_not_make_it_desired() -> None:
    wide = commune_key(may_sign=("alerts", "desired", "command"), units=(AREA, str(ME)))
    token = signed("desired", desired(), signer=COMMUNE)
    assert refusal(enrolled(wide), "desired", ME, token) == "not-entitled"


def test_without_a_trust_list_no_key_is_known() -> None:
    assert refusal(Intake(PINS), "desired", ME, signed("desired", desired())) == "unknown-key"


def test_a_key_that_ran_out_signs_nothing_unless_the_clock_is_unknown() -> None:
    intake = enrolled(key(WORKER, not_after_ms=EpochMs(T0 - 1)))
    token = signed("desired", desired())
    assert refusal(intake, "desired", ME, token) == "expired"
    _, outcome = take(intake, "desired", ME, token, Now(T0, "unknown"))
    assert isinstance(outcome, Accepted)


def test_an_expired_document_is_refused_by_a_clock_that_knows() -> None:
    token = signed("command", Command(id="cmd-1", action="report"), expires_at_ms=T0)
    assert refusal(enrolled(), "command", ME, token) == "expired"
    assert refusal(enrolled(), "command", ME, token, Now(T0, "held")) == "expired"


def test_a_document_from_the_future_is_refused_only_by_a_trusted_clock() -> None:
    token = signed("desired", desired(), at_ms=T0 + LIMITS.future_skew_ms + 1)
    assert refusal(enrolled(), "desired", ME, token) == "future"
    _, outcome = take(enrolled(), "desired", ME, token, Now(T0, "held"))
    assert isinstance(outcome, Accepted)


@pytest.mark.parametrize("body", [{"unit_name": 3, "areas": []}, {"unit_name": "x"}, {}, []])
def test_a_signed_body_of_the_wrong_shape_is_malformed(body: object) -> None:
    envelope = Envelope(aud=ME, epoch=1, rev=1, issued_at_ms=T0, body=msgspec.Raw(msgspec.json.encode(body)))
    token = WORKER.sign(msgspec.json.encode(envelope), typ_of("desired"))
    assert refusal(enrolled(), "desired", ME, token) == "malformed"


def test_unknown_fields_of_a_later_version_are_left_alone() -> None:
    body = msgspec.json.encode({"unit_name": "x", "areas": [], "invented_later": 1})
    envelope = Envelope(aud=ME, epoch=1, rev=1, issued_at_ms=T0, body=msgspec.Raw(body))
    _, outcome = take(enrolled(), "desired", ME, WORKER.sign(msgspec.json.encode(envelope), typ_of("desired")), NOW)
    assert isinstance(outcome, Accepted)


def test_removing_a_key_drops_its_alerts_but_keeps_the_programme() -> None:
    intake, _ = take(enrolled(), "alerts", AREA, signed("alerts", alert_set(alert()), aud=AREA), NOW)
    intake, _ = take(intake, "desired", ME, signed("desired", desired()), NOW)
    intake, outcome = take(intake, "trust", "all", trust(key(STRANGER), rev=2), NOW)
    assert isinstance(outcome, Accepted)
    assert [held.kind for held in outcome.dropped] == ["alerts"]
    assert {kind for kind, _ in intake.held} == {"trust", "desired"}


def test_a_stolen_key_can_not_lock_a_device_by_a_huge_revision() -> None:
    intake, _ = take(enrolled(), "desired", ME, signed("desired", desired(), epoch=9, rev=1 << 40), NOW)
    intake, _ = take(intake, "trust", "all", trust(key(STRANGER), rev=2), NOW)
    _, outcome = take(intake, "desired", ME, signed("desired", desired(), rev=2, signer=STRANGER), NOW)
    assert isinstance(outcome, Accepted)


def test_an_older_trust_list_does_not_bring_a_removed_key_back() -> None:
    intake, _ = take(enrolled(), "trust", "all", trust(key(STRANGER), rev=2), NOW)
    assert refusal(intake, "trust", "all", trust(key(WORKER), rev=1)) == "stale"


def test_everything_held_comes_back_after_a_restart() -> None:
    intake = run(enrolled(), [("desired", ME, signed("desired", desired())), ("alerts", AREA, _area_alerts())])
    again, refusals = restore(PINS, reversed(list(intake.held.values())))
    assert (again, refusals) == (intake, [])
    assert isinstance(opened(again.held["desired", ME]).body, Desired)
    assert isinstance(opened(again.held["alerts", AREA]).body, AlertSet)
    assert isinstance(opened(again.held["trust", "all"]).body, TrustList)


def test_the_programme_of_a_removed_key_comes_back_after_a_restart_too() -> None:
    intake, _ = take(enrolled(), "desired", ME, signed("desired", desired()), NOW)
    intake, _ = take(intake, "trust", "all", trust(key(STRANGER), rev=2), NOW)
    again, refusals = restore(PINS, intake.held.values())
    assert (again, refusals) == (intake, [])


def test_a_disk_that_lies_is_not_believed() -> None:
    good = run(enrolled(), [("desired", ME, signed("desired", desired())), ("alerts", AREA, _area_alerts())])
    row = good.held["desired", ME]
    swapped_root = replace(good.held["trust", "all"], public_key=STRANGER.public_key)
    assert _restored_kinds(replace(row, token=row.token[:-2] + b"AA")) == set()
    assert _restored_kinds(replace(row, aud="led-002")) == set()
    assert _restored_kinds(swapped_root) == set()
    assert _restored_kinds(good.held["alerts", AREA]) == set()
    assert _restored_kinds(*good.held.values()) == {"trust", "desired", "alerts"}


def _restored_kinds(*rows: Held) -> set[str]:
    intake, refusals = restore(PINS, rows)
    assert len(intake.held) + len(refusals) == len(rows)
    return {kind for kind, _ in intake.held}


def _area_alerts(signer: Signer = WORKER) -> bytes:
    return signed("alerts", alert_set(alert()), aud=AREA, signer=signer)
