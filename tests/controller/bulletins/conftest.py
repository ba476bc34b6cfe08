from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import Engine

from controller.bulletins.draft import Upload
from controller.db import session_scope
from controller.library.store import FolderStore
from controller.library.workshop import Workshop
from media.speech.espeak import Espeak
from tests.controller.places import NORTH, settle, stand

TODAY = date(2026, 11, 22)

BULLETIN = """# Lịch tiêm chủng tháng 12

Trạm Y tế tiêm chủng cho trẻ dưới 5 tuổi vào sáng thứ Bảy, từ 7 giờ 30.

- Mang theo sổ tiêm chủng.
- Cho trẻ ăn no trước khi đến.
"""


@pytest.fixture
def workshop(engine: Engine, tmp_path: Path) -> Workshop:
    with session_scope(engine) as session:
        settle(session)
    return Workshop(engine, FolderStore(tmp_path / "media"), (Espeak(),), ("vi",))


@pytest.fixture
def boards(workshop: Workshop) -> Workshop:
    """An LED screen and a loudspeaker stand in the north."""
    with session_scope(workshop.engine) as session:
        stand(session, "led", NORTH, "led-p5-640x384")
        stand(session, "loa", NORTH, "speaker-cluster")
    return workshop


@pytest.fixture
def text(tmp_path: Path) -> Upload:
    path = tmp_path / "lich-tiem-chung.md"
    path.write_text(BULLETIN, "utf-8")
    return Upload(path, path.name)


@pytest.fixture
def picture(tmp_path: Path) -> Upload:
    path = tmp_path / "anh"
    Image.new("RGB", (320, 240), (200, 120, 40)).save(path, "PNG")
    return Upload(path, "Lễ hội.png")
