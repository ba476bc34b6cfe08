"""What the pages and the help say of commands is so: each that is named is there, and takes those options."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from provisioning.main import main
from tests.provisioning.reference import PAGE, commands, reference

ROOT = Path(__file__).parents[2]
PAGES = [*sorted((ROOT / "docs").rglob("*.md")), *sorted(ROOT.glob("*.md"))]
ENDS = ("|", "||", "&&", ";", "\\", ">", "<")
IN_WORDS = re.compile(r"`(rao [^`]+)`")
IN_A_BLOCK = re.compile(r"^ {4}(?:as_rao |sudo |\$ )*(rao .+)$", re.MULTILINE)


def root() -> click.Context:
    return click.Context(main, info_name="rao", **main.context_settings)


def named_in(text: str) -> list[str]:
    """What is typed after `rao`, wherever it stands in a page."""
    return [*IN_WORDS.findall(text), *IN_A_BLOCK.findall(joined(text))]


def joined(text: str) -> str:
    """A command that goes on in the next line stands in one."""
    return re.sub(r"\\\n *", "", text)


def wrong_in(line: str) -> Iterator[str]:
    """What of a line no command is or takes."""
    words = iter(_words(line)[1:])
    command: click.Command = main
    context = root()
    for word in words:
        if re.match(r"-+[a-z]", word):
            yield from _unknown(word, command, context)
        elif isinstance(command, click.Group):
            below = command.get_command(context, word)
            if below is None and not _is_no_name(word):
                if not command.invoke_without_command:
                    yield word
                return
            if below is None:
                return
            command, context = below, click.Context(below, info_name=word, parent=context)


def _words(line: str) -> list[str]:
    lexer = shlex.shlex(line, posix=True, punctuation_chars="|&;<>")
    lexer.whitespace_split, lexer.commenters = True, "#"
    found = []
    for word in lexer:
        if word in ENDS:
            break
        found.append(word)
    return found


def _is_no_name(word: str) -> bool:
    """Something else than a command stands there, such as ``...`` or ``merge|split``."""
    return not re.fullmatch(r"[a-z][a-z-]*", word)


def _unknown(word: str, command: click.Command, context: click.Context) -> Iterator[str]:
    known = {name for one in command.get_params(context) for name in (*one.opts, *one.secondary_opts)}
    if word.partition("=")[0] not in known:
        yield f"{context.command_path} {word}"


def test_the_page_of_commands_is_as_they_are() -> None:
    assert PAGE.read_text("utf-8") == reference(), "run: make commands"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_pages_name_commands_and_options_there_are(page: Path) -> None:
    lines = named_in(page.read_text("utf-8"))
    assert [(line, wrong) for line in lines for wrong in wrong_in(line)] == []


def test_examples_of_help_are_of_the_command_and_can_be_typed() -> None:
    for path, command, _ in commands(main, root()):
        examples = [line.strip() for line in joined(f"{command.epilog}\n{command.help}").splitlines()]
        typed = [line.removeprefix("Example: ") for line in examples if re.match(r"(Example: )?rao ", line)]
        assert [wrong for line in typed for wrong in wrong_in(line)] == [], path


def test_readme_or_a_guide_names_every_command() -> None:
    told = "\n".join(page.read_text("utf-8") for page in PAGES if page not in (PAGE, ROOT / "CHANGELOG.md"))
    everything = [path for path, command, _ in commands(main, root()) if not isinstance(command, click.Group)]
    unnamed = [path for path in everything if not _is_named(path, told)]
    assert unnamed == []


def _is_named(path: str, told: str) -> bool:
    """In full, or by its last word beside the name of its group: ``also list, show``."""
    _, *groups, last = path.split()
    lines = [line for line in told.splitlines() if all(group in line for group in groups[-1:])]
    return any(re.search(rf"(?<![\w-]){re.escape(last)}(?![\w-])", line) for line in lines)


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("rao controller devices tag led-01 x", []),
        ("rao controller devices --tag x --state offline | jq", []),
        ("rao controller nothing --tag x", ["nothing"]),
        ("rao controller withdraw ID --nothing", ["rao controller withdraw --nothing"]),
        ("rao controller user ...", []),
    ],
)
def test_what_is_not_there_is_found(line: str, wrong: list[str]) -> None:
    assert list(wrong_in(line)) == wrong
