"""The boards and loudspeakers of the province: who they are, what they played, what went wrong on them."""
