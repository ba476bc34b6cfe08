"""A backup is whole wherever content is kept, and is restored to wherever it is to be kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from controller.backup.service import back_up, restore
from controller.clock import wall_ms
from controller.db import engine_of, prepare, session_scope
from controller.library.service import register
from controller.library.store import store_of
from controller.settings import Settings, parse_settings
from tests.servers.s3 import new_bucket

CONTENTS = [bytes([number]) * 10_000 for number in range(5)]


def placed(kind: str, folder: Path, endpoint: str) -> Settings:
    folder.mkdir()
    key = folder.parent / "s3-key"
    key.write_text("[default]\naws_access_key_id=a\naws_secret_access_key=b\n", "utf-8")
    there = {"store": f"s3://{new_bucket(endpoint)}", "endpoint": endpoint, "credentials_file": str(key)}
    return parse_settings({"media": there if kind == "s3" else {}}, folder)


@pytest.mark.parametrize(("source", "target"), [("s3", "s3"), ("s3", "folder"), ("folder", "s3")])
def test_content_is_in_the_archive_and_comes_back(tmp_path: Path, s3_endpoint: str, source: str, target: str) -> None:
    old = placed(source, tmp_path / "before", s3_endpoint)
    engine = engine_of(old.database)
    prepare(engine)
    with session_scope(engine) as session:
        blobs = [register(session, store_of(old).keep(data), "video/mp4", wall_ms()) for data in CONTENTS]
    back_up(old, engine, tmp_path / "rao.tar.gz", wall_ms())
    engine.dispose()
    new = placed(target, tmp_path / "after", s3_endpoint)
    engine = engine_of(new.database)
    restore(new, engine, tmp_path / "rao.tar.gz", wall_ms())
    engine.dispose()
    assert [b"".join(store_of(new).read(blob.sha256)) for blob in blobs] == CONTENTS
    assert (new.data_dir / "media").exists() == (target == "folder")
