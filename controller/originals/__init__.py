"""The files that units brought: with a small picture, where each is used, a trash to take it back from, and an end."""
