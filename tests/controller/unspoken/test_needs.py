from __future__ import annotations

import pytest

from controller.unspoken.needs import NEEDS, Held, Need, need_of

NOW, BEFORE = "a" * 64, "b" * 64


@pytest.mark.parametrize(
    ("held", "need"),
    [
        ([], "needed"),
        ([Held(BEFORE)], "outdated"),
        ([Held(BEFORE, is_approved=False, is_translation=True)], "outdated"),
        ([Held(NOW, is_approved=False, is_translation=True)], "draft"),
        ([Held(NOW, is_approved=False, is_translation=True), Held(BEFORE)], "draft"),
        ([Held(NOW, is_translation=True)], "record"),
        ([Held(NOW, is_translation=True), Held(BEFORE)], "record"),
    ],
)
def test_what_is_there_tells_what_is_to_be_done(held: list[Held], need: Need) -> None:
    assert need_of(NOW, held) == need
    assert need in NEEDS
