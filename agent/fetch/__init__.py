"""Getting content onto the disk: resumed after any cut, verified by hash before it gets its name."""

from agent.fetch.download import Fetched, FetchFailed, FetchResult, download
from agent.fetch.fetcher import Fetcher

__all__ = ["FetchFailed", "FetchResult", "Fetched", "Fetcher", "download"]
