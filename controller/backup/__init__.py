"""One file with all that a controller is: its database, its content and its keys; and back into an empty folder.

Made while the controller runs. The database goes in as rows, not as one program's dump, so that what SQLite gave may be
restored into PostgreSQL and the other way round (ADR 0034).
"""
