"""The demo province: broker, controller and boards brought up one after the other, as a technician would."""

from __future__ import annotations

from dataclasses import dataclass

from msgspec import Struct

from protocol.wire import decode
from protocol.words import Words
from provisioning.console import Console
from provisioning.demo import broker, commands, config_files, machine
from provisioning.demo.boards import BOARDS, Board
from provisioning.demo.commands import RAO
from provisioning.demo.household import Child, Household
from provisioning.demo.layout import Layout
from provisioning.demo.panel import Panel
from provisioning.demo.ports import Ports, accepts
from provisioning.demo.readiness import wait_until

CONTROLLER_WITHIN_S = 120.0
BROKER_WITHIN_S = 30.0
ONLINE_WITHIN_S = 180.0


class SeededUser(Struct, frozen=True):
    """A person of the demo; the password is no secret."""

    login: str
    password: str
    role: str


class Seeded(Struct, frozen=True):
    """What ``rao controller seed-demo`` made: one user a role, and an API token of the administrator."""

    users: tuple[SeededUser, ...]
    token: str


@dataclass(frozen=True, slots=True)
class Province:
    """One demo: where it lies, its ports, its broker and its processes."""

    layout: Layout
    ports: Ports
    mosquitto: bool
    household: Household
    console: Console

    def bring_up(self) -> Seeded:
        """Everything, until all boards are online."""
        self._write_settings()
        self._start_broker()
        self._start_controller()
        seeded = self._seed()
        panel = Panel(self.url, seeded.token)
        for board in BOARDS:
            self._enrol(board, panel)
        for board in BOARDS:
            self._start_board(board)
        self._wait_until_online(panel)
        panel.close()
        return seeded

    @property
    def url(self) -> str:
        """The panel's address."""
        return config_files.panel_url(self.ports)

    def _write_settings(self) -> None:
        display, sound_card = machine.has_display(), machine.has_sound_card()
        self.layout.make_folders()
        self.layout.controller_toml.write_text(
            config_files.controller_settings(self.ports, mosquitto=self.mosquitto), "utf-8"
        )
        for board in BOARDS:
            self.layout.agent(board).mkdir(parents=True, exist_ok=True)
            settings = config_files.agent_settings(board, display=display, sound_card=sound_card)
            self.layout.agent_toml(board).write_text(settings, "utf-8")

    def _start_broker(self) -> None:
        commands.run(RAO, "controller", "broker-config", *self._controller_config())
        if self.mosquitto:
            self.console.say(Words("Mosquitto riêng, có TLS ...", "A private Mosquitto, with TLS ..."))
            argv = broker.mosquitto_argv(self.layout)
        else:
            self.console.say(
                Words(
                    "Không có Mosquitto: dùng amqtt, chỉ mở trên máy này (127.0.0.1), không TLS ...",
                    "No Mosquitto here: amqtt is the broker, on this machine only (127.0.0.1), without TLS ...",
                )
            )
            argv = broker.amqtt_argv(self.layout, self.ports)
        self.household.start("broker", argv, self.layout.log("broker"), serves_others=True)
        up = Words("máy chủ MQTT", "the broker is up")
        wait_until(lambda: accepts(self.ports.broker), up, self.household, BROKER_WITHIN_S)

    def _start_controller(self) -> None:
        self.console.say(Words("Bộ điều khiển của tỉnh ...", "The controller of the province ..."))
        argv = [RAO, "controller", "run", *self._controller_config()]
        self.household.start("controller", argv, self.layout.log("controller"), serves_others=True)
        panel, up = Panel(self.url), Words("bộ điều khiển", "the controller is up")
        wait_until(panel.answers, up, self.household, CONTROLLER_WITHIN_S)
        panel.close()

    def _seed(self) -> Seeded:
        self.console.say(
            Words(
                "Đơn vị hành chính, người dùng, bản tin, hình và phim (lần đầu mất một lúc) ...",
                "Units, people, a bulletin, a picture and a clip (the first time takes a while) ...",
            )
        )
        printed = commands.run(RAO, "controller", "seed-demo", "--json", *self._controller_config())
        return decode(printed.encode(), Seeded)

    def _enrol(self, board: Board, panel: Panel) -> None:
        config = ("--config", str(self.layout.agent_toml(board)))
        if commands.finds(RAO, "agent", "status", *config):
            return
        self.console.say(Words(f"Cấp danh tính: {board.name}", f"Enrolling: {board.name}"))
        commands.run(RAO, "agent", "enrol", "--url", self.url, "--claim", panel.new_claim(board), *config)

    def _start_board(self, board: Board) -> Child:
        argv = [RAO, "agent", "run", "--config", str(self.layout.agent_toml(board))]
        return self.household.start(board.slug, argv, self.layout.log(board.slug))

    def _wait_until_online(self, panel: Panel) -> None:
        self.console.say(Words("Ba thiết bị khởi động ...", "Three boards start ..."))
        online = Words("ba thiết bị trực tuyến", "three boards are online")
        wait_until(lambda: self._all_are_online(panel), online, self.household, ONLINE_WITHIN_S)

    def _all_are_online(self, panel: Panel) -> bool:
        online = sum(device.state == "online" for device in panel.devices())
        self.console.progress(f"{online}/{len(BOARDS)}")
        return online >= len(BOARDS)

    def _controller_config(self) -> tuple[str, str]:
        return "--config", str(self.layout.controller_toml)
