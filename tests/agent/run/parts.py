"""A device's parts on a real disk, with a broker that only keeps what is published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from agent.clock import Timeline
from agent.identity import Identity
from agent.outbox import AckBox, LogBox
from agent.outbox.courier import Courier
from agent.outbox.faults import FaultDesk
from agent.outbox.journal import Journal
from agent.planner.keeper import ContentKeeper
from agent.player.player import Player
from agent.reception import AlertDesk, Reception
from agent.run.agenda import Agenda
from agent.run.herald import HEARTBEAT, NEWS, Herald
from agent.store import BlobStore, State
from protocol.enrolment import BrokerLogin
from protocol.ids import EpochMs
from protocol.manifest import Blob
from protocol.uplink import Ack, Fault
from tests.agent.outbox.test_courier import Broker
from tests.protocol.makers import LED, ME, ROOT, T0, WORKER, commune_key, key, trust

IDENTITY = Identity(
    device_id=ME,
    unit_name="Xã Thanh Lương",
    profile="led-p5-640x384",
    controller_url="http://c",
    root_public_key=ROOT.public_key,
    public_key="p",
    trust=trust(key(WORKER), commune_key()).decode(),
    broker=BrokerLogin(host="b", port=1, tls=False, ca_pem=None, username="u", password="p"),
)


class Watch:
    """Monotonic seconds, set by hand."""

    now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


@dataclass
class Parts:
    """Everything but threads and outputs."""

    state: State
    folder: Path
    watch: Watch = field(default_factory=Watch)
    broker: Broker = field(default_factory=Broker)
    wanted: list[Blob] = field(default_factory=list)
    news: list[bool] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.agenda = Agenda(self.watch)
        self.timeline = Timeline(self.state, "assume-trusted", wall=lambda: EpochMs(T0))
        log = LogBox(self.state, self.watch)
        self.journal = Journal(AckBox(self.state), log, FaultDesk(log, self.watch), self.timeline, self.news.append)
        self.reception = Reception(self.state, IDENTITY, self.timeline)
        self.alert_desk = AlertDesk(self.state, self.timeline.now(), self.watch)
        self.blobs = BlobStore(self.folder)
        self.keeper = ContentKeeper(self.state, self.blobs, LED, self._want)
        self.player = Player(LED, None, None)
        self.courier = Courier(self.broker, self.journal.acks, log)
        self.herald = Herald(
            profile="led-p5-640x384",
            data=self.folder,
            courier=self.courier,
            reception=self.reception,
            player=self.player,
            keeper=self.keeper,
            alert_desk=self.alert_desk,
            faults=self.journal.faults,
            timeline=self.timeline,
            agenda=self.agenda,
            languages=("vi", "sti"),
            monotonic_s=self.watch,
            random=Random(1),
        )
        self.agenda.on(HEARTBEAT, self.herald.heartbeat)
        self.agenda.on(NEWS, self.herald.news)

    def acks(self) -> dict[tuple[str, str], Ack]:
        return {(one.subject, one.id): one.ack for one in self.journal.acks.unsent()}

    def faults(self) -> list[str]:
        batch = self.journal.log.batch()
        return [row.code for row in batch.rows if isinstance(row, Fault)] if batch else []

    def _want(self, blobs: Sequence[Blob]) -> None:
        self.wanted[:] = blobs
