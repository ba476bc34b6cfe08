"""Places and roads before their names and numbers."""

from __future__ import annotations

PLACES = {
    "H": "huyện",
    "KP": "khu phố",
    "P": "phường",
    "Q": "quận",
    "TP": "thành phố",
    "TT": "thị trấn",
    "TX": "thị xã",
    "Tp": "thành phố",
    "Tx": "thị xã",
    "X": "xã",
}
"""Before a name and with a dot: ``TX. Bình Long``."""

ROADS = {
    "CT": "đường cao tốc",
    "HL": "hương lộ",
    "QL": "quốc lộ",
    "TL": "tỉnh lộ",
    "ĐH": "đường huyện",
    "ĐX": "đường xã",
    "ĐT": "đường tỉnh",
}
