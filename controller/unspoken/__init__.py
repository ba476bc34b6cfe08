"""What loudspeakers can't say yet in the languages of those who listen, for whoever translates and records."""
