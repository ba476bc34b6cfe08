"""The newest picture of what each device shows, as it sent it."""
