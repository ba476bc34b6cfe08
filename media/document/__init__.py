"""PDF documents as pictures of their pages."""

from media.document.pages import page_pictures

__all__ = ["page_pictures"]
