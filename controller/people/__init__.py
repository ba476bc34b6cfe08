"""Who uses the panel, what their role lets them do and in which part of the tree of units."""
