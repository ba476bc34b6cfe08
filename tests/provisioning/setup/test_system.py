"""What the set-up does about Debian packages that are missing: installs, goes on without, or names the line to type."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Callable, Sequence

import pytest

from protocol.words import Words
from provisioning.console import Console
from provisioning.setup import apt, needs
from provisioning.setup.needs import Need
from provisioning.setup.probes import has_alsa_to_pulse, has_command, has_file, has_library, has_postgres, has_venv
from provisioning.setup.system import PackagesMissing, bring_system_packages

WITHOUT = Words("Thiếu loa.", "No loudspeaker.")


def never() -> bool:
    return False


@pytest.fixture
def console() -> Console:
    return Console(io.StringIO(), "en", in_place=False)


def said(console: Console) -> str:
    assert isinstance(console.stream, io.StringIO)
    return console.stream.getvalue()


@pytest.fixture
def lacking(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    def set_needs(*of_demo: Need) -> None:
        monkeypatch.setattr(needs, "DEMO_NEEDS", of_demo)
        monkeypatch.setattr(needs, "TEST_NEEDS", of_demo)

    return set_needs


@pytest.fixture
def no_way_to_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apt, "way_to_root", lambda: None)


def test_nothing_is_said_when_nothing_is_missing(lacking: Callable[..., None], console: Console) -> None:
    lacking(Need("bash", lambda: has_command("sh")))
    bring_system_packages("test", console)
    assert said(console) == ""


@pytest.mark.usefixtures("no_way_to_root")
def test_the_demo_goes_on_without_and_says_so(lacking: Callable[..., None], console: Console) -> None:
    lacking(Need("loudspeaker", never, WITHOUT))
    bring_system_packages("demo", console)
    assert "No loudspeaker." in said(console)
    assert apt.line_to_type(["loudspeaker"]) in said(console)


@pytest.mark.usefixtures("no_way_to_root")
def test_the_tests_stop_with_the_line_to_type(lacking: Callable[..., None], console: Console) -> None:
    lacking(Need("loudspeaker", never, WITHOUT), Need("screen", never))
    with pytest.raises(PackagesMissing, match="loudspeaker screen") as stopped:
        bring_system_packages("test", console)
    assert stopped.value.told_in("vi").count("apt-get install") == 1
    assert "make test" in stopped.value.remedy.vi


@pytest.mark.usefixtures("no_way_to_root")
def test_the_demo_stops_when_it_cannot_do_without(lacking: Callable[..., None], console: Console) -> None:
    lacking(Need("python3-venv", never))
    with pytest.raises(PackagesMissing, match="make demo"):
        bring_system_packages("demo", console)


def test_what_apt_brings_is_probed_again(
    lacking: Callable[..., None], console: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed: list[str] = []

    def install(packages: Sequence[str], as_root: Sequence[str], show: Callable[[str], None]) -> None:
        installed.extend(packages)

    monkeypatch.setattr(apt, "way_to_root", lambda: ())
    monkeypatch.setattr(apt, "install", install)
    lacking(Need("loudspeaker", lambda: "loudspeaker" in installed))
    bring_system_packages("test", console)
    assert installed == ["loudspeaker"]
    assert said(console) == "Installing Debian packages: loudspeaker\n"


def test_every_need_of_the_tests_is_met_here() -> None:
    assert [need.package for need in needs.missing("test")] == []


def test_every_need_of_the_demo_says_what_follows_but_the_vital_one() -> None:
    assert [need.package for need in needs.DEMO_NEEDS if need.without is None] == ["python3-venv"]


def test_probes_answer_no_for_what_is_not_here(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not has_command("no-such-command")
    assert not has_library("libnosuch.so.9")
    assert not has_file("/usr/share/no-such-photo.jpg")
    assert has_file(__file__)
    assert has_venv()
    assert has_postgres()
    assert has_alsa_to_pulse()


def test_commands_of_root_are_found_by_a_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert has_command("mosquitto")


def test_root_needs_no_sudo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert apt.way_to_root() == ()


def test_nobody_becomes_root_where_there_is_no_sudo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(shutil, "which", {"apt-get": "/usr/bin/apt-get"}.get)
    assert apt.way_to_root() is None


def test_a_system_without_apt_has_no_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert apt.way_to_root() is None


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("Setting up mosquitto (2.0.11) ...", True),
        ("Unpacking mosquitto (2.0.11) ...", True),
        ("Get:1 a-mirror bookworm/main amd64 mosquitto", True),
        ("Reading package lists...", False),
        ("", False),
    ],
)
def test_progress_of_apt(line: str, shown: bool) -> None:
    assert (apt.progress_of(line) is not None) == shown
