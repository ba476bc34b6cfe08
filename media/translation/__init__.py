"""Machine translation: drafts for a person, never words for a board."""
