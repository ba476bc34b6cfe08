"""The controller's end of MQTT: one connection, and what comes through it written down in batches.

:mod:`.mqtt` is the only file that knows paho. It puts what arrives into an :class:`~.inbox.Inbox`, which keeps the
newest of each; :mod:`.ingest` empties it into the database, a few statements however many devices spoke. Nothing here
knows the panel: names of what changed go to a callable.
"""
