"""What no engine speaks is told by its name, with what to do."""

from __future__ import annotations

import pytest

from media.speech.espeak import Espeak
from media.speech.gtts_voice import Gtts
from media.speech.languages import NAMES, RecordingNeeded, language_name
from media.speech.speaking import speak
from protocol.errors import Unavailable

BY_RECORDING = ["cjm", "cmo", "nut", "sti", "stt", "tyz"]


@pytest.mark.parametrize("language", BY_RECORDING)
def test_a_language_without_an_engine_needs_a_recording(language: str) -> None:
    with pytest.raises(RecordingNeeded, match="upload the recording") as refused:
        speak("Lũ quét.", language, voices=[Gtts(), Espeak()])
    assert isinstance(refused.value, Unavailable)
    assert NAMES[language].vi in refused.value.problem.vi
    assert NAMES[language].en in refused.value.problem.en
    assert "gtts, espeak-ng" in refused.value.problem.vi


def test_a_tag_with_country_or_script_is_the_same_language() -> None:
    assert language_name("vi-VN") == language_name("VI") == NAMES["vi"]
    assert language_name("cjm-Cham-VN").vi == "tiếng Chăm"


def test_a_language_we_have_no_name_for_keeps_its_code() -> None:
    assert "'jra'" in language_name("jra").en
    assert RecordingNeeded("jra", []).language == "jra"


def test_every_language_an_engine_speaks_has_a_name() -> None:
    for voice in (Gtts(), Espeak()):
        assert all(language in NAMES for language in ("en", "km", "vi") if voice.speaks(language))
