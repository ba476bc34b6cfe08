from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from agent.clock import Timeline
from agent.clock.kernel import Synchronised
from agent.identity import Identity
from agent.reception import Reception
from agent.store import State, open_state
from protocol.enrolment import BrokerLogin
from protocol.ids import EpochMs
from protocol.intake import Accepted, Refused, Repeated
from tests.protocol.makers import AREA, ME, ROOT, STRANGER, T0, WORKER, alert, alert_set, desired, key, signed, trust

LOGIN = BrokerLogin(host="b", port=1, tls=False, ca_pem=None, username="u", password="p")
IDENTITY = Identity(
    device_id=ME,
    unit_name="Xã Thanh Lương",
    profile="led-p5-640x384",
    controller_url="http://c",
    root_public_key=ROOT.public_key,
    public_key="p",
    trust=trust(key(WORKER)).decode(),
    broker=LOGIN,
)


@pytest.fixture
def state(tmp_path: Path) -> Iterator[State]:
    state = open_state(tmp_path)
    yield state
    state.close()


def reception(state: State, wall_ms: int = T0) -> Reception:
    return Reception(state, IDENTITY, Timeline(state, "assume-trusted", wall=lambda: EpochMs(wall_ms)))


def test_from_enrolment_on_it_can_judge(state: State) -> None:
    desk = reception(state)
    assert desk.desired.unit_name == "Xã Thanh Lương"
    assert isinstance(desk.receive("desired", ME, signed("desired", desired())), Accepted)
    assert desk.desired == desired()


def test_what_was_accepted_is_there_after_a_restart(state: State) -> None:
    reception(state).receive("desired", ME, signed("desired", desired(volume_percent=33)))
    again = reception(state)
    assert again.standing is not None
    assert (again.standing.epoch, again.standing.rev) == (1, 1)
    assert again.desired.volume_percent == 33
    assert isinstance(again.receive("desired", ME, signed("desired", desired(volume_percent=33))), Repeated)


def test_an_older_one_is_refused_after_a_restart_too(state: State) -> None:
    reception(state).receive("desired", ME, signed("desired", desired(), rev=5))
    assert reception(state).receive("desired", ME, signed("desired", desired(), rev=4)) == Refused("stale", "holds 1.5")


def test_a_stranger_changes_nothing(state: State) -> None:
    desk = reception(state)
    assert isinstance(desk.receive("desired", ME, signed("desired", desired(), signer=STRANGER)), Refused)
    assert desk.standing is None


def test_what_the_disk_changed_is_not_believed(state: State) -> None:
    reception(state).receive("desired", ME, signed("desired", desired()))
    damaged = signed("desired", desired(volume_percent=1)).rpartition(b".")[0] + b".AAAA"
    state.db.execute("UPDATE held SET token = ? WHERE kind = 'desired'", (damaged,))
    assert reception(state).standing is None


def test_alerts_count_only_for_areas_it_listens_to(state: State) -> None:
    desk = reception(state)
    desk.receive("alerts", AREA, signed("alerts", alert_set(alert()), aud=AREA))
    assert desk.alert_sets() == ()
    desk.receive("desired", ME, signed("desired", desired()))
    assert [one.alerts for one in desk.alert_sets()] == [(alert(),)]
    desk.receive("alerts", ME, signed("alerts", alert_set(alert("mine")), aud=ME))
    assert len(desk.alert_sets()) == 2


def test_a_signed_time_makes_a_clock_behind_it_unknown(state: State) -> None:
    kernel: list[Synchronised] = ["no"]
    day_before = EpochMs(T0 - 86_400_000)
    timeline = Timeline(state, "system", wall=lambda: day_before, kernel=lambda: kernel[0], boot="b")
    desk = Reception(state, IDENTITY, timeline)
    assert isinstance(desk.receive("desired", ME, signed("desired", desired())), Accepted)
    kernel[0] = "yes"
    assert timeline.now().clock == "unknown"
