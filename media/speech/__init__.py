"""Texts as speech: their spoken form, the scripts of alerts and bulletins, and the voices that say them."""

from media.speech.espeak import Espeak
from media.speech.gtts_voice import Gtts
from media.speech.scripts import alert_script, bulletin_script
from media.speech.speaking import speak
from media.speech.spoken import spoken_form
from media.speech.voice import NotAvailable, Spoken, Voice

__all__ = [
    "Espeak",
    "Gtts",
    "NotAvailable",
    "Spoken",
    "Voice",
    "alert_script",
    "bulletin_script",
    "speak",
    "spoken_form",
]
