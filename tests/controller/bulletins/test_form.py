"""What the panel's form of a new bulletin says."""

import io
from datetime import date

import pytest
from fastapi import UploadFile

from controller.bulletins.form import BulletinForm
from protocol.errors import InvalidInput

TODAY = date(2026, 11, 22)


def test_typed_text_is_one_more_file():
    picture = UploadFile(io.BytesIO(b"x"), filename="x.png")
    none_chosen = UploadFile(io.BytesIO(b""), filename="")
    sent = BulletinForm(text="Tin", files=[picture, none_chosen]).sent()
    assert [file.filename for file in sent] == ["x.png", "text.txt"]
    assert sent[1].file.read() == b"Tin"


@pytest.mark.parametrize("text", ["", "  \n"])
def test_nothing_is_refused(text):
    with pytest.raises(InvalidInput):
        BulletinForm(text=text).sent()


def test_it_begins_today_and_lasts_as_said():
    options = BulletinForm(title=" ", source=" Trạm y tế ", last_date="2026-12-01", spoken=True).options(TODAY)
    assert (options.first_date, options.last_date) == (TODAY, date(2026, 12, 1))
    assert (options.title, options.source, options.spoken) == (None, "Trạm y tế", True)


def test_without_a_last_day_it_stays():
    assert BulletinForm().options(TODAY).last_date is None


def test_a_day_that_is_none_is_refused():
    with pytest.raises(InvalidInput):
        BulletinForm(last_date="soon").options(TODAY)
