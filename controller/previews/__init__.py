"""What a device shows at a moment, drawn here by the code that boards draw with."""
