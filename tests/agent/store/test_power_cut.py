"""``kill -9`` in the middle of writing, many times: what is read afterwards is whole."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import threading
from pathlib import Path
from random import Random

from agent.store import BlobStore, open_state
from agent.store.blobs import hash_of
from tests.servers.waiting import wait_for

CUTS = 12
WRITER = """
import hashlib, itertools, sys
from pathlib import Path
from agent.store import BlobStore, open_state
from agent.store.durable import write_durably
data = Path(sys.argv[1])
state, blobs = open_state(data), BlobStore(data)
begun = int(state.fact("count") or 0)
for count in itertools.count(begun + 1):
    keep = "INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)"
    state.write_all([(keep, ("count", str(count).encode())), (keep, ("twin", str(count).encode()))])
    write_durably(data / "small", str(count).encode() * 500)
    content = str(count).encode() * 20_000
    name = hashlib.sha256(content).hexdigest()
    with blobs.part_of(name).open("wb") as part:
        part.write(content)
    blobs.adopt(name)
    write_durably(data / "acked", str(count).encode())
"""


def test_whatever_moment_the_power_goes_what_is_on_disk_is_whole(tmp_path: Path) -> None:
    random, acked = Random(7), 0
    for _ in range(CUTS):
        run_and_cut(tmp_path, acked, random.uniform(0.0, 0.03))
        state, blobs = open_state(tmp_path), BlobStore(tmp_path)
        assert not state.begun_anew
        assert state.fact("count") == state.fact("twin")
        acked = acked_in(tmp_path, acked)
        assert int(state.fact("count") or 0) >= acked
        assert not any(blobs.is_damaged(name) for name in blobs.held())
        assert blobs.path_of(hashlib.sha256(str(acked).encode() * 20_000).hexdigest())
        small = (tmp_path / "small").read_bytes()
        assert small == small[: len(small) // 500] * 500
        state.close()


def run_and_cut(data: Path, acked: int, after_s: float) -> None:
    child = subprocess.Popen([sys.executable, "-c", WRITER, str(data)])
    try:
        wait_for(lambda: acked_in(data, acked) > acked, "the writer writes")
        threading.Event().wait(after_s)  # a random moment is what is wanted here
    finally:
        child.kill()
        child.wait()


def acked_in(data: Path, default: int) -> int:
    path = data / "acked"
    return int(path.read_text()) if path.exists() else default


def test_the_hash_is_of_the_whole_file(tmp_path: Path) -> None:
    (tmp_path / "empty").write_bytes(b"")
    assert hash_of(tmp_path / "empty") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
