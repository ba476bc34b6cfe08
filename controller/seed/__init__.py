"""The first things in an empty controller: its foundation, and for demonstrations a small province."""
