from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from agent.store import open_state
from tests.agent.bus import bus_on
from tests.agent.province import Province
from tests.agent.run.ground import Ground
from tests.agent.run.parts import Parts


@pytest.fixture
def parts(tmp_path: Path) -> Iterator[Parts]:
    state = open_state(tmp_path)
    yield Parts(state, tmp_path)
    state.close()


@pytest.fixture
def ground(tmp_path: Path, mosquitto_port: int) -> Iterator[Ground]:
    """An enrolled device that does not run yet."""
    province = Province(broker_port=mosquitto_port)
    with province.serving(), bus_on(mosquitto_port) as bus:
        here = Ground(province, bus, tmp_path)
        here.enrol()
        yield here
