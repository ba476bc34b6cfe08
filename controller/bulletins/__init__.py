"""Content of all kinds - texts, pictures, clips, recordings - as published to a unit, with its renditions."""
