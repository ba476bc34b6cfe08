"""The base of every table, with constraint names that are the same on every database, so migrations can name them."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import ClassVar

from sqlalchemy import MetaData
from sqlmodel import SQLModel

import controller

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Row(SQLModel):
    """Base of all tables of the controller."""

    metadata = MetaData(naming_convention=NAMES)
    recorded: ClassVar[bool] = True
    """Whether each change leaves an entry in the trail (:mod:`controller.db.trail`); not for what devices report."""
    secret: ClassVar[frozenset[str]] = frozenset()
    """Columns whose values must never be told; of a key, only its beginning is."""
    quiet: ClassVar[frozenset[str]] = frozenset()
    """Columns that change all the time by themselves and leave no entry."""
    unit_column: ClassVar[str] = "unit_id"
    """Which column names the unit a row is of."""


def all_tables() -> MetaData:
    """Every table of every domain: imports ``models.py`` of each folder that has one, and nothing else."""
    for models in sorted(Path(controller.__path__[0]).glob("*/models.py")):
        importlib.import_module(f"controller.{models.parent.name}.models")
    return Row.metadata
