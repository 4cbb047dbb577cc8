"""Dòng “(Kèm theo …)” không khớp với số, ngày của văn bản.

Tìm gì: số, ký hiệu hoặc ngày ghi ở dòng “(Kèm theo …)” khác với phần đầu văn bản; văn bản giấy đã có số mà dòng này
còn để trống. Văn bản điện tử để trống là đúng.

Vì sao: văn bản giấy ghi số, ký hiệu, thời gian và tên cơ quan ban hành của văn bản; văn bản điện tử không phải điền
(Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục III, khoản 1, điểm c).

Sai: văn bản số 127/KH-UBND, phụ lục ghi “Kèm theo Kế hoạch số 126/KH-UBND”.

Đúng: (Kèm theo Kế hoạch số 127/KH-UBND ngày 25 tháng 10 năm 2021 của …).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.recognition.components import Heading
from docgen.checking.recognition.folding import fold
from docgen.checking.recognition.passages import Passage
from docgen.checking.subject import Subject

CODE = "AX009"
NAME = "issued-with-mismatch"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục III, khoản 1, điểm c"
L_ID = "L53"

_NUMBER = re.compile(r"số:?\s*(?P<number>\d+)\s*/\s*(?P<notation>[^\s,;)]+)", re.IGNORECASE)
_DATE = re.compile(
    r"ngày\s*(?P<day>\d{1,2})(?:\s*[/.-]\s*|\s+tháng\s+)(?P<month>\d{1,2})(?:\s*[/.-]\s*|\s+năm\s+)(?P<year>\d{4})",
    re.IGNORECASE,
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every reference line with another number or date than the heading's."""
    heading = subject.components.heading
    code = subject.require(heading.code, "số, ký hiệu")
    is_filled = code.number.isdecimal()
    for part in subject.components.parts[1:]:
        line = part.issued_with
        if line is None or not is_filled:
            continue
        # The line may be broken into two paragraphs.
        following = subject.facts.paragraphs[line.index + 1 : line.index + 2]
        text = line.text if ")" in line.text else " ".join((line.text, *(paragraph.text for paragraph in following)))
        number = _NUMBER.search(text)
        expected = f"{code.number}/{code.notation}"
        if number is not None:
            if (int(number["number"]), _fold(number["notation"])) != (int(code.number), _fold(code.notation)):
                found = f"{number['number']}/{number['notation']}"
                yield Fault(line.where, "Số, ký hiệu khác với văn bản.", expected, found)
        elif not subject.settings.electronic and "số" in text.lower() and "này" not in text:
            yield Fault(line.where, "Văn bản giấy phải ghi số, ngày ở dòng này.", expected, line.shown)
        yield from _check_date(line, _DATE.search(text), heading)


def _check_date(line: Passage, found: re.Match[str] | None, heading: Heading) -> Iterator[Fault]:
    date = heading.place_and_date
    if found is None or date is None or not (date.day.isdecimal() and date.month.isdecimal() and date.year.isdecimal()):
        return
    own = (int(date.day), int(date.month), int(date.year))
    if tuple(map(int, found.groups())) != own:
        yield Fault(line.where, "Ngày ban hành khác với văn bản.", "/".join(map(str, own)), "/".join(found.groups()))


def _fold(notation: str) -> str:
    return re.sub(r"[\s.]", "", fold(notation))
