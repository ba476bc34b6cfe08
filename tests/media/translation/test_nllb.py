"""NLLB in a child of its own, with packages that stand in for the real ones: the model weighs gigabytes.

``test_the_real_model`` holds all of it against the real thing where ``RAO_NLLB`` names a folder with one.
"""

from __future__ import annotations

import os
from pathlib import Path

import msgspec
import pytest

from media.translation.nllb import LIMITS, NllbTranslator
from media.translation.nllb_settings import Nllb
from media.translation.translating import draft
from media.translation.translator import NotTranslated

PACKAGES = Path(__file__).parent / "packages"
TEXT = ("Chiều nay họp dân.", "Mời bà con đến dự.")


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(PACKAGES))


def folder(tmp_path: Path, mood: str = "well") -> Nllb:
    (tmp_path / "model.bin").write_text(mood, "utf-8")
    (tmp_path / "sentencepiece.bpe.model").write_bytes(b"-")
    return Nllb(folder=tmp_path)


@pytest.mark.usefixtures("installed")
def test_lines_go_through_the_model_one_by_one(tmp_path: Path) -> None:
    found = NllbTranslator(folder(tmp_path)).translate(TEXT, "vi", "en")
    assert found == ("dân. họp nay Chiều", "dự. đến con bà Mời")


@pytest.mark.usefixtures("installed")
def test_the_licence_goes_with_the_draft(tmp_path: Path) -> None:
    made = draft("\n".join(TEXT), "vi", "en", [NllbTranslator(folder(tmp_path))])
    assert made.engine == "nllb-200"
    assert "CC-BY-NC-4.0" in made.licence.vi
    assert "CC-BY-NC-4.0" in made.licence.en


@pytest.mark.parametrize(
    ("source", "target", "can"),
    [("vi", "km", True), ("vi-VN", "en", True), ("vi", "sti", False), ("vi", "cmo", False), ("vi", "cjm", False)],
)
def test_only_languages_the_model_was_taught(tmp_path: Path, source: str, target: str, can: bool) -> None:
    assert NllbTranslator(folder(tmp_path)).translates(source, target) is can


def test_a_missing_package_is_told_with_what_to_install(tmp_path: Path) -> None:
    with pytest.raises(NotTranslated, match="pip install ctranslate2"):
        NllbTranslator(folder(tmp_path)).translate(TEXT, "vi", "km")


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize("name", ["model.bin", "sentencepiece.bpe.model"])
def test_a_missing_model_is_told_and_never_downloaded(tmp_path: Path, name: str) -> None:
    model = folder(tmp_path)
    (tmp_path / name).unlink()
    with pytest.raises(NotTranslated, match=f"no {name}"):
        NllbTranslator(model).translate(TEXT, "vi", "km")


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize("mood", ["broken", "hungry"])
def test_a_child_that_dies_is_an_engine_that_can_not(tmp_path: Path, mood: str) -> None:
    with pytest.raises(NotTranslated, match="broke off"):
        NllbTranslator(folder(tmp_path, mood)).translate(TEXT, "vi", "km")


@pytest.mark.usefixtures("installed")
def test_a_child_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    hurried = msgspec.structs.replace(LIMITS, wall_s=0.0)
    with pytest.raises(NotTranslated, match="signal"):
        NllbTranslator(folder(tmp_path), hurried).translate(TEXT, "vi", "km")


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize(
    ("mood", "target", "told"), [("empty", "en", "missing"), ("raving", "en", "repeats"), ("well", "km", "letters")]
)
def test_what_can_be_no_translation_is_not_taken(tmp_path: Path, mood: str, target: str, told: str) -> None:
    with pytest.raises(NotTranslated, match=told):
        draft("\n".join(TEXT), "vi", target, [NllbTranslator(folder(tmp_path, mood))])


@pytest.mark.skipif("RAO_NLLB" not in os.environ, reason="RAO_NLLB names no folder with a model")
def test_the_real_model() -> None:
    made = draft("\n".join(TEXT), "vi", "km", [NllbTranslator(Nllb(folder=Path(os.environ["RAO_NLLB"])))])
    assert len(made.text.splitlines()) == len(TEXT)
