from __future__ import annotations

import pytest

from controller.documents.topic import topic_of
from protocol.errors import InvalidInput


def test_each_kind_has_its_topic() -> None:
    assert topic_of("trust", "all") == "rao/v1/ctl/trust"
    assert topic_of("desired", "d-abc123") == "rao/v1/dev/d-abc123/down/desired"
    assert topic_of("command", "d-abc123") == "rao/v1/dev/d-abc123/down/cmd"
    assert topic_of("alerts", "d-abc123") == "rao/v1/dev/d-abc123/down/alerts"
    assert topic_of("alerts", "25195-20250701") == "rao/v1/area/25195-20250701/alerts"


@pytest.mark.parametrize("aud", ["", "+", "a/b", "#", "d-abc/../x", "D-ABC"])
def test_an_audience_that_is_no_id_is_refused(aud: str) -> None:
    with pytest.raises(InvalidInput):
        topic_of("desired", aud)
