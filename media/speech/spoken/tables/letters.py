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
    "ABS", "AC", "ACB", "ADB", "ADN", "AM", "AQI", "BCG", "BIDV", "BMI", "BOT", "BTS", "CCTV", "CDC", "CIF", "CNG",
    "CPI", "DAP", "DC", "DNA", "DPT", "DTV", "DVD", "ESG", "EU", "EVN", "FAO", "FC", "FM", "FOB", "FPT", "FTA", "GPA",
    "GPS", "GPT", "HDPE", "HPV", "HTTPS", "HTV", "ICU", "IMF", "IOC", "IPV", "KPI", "LPG", "LTE", "MB", "MRI", "NGO",
    "NPK", "NV", "OA", "ODA", "ORS", "OTP", "PC", "PCI", "PCR", "PDF", "PM", "PPP", "PVC", "RNA", "SHB", "SJC", "SSD",
    "SUV", "TFR", "THVL", "UAV", "UHF", "UNDP", "USB", "VAT", "VHF", "VIB", "VNA", "VNPT", "VOV", "VPN", "VTC", "VTV",
    "WB",
})  # fmt: skip
"""Known by their letters: spelled without a doubt."""
