"""A folder of content by hash, looked into without writing anything: a device's store or the controller's."""

from __future__ import annotations

from pathlib import Path


class BlobFolder:
    """Finds ``<sha256>`` in ``blobs/<first two digits>/`` (device) or ``<first two digits>/`` (controller)."""

    def __init__(self, folder: Path) -> None:
        self._folders = (folder / "blobs", folder)

    def path_of(self, sha256: str) -> Path | None:
        """The file; None when it isn't here. It is not verified again."""
        places = (folder / sha256[:2] / sha256 for folder in self._folders)
        return next((place for place in places if place.is_file()), None)
