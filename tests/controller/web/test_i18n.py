"""Every sentence of the templates has its English."""

from pathlib import Path

from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import controller.web
from controller.web.i18n import CATALOGUES, translations
from controller.web.words import Speaker

TEMPLATES = Path(controller.web.__file__).parent / "templates"
OPTIONS = {"**.html": {"extensions": "jinja2.ext.i18n", "silent": "false", "trimmed": "true"}}
MINUTE_MS = 60_000


def extracted():
    methods = [("**.html", "jinja2.ext:babel_extract")]
    found = extract_from_dir(TEMPLATES, methods, OPTIONS, keywords={"_": None, "ngettext": (1, 2), "gettext": None})
    return {message[0] if isinstance(message, tuple) else message for _, _, message, *_ in found}


def test_the_english_catalogue_is_whole_and_holds_nothing_else():
    with (CATALOGUES / "en" / "rao.po").open("rb") as file:
        catalogue = read_po(file, locale="en")
    told = {m.id[0] if isinstance(m.id, tuple) else m.id for m in catalogue if m.id and m.string and not m.fuzzy}
    assert extracted() - told == set()
    assert told - extracted() == set()


def test_vietnamese_words_are_the_message_ids():
    assert translations("vi").gettext("Tổng quan") == "Tổng quan"
    assert translations("en").gettext("Tổng quan") == "Overview"


def test_moments_are_told_in_the_time_of_the_place():
    vi, en = Speaker("vi", "Asia/Ho_Chi_Minh"), Speaker("en", "Asia/Ho_Chi_Minh")
    moment = 1_800_000_000_000
    assert (vi.moment(moment), vi.clock(moment), vi.moment(None)) == ("15:00 15/01/2027", "15:00:00", "–")
    assert vi.ago(moment - 5 * MINUTE_MS, moment) == "5 phút trước"
    assert en.ago(moment - 5 * MINUTE_MS, moment) == "5 minutes ago"
    assert vi.ago(moment + MINUTE_MS, moment) == "1 giây trước"
    assert vi.span(30 * MINUTE_MS) == "30 phút"
    assert (vi.seconds(17_740), en.seconds(17_740), vi.seconds(-5)) == ("17,7", "17.7", "0")
