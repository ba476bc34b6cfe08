"""``rao controller lexicon``: how loudspeakers say the province's own words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from controller.cli.api import Api
from controller.cli.options import calling, json_option
from controller.cli.places import unit_ids
from controller.cli.telling import tell, tell_json, tell_table
from protocol.errors import InvalidInput, NotFound
from protocol.words import Words

LEXICON = "/api/v1/lexicon"
HEADS = (
    Words("VIẾT", "WRITTEN"),
    Words("ĐỌC LÀ", "SPOKEN"),
    Words("TIẾNG", "LANGUAGE"),
    Words("ĐƠN VỊ", "UNIT"),
    Words("GHI CHÚ", "NOTE"),
)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
OUT = click.Path(dir_okay=False, path_type=Path)
unit_option = click.option("--unit", help="The unit (id or name) it holds for, with all below; your own if not given.")
language_option = click.option("--language", default="vi", show_default=True, help="Of the texts it is read in.")


@click.group()
def lexicon() -> None:
    """How loudspeakers say words: what is published is spoken anew when an entry changes."""


@lexicon.command("list", epilog="Example: rao controller lexicon list 'bộ đội' --json | jq -r '.[].written'")
@click.argument("words", default="")
@click.option("--unit", help="Only what is in force in this unit (id or name), its own and that of units above.")
@json_option
@calling
def list_entries(api: Api, words: str, unit: str | None, as_json: bool) -> None:
    """The entries you may see that hold all of WORDS, whatever the accents.

    \b
    JSON: a list of {id, unit_id, unit, written, spoken, language, note, changed_by, changed_at}.
    """
    within = {"unit_id": unit_ids(api, [unit])[0]} if unit else {}
    found = api.get(LEXICON, q=words, **within)
    if as_json:
        tell_json(found)
    else:
        tell_table(HEADS, [[one[key] for key in ("written", "spoken", "language", "unit", "note")] for one in found])


@lexicon.command("set", epilog="Example: rao controller lexicon set BĐBP 'bộ đội biên phòng' --unit 75-20260430")
@click.argument("written")
@click.argument("spoken")
@unit_option
@language_option
@click.option("--note", default="", help="For those who read the list.")
@json_option
@calling
def set_entry(api: Api, written: str, spoken: str, unit: str | None, language: str, note: str, as_json: bool) -> None:
    """Have WRITTEN said as SPOKEN from now on.

    \b
    JSON: the entry, as `list` has it.
    """
    [unit_id] = unit_ids(api, [unit] if unit else [])
    entry = {"unit_id": unit_id, "written": written, "spoken": spoken, "language": language, "note": note}
    _told(api.put(LEXICON, entry), as_json)


@lexicon.command("remove", epilog="Example: rao controller lexicon remove BĐBP --unit 75-20260430")
@click.argument("written")
@unit_option
@language_option
@json_option
@calling
def remove(api: Api, written: str, unit: str | None, language: str, as_json: bool) -> None:
    """Take a unit's own entry of WRITTEN out.

    \b
    JSON: the entry, as `list` had it.
    """
    [unit_id] = unit_ids(api, [unit] if unit else [])
    for one in api.get(LEXICON, unit_id=unit_id):
        if (one["unit_id"], one["language"], one["written"]) == (unit_id, language, written):
            _told(api.delete(f"{LEXICON}/{one['id']}"), as_json)
            return
    raise NotFound(
        Words(f"Từ điển đọc của đơn vị không có “{written}”.", f"The unit's lexicon has no {written!r}."),
        Words("Xem: rao controller lexicon list.", "See: rao controller lexicon list."),
    )


@lexicon.command("import", epilog="Example: rao controller lexicon import tu-dien.csv --unit 75-20260430")
@click.argument("file", type=FILE)
@unit_option
@json_option
@calling
def import_sheet(api: Api, file: Path, unit: str | None, as_json: bool) -> None:
    """Take the entries of a CSV into a unit, all of them or none; entries that are not in it stay.

    \b
    Columns: written,spoken[,language[,note]] in UTF-8; a first line may name them. Refused lines are told by number.
    JSON: {entries, changed}.
    """
    [unit_id] = unit_ids(api, [unit] if unit else [])
    with file.open("rb") as opened:
        told = api.send(f"{LEXICON}/import", {"unit_id": unit_id}, [("file", (file.name, opened))])
    count, changed = told["entries"], told["changed"]
    if as_json:
        tell_json(told)
    else:
        tell(Words(f"{count} mục, {changed} mục mới hoặc đổi.", f"Entries: {count}; new or changed: {changed}."))


@lexicon.command("export", epilog="Example: rao controller lexicon export -o tu-dien.csv --unit 75-20260430")
@unit_option
@click.option("-o", "--out", type=OUT, help="Where to; standard output if not given.")
@json_option
@calling
def export(api: Api, unit: str | None, out: Path | None, as_json: bool) -> None:
    """A unit's own entries as a CSV that `import` takes; with --json as `list` has them."""
    from controller.lexicon.entry import Entry
    from controller.lexicon.sheet import write_sheet

    [unit_id] = unit_ids(api, [unit] if unit else [])
    own = [one for one in api.get(LEXICON, unit_id=unit_id) if one["unit_id"] == unit_id]
    sheet = write_sheet(Entry(one["written"], one["spoken"], one["language"], one["note"]) for one in own)
    if as_json:
        tell_json(own)
    elif out is None:
        click.echo(sheet, nl=False)
    else:
        _write(out, sheet)


def _write(out: Path, sheet: bytes) -> None:
    try:
        out.write_bytes(sheet)
    except OSError as error:
        raise InvalidInput(
            Words(f"Không ghi được {out} ({error.strerror}).", f"{out} can't be written ({error.strerror})."),
            Words("Chọn nơi khác.", "Choose another place."),
        ) from error


def _told(entry: Any, as_json: bool) -> None:
    if as_json:
        tell_json(entry)
    else:
        click.echo(f"{entry['written']}  {entry['spoken']}  ({entry['unit']})")
