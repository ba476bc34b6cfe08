"""The base of every table, with constraint names that are the same on every database, so migrations can name them."""

from __future__ import annotations

import importlib
from pathlib import Path

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


def all_tables() -> MetaData:
    """Every table of every domain: imports ``models.py`` of each folder that has one, and nothing else."""
    for models in sorted(Path(controller.__path__[0]).glob("*/models.py")):
        importlib.import_module(f"controller.{models.parent.name}.models")
    return Row.metadata
