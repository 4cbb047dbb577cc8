"""Hai dấu cách liền nhau.

Tìm gì: hai, ba dấu cách liền nhau giữa các chữ trong trích yếu, căn cứ, nội dung, nơi nhận. Chỗ trống để điền số,
ngày của bản thảo được chấp nhận; bảng không xét.

Vì sao: giữa hai chữ chỉ có một dấu cách (thực tiễn trình bày); dấu cách thừa làm dòng canh đều bị rộng.

Sai: Ủy ban nhân dân tỉnh

Đúng: Ủy ban nhân dân tỉnh
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.subject import Subject
from docgen.checking.visible_text import written_passages

CODE = "TX005"
NAME = "double-space"
SEVERITY = Severity.WARNING
BASIS = "thực tiễn: giữa hai chữ có một dấu cách"
L_ID = "L75"

_DOUBLED = re.compile("[ \u00a0]{2}")
# From four on they are room to fill in, or columns; so are those beside "/", dots and the words of a date.
_SPACES = re.compile(r"(\S+)[ \u00a0]{2,3}(?=([^\s/…._]\S*))")
_BLANK_BEFORE = re.compile(r"(?:số:?|ngày|tháng|năm|…|\.\.|_)$", re.IGNORECASE)
_BLANK_AFTER = re.compile(r"(?:ngày|tháng|năm)\b", re.IGNORECASE)


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every paragraph with doubled spaces."""
    told: set[int] = set()
    for passage in written_passages(subject):
        if not _DOUBLED.search(passage.text):
            continue
        found = next((m for m in _SPACES.finditer(passage.text) if not _is_blank(m)), None)
        if found is not None and id(passage.paragraph) not in told:
            told.add(id(passage.paragraph))
            words = f"{found[1][-20:]}{found[0][len(found[1]) :]}{found[2][:20]}"
            yield Fault(passage.where, f"Hai dấu cách liền nhau: “{words}”.", "một dấu cách", words)


def _is_blank(match: re.Match[str]) -> bool:
    return _BLANK_BEFORE.search(match[1]) is not None or _BLANK_AFTER.match(match[2]) is not None
