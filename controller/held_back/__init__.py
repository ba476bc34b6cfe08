"""Devices that can't be told what is published, because none would take it, each with the reason."""
