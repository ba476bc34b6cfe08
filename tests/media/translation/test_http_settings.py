from __future__ import annotations

import msgspec
import pytest

from media.translation.http_settings import HttpTranslation
from protocol.errors import InvalidInput

GOOD: dict[str, object] = {
    "name": "own",
    "url": "https://a.vn/dich",
    "body": '{"q": "{text}", "from": "{source}", "to": "{target}", "key": "{secret}"}',
    "pairs": [["vi", "km"], ["vi", "en"]],
    "licence": "Theo hợp đồng",
    "secret_env": "K",
}


def table(**changed: object) -> HttpTranslation:
    return msgspec.convert(GOOD | changed, HttpTranslation)


def test_a_whole_table_is_taken() -> None:
    assert table().places == {"text", "source", "target", "secret"}


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"body": '{"q": "x", "key": "{secret}"}'}, "text"),
        ({"body": '{"q": "{text}", "key": "{secret}"}'}, "target"),
        ({"body": '{"q": {text}, "to": "{target}", "key": "{secret}"}'}, "no JSON"),
        ({"body": '{"q": "{text} {voice}", "key": "{secret}"}'}, "no place {voice}"),
        ({"url": "http://a.vn/dich"}, "https only"),
        ({"url": "https://a.vn/{secret}"}, "not in url"),
        ({"url": "a.vn"}, "whole https"),
        ({"secret_env": ""}, "secret_env"),
        ({"method": "GET"}, "GET has no body"),
        ({"headers": {"a b": "x"}}, "can't be sent"),
    ],
)
def test_what_can_not_work_is_told_when_it_is_read(changed: dict[str, object], told: str) -> None:
    with pytest.raises(InvalidInput, match=told):
        table(**changed)


@pytest.mark.parametrize("changed", [{"pairs": []}, {"licence": ""}, {"nmae": "x"}, {"name": "A b"}])
def test_what_is_no_table_is_refused(changed: dict[str, object]) -> None:
    with pytest.raises(msgspec.ValidationError):
        table(**changed)
