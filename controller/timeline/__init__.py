"""What a board will show and say at any time to come, by the boards' own rules, and why something of it will not be."""
