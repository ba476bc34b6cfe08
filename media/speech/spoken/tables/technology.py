"""Nets, devices and words from abroad."""

from __future__ import annotations

TECHNOLOGY = {
    "AI": "ây ai",
    "ASEAN": "a xê an",
    "ATM": "a tê em",
    "CNTT": "công nghệ thông tin",
    "ISO": "i xô",
    "LED": "lét",
    "QR": "quy e rờ",
    "SIM": "xim",
    "SMS": "ét em ét",
    "TV": "ti vi",
    "VNeID": "vi en e ai đi",
    "Wi-Fi": "wai phai",
    "WiFi": "wai phai",
    "Wifi": "wai phai",
    "wifi": "wai phai",
}
