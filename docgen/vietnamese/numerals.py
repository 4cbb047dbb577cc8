"""Numerals of an administrative document: Roman numbers, the letters of points, numbers of documents."""

from __future__ import annotations

from docgen.errors import InputError

# Decree 30/2020, Annex I, part I, II.6.đ: points go by the Vietnamese alphabet, in lower case. The decree's own text
# counts a, b, c, d, đ, e, g, …: no f, j, w, z (not Vietnamese), and none of ă, â, ê, ô, ơ, ư.
POINT_LETTERS = "abcdđeghiklmnopqrstuvxy"

_ROMAN_STEPS = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
_ROMAN_MAX = 3999


def format_roman(value: int) -> str:
    """Return ``value`` (1–3999) as a Roman number in capitals, as parts, chapters and annexes carry it.

    Decree 30/2020, Annex I, part I, II.6.đ (phần, chương) and III.1 (phụ lục).

    Raises InputError outside 1–3999.
    """
    if not 1 <= value <= _ROMAN_MAX:
        raise InputError(
            f"không viết được số {value} bằng chữ số La Mã",
            hint=f"chữ số La Mã dùng cho số từ 1 đến {_ROMAN_MAX}",
        )
    letters = []
    rest = value
    for worth, letter in _ROMAN_STEPS:
        count, rest = divmod(rest, worth)
        letters.append(letter * count)
    return "".join(letters)


def parse_roman(text: str) -> int:
    """Return the number that ``text`` writes in Roman capitals.

    Only the one proper way of writing a number is read: ``IIII``, ``IC`` or ``iv`` raise InputError, so that
    an ordinary word or a slip of the pen is not taken for a number.
    """
    value = 0
    position = 0
    for worth, letter in _ROMAN_STEPS:
        while text.startswith(letter, position):
            value += worth
            position += len(letter)
    # The greedy reading accepts some odd forms (IIII); writing the value back shows whether it was the proper one.
    if not text or position != len(text) or value > _ROMAN_MAX or format_roman(value) != text:
        raise InputError(f"“{text}” không phải là số La Mã viết đúng", hint="ví dụ số La Mã đúng: I, IV, IX, XII, XL")
    return value


def format_point(index: int) -> str:
    """Return the letter of the ``index``-th point (điểm) of a clause, counted from 1: a, b, c, d, đ, e, g, …

    Decree 30/2020, Annex I, part I, II.6.đ.

    Raises InputError below 1 and after y, the 23rd letter.
    """
    if index < 1:
        raise InputError(f"thứ tự của điểm phải từ 1 trở lên, không thể là {index}", hint="điểm đầu tiên là a)")
    if index > len(POINT_LETTERS):
        raise InputError(
            f"một khoản chỉ đánh được {len(POINT_LETTERS)} điểm, từ a) đến y); không có chữ cái cho điểm thứ {index}",
            hint="hãy tách khoản này thành nhiều khoản",
        )
    return POINT_LETTERS[index - 1]


def parse_point(letter: str) -> int:
    """Return the place (from 1) of the point marked ``letter``, one small letter without its bracket.

    Decree 30/2020, Annex I, part I, II.6.đ. Raises InputError for anything that cannot mark a point.
    """
    if len(letter) != 1 or letter not in POINT_LETTERS:
        raise InputError(
            f"“{letter}” không phải là chữ cái đánh dấu điểm",
            hint="dùng lần lượt: " + ", ".join(POINT_LETTERS),
        )
    return POINT_LETTERS.index(letter) + 1


def format_code_number(number: int) -> str:
    """Return the number of a document as it is printed: ``01`` … ``09``, then ``10``, ``11``, … without padding.

    Decree 30/2020, Annex I, part I, II.3.c: numbers below 10 take a leading 0.

    Raises InputError below 1: the first document of a year has number 01 (Article 15.1).
    """
    if number < 1:
        raise InputError(
            f"số văn bản phải từ 1 trở lên, không thể là {number}",
            hint="số văn bản bắt đầu từ 01 vào ngày 01 tháng 01 hằng năm",
        )
    return f"{number:02d}"
