"""Nơi nhận của quyết định, nghị quyết không ghi “Như Điều …” hoặc ghi sai điều.

Tìm gì: dòng đầu của nơi nhận quyết định, nghị quyết không phải “- Như Điều …;”, hoặc ghi số điều mà văn bản không có.

Vì sao: mẫu nghị quyết, quyết định ghi dòng đầu nơi nhận là “- Như Điều …;” (Nghị định 30/2020/NĐ-CP, Phụ lục III, Mẫu
1.1, 1.2, 1.3).

Sai: - Như Điều 5; (văn bản chỉ có 4 điều).

Đúng: - Như Điều 4;
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.listed_items import join_items
from docgen.checking.recognition.components import BodyKind
from docgen.checking.recognition.folding import fold
from docgen.checking.subject import Subject
from docgen.checking.text_levels import is_blank_form

CODE = "RC016"
NAME = "wrong-as-article"
SEVERITY = Severity.WARNING
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục III, Mẫu 1.1; Nghị định 30/2020/NĐ-CP, Phụ lục III, Mẫu 1.2"
L_ID = "L50"

_NUMBERS = re.compile(r"\d+")


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault when the first recipients are not those of an article, or the article does not exist."""
    components = subject.components
    kind = components.document_type
    articles = {item.number for item in subject.body if item.kind is BodyKind.ARTICLE}
    if kind is None or kind.slug not in ("quyet-dinh", "nghi-quyet") or not articles:
        return
    recipients = subject.require(subject.components.recipients, "Nơi nhận")

    items = join_items(subject.require(recipients.items, "danh sách nơi nhận"))
    first = items[0]
    named = next((item for item in items if fold(item.words).startswith("nhu dieu")), None)
    if named is None:
        if kind.slug == "quyet-dinh" and not is_blank_form(first.words):
            yield Fault(
                first.first.where, "Dòng đầu của nơi nhận nên ghi “Như Điều …”.", "- Như Điều …;", first.first.shown
            )
        return
    wrong = [number for number in _NUMBERS.findall(named.words) if number not in articles]
    if wrong:
        yield Fault(
            where=named.first.where,
            message=f"Văn bản không có Điều {', '.join(wrong)}.",
            expected=f"một trong {len(articles)} điều của văn bản",
            found=named.first.shown,
        )
