"""Changes of schedules that somebody proposes and somebody else puts in force; until then none is compiled."""
