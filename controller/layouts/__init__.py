"""Layouts that units drew themselves: zones in thousandths of a board, offered wherever templates are."""
