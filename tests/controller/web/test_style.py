"""One name, one look: two parts of the panel that call theirs the same spoil each other's."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from controller.web.panel import STATIC, WEB

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
AT_RULE = re.compile(r"@[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
RULE = re.compile(r"([^{}]+)\{[^{}]*\}")
OURS = re.compile(r"\brao-[a-z0-9-]+")
CLASSES = re.compile(r'class="([^"]*)"')
TAG = re.compile(r"\{[{%].*?[}%]\}")
LOOK = re.compile(r"\.(rao-[a-z0-9-]+)")
MADE = (
    "rao-level-",
    "rao-state-",
    "rao-device-",
    "rao-dot-",
    "rao-count-",
    "rao-split-",
    "rao-say-",
    "rao-remark-",
    "rao-tree-",
    "rao-week-",
)
"""Beginnings of names whose ends are data."""


def plain_rules() -> str:
    """What holds at every width."""
    return AT_RULE.sub("", COMMENT.sub("", (STATIC / "rao.css").read_text("utf-8")))


def test_no_selector_is_looked_after_twice() -> None:
    selectors = Counter(" ".join(rule.split()) for rule in RULE.findall(plain_rules()))
    assert [one for one, times in selectors.items() if times > 1] == []


def test_every_look_is_worn() -> None:
    sources = [*(WEB / "templates").rglob("*.html"), *STATIC.glob("*.js")]
    worn = set(OURS.findall(" ".join(Path(one).read_text("utf-8") for one in sources)))
    known = set(LOOK.findall(COMMENT.sub("", (STATIC / "rao.css").read_text("utf-8"))))
    assert sorted(one for one in known - worn if not one.startswith(MADE)) == []


def test_every_name_that_is_worn_has_its_look() -> None:
    """A name without one is a look that was renamed, or was forgotten when its page was mended."""
    pages = " ".join(one.read_text("utf-8") for one in (WEB / "templates").rglob("*.html"))
    found = {name for worn in CLASSES.findall(pages) for name in OURS.findall(TAG.sub("{", worn))}
    looked_after = set(LOOK.findall((STATIC / "rao.css").read_text("utf-8")))
    asked_for = set(OURS.findall(" ".join(one.read_text("utf-8") for one in STATIC.glob("*.js"))))
    assert sorted(one for one in found - looked_after - asked_for if not one.endswith("-")) == []
