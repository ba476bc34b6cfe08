"""Where the panel's page of the lexicon is put together."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import Depends, Request, Response
from sqlmodel import Session

from controller.clock import day_of, wall_ms
from controller.lexicon import view
from controller.lexicon.form import Asked, WordForm
from controller.lexicon.models import LexiconEntry
from controller.library.deps import Making
from controller.library.workshop import Workshop
from controller.people.actor import Actor
from controller.people.deps import Seer
from controller.units.service import get_unit
from controller.web.deps import AppSettings, Db
from controller.web.panel import page
from protocol.errors import InvalidInput, RaoError


class LexiconDesk:
    """Shows the list with its forms, and the form of one entry, each with the reason of a refusal."""

    def __init__(self, request: Request, session: Session, workshop: Workshop, actor: Actor, today: date) -> None:
        self._request, self._workshop, self._today = request, workshop, today
        self.session, self.actor = session, actor

    def show(self, asked: Asked, form: WordForm | None = None, refusal: RaoError | None = None) -> Response:
        """What is asked for."""
        listed = view.listed(self.session, self.actor, asked, self._today)
        at = asked.unit_id or self.actor.unit_id or listed.units[0].id
        tried = view.trial(self.session, self._workshop, self.actor, asked, at)
        return page(
            self._request,
            "lexicon/lexicon.html",
            status=422 if refusal else 200,
            asked=asked,
            at=at,
            listed=listed,
            form=form or WordForm(unit_id=at),
            refusal=refusal,
            tried=None if isinstance(tried, InvalidInput) else tried,
            untried=tried if isinstance(tried, InvalidInput) else None,
            languages=view.languages(),
        )

    def show_entry(self, row: LexiconEntry, form: WordForm | None = None, refusal: RaoError | None = None) -> Response:
        """The form of one entry."""
        held = WordForm(written=row.written, spoken=row.spoken, language=row.language, note=row.note)
        return page(
            self._request,
            "lexicon/entry.html",
            status=422 if refusal else 200,
            row=row,
            unit=get_unit(self.session, row.unit_id).name,
            form=form or held,
            refusal=refusal,
            languages=view.languages(),
        )


def _desk(request: Request, session: Db, workshop: Making, actor: Seer, settings: AppSettings) -> LexiconDesk:
    today = day_of(wall_ms(), settings.time_zone)
    return LexiconDesk(request, session, workshop, actor, today)


AtLexicon = Annotated[LexiconDesk, Depends(_desk)]
