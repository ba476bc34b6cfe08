"""When what is published plays: playlists, slots that recur, their exceptions, whom they are for, and campaigns."""
