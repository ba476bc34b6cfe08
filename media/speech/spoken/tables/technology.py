"""Nets, devices and words from abroad."""

from __future__ import annotations

TECHNOLOGY = {
    "AI": "ây ai",
    "ASEAN": "a xê an",
    "ATM": "a tê em",
    "ATTT": "an toàn thông tin",
    "CMCN": "cách mạng công nghiệp",
    "CNTT": "công nghệ thông tin",
    "ID": "ai đi",
    "IP": "ai pi",
    "ISO": "i xô",
    "IT": "ai ti",
    "IoT": "ai ô ti",
    "LED": "lét",
    "MC": "em xi",
    "QR": "quy e rờ",
    "SIM": "xim",
    "SMS": "ét em ét",
    "TV": "ti vi",
    "VNeID": "vi en e ai đi",
    "VSSID": "vi ét ét ai đi",
    "VssID": "vi ét ét ai đi",
    "Wi-Fi": "wai phai",
    "WiFi": "wai phai",
    "Wifi": "wai phai",
    "iOS": "ai ô ét",
    "iPhone": "ai phôn",
    "pH": "pê hát",
    "wifi": "wai phai",
    "ĐMST": "đổi mới sáng tạo",
}
