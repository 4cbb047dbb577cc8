"""Numbers as Vietnamese writes and reads them: decimal comma, points between thousands, words of the North.

Everything is exact: int and Decimal, never float.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal

from docgen.errors import InputError

_SWAP_MARKS = str.maketrans(",.", ".,")

_SIGN = r"(?P<sign>[+\-−])?"
_PLAIN = re.compile(_SIGN + r"(?P<whole>[0-9]+)(?:[.,](?P<fraction>[0-9]+))?")
_GROUPED = re.compile(_SIGN + r"(?P<whole>[1-9][0-9]{0,2}(?:\.[0-9]{3})+)(?:,(?P<fraction>[0-9]+))?")
# Four digits or more before one point and three behind it: thousands that lack a point, or decimals? Nobody can tell.
_DOUBTFUL = re.compile(_SIGN + r"(?:[0-9]{4,}|0[0-9]+)\.[0-9]{3}")

_NUMBER_HINT = "viết theo kiểu Việt Nam: dấu chấm tách hàng nghìn, dấu phẩy trước phần thập phân, ví dụ 1.234,5"

_DIGIT_WORDS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_SCALE_WORDS = ("", " nghìn", " triệu")
_BILLION = 10**9
# Tỷ tỷ is 10^18; beyond a thousand million of those, words help nobody.
_SPELL_LIMIT = 10**27


def format_number(value: int | Decimal, *, decimals: int | None = None) -> str:
    """Return ``value`` with a decimal comma and points between thousands: ``85,25``, ``1.234,5``, ``1.000.000``.

    Without ``decimals`` all digits are kept and zeros at the end of the fraction dropped; with it, exactly so many
    decimals are shown, halves rounded away from zero as the scoring of an index is (85,245 → 85,25).

    Raises InputError for NaN, infinity, and ``decimals`` below 0.
    """
    exact = _check_finite(value)
    if decimals is None:
        text = f"{exact:,f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
    else:
        text = f"{_round_half_up(exact, decimals):,f}"
    # A negative number that rounds to nothing is nothing: no "-0".
    text = text if text.strip("-0.,") else text.lstrip("-")
    return text.translate(_SWAP_MARKS)


def parse_number(text: str) -> Decimal:
    """Return the number that ``text`` writes, spaces around it ignored.

    The comma is the decimal mark (``85,25``; ``1,234`` is one and a bit), points part thousands (``1.234,5``,
    ``1.000.000``; ``1.234`` is 1234). A point that cannot part thousands is taken as a decimal point (``85.25``,
    ``0.125``), for figures that come from spreadsheets.

    Raises InputError when the marks contradict each other (``1,234.5``, ``1.23.456``, ``1234.567``) and for
    anything that is not one number.
    """
    stripped = text.strip()
    match = _GROUPED.fullmatch(stripped) or _PLAIN.fullmatch(stripped)
    if match is None or _DOUBTFUL.fullmatch(stripped):
        raise InputError(f"không đọc được số “{stripped}”", hint=_NUMBER_HINT)
    sign = "-" if match["sign"] in ("-", "−") else ""
    whole = match["whole"].replace(".", "")
    fraction = f".{match['fraction']}" if match["fraction"] else ""
    return Decimal(sign + whole + fraction)


def spell_number(value: int | Decimal) -> str:
    """Return ``value`` in words, in small letters: 1001 → ``một nghìn không trăm linh một``.

    Usage of the North, as in central documents: ``nghìn``, ``linh``; after ``mươi`` the digits 1, 4 and 5 are
    ``mốt``, ``tư``, ``lăm`` (hai mươi tư), elsewhere ``một``, ``bốn``, ``năm``, but ``mười lăm``. Above 10⁹: nghìn
    tỷ, triệu tỷ, tỷ tỷ. A fraction of one or two digits without a leading zero is read as a number (85,25 →
    ``tám mươi lăm phẩy hai mươi lăm``), any other digit by digit; zeros at its end are not read. A negative number
    begins with ``âm``.

    Raises InputError for NaN, infinity, and from 10²⁷ on.
    """
    text = f"{_check_finite(value):f}"
    whole_digits, _, fraction = text.lstrip("-").partition(".")
    fraction = fraction.rstrip("0")
    whole = int(whole_digits) if len(whole_digits) <= len(str(_SPELL_LIMIT)) else _SPELL_LIMIT
    if whole >= _SPELL_LIMIT:
        raise InputError("số quá lớn, không đọc thành chữ được", hint="chỉ đọc thành chữ các số nhỏ hơn một tỷ tỷ tỷ")
    words = _spell_whole(whole)
    if fraction:
        words += f" phẩy {_spell_fraction(fraction)}"
    return f"âm {words}" if text.startswith("-") and (whole or fraction) else words


def _check_finite(value: int | Decimal) -> Decimal:
    exact = Decimal(value)
    if not exact.is_finite():
        raise InputError(f"“{value}” không phải là một số", hint="kiểm tra lại phép tính hoặc ô dữ liệu")
    return exact


def _round_half_up(value: Decimal, decimals: int) -> Decimal:
    if decimals < 0:
        raise InputError(f"số chữ số thập phân không thể là {decimals}", hint="dùng 0 hoặc số lớn hơn")
    # The default context holds 28 digits and refuses longer results; this one holds whatever the value needs.
    room = max(value.adjusted(), 0) + decimals + 2
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP, context=Context(prec=room))


def _spell_whole(value: int) -> str:
    """Spell a whole number from 0 on. What stands before the last "tỷ" is itself a whole number."""
    if value < _BILLION:
        return _spell_below_billion(value, follows=False)
    billions, rest = divmod(value, _BILLION)
    words = f"{_spell_whole(billions)} tỷ"
    return f"{words} {_spell_below_billion(rest, follows=True)}" if rest else words


def _spell_below_billion(value: int, *, follows: bool) -> str:
    """Spell 0 … 10⁹-1; ``follows`` when higher groups were spoken, so that missing hundreds are named."""
    words: list[str] = []
    for power in (2, 1, 0):
        group = value // 1000**power % 1000
        if group:
            words.append(_spell_group(group, follows=follows or bool(words)) + _SCALE_WORDS[power])
    return " ".join(words) or _DIGIT_WORDS[0]


def _spell_group(group: int, *, follows: bool) -> str:
    """Spell 1 … 999."""
    hundreds, rest = divmod(group, 100)
    if not hundreds and not follows:
        return _spell_below_hundred(rest)
    words = f"{_DIGIT_WORDS[hundreds]} trăm"
    if not rest:
        return words
    return f"{words} linh {_DIGIT_WORDS[rest]}" if rest < 10 else f"{words} {_spell_below_hundred(rest)}"


def _spell_below_hundred(value: int) -> str:
    """Spell 1 … 99."""
    tens, unit = divmod(value, 10)
    if not tens:
        return _DIGIT_WORDS[unit]
    words = "mười" if tens == 1 else f"{_DIGIT_WORDS[tens]} mươi"
    changed = {5: "lăm"} if tens == 1 else {1: "mốt", 4: "tư", 5: "lăm"}
    return f"{words} {changed.get(unit, _DIGIT_WORDS[unit])}" if unit else words


def _spell_fraction(digits: str) -> str:
    if len(digits) <= 2 and not digits.startswith("0"):
        return _spell_below_hundred(int(digits))
    return " ".join(_DIGIT_WORDS[int(digit)] for digit in digits)
