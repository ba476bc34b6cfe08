"""Where the panel's forms of bulletins, new or edited, are taken in: one way for every kind of content."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import Depends, Request, Response
from fastapi.responses import RedirectResponse

from controller.approval import service as approval
from controller.bulletins.announcing import Announcer, Announcing
from controller.bulletins.categories import CATEGORIES
from controller.bulletins.draft import Options
from controller.bulletins.form import BulletinForm, HowForm
from controller.bulletins.models import Content
from controller.bulletins.service import find, recordings
from controller.clock import day_of, wall_ms
from controller.db import session_scope
from controller.devices.inputs import inputs_in
from controller.library.deps import Making, WriterAside
from controller.library.workshop import Workshop
from controller.originals.again import originals_of
from controller.people.actor import Actor
from controller.people.scope import visible_units
from controller.units import choosing
from controller.units.service import get_unit, units_on
from controller.uploads.models import Arrival
from controller.web.deps import AppSettings
from controller.web.panel import page
from media.speech.languages import NAMES
from protocol.errors import Conflict, InvalidInput, RaoError, Unavailable

FormKind = Literal["text", "countdown", "cards", "qr", "feed", "web", "station", "line-in"]
RELAYED: frozenset[FormKind] = frozenset(("station", "line-in"))
Make = Callable[[Options], Sequence[Content]]


class Desk:
    """Shows a form, and takes in what it says: then leads to the bulletin, else shows the form with the reason."""

    def __init__(
        self, request: Request, workshop: Workshop, actor: Actor, time_zone: str, announcer: Announcer
    ) -> None:
        self._request, self._announcer = request, announcer
        self.workshop, self.actor, self.time_zone = workshop, actor, time_zone

    @property
    def today(self) -> date:
        """Where the boards stand."""
        return day_of(wall_ms(), self.time_zone)

    def show(
        self, kind: FormKind, form: HowForm, refusal: RaoError | None = None, brought: Sequence[Arrival] = ()
    ) -> Response:
        """The form as filled in so far, with the files that were brought beforehand.

        After a refusal of what changed meanwhile it saves what stands there now.
        """
        with session_scope(self.workshop.engine, writes=False) as session:
            mine = visible_units(session, self.actor, "write")
            edited = find(session, self.actor, form.edits) if form.edits else None
            units = list(units_on(session, self.today, mine))
            if edited and edited.unit_id not in {unit.id for unit in units}:
                units.append(get_unit(session, edited.unit_id))
            owner = form.unit_id or next((unit.id for unit in units), "")
            below = choosing.below(session, owner, self.today, chosen=form.target_ids)
            if edited and isinstance(refusal, Conflict):
                form = form.model_copy(update={"seen": approval.seen(session, edited)})
            recorded = recordings(session, self.actor) if kind in RELAYED else ()
            again = originals_of(session, self.actor, form.originals) if isinstance(form, BulletinForm) else ()
            inputs = inputs_in(session, mine) if kind == "line-in" else {}
        known: dict[str, Any] = {
            "kind": kind,
            "form": form,
            "units": units,
            "below": below,
            "languages": NAMES,
            "categories": CATEGORIES,
            "refusal": refusal,
            "today": self.today,
            "recorded": recorded,
            "inputs": inputs,
            "brought": brought,
            "again": again,
            "edited": edited,
        }
        return page(self._request, f"bulletins/new_{kind}.html", status=_status(refusal), **known)

    def take(self, kind: FormKind, form: HowForm, make: Make, brought: Sequence[Arrival] = ()) -> Response:
        """Takes it in by ``make`` and tells devices and panels at once. What was typed survives a refusal."""
        try:
            contents = make(form.options(self.today))
        except (InvalidInput, Unavailable, Conflict) as refusal:
            return self.show(kind, form, refusal, brought)
        self._announcer.told(contents)
        return RedirectResponse(f"/bulletins/{contents[0].id}" if len(contents) == 1 else "/bulletins", 303)


def _status(refusal: RaoError | None) -> int:
    return 200 if refusal is None else 409 if isinstance(refusal, Conflict) else 422


def _desk(
    request: Request, workshop: Making, actor: WriterAside, settings: AppSettings, announcing: Announcing
) -> Desk:
    return Desk(request, workshop, actor, settings.time_zone, announcing)


AtDesk = Annotated[Desk, Depends(_desk)]
