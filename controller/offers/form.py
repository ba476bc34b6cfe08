"""What the panel's forms say of offers, orders and shares."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel

from controller.offers.ordering import OriginOrder
from controller.offers.service import Given


class AnswerForm(BaseModel):
    """What a unit answers; ``mark`` is of what was seen."""

    do: Literal["accept", "decline", "take-back"]
    mark: str = ""
    reason: str = ""
    waiting: bool = False
    """Which list it was answered in."""

    def given(self) -> Given:
        """As the domain takes it."""
        return Given(self.do == "accept", self.mark, self.reason)


class OriginForm(BaseModel):
    """Whose goes first; empty: as the unit above."""

    origin_order: OriginOrder | Literal[""] = ""

    def order(self) -> OriginOrder | None:
        """As the domain takes it."""
        return self.origin_order or None


class MoveForm(BaseModel):
    """A content, and the one that it is to go right before; without one it goes last."""

    content_id: str
    before: str = ""


class ShareForm(BaseModel):
    """With the people of which unit and of all below it; empty: with nobody."""

    unit_id: str = ""


class UseForm(BaseModel):
    """For which unit."""

    unit_id: str
