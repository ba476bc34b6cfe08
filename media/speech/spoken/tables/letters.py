"""The names of letters."""

from __future__ import annotations

LETTERS = {
    "A": "a", "B": "bê", "C": "xê", "D": "dê", "E": "e", "F": "ép", "G": "giê", "H": "hát", "I": "i", "J": "gi",
    "K": "ca", "L": "eo", "M": "em", "N": "en", "O": "o", "P": "pê", "Q": "quy", "R": "e rờ", "S": "ét", "T": "tê",
    "U": "u", "V": "vê", "W": "vê kép", "X": "ích", "Y": "y", "Z": "dét", "Ă": "á", "Â": "ớ", "Đ": "đê", "Ê": "ê",
    "Ô": "ô", "Ơ": "ơ", "Ư": "ư",
}  # fmt: skip
"""How an abbreviation nobody listed is spelled out."""
SPELLED = frozenset({
    "ADN", "AQI", "AM", "BIDV", "BOT", "DNA", "DVD", "EVN", "FM", "FPT", "GPS", "HTV", "LTE", "MB", "NV", "OTP", "PC",
    "PCR", "PDF", "PM", "PPP", "PVC", "RNA", "SJC", "THVL", "UAV", "USB", "VHF", "VNPT", "VPN", "VTC", "VTV",
})  # fmt: skip
"""Known by their letters: spelled without a doubt."""
