"""Publishing a web page as a picture of it, and looking at such pages anew."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from controller.bulletins.boards import Boards
from controller.bulletins.checks import check_days, check_title
from controller.bulletins.draft import Asked, Draft, Made, Options, Prepared
from controller.bulletins.jobs import boards_to_render_for, draft_of, take_in
from controller.bulletins.models import Content, Source
from controller.bulletins.originals import keep_original, kept_draft
from controller.bulletins.refreshing import Renewed, asked_again, refresh
from controller.bulletins.render import box_px, keep_picture
from controller.bulletins.sources import stale_date_of
from controller.clock import wall_ms
from controller.feeds.reach import address_of, checked_url, host_of, parts_of, port_of
from controller.library.workshop import Workshop
from controller.people.actor import Actor
from controller.webshots.shoot import shoot
from controller.webshots.viewport import Viewport, viewport_of
from media.picture import fit
from media.text import Geometry
from protocol.errors import InvalidInput
from protocol.layouts import Room
from protocol.words import Words

LEAST_EVERY_MIN, MOST_EVERY_MIN = 5, 240
TRIED = Viewport(640, 360, 1.0)
"""The window in which a page is tried while there is no board yet."""


@dataclass(frozen=True, slots=True)
class WebAddress:
    """A page to be shown under ``Options.title``, else under its host's name."""

    url: str
    every_min: int = 30
    """How often it is looked at again."""


class Frame(NamedTuple):
    """One size of board, and the zone of it that the page is to fill."""

    geometry: Geometry
    room: Room | None

    @property
    def box(self) -> Room:
        """In the board's pixels."""
        return box_px(self.geometry, self.room)


def publish_web(workshop: Workshop, actor: Actor, page: WebAddress, unit_id: str, options: Options) -> Content:
    """Takes pictures of the page and puts them on the air in a unit, to be kept up to date from then on.

    Raises :class:`InvalidInput` for an address that is none or not allowed, :class:`~protocol.errors.Unavailable`
    without a browser and for a page that does not come, and what ``publish`` raises.
    """
    asked = _checked(workshop, page, options)
    title = check_title(options.title) or host_of(parts_of(asked.url))
    boards = boards_to_render_for(workshop, actor, unit_id)
    draft = kept_draft(workshop, "web", "address", asked.url.encode(), title, options)
    prepared = _prepared(workshop, draft, asked, options.picture_ms, boards)
    return take_in(workshop, actor, [prepared], unit_id, options)[0]


def refresh_pages(workshop: Workshop) -> int:
    """Looks at all pages that are due; answers how many contents changed, so that devices are to be told."""
    return refresh(workshop, "web", _look)


def _look(workshop: Workshop, content: Content, source: Source, boards: Boards) -> Renewed:
    asked = asked_again(workshop, source)
    prepared = _prepared(workshop, draft_of(workshop, content), asked, content.duration_ms, boards)
    return Renewed(asked, prepared)


def _prepared(workshop: Workshop, draft: Draft, asked: Asked, shown_ms: int, boards: Boards) -> Prepared:
    """All pictures of the page, published nowhere yet."""
    _check_reach(workshop, asked.url)
    frames = [Frame(one, (one.width_px, one.height_px) if draft.full_screen else None) for one in boards]
    viewports = [viewport_of(frame.geometry, frame.box) for frame in frames] or [TRIED]
    pictures = shoot(asked.url, viewports, workshop.sources, workshop.time_zone)
    made = tuple(
        Made(frame.geometry, frame.room, keep_picture(workshop, fit(picture, *frame.box)))
        for frame, picture in zip(frames, pictures, strict=False)
    )
    kept = keep_original(workshop, draft)
    prepared = Prepared(draft=draft, title=draft.given_title, original=kept, renditions=made, duration_ms=shown_ms)
    return replace(prepared, asked=asked, identity=asked.url)


def _check_reach(workshop: Workshop, url: str) -> None:
    """Says why before a browser is started; the browser's own way out checks every connection again."""
    parts = parts_of(url)
    address_of(host_of(parts), port_of(parts), workshop.sources.private_addresses)


def _checked(workshop: Workshop, page: WebAddress, options: Options) -> Asked:
    check_days(options)
    if not LEAST_EVERY_MIN <= page.every_min <= MOST_EVERY_MIN:
        raise InvalidInput(
            Words(
                f"Khoảng chụp lại phải từ {LEAST_EVERY_MIN} đến {MOST_EVERY_MIN} phút.",
                f"A page is looked at again every {LEAST_EVERY_MIN} to {MOST_EVERY_MIN} minutes.",
            ),
            Words("Sửa số phút rồi phát hành lại.", "Correct the minutes, then publish again."),
        )
    stale_date = stale_date_of(wall_ms(), workshop.time_zone)
    return Asked(url=checked_url(page.url), every_s=page.every_min * 60, stale_date=stale_date)
