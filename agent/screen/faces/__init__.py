"""What can be on the screen: a still, a clip, an alert, the safe screen. A face draws itself and knows its changes."""

from agent.screen.faces.alert import AlertFace
from agent.screen.faces.clip import ClipFace
from agent.screen.faces.face import Face
from agent.screen.faces.safe import SafeFace
from agent.screen.faces.still import StillFace

__all__ = ["AlertFace", "ClipFace", "Face", "SafeFace", "StillFace"]
