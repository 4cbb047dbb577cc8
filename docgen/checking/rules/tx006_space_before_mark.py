"""Dấu cách trước dấu câu.

Tìm gì: dấu cách đứng trước dấu chấm, phẩy, chấm phẩy, hai chấm trong trích yếu, căn cứ, nội dung, nơi nhận.

Vì sao: dấu câu viết liền chữ đứng trước (thực tiễn trình bày); có dấu cách thì dấu câu có thể rơi xuống đầu dòng sau.

Sai: các sở , ban , ngành ;

Đúng: các sở, ban, ngành;
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.subject import Subject
from docgen.checking.visible_text import written_passages

CODE = "TX006"
NAME = "space-before-mark"
SEVERITY = Severity.WARNING
BASIS = "thực tiễn: dấu câu viết liền chữ đứng trước"
L_ID = "L75"

_SPACE = re.compile(r"[\w)”\"%][ \u00a0]+[;:,.](?=\s|$)")


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every paragraph with a space before a mark."""
    told: set[int] = set()
    for passage in written_passages(subject):
        found = _SPACE.search(passage.text)
        if found is not None and id(passage.paragraph) not in told:
            told.add(id(passage.paragraph))
            words = passage.text[max(0, found.start() - 15) : found.end()].strip()
            yield Fault(passage.where, f"Dấu cách trước dấu câu: “{words}”.", "dấu câu liền chữ đứng trước", words)
