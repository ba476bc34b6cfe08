"""The ``rao`` command: it offers what is installed, and tells errors in the language of the terminal."""

from __future__ import annotations

import sys
from importlib.metadata import EntryPoint, version

import click
import pytest
from click.testing import CliRunner

from protocol.errors import Conflict, InvalidInput, InvalidMedia, NotAllowed, NotFound, RaoError, Unavailable
from protocol.words import Words
from provisioning import commands
from provisioning.main import main

BROKEN = Words("Tệp này hỏng.", "This file is damaged.")
REMEDY = Words("Gửi lại tệp khác.", "Send another file.")


@click.command()
def healthy() -> None:
    """Say that all is well."""
    click.echo("well")


@click.command()
def refusing() -> None:
    """Refuse a file."""
    raise InvalidMedia(BROKEN, REMEDY)


@pytest.fixture(autouse=True)
def parts(monkeypatch: pytest.MonkeyPatch) -> None:
    here = [EntryPoint(name, f"{__name__}:{name}", commands.GROUP) for name in ("healthy", "refusing")]
    absent = EntryPoint("absent", "no.such.module:command", commands.GROUP)
    lacking = {"absent": ("fastapi",)}
    monkeypatch.setattr(commands, "entry_points", lambda group: [*here, absent])
    monkeypatch.setattr(commands, "missing_from", lambda extra: lacking.get(extra, ()))
    monkeypatch.setitem(sys.modules, __name__, sys.modules[__name__])
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


def test_help_lists_only_what_can_run_here_and_shows_examples() -> None:
    shown = CliRunner().invoke(main, ["--help"])
    assert shown.exit_code == 0
    assert "Say that all is well." in shown.output
    assert "absent" not in shown.output
    assert "rao controller publish notice.md" in shown.output


def test_a_command_runs() -> None:
    assert CliRunner().invoke(main, ["healthy"]).output == "well\n"


def test_a_part_that_is_not_installed_says_how_to_install_it() -> None:
    refused = CliRunner().invoke(main, ["absent"])
    assert refused.exit_code == 6
    assert 'pip install "rao[absent]"' in refused.output


@pytest.mark.parametrize(
    ("lacking", "runs"),
    [((), True), (("agent",), True), (("controller",), True), (("agent", "controller"), False)],
)
def test_speech_runs_on_a_board_and_on_a_controller(
    monkeypatch: pytest.MonkeyPatch, lacking: tuple[str, ...], runs: bool
) -> None:
    entry = EntryPoint("speech", f"{__name__}:healthy", commands.GROUP)
    monkeypatch.setattr(commands, "entry_points", lambda group: [entry])
    monkeypatch.setattr(commands, "missing_from", lambda extra: ("numpy",) if extra in lacking else ())
    asked = CliRunner().invoke(main, ["speech"])
    assert (asked.exit_code == 0) == runs
    assert runs or 'pip install "rao[agent]"' in asked.output


def test_no_such_command() -> None:
    assert CliRunner().invoke(main, ["nothing-like-it"]).exit_code == 2


@pytest.mark.parametrize(("locale", "told"), [("vi_VN.UTF-8", BROKEN.vi), ("en_GB.UTF-8", BROKEN.en), ("C", BROKEN.en)])
def test_errors_speak_the_language_of_the_terminal(locale: str, told: str) -> None:
    refused = CliRunner().invoke(main, ["refusing"], env={"LC_ALL": locale})
    assert refused.exit_code == 2
    assert refused.output.startswith(told)


KINDS = {InvalidInput: 2, InvalidMedia: 2, NotFound: 3, NotAllowed: 4, Conflict: 5, Unavailable: 6, RaoError: 1}


@pytest.mark.parametrize(("kind", "code"), KINDS.items())
def test_each_kind_of_error_has_its_exit_code(kind: type[RaoError], code: int) -> None:
    assert commands.exit_code_of(kind(BROKEN, REMEDY)) == code


def test_version_is_the_packages() -> None:
    assert version("rao") in CliRunner().invoke(main, ["--version"]).output
