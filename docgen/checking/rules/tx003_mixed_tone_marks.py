"""Dùng lẫn hai cách đặt dấu thanh.

Tìm gì: cùng một chữ được viết theo hai cách trong một văn bản: ủy và uỷ, hòa và hoà, thỏa và thoả. Quốc hiệu và tên
riêng không xét.

Vì sao: Nghị định dùng cả hai cách (thực tiễn trình bày), nhưng trong một văn bản nên thống nhất để tra cứu được bằng
một cách viết.

Sai: “Ủy ban nhân dân” ở đoạn này, “Uỷ ban nhân dân” ở đoạn kia.

Đúng: một cách viết trong cả văn bản.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity, Where, where_is
from docgen.checking.recognition.folding import fold
from docgen.checking.recognition.words import NATION
from docgen.checking.subject import Subject
from docgen.vietnamese.text import normalize_text

CODE = "TX003"
NAME = "mixed-tone-marks"
SEVERITY = Severity.INFO
BASIS = "thực tiễn: Nghị định 30/2020/NĐ-CP dùng cả hai cách đặt dấu thanh, một văn bản nên dùng một cách"
L_ID = "L65"

# A toned oa, oe, uy that ends its syllable; "qu" is a consonant. Small letters, or "Ủy": other capitals begin names.
_OPEN_GLIDE = re.compile(
    r"(?<!\w)(?:[bcdđghklmnprstvx]{0,3}(?:[òỏõóọ][ae]|[ùủũúụ]y|o[àảãáạèẻẽéẹ]|u[ỳỷỹýỵ])|Ủy|Uỷ|ỦY|UỶ)(?!\w)"
)

# What every match holds: most paragraphs are done with after this.
_TONED_PAIR = re.compile(r"[òỏõóọ][ae]|[ùủũúụÙỦŨÚỤ][yY]|o[àảãáạèẻẽéẹ]|[uU][ỳỷỹýỵỲỶỸÝỴ]")


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every syllable that is written in both ways, at the place of the rarer one."""
    counts: dict[str, dict[str, int]] = {}
    first: dict[str, Where] = {}
    for paragraph in subject.texts:
        text = normalize_text(paragraph.text)
        matches = list(_OPEN_GLIDE.finditer(text)) if _TONED_PAIR.search(text) else []
        if not matches or NATION in fold(text):
            continue
        for match in matches:
            written = match[0].lower()
            spellings = counts.setdefault(_sort_marks(written), {})
            spellings[written] = spellings.get(written, 0) + 1
            first.setdefault(written, where_is(paragraph))
    for spellings in counts.values():
        if len(spellings) > 1:
            common, rare = sorted(spellings, key=lambda word: -spellings[word])[:2]
            message = f"Văn bản viết cả “{common}” ({spellings[common]} lần) và “{rare}” ({spellings[rare]} lần)."
            yield Fault(first[rare], message, "một cách đặt dấu thanh", f"{common}, {rare}")


def _sort_marks(word: str) -> str:
    """Return a key that both ways of writing a syllable share: its letters, then its tone."""
    decomposed = unicodedata.normalize("NFD", word)
    return "".join(c for c in decomposed if not unicodedata.combining(c)) + "".join(
        sorted(c for c in decomposed if unicodedata.combining(c))
    )
