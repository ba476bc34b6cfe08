"""An S3-compatible server (moto's, in memory) as a process of its own."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from itertools import count
from pathlib import Path

import httpx
import pytest

from tests.servers.child import Child, serving
from tests.servers.ports import LOOPBACK, accepts, free_port

_numbers = count(1)
KEY = {"AWS_ACCESS_KEY_ID": "rao", "AWS_SECRET_ACCESS_KEY": "chi-de-thu"}


@contextmanager
def running_s3(folder: Path, port: int) -> Iterator[Child]:
    """The server on ``port`` while the block runs."""
    argv = [sys.executable, "-m", "moto.server", "-H", LOOPBACK, "-p", str(port)]
    with serving(argv, folder / "s3.log", partial(accepts, port), within_s=60.0) as child:
        yield child


@pytest.fixture(scope="session")
def s3_endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where an S3 server of this test run's own is; it takes any key."""
    port = free_port()
    with running_s3(tmp_path_factory.mktemp("s3"), port):
        yield f"http://{LOOPBACK}:{port}"


@pytest.fixture
def s3_bucket(s3_endpoint: str) -> str:
    """The name of an empty bucket that is this test's own."""
    return new_bucket(s3_endpoint)


def new_bucket(endpoint: str) -> str:
    """The name of a new bucket."""
    name = f"rao-{next(_numbers)}"
    httpx.put(f"{endpoint}/{name}").raise_for_status()
    return name
