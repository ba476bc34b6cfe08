"""What an extra asks for is read off the package's own metadata."""

from __future__ import annotations

from importlib.metadata import requires

from provisioning.extras import libraries_of, missing_from

REQUIREMENTS = (
    "click<8.2,>=8.1",
    "paho-mqtt>=2.1; extra == 'agent'",
    'pygame-ce>=2.5.5 ; extra == "agent"',
    "audioop-lts>=0.2; (python_version >= '3.13') and extra == 'agent'",
    "fastapi>=0.115; extra == 'controller'",
    "psycopg[binary]>=3.2; extra == 'controller'",
)


def test_an_extra_has_its_own_libraries_only() -> None:
    assert libraries_of("agent", REQUIREMENTS) == ("paho-mqtt", "pygame-ce")
    assert libraries_of("controller", REQUIREMENTS) == ("fastapi", "psycopg")


def test_the_extras_of_this_project_are_found_and_installed() -> None:
    asked = requires("rao") or []
    assert "paho-mqtt" in libraries_of("agent", asked)
    assert "fastapi" in libraries_of("controller", asked)
    assert missing_from("agent") == ()
    assert missing_from("controller") == ()


def test_a_missing_library_is_named() -> None:
    lines = ["no-such-library-as-this>=1; extra == 'agent'"]
    assert libraries_of("agent", lines) == ("no-such-library-as-this",)
