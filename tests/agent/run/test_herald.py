from __future__ import annotations

import msgspec
import pytest

from agent.run.herald import GATHER_S
from protocol.timers import HEARTBEAT_JITTER, HEARTBEAT_S
from protocol.topics import Up
from protocol.uplink import Fault, Report, Showing, Status
from protocol.wire import decode
from tests.agent.run.parts import Parts
from tests.protocol.makers import ME, NOW, T0, desired, signed


@pytest.fixture
def online(parts: Parts) -> Parts:
    parts.courier.online("session-1", NOW.wall_ms)
    parts.herald.tell_all()
    parts.broker.sent.clear()
    return parts


def sent(parts: Parts) -> list[Up]:
    return [leaf for _, leaf, _ in parts.broker.sent]


def test_birth_says_who_and_how(parts: Parts) -> None:
    parts.courier.online("session-1", NOW.wall_ms)
    parts.herald.tell_all()
    (_, _, status), (_, _, report) = parts.broker.sent
    born = decode(status, Status)
    assert (born.sid, born.online, born.clock, born.at_ms) == ("session-1", True, "trusted", T0)
    assert born.disk_free_bytes
    assert born.languages == ("vi", "sti")
    assert decode(report, Report).pending == "no desired state yet"


def test_without_a_connection_nothing_is_said_and_the_heart_beats_on(parts: Parts) -> None:
    parts.herald.tell_all()
    parts.herald.heartbeat()
    assert parts.broker.sent == []
    assert parts.agenda.due_in_s() <= HEARTBEAT_S * (1 + HEARTBEAT_JITTER)


def test_the_heart_beats_once_a_minute_give_or_take(online: Parts) -> None:
    pauses = []
    for _ in range(200):
        online.herald.heartbeat()
        pauses.append(min(online.agenda._due_s.values()) - online.watch.now_s)
    least_s, most_s = HEARTBEAT_S * (1 - HEARTBEAT_JITTER), HEARTBEAT_S * (1 + HEARTBEAT_JITTER)
    assert least_s <= min(pauses) < max(pauses) <= most_s
    assert max(pauses) - min(pauses) > 8


def test_a_faster_heart_can_be_asked_for(online: Parts) -> None:
    online.reception.receive("desired", ME, signed("desired", desired(heartbeat_s=2.0)))
    online.herald.heartbeat()
    assert online.agenda.due_in_s() <= 2.0 * (1 + HEARTBEAT_JITTER)


def test_what_did_not_change_is_not_told(online: Parts) -> None:
    online.herald.news()
    assert sent(online) == []


def test_a_page_turned_is_no_news_another_item_is(online: Parts) -> None:
    online.player.showing = Showing(screen="bulletin plan 1/5")
    online.herald.news()
    online.player.showing = Showing(screen="bulletin plan 2/5")
    online.herald.news()
    assert sent(online) == ["status"]
    online.player.showing = Showing(screen="alert a-1")
    online.herald.news()
    assert sent(online) == ["status", "status"]


def test_a_new_revision_changes_status_and_report(online: Parts) -> None:
    online.reception.receive("desired", ME, signed("desired", desired(), rev=3))
    online.herald.news()
    assert sent(online) == ["status", "report"]
    assert decode(online.broker.sent[1][2], Report).seen_rev == 3


def test_a_fault_is_named_in_the_status(online: Parts) -> None:
    online.journal.faults.note(Fault(code="screen-decode", detail="x", at_ms=T0))
    online.herald.something_changed()
    online.watch.now_s += GATHER_S
    online.agenda.run_due()
    assert decode(online.broker.sent[0][2], Status).faults == ("screen-decode",)


def test_every_status_has_a_number_of_its_own(online: Parts) -> None:
    for _ in range(3):
        online.herald.heartbeat()
    farewell = online.herald.status("session-1", online=False)
    numbers = [decode(payload, Status).seq for _, _, payload in online.broker.sent]
    assert [*numbers, farewell.seq] == [2, 3, 4, 5]
    assert msgspec.json.encode(farewell)
