"""PostgreSQL, Chromium and Xvfb as tests get them."""

from __future__ import annotations

import os
import subprocess
import sys

import psycopg
from playwright.sync_api import Page


def connect(url: str) -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(url.replace("+psycopg", ""))


def test_every_test_has_an_empty_database_of_its_own(postgres_url: str) -> None:
    with connect(postgres_url) as connection:
        connection.execute("CREATE TABLE crier (word text)")
        tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
    assert tables == [("crier",)]


def test_nothing_is_left_of_the_database_before(postgres_url: str) -> None:
    with connect(postgres_url) as connection:
        tables = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
    assert tables == (0,)


def test_chromium_runs_scripts_and_draws(page: Page) -> None:
    page.set_content("<p id=crier></p><script>document.getElementById('crier').textContent = 'loa' + 1</script>")
    assert page.inner_text("#crier") == "loa1"
    assert page.screenshot().startswith(b"\x89PNG")


def test_the_x_server_has_a_screen_of_a_board(x_display: str) -> None:
    code = (
        "import pygame; pygame.display.init(); print(pygame.display.get_desktop_sizes(), pygame.display.get_driver())"
    )
    asked = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "DISPLAY": x_display, "SDL_VIDEODRIVER": "x11"},
        capture_output=True,
        text=True,
    )
    assert "[(1920, 1080)] x11" in asked.stdout, asked.stderr
