"""The words a board itself adds to an alert, in the alert's language where Rao knows it, else in Vietnamese."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from protocol.ids import EpochMs

VIET_NAM = "Asia/Ho_Chi_Minh"


@dataclass(frozen=True, slots=True)
class AlertWords:
    """Labels of one language. ``levels`` are the risks of levels 1 to 5 as Decision 18/2021/QĐ-TTg names them."""

    warning: str
    warning_short: str
    drill: str
    drill_in_full: str
    level: str
    risk: str
    levels: tuple[str, str, str, str, str]
    area: str
    to_do: str
    situation: str
    sender: str
    until: str
    until_short: str
    alert: str
    page: str

    def kind_wordings(self, is_drill: bool) -> tuple[str, str]:
        """That it is a warning, or a drill, longest wording first."""
        return (self.drill_in_full, self.drill) if is_drill else (self.warning, self.warning_short)

    def level_wordings(self, level: int) -> tuple[str, str]:
        """What level ``level`` (1 to 5) means, longest wording first."""
        return f"{self.risk} {self.levels[level - 1]}", self.levels[level - 1]

    def drill_wordings(self, until: tuple[str, ...]) -> tuple[str, ...]:
        """That it is a drill and until when, longest wording first."""
        dotted = (f"{drill} · {one}" for drill in (self.drill_in_full, self.drill) for one in until)
        shortest = until[-1].replace(self.until_short, self.until_short.lower())
        return (*dotted, f"{self.drill} {shortest}")


VIETNAMESE = AlertWords(
    warning="CẢNH BÁO KHẨN CẤP",
    warning_short="KHẨN CẤP",
    drill="DIỄN TẬP",
    drill_in_full="DIỄN TẬP – KHÔNG PHẢI THẬT",
    level="CẤP",
    risk="RỦI RO",
    levels=("THẤP", "TRUNG BÌNH", "LỚN", "RẤT LỚN", "THẢM HỌA"),
    area="Khu vực",
    to_do="VIỆC CẦN LÀM",
    situation="TÌNH HÌNH",
    sender="Cơ quan phát",
    until="Hiệu lực đến",
    until_short="Đến",
    alert="Cảnh báo",
    page="Trang",
)
ENGLISH = AlertWords(
    warning="EMERGENCY WARNING",
    warning_short="EMERGENCY",
    drill="DIỄN TẬP · DRILL",
    drill_in_full="DIỄN TẬP · DRILL – NOT REAL",
    level="LEVEL",
    risk="RISK:",
    levels=("LOW", "MEDIUM", "HIGH", "VERY HIGH", "DISASTER"),
    area="Area",
    to_do="WHAT TO DO",
    situation="SITUATION",
    sender="Issued by",
    until="In force until",
    until_short="Until",
    alert="Warning",
    page="Page",
)


def words_for(language: str) -> AlertWords:
    """The labels for an alert text in ``language`` (BCP 47)."""
    return ENGLISH if language.lower().split("-")[0] == "en" else VIETNAMESE


def until_wordings(expires_at_ms: EpochMs, words: AlertWords, time_zone: str) -> tuple[str, ...]:
    """Until when an alert holds, in the board's local time, longest wording first."""
    local = datetime.fromtimestamp(expires_at_ms / 1000, ZoneInfo(time_zone))
    short = f"{local:%H:%M %d/%m}"
    return f"{words.until} {local:%H:%M, %d/%m/%Y}", f"{words.until} {short}", f"{words.until_short} {short}"


def counter_wordings(position: int, count: int, page: int, pages: int, words: AlertWords) -> tuple[str, ...]:
    """Which of several alerts and which of its pages this is, longest wording first; what is alone is not counted."""
    counted = [
        (label, one, of) for label, one, of in ((words.alert, position, count), (words.page, page, pages)) if of > 1
    ]
    labelled = " · ".join(f"{label} {one}/{of}" for label, one, of in counted)
    return labelled, " · ".join(f"{one}/{of}" for _, one, of in counted)
