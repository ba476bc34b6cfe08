"""What chemists and meteorologists write, as it is said."""

from __future__ import annotations

FORMULAS = {
    "CH4": "xê hát bốn",
    "CO2": "xê ô hai",
    "CO₂": "xê ô hai",
    "H2O": "hát hai ô",
    "H2S": "hát hai ét",
    "N2O": "en hai ô",
    "NH3": "en hát ba",
    "NO2": "en ô hai",
    "NOx": "en ô ích",
    "O2": "ô hai",
    "O3": "ô ba",
    "PM10": "pê em mười",
    "PM2,5": "pê em hai phẩy năm",
    "PM2.5": "pê em hai phẩy năm",
    "SO2": "ét ô hai",
    "SpO2": "ét pê ô hai",
}
