"""The system's part of the set-up: bring the Debian packages that are missing, or say what follows from it."""

from __future__ import annotations

from collections.abc import Sequence

from protocol.errors import Unavailable
from protocol.words import Words
from provisioning.console import Console
from provisioning.setup import apt
from provisioning.setup.needs import Need, Purpose, missing, unmet
from provisioning.setup.watched import StepFailed


class PackagesMissing(Unavailable):
    """What only Debian has is not here, and the set-up may not install it."""

    def __init__(self, needs: Sequence[Need], make_target: str) -> None:
        names = [need.package for need in needs]
        line = apt.line_to_type(names)
        super().__init__(
            Words(f"Máy này còn thiếu: {', '.join(names)}.", f"This machine lacks: {', '.join(names)}."),
            Words(
                f"Gõ dòng này, rồi gõ lại make {make_target}:\n  {line}",
                f"Type this line, then make {make_target} again:\n  {line}",
            ),
        )


def bring_system_packages(purpose: Purpose, console: Console) -> None:
    """Install what ``purpose`` needs of Debian. PackagesMissing when that can't be done and can't be done without."""
    lacking = missing(purpose)
    if not lacking:
        return
    lacking = unmet(_install(lacking, purpose, console))
    if lacking and (purpose == "test" or any(need.without is None for need in lacking)):
        raise PackagesMissing(lacking, purpose)
    for need in lacking:
        console.say(need.without or Words("", ""))
    if lacking:
        line = apt.line_to_type([need.package for need in lacking])
        console.say(Words(f"Để có đủ, gõ: {line}", f"To have it all, type: {line}"))


def _install(needs: tuple[Need, ...], purpose: Purpose, console: Console) -> tuple[Need, ...]:
    """Try to install ``needs``, and hand them back to be probed again."""
    as_root = apt.way_to_root()
    if as_root is None:
        return needs
    names = [need.package for need in needs]
    console.say(Words(f"Cài gói Debian: {', '.join(names)}", f"Installing Debian packages: {', '.join(names)}"))
    try:
        apt.install(names, as_root, console.progress)
    except StepFailed as failure:
        if purpose == "test":
            raise
        console.say(failure.problem)
    return needs
