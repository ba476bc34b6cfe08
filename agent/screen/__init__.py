"""Shows what the programme says: one process owns the picture, one thread draws it.

Invariants of this package:

1. The picture is never black: the safe screen is drawn before the window is waited on, and a frame stays until the
   next is ready.
2. Nothing is redrawn that did not change; with nothing moving the thread sleeps on an event.
3. Decoding and laying out happen in the preparing thread, before a show is due. Drawn where they are shown are an
   alert, because nothing may stand before it in a queue, and what needs no file and little time: the safe screen, a
   header's minute, a countdown's second.
4. The window is drawn on only by the thread that calls :meth:`agent.screen.player.ScreenPlayer.run`, and read under
   its lock only. Other threads make surfaces of their own (the preparer) and read copies (the notary).
"""

import os

os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
