"""Emergencies: written, confirmed, sent to units, lifted, and who rendered them with which evidence."""
