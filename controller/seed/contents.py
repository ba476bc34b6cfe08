"""What the demonstration province shows: a bulletin of several pages, a picture and a clip, all made by the project;
and one that waits for a leader."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from importlib import resources
from pathlib import Path

from sqlmodel import col, select

from controller.bulletins.boards import distinct_geometries
from controller.bulletins.draft import Options, Upload
from controller.bulletins.jobs import publish_files
from controller.bulletins.models import Content
from controller.db import session_scope
from controller.library.workshop import Workshop
from controller.people.actor import THE_SYSTEM, Actor
from media.specimen import make_clip, make_photo

SCREENS = ("bulletin-1080p", "led-p5-640x384")
"""The models of the demonstration's own boards: their content is made before they come, that of others when they do."""


@dataclass(frozen=True, slots=True)
class Specimen:
    """One content: what it is called, its file's name, and how its file is made."""

    title: str
    file_name: str
    make: Callable[[Path], None]


def _write_bulletin(path: Path) -> None:
    path.write_bytes((resources.files(__package__) / "data" / "ban-tin.md").read_bytes())


WAITING = "Lịch tiêm chủng cho trẻ em"
NOTICE = "Trạm Y tế tiêm chủng cho trẻ dưới 5 tuổi vào 7 giờ 30 sáng thứ Bảy. Nhớ mang theo sổ tiêm chủng."
SPECIMENS = (
    Specimen("Tin về làng, trên bảng và trên loa", "ban-tin.md", _write_bulletin),
    Specimen("Ruộng bậc thang buổi sớm", "ruong-bac-thang.jpg", make_photo),
    Specimen("Bình minh trên nương", "binh-minh.mp4", make_clip),
)


def ensure_contents(workshop: Workshop, unit_id: str, today: date) -> list[str]:
    """Publishes what the unit does not have yet, for every known size of board; answers the titles published now."""
    with session_scope(workshop.engine, writes=False) as session:
        held = set(session.exec(select(Content.title).where(col(Content.unit_id) == unit_id)).all())
    missing = [specimen for specimen in SPECIMENS if specimen.title not in held]
    for specimen in missing:
        _publish(workshop, unit_id, specimen, today)
    return [specimen.title for specimen in missing]


def ensure_waiting(workshop: Workshop, editor: Actor, unit_id: str, today: date) -> None:
    """An editor's notice that waits for the approval of another, unless it has been there before."""
    with session_scope(workshop.engine, writes=False) as session:
        if session.exec(select(Content.id).where(Content.title == WAITING, Content.unit_id == unit_id)).first():
            return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "thong-bao.md"
        path.write_text(f"# {WAITING}\n\n{NOTICE}\n", "utf-8")
        options = Options(first_date=today, source="Trạm Y tế", upto="submitted")
        upload, sizes = Upload(path, path.name), distinct_geometries(SCREENS)
        publish_files(workshop, editor, [upload], unit_id, options, ahead_of=sizes)


def _publish(workshop: Workshop, unit_id: str, specimen: Specimen, today: date) -> None:
    options = Options(first_date=today, title=specimen.title)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / specimen.file_name
        specimen.make(path)
        upload = Upload(path, specimen.file_name)
        publish_files(workshop, THE_SYSTEM, [upload], unit_id, options, ahead_of=distinct_geometries(SCREENS))
