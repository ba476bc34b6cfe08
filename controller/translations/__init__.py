"""Translations of bulletins: drafted by a machine if the province chose one, approved by a person, then read aloud."""
