"""What routes of signing in at a provider ask for."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from controller.oidc.provider import Provider
from protocol.errors import Conflict
from protocol.words import Words


def _provider(request: Request) -> Provider | None:
    provider: Provider | None = request.app.state.provider
    return provider


MaybeProvider = Annotated[Provider | None, Depends(_provider)]
"""The provider of the settings; None where people sign in by password alone."""


def issuer_of(provider: Provider | None) -> str:
    """Whose subjects are meant here; raises :class:`Conflict` where there is no provider."""
    if provider is None:
        raise none_here()
    return provider.settings.issuer


def none_here() -> Conflict:
    """The refusal of what needs a provider."""
    return Conflict(
        Words("Ở đây chưa bật đăng nhập chung.", "There is no sign-in provider here."),
        Words("Người quản trị máy chủ đặt mục [oidc] trong cấu hình.", "Set the section [oidc] in the settings."),
    )
