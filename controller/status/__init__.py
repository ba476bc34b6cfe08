"""How each device is: computed from its last heartbeat and the time, never set by anyone.

Invariants: a will counts only for the session it belongs to; silence counts only while the controller itself was
listening; each change of state is one :class:`~controller.status.models.Flip`, written by one job.
"""
