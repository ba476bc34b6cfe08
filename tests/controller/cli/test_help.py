"""What help says of the JSON of each command is what the interface behind it answers."""

from __future__ import annotations

from collections.abc import Iterator

import click
import pytest
from pydantic import BaseModel

from controller.alerts.schemas import AlertOut
from controller.approval.schemas import RuleOut, StandingOut, StillThereOut
from controller.bulk.schemas import BulkOut, ProgressOut
from controller.bulletins.schemas import ContentOut
from controller.cli import controller
from controller.devices.schemas import DeviceOut
from controller.enrolment.schemas import ClaimOut
from controller.lexicon.schemas import EntryOut, ImportedOut
from controller.offers.schemas import AnswersOut, OfferOut, OrderOut, SharedOut, ShareOut, ToldOut
from controller.people.schemas import CodeOut, NewTokenOut, NewUserOut, TokenOut, UserOut
from controller.publishing.schemas import TuningOut
from controller.recordings.schemas import LanguageOut
from controller.timeline.schemas import ProgrammeOut
from controller.units.schemas import EventOut, ImportOut, ReviewOut, UnitOut

ANSWERS: dict[str, type[BaseModel]] = {
    "alert send": AlertOut,
    "approval gone": StillThereOut,
    "approval show": StandingOut,
    "claim create": ClaimOut,
    "contents": ContentOut,
    "devices": DeviceOut,
    "devices change": BulkOut,
    "devices progress": ProgressOut,
    "lexicon import": ImportedOut,
    "lexicon list": EntryOut,
    "offers accept": ToldOut,
    "offers answers": AnswersOut,
    "offers decline": ToldOut,
    "offers list": OfferOut,
    "offers take-back": ToldOut,
    "order origin": ToldOut,
    "order reset": ToldOut,
    "order set": ToldOut,
    "order show": OrderOut,
    "programme": ProgrammeOut,
    "recording list": LanguageOut,
    "self-approval list": RuleOut,
    "shared list": SharedOut,
    "shared show": ShareOut,
    "token add": NewTokenOut,
    "token list": TokenOut,
    "tune": TuningOut,
    "units events": EventOut,
    "units import": ImportOut,
    "units merge": ReviewOut,
    "units tree": UnitOut,
    "user add": NewUserOut,
    "user code": CodeOut,
    "user list": UserOut,
}


def below(
    group: click.Group, context: click.Context, path: tuple[str, ...] = ()
) -> Iterator[tuple[str, click.Command]]:
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield " ".join((*path, name)), command
        if isinstance(command, click.Group):
            yield from below(command, click.Context(command, parent=context), (*path, name))


COMMANDS = dict(below(controller, click.Context(controller)))


@pytest.mark.parametrize("path", sorted(ANSWERS))
def test_it_names_every_field_and_no_other(path: str) -> None:
    assert names_in(COMMANDS[path].help or "") == set(ANSWERS[path].model_fields)


def test_every_command_that_answers_in_json_says_how() -> None:
    silent = [
        path
        for path, command in COMMANDS.items()
        if any(one.name == "as_json" for one in command.params)
        and "JSON:" not in (command.help or "")
        and "--json" not in (command.help or "")
    ]
    assert silent == []


def names_in(told: str) -> set[str]:
    """The names of the outermost fields after ``JSON:``; ``{a, b: {c}, d (when)}`` has a, b and d."""
    text = told.partition("JSON:")[2]
    return {part.split(":")[0].split()[0] for part in _parts(text[text.index("{") + 1 :])}


def _parts(text: str) -> Iterator[str]:
    part, depth = "", 0
    for letter in text:
        if letter == "}" and not depth:
            break
        depth += (letter in "{([") - (letter in "})]")
        if letter == "," and not depth:
            yield part
            part = ""
        else:
            part += letter
    yield part
