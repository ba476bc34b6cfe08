"""New names: of devices, and of claims that a technician may have to type."""

from __future__ import annotations

import secrets

LETTERS = "abcdefghjkmnpqrstvwxyz23456789"
"""Without 0 and o, 1 and i and l, u: what people mistake for each other."""
ID_LETTERS = 10
CLAIM_GROUPS, GROUP_LETTERS = 5, 5


def new_device_id() -> str:
    """Such as ``d-7k2m9qxwab``: about 49 random bits, never the shape of a unit's id, which ends in eight digits."""
    return f"d-{_letters(ID_LETTERS)}"


def new_claim() -> str:
    """Such as ``k3m9q-7rtyw-...``: about 122 random bits."""
    return "-".join(_letters(GROUP_LETTERS) for _ in range(CLAIM_GROUPS))


def _letters(count: int) -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(count))
