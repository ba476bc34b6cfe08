"""Texts as speech: their spoken form, the scripts of alerts and bulletins, and the voices that say them."""
