"""Vietnamese number words."""

from __future__ import annotations

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_AFTER_TENS = {1: "mốt", 4: "tư", 5: "lăm"}
_SCALES = ((1_000_000_000, "tỷ"), (1_000_000, "triệu"), (1_000, "nghìn"))


def cardinal(number: int) -> str:
    """A whole number of 0 or more: 2023 is ``hai nghìn không trăm hai mươi ba``."""
    return " ".join(_words(number, inner=False)) or DIGITS[0]


def digit_by_digit(digits: str) -> str:
    """As codes and telephone numbers are said; anything but digits is left out."""
    return " ".join(DIGITS[int(digit)] for digit in digits if digit.isdecimal())


def number(text: str) -> str:
    """A number as Vietnamese documents write it: dots group thousands, a comma begins the decimals (``1.250,5``)."""
    whole, _, decimals = text.partition(",")
    said = cardinal(int(whole.replace(".", "")))
    return f"{said} phẩy {_decimals(decimals)}" if decimals else said


def ordinal(value: int) -> str:
    """What follows ``thứ``: first and fourth have words of their own."""
    return {1: "nhất", 4: "tư"}.get(value) or cardinal(value)


def roman(numeral: str) -> int:
    """The value of a Roman numeral."""
    values = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}[letter] for letter in numeral]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))


def _words(number: int, *, inner: bool) -> list[str]:
    """``inner``: something was said before, so that an empty hundreds place is said too."""
    for size, name in _SCALES:
        if number >= size:
            rest = number % size
            return [*_words(number // size, inner=inner), name, *(_words(rest, inner=True) if rest else [])]
    return _below_thousand(number, inner=inner)


def _below_thousand(number: int, *, inner: bool) -> list[str]:
    hundreds, rest = divmod(number, 100)
    said = [DIGITS[hundreds], "trăm"] if hundreds or inner else []
    return said + _below_hundred(rest, inner=bool(said))


def _below_hundred(number: int, *, inner: bool) -> list[str]:
    tens, ones = divmod(number, 10)
    if tens == 0:
        return (["linh"] if inner else []) + [DIGITS[ones]] if ones else []
    begin = ["mười"] if tens == 1 else [DIGITS[tens], "mươi"]
    return begin + ([_ones_after(tens, ones)] if ones else [])


def _ones_after(tens: int, ones: int) -> str:
    if tens == 1:
        return "lăm" if ones == 5 else DIGITS[ones]
    return _AFTER_TENS.get(ones, DIGITS[ones])


def _decimals(digits: str) -> str:
    short = len(digits) <= 2 and not digits.startswith("0")
    return cardinal(int(digits)) if short else digit_by_digit(digits)
