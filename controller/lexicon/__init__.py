"""How units have words said that loudspeakers would read otherwise: the province's own abbreviations and names."""
