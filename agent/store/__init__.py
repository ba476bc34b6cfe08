"""What survives a power cut: content by hash, and one small database of state.

Invariant: whoever reads after a cut sees a file or row whole, as before or as after the write, never in between.
"""

from agent.store.blobs import BlobStore
from agent.store.state import State, open_state

__all__ = ["BlobStore", "State", "open_state"]
