"""While the demo runs: what it says when it is up, and when a process dies."""

from __future__ import annotations

import shlex

from protocol.words import Words
from provisioning.console import Console
from provisioning.demo.household import Child, Household
from provisioning.demo.province import Province, Seeded, SeededUser

SHOWN_ROLE = "administrator"


def say_it_is_up(province: Province, seeded: Seeded) -> None:
    """How to stop and start a board; then, last, the one line with address, user and password."""
    console = province.console
    for child in province.household.alive():
        if not child.serves_others:
            console.say(_how_to_kill(child))
    console.say(Words("Ctrl-C để dừng tất cả.", "Ctrl-C stops it all."))
    user = next(user for user in seeded.users if user.role == SHOWN_ROLE)
    console.say(_where_to_look(province.url, user))


def watch(household: Household, console: Console) -> None:
    """Report each process that ends; nothing is started again. Returns when none is left."""
    while not household.is_empty():
        for child in household.wait_for_an_end():
            console.say(_ended(child))


def _where_to_look(url: str, user: SeededUser) -> Words:
    return Words(
        f"Bảng điều khiển: {url}  người dùng: {user.login}  mật khẩu: {user.password}",
        f"Panel: {url}  user: {user.login}  password: {user.password}",
    )


def _how_to_kill(child: Child) -> Words:
    again = shlex.join(child.argv)
    return Words(
        f"  {child.name}: tắt đột ngột: kill -9 {child.pid}   chạy lại: {again}",
        f"  {child.name}: pull the plug: kill -9 {child.pid}   start again: {again}",
    )


def _ended(child: Child) -> Words:
    code, again = child.process.returncode, shlex.join(child.argv)
    return Words(
        f"Tiến trình {child.name} đã dừng ({code}). Chạy lại bằng: {again}",
        f"The process {child.name} ended ({code}). Start it again: {again}",
    )
