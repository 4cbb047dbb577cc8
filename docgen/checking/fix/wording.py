"""Mending the few words and marks that have one right form: hyphens, zeros, spaces, end marks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from docgen.checking.fix.mending import Mending
from docgen.checking.recognition.passages import Passage

_JOINT: Final = re.compile(r"\s*[-‐‑‒–—―−]\s*")
_GOOD_JOINT: Final = re.compile(r"[ \u00a0][-\u2010\u2011][ \u00a0]")
_MARK_OF_CODE: Final = re.compile(r"(?P<before>\s*)[/\\\-–—](?P<after>\s*)")
_BLANK: Final = r"[ \u00a0.…_\t]*"
_DAY: Final = re.compile(rf"ngày{_BLANK}(\d{{1,2}})(?!\d)", re.IGNORECASE)
_MONTH: Final = re.compile(rf"tháng{_BLANK}(\d{{1,2}})(?!\d)", re.IGNORECASE)
_SHORT_DATE: Final = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*\d{4}")
_LAST_PADDED_MONTH: Final = 2
_END: Final = re.compile(r"(?:\./)?[\s.;,]*$")
# What ends so does not end an item by mistake: it leads on, asks, or is left open.
_OPEN_END: Final = (":", "?", "!", "…", "...", "/")
_SHORTENED: Final = ("v.v.", "v.v")


def mend_motto_hyphens(mending: Mending) -> None:
    """Join the Tiêu ngữ with hyphens that have a space on each side."""
    motto = mending.subject.components.heading.motto
    if motto is None:
        return
    for match in _JOINT.finditer(motto.text):
        if not _GOOD_JOINT.fullmatch(match[0]):
            _replace(mending, motto, match.span(), " - ", "Tiêu ngữ: dùng gạch nối có dấu cách hai bên.")


def mend_code_spaces(mending: Mending) -> None:
    """Take the spaces around "/" and "-" out of the code; room left for the number stays."""
    code = mending.subject.components.heading.code
    if code is None:
        return
    text = code.passage.text
    for match in _MARK_OF_CODE.finditer(text):
        is_room = match[0].strip() in ("/", "\\") and not text[: match.start()].rstrip()[-1:].isdigit()
        for group in ("after",) if is_room else ("before", "after"):
            if match[group]:
                _replace(mending, code.passage, match.span(group), "", "Số, ký hiệu: bỏ dấu cách quanh “/”, “-”.")


def mend_number_padding(mending: Mending) -> None:
    """Write numbers below 10 with one zero before them, others without. Number 0 does not exist and stays."""
    code = mending.subject.components.heading.code
    if code is None or not code.number.isdigit() or int(code.number) == 0:
        return
    start = code.passage.text.find(code.number)
    wanted = f"{int(code.number):02d}"
    if start >= 0 and wanted != code.number:
        message = f"Số văn bản: sửa {code.number} thành {wanted}."
        _replace(mending, code.passage, (start, start + len(code.number)), wanted, message)


def mend_date_padding(mending: Mending) -> None:
    """Write days below 10 and months 1 and 2 with a zero before them, other months without."""
    date = mending.subject.components.heading.place_and_date
    if date is None:
        return
    text = date.passage.text
    short = None if _DAY.search(text) or _MONTH.search(text) else _SHORT_DATE.search(text)
    day, month = (short, short) if short else (_DAY.search(text), _MONTH.search(text))
    if day is not None and day[1] == date.day:
        _pad(mending, date.passage, day.span(1), "ngày", f"{int(date.day):02d}")
    group = 2 if short else 1
    if month is not None and month[group] == date.month:
        number = int(date.month)
        wanted = f"{number:02d}" if number <= _LAST_PADDED_MONTH else str(number)
        _pad(mending, date.passage, month.span(group), "tháng", wanted)


def _pad(mending: Mending, passage: Passage, span: tuple[int, int], name: str, wanted: str) -> None:
    found = passage.text[span[0] : span[1]]
    _replace(mending, passage, span, wanted, f"Thời gian ban hành: sửa {name} {found} thành {name} {wanted}.")


def mend_basis_ends(mending: Mending) -> None:
    """End bases with ";", the last one with "."."""
    _mend_ends(mending, mending.subject.components.legal_bases, "Căn cứ")


def mend_addressee_ends(mending: Mending) -> None:
    """End addressees with ";", the last one with "."."""
    found = mending.subject.components.addressees
    _mend_ends(mending, found.items if found is not None else (), "Kính gửi")


def mend_recipient_ends(mending: Mending) -> None:
    """End recipients with ";", the last one with "."."""
    found = mending.subject.components.recipients
    _mend_ends(mending, found.items if found is not None else (), "Nơi nhận")


def _mend_ends(mending: Mending, passages: Iterable[Passage], name: str) -> None:
    """The rule says which lines end wrongly, and with which mark they should end."""
    wanted = {(fault.where.paragraph, fault.where.excerpt): fault.expected.strip("“”") for fault in mending.findings}
    for passage in passages:
        mark = wanted.get((passage.where.paragraph, passage.where.excerpt))
        if mark is None or (passage.text.endswith(_OPEN_END) and not passage.text.endswith("./")):
            continue
        said = "chấm" if mark == "." else "chấm phẩy"
        start = len(passage.text) if passage.text.endswith(_SHORTENED) else _END.search(passage.text).start()  # type: ignore[union-attr]
        _replace(mending, passage, (start, len(passage.text)), mark, f"{name}: kết thúc bằng dấu {said}.")


def mend_recipients_title(mending: Mending) -> None:
    """Put the colon after "Nơi nhận"."""
    found = mending.subject.components.recipients
    if found is not None and not found.title.shown.endswith(":"):
        text = found.title.text
        start = len(text.rstrip(" .;,"))
        _replace(mending, found.title, (start, len(text)), ":", "“Nơi nhận”: thêm dấu hai chấm.")


def _replace(mending: Mending, passage: Passage, span: tuple[int, int], new: str, message: str) -> None:
    start, end = passage.start + span[0], passage.start + span[1]
    mending.replace(passage.paragraph, start, end, new, message, passage.where)
