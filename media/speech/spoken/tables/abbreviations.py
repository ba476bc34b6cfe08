"""Every abbreviation that means one thing, or one thing most often."""

from __future__ import annotations

from media.speech.spoken.tables.agencies import AGENCIES, FIELDS
from media.speech.spoken.tables.economy import ECONOMY
from media.speech.spoken.tables.people import PEOPLE
from media.speech.spoken.tables.safety import SAFETY
from media.speech.spoken.tables.society import SOCIETY
from media.speech.spoken.tables.state import STATE
from media.speech.spoken.tables.technology import TECHNOLOGY

_LONG_FIELDS = {short: said for short, said in FIELDS.items() if len(short) > 2}
TABLES = (STATE, PEOPLE, SAFETY, ECONOMY, SOCIETY, TECHNOLOGY)
ABBREVIATIONS = {short: said for table in (AGENCIES, _LONG_FIELDS, *TABLES) for short, said in table.items()}
