"""The panel's form of a change to many devices: which of them, which fields, and what they are to say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from pydantic import Field

from controller.bulk.change import TAGS, UNIT, Change
from controller.devices.finding import Wanted
from controller.devices.tags import split
from controller.publishing.form import BoardForm
from controller.publishing.setting import SAID
from controller.units.models import Unit


class BulkForm(BoardForm):
    """The fields as sent. Of the setting only those named in ``change`` count; an empty one is: as the unit above."""

    q: str = ""
    state: Literal["online", "late", "offline", "never", ""] = ""
    unit: str = ""
    tag: str = ""
    kind: Literal["screen", "board", "speaker", ""] = ""
    profile: str = ""
    pick: Literal["all", "some"] = "all"
    ids: list[str] = Field(default_factory=list)
    change: list[str] = Field(default_factory=list)
    add_tags: str = ""
    take_tags: str = ""
    into: str = ""
    mark: str = ""
    """Of what was reviewed."""

    def where(self) -> Wanted:
        """What devices must be."""
        return Wanted(q=self.q, state=self.state, unit=self.unit, tag=self.tag, kind=self.kind, profile=self.profile)

    def picked(self) -> Sequence[str] | None:
        """The devices that were ticked; None is all."""
        return self.ids if self.pick == "some" else None

    def target(self) -> str:
        """The unit to which the devices are to go; empty: they stay."""
        return self.into if UNIT in self.change else ""

    def what(self, unit: Unit | None) -> Change:
        """As the domain takes it, with the unit of :meth:`target`; raises :class:`~protocol.errors.InvalidInput`."""
        said = self.wanted().setting()
        fields = {name: getattr(said, name) for name in self.change if name in SAID}
        tagged = TAGS in self.change
        add, take = (tuple(one for one in split(text) if one.strip()) for text in (self.add_tags, self.take_tags))
        return Change(fields, add if tagged else (), take if tagged else (), unit)

    def sent(self) -> list[tuple[str, str]]:
        """Every field and value, to be sent once more by the page that reviews."""
        values = self.model_dump(exclude={"mark"})
        pairs = [
            (name, one) for name, value in values.items() for one in (value if isinstance(value, list) else [value])
        ]
        return [(name, str(one)) for name, one in pairs]
