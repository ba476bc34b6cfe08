"""PDF documents as pictures of their pages, and how large those pages are."""

from media.document.pages import page_pictures
from media.document.sizes import page_sizes_pt

__all__ = ["page_pictures", "page_sizes_pt"]
