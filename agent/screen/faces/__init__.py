"""What can be in the main zone or take the whole screen. A face draws itself and knows its changes."""

from agent.screen.faces.alert import AlertFace
from agent.screen.faces.clip import ClipFace
from agent.screen.faces.countdown import CountdownFace
from agent.screen.faces.face import Face
from agent.screen.faces.off import OffFace
from agent.screen.faces.safe import SafeFace
from agent.screen.faces.still import StillFace

__all__ = ["AlertFace", "ClipFace", "CountdownFace", "Face", "OffFace", "SafeFace", "StillFace"]
