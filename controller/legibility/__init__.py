"""What boards make of a text or a file, told to its author while it can still be mended."""
