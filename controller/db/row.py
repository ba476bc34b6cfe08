"""The base of every table, with constraint names that are the same on every database, so migrations can name them."""

from __future__ import annotations

import importlib
import importlib.util
import pkgutil

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
    """Every table of every domain: imports the ``models`` module of each folder that has one."""
    for domain in pkgutil.iter_modules(controller.__path__):
        if domain.ispkg and _has_models(domain.name):
            importlib.import_module(f"controller.{domain.name}.models")
    return Row.metadata


def _has_models(domain: str) -> bool:
    return importlib.util.find_spec(f"controller.{domain}.models") is not None
