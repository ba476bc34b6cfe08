"""From what is published where to what each board should be: pure compilation, then one signed document a device."""
