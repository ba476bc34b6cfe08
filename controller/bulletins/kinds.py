"""What a content is to whoever publishes it, in which form its original is kept, and how urgent it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

from protocol.manifest import Over, ResumeRule, SlotClass

Kind = Literal["bulletin", "picture", "video", "audio", "document", "countdown", "feed", "web", "station", "line-in"]
"""``feed``: headlines of an address, shown as a bulletin; ``web``: a web page, shown as a picture of it; ``station``: a
radio station, relayed by loudspeakers; ``line-in``: a sound input of devices that have it."""
Form = Literal[
    "text", "table", "word", "written", "picture", "document", "recording", "countdown", "address", "station"
]
"""How an original is read.

``written`` is a bulletin that never was a file of its author's (:class:`media.bulletin.Bulletin` as JSON), ``word`` a
Word document;
``recording`` is any container with sound or moving pictures in it; which, only opening it can tell;
``address`` is the address of a web page, pictures of which are made elsewhere (:mod:`controller.webshots`).
"""
Flow = Literal["direct", "offered"]
"""``direct``: boards where it goes play it; ``offered``: only those of units that accepted it."""
KINDS: Mapping[str, Kind] = {kind: kind for kind in get_args(Kind)}
FORMS: Mapping[str, Form] = {form: form for form in get_args(Form)}
SLOT_CLASSES: Mapping[str, SlotClass] = {one: one for one in get_args(SlotClass)}
OVERS: Mapping[str, Over] = {one: one for one in get_args(Over)}
RESUME_RULES: Mapping[str, ResumeRule] = {one: one for one in get_args(ResumeRule)}


def kind_of(stored: str) -> Kind:
    """A kind as it stands in the database; an unknown one is a KeyError."""
    return KINDS[stored]


def form_named(stored: str) -> Form:
    """A form as it stands in the database; an unknown one is a KeyError."""
    return FORMS[stored]


def slot_class_of(stored: str) -> SlotClass:
    """A slot class as it stands in the database; an unknown one is a KeyError."""
    return SLOT_CLASSES[stored]


def over_of(stored: str) -> Over:
    """An ``over`` as it stands in the database; an unknown one is a KeyError."""
    return OVERS[stored]


def resume_rule_of(stored: str) -> ResumeRule:
    """A rule as it stands in the database; an unknown one is a KeyError."""
    return RESUME_RULES[stored]
