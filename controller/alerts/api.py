"""Alerts over HTTP: write, confirm, lift, and see who rendered them. Browsers are told after the commit."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Query

from controller.alerts import service
from controller.alerts.jobs import write_draft
from controller.alerts.listing import ALL, PAGE, list_alerts
from controller.alerts.models import AlertState
from controller.alerts.schemas import AlertIn, AlertOut, alert_out
from controller.clock import wall_ms
from controller.db import session_scope
from controller.library.deps import AlerterAside, Making
from controller.people.deps import Alerter, Seer
from controller.web.deps import Db, EventBus

router = APIRouter(prefix="/api/v1/alerts", tags=["alerts"])


@router.post("", status_code=201)
def write_alert(workshop: Making, actor: AlerterAside, alert: AlertIn) -> AlertOut:
    """A draft with its speech made. Nobody is warned before it is confirmed."""
    row = write_draft(workshop, actor, alert.draft())
    with session_scope(workshop.engine, writes=False) as session:
        return alert_out(session, row, wall_ms())


@router.post("/{alert_id}/confirm")
def confirm_alert(session: Db, actor: Alerter, bus: EventBus, after: BackgroundTasks, alert_id: str) -> AlertOut:
    """Sends a draft to its units."""
    row = service.confirm(session, actor, alert_id, wall_ms())
    after.add_task(bus.publish, "alerts")
    return alert_out(session, row, wall_ms())


@router.post("/{alert_id}/lift")
def lift_alert(session: Db, actor: Alerter, bus: EventBus, after: BackgroundTasks, alert_id: str) -> AlertOut:
    """Ends an alert before its time."""
    row = service.lift(session, actor, alert_id, wall_ms())
    after.add_task(bus.publish, "alerts")
    return alert_out(session, row, wall_ms())


@router.get("")
def alerts(
    session: Db,
    actor: Seer,
    state: AlertState | None = None,
    before: Annotated[str, Query(max_length=32)] = "",
    most: Annotated[int, Query(ge=1, le=PAGE)] = PAGE,
) -> list[AlertOut]:
    """The alerts that concern one's units, the newest first; ``before`` (the last id so far) leads on to older ones."""
    now_ms, states = wall_ms(), (state,) if state else ALL
    rows = list_alerts(session, actor, states=states, before=before, most=most)
    return [alert_out(session, row, now_ms) for row in rows]


@router.get("/{alert_id}")
def get_alert(session: Db, actor: Seer, alert_id: str) -> AlertOut:
    """One alert with its counts now."""
    return alert_out(session, service.find(session, actor, alert_id), wall_ms())
