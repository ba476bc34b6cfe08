"""The same change to many devices at once: reviewed, then done in one transaction."""
