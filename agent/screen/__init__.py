"""Shows what the programme says: one process owns the picture, one thread draws it.

Invariants of this package:

1. The picture is never black: the safe screen is drawn before the window is waited on, and a frame stays until the
   next is ready.
2. Nothing is redrawn that did not change; with nothing moving the thread sleeps on an event.
3. Decoding and laying out happen in the preparing thread, before a show is due. The one exception is an alert, which
   is drawn where it is shown because nothing may stand before it in a queue.
4. SDL is touched only by the thread that calls :meth:`agent.screen.player.ScreenPlayer.run`, and by whoever holds the
   window's lock to read the picture.
"""

import os

os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
