"""The library: every file of the province by its content, and how devices and people fetch it."""
