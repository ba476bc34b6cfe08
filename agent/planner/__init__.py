"""From what should be and what is here to the next steps. Pure: the steps are data, others carry them out."""

from agent.planner.needs import alert_needs, needs
from agent.planner.plan import Activate, Evict, Fetch, Have, Report, Step, Wish, plan

__all__ = ["Activate", "Evict", "Fetch", "Have", "Report", "Step", "Wish", "alert_needs", "needs", "plan"]
