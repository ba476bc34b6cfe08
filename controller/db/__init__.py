"""The database: SQLite by default, PostgreSQL when a province grows; one code for both.

Tables are subclasses of :class:`Row` with ``table=True``. Moments are ``EpochMs`` integers in a
``Field(sa_type=BigInteger)`` column (a plain ``int`` is 32 bits on PostgreSQL). After changing a model run
``python -m controller.migrations``, which drafts the next migration; a test compares the two.
"""

from controller.db.engine import WRITES, engine_of, opened
from controller.db.prepare import migrate, prepare
from controller.db.row import Row, all_tables
from controller.db.scope import is_writing, session_scope
from controller.db.upsert import insert_into, run_many

__all__ = [
    "WRITES",
    "Row",
    "all_tables",
    "engine_of",
    "insert_into",
    "is_writing",
    "migrate",
    "opened",
    "prepare",
    "run_many",
    "session_scope",
]
