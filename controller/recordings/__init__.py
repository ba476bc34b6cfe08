"""How a bulletin is said in each language: by an engine, by somebody's recording, or not yet."""
