"""Table of the broker's logins."""

from __future__ import annotations

from typing import ClassVar

from sqlmodel import Field

from controller.db import Row


class BrokerAccount(Row, table=True):
    """Who may log in to the broker. Only the hash is kept; the password is told once, at enrolment."""

    __tablename__ = "broker_account"
    recorded: ClassVar[bool] = False

    username: str = Field(primary_key=True, max_length=32)
    hashed: str = Field(max_length=200)
