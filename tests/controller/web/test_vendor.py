"""What was brought in from outside is exactly what the lock file says."""

import hashlib
import re
import tomllib
from pathlib import Path

import controller.web
from controller.web.icons import icon

WEB = Path(controller.web.__file__).parent
VENDOR = WEB / "static" / "vendor"
PACKAGES = tomllib.loads((VENDOR / "vendor.lock.toml").read_text("utf-8"))["package"]
LOCKED = {file["path"]: file["sha256"] for package in PACKAGES for file in package["file"]}


def test_every_file_has_its_hash():
    found = {
        str(path.relative_to(VENDOR)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in VENDOR.rglob("*")
        if path.is_file() and path.name != "vendor.lock.toml"
    }
    assert found == LOCKED


def test_every_package_names_its_version_and_licence():
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", package["version"]) for package in PACKAGES)
    assert {package["licence"] for package in PACKAGES} <= {"MIT", "0BSD", "OFL-1.1"}


def test_templates_use_every_icon_and_no_other():
    templates = "".join(path.read_text("utf-8") for path in (WEB / "templates").rglob("*.html"))
    used = {name for name in (path.stem for path in (VENDOR / "icons").iterdir()) if f'"{name}"' in templates}
    assert used == {path.stem for path in (VENDOR / "icons").iterdir()}
    assert set(re.findall(r'icon\("([^"]+)"\)', templates)) <= used


def test_an_icon_is_hidden_from_screen_readers():
    assert 'aria-hidden="true"' in icon("clock")
