"""Administrative units as dated records: codes were reused with other meanings, so a unit is (code, valid from)."""
