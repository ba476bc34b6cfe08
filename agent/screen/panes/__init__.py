"""What stands around the main zone, one pane a zone: each redraws only what changed and says how long nothing will."""

from agent.screen.panes.pane import Pane
from agent.screen.panes.side import SidePane
from agent.screen.panes.standing import StandingPane
from agent.screen.panes.ticker import TickerPane

__all__ = ["Pane", "SidePane", "StandingPane", "TickerPane"]
