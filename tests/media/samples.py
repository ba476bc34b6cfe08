"""Pictures and clips that nobody here made, from Debian packages; without the package the test is skipped by name."""

from __future__ import annotations

from pathlib import Path

import pytest

FOLDERS = {
    "golang-github-disintegration-imaging-dev": "/usr/share/gocode/src/github.com/disintegration/imaging/testdata",
    "golang-golang-x-image-dev": "/usr/share/gocode/src/golang.org/x/image/testdata",
    "golang-github-rwcarlsen-goexif-dev": "/usr/share/gocode/src/github.com/rwcarlsen/goexif",
    "python-kivy-examples": "/usr/share/kivy-examples",
    "libtasn1-doc": "/usr/share/doc/libtasn1-doc",
    "shared-mime-info": "/usr/share/doc/shared-mime-info",
    "python3-imageio": "/usr/lib/python3/dist-packages/imageio/resources/images",
}


def sample(package: str, name: str) -> Path:
    """The file ``name`` of the package, or the test is skipped."""
    path = Path(FOLDERS[package]) / name
    if not path.is_file():
        pytest.skip(f"Debian package {package} is not installed")
    return path


def samples(package: str, pattern: str) -> list[Path]:
    """The package's files of that pattern, in order, or the test is skipped."""
    found = sorted(Path(FOLDERS[package]).glob(pattern))
    if not found:
        pytest.skip(f"Debian package {package} is not installed")
    return found
