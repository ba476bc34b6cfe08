"""The ways to the controller and back: MQTT, HTTPS, downloads, pictures. Each has a thread; all post to the loop."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import httpx

from agent.clock.timeline import wall_clock
from agent.config import Config
from agent.fetch import Fetcher
from agent.identity import Identity, own_signer
from agent.link.http import device_client
from agent.link.mqtt import MqttLink
from agent.link.poll import DocumentPoll
from agent.snapshot import SnapshotCourier, TakePicture
from agent.store import BlobStore
from protocol.documents import Desired
from protocol.ids import DeviceId, UnitId


@dataclass(frozen=True, slots=True)
class Ways:
    """All that talks to the network."""

    http: httpx.Client
    link: MqttLink
    poll: DocumentPoll
    fetcher: Fetcher
    snapshots: SnapshotCourier

    def start(self) -> None:
        """Begin to reach the controller; the poll runs until MQTT is up."""
        self.snapshots.start()
        self.fetcher.start()
        self.poll.start()
        self.poll.resume()
        self.link.start()

    def stop(self, farewell: bytes | None) -> None:
        """Leave, with ``farewell`` as the last status."""
        self.link.stop(farewell)
        self.poll.stop()
        self.snapshots.stop()
        self.fetcher.stop()
        self.http.close()

    def listen(self, areas: Iterable[UnitId]) -> None:
        """Hear the alerts of ``areas`` from now on, on both ways."""
        areas = tuple(areas)
        self.link.listen(areas)
        self.poll.listen(areas)

    def ask_again(self) -> None:
        """Be sent every document once more, on whichever way is open."""
        self.link.ask_again()
        self.poll.ask_again()


def build_ways(
    config: Config,
    identity: Identity,
    blobs: BlobStore,
    desired: Desired,
    take_picture: TakePicture,
    post: Callable[[object], None],
) -> Ways:
    """Make them; nothing is reached before :meth:`Ways.start`."""
    device = DeviceId(identity.device_id)
    address = config.controller
    url = address.url if address else identity.controller_url
    http = device_client(url, own_signer(config.data), device, wall_clock, address.ca_file if address else None)
    return Ways(
        http=http,
        link=MqttLink(device, identity.broker, desired.areas, post),
        poll=DocumentPoll(http, device, desired.areas, post),
        fetcher=Fetcher(http, blobs, post),
        snapshots=SnapshotCourier(http, take_picture, desired.snapshot_s),
    )
