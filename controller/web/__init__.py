"""The panel's shell: the application, its look, its languages and its live events. Pages are in their domains."""
