"""Placeholders that stand where nothing can be filled in, or where an empty cell would break the document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from docgen.drafting.filling import collect_letters
from docgen.drafting.parts import Parts
from docgen.drafting.placeholders import MaskedText, Need, find_letters, split_conditions
from docgen.drafting.problems import DraftProblem
from docgen.model import Content, Division, Footnote, Reference, Run
from docgen.model.blocks import walk_blocks, walk_contents

_START_HINT = "đặt {{?Tên cột}} ở đầu đoạn hoặc đầu mục của danh sách"


def find_misplaced(masked: MaskedText, data: Mapping[str, Any], parts: Parts) -> Iterator[DraftProblem]:
    """Yield a problem for each placeholder of the draft that cannot stand where it stands."""
    conditions = "".join(letter for letter, p in masked.placeholders.items() if p.need is Need.CONDITION)

    def refuse(letter: str, message: str, hint: str) -> DraftProblem:
        shown = masked.restore_text(letter)
        return DraftProblem(*masked.places.get(letter, (1, 1)), f"{shown} {message}", hint)

    for text in _walk_strings(data):
        for letter in _find_late_conditions(text, conditions):
            yield refuse(letter, "là điều kiện, phải đứng đầu", _START_HINT)
    for letter in collect_letters(data.get("code_number")):
        if masked.placeholders[letter].need is not Need.REQUIRED:
            yield refuse(letter, "không được để trống", "số của văn bản phải có ở mọi hàng: bỏ dấu ?")
    for part in parts.fenced:
        for letter in _find_late_conditions(getattr(part, "title", "") or getattr(part, "subject", ""), conditions):
            yield refuse(letter, "là điều kiện, phải đứng đầu", _START_HINT)
    for body in (parts.body, *(part.body for part in parts.fenced)):
        for content in walk_contents(body):
            for letter in _find_late_in_content(content, conditions):
                yield refuse(letter, "là điều kiện, phải đứng đầu đoạn", _START_HINT)
            for letter in _find_in_references(content):
                hint = "ghi rõ số, ký hiệu trong bản thảo, hoặc để tên văn bản trong ô và bỏ [[ ]]"
                yield refuse(letter, "nằm trong dẫn chiếu [[…]]", hint)
        for block in walk_blocks(body):
            if isinstance(block, Division) and not block.level.is_bullet:
                first = block.content[0]
                for letter in split_conditions(first.text, conditions)[0] if isinstance(first, Run) else "":
                    message = "là điều kiện của một đề mục có số: bỏ đề mục thì các số sau bị nhảy"
                    yield refuse(letter, message, "dùng gạch đầu dòng (-) hoặc đoạn không có số")


def _walk_strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | list):
        for item in value.values() if isinstance(value, Mapping) else value:
            yield from _walk_strings(item)


def _find_late_conditions(text: str, conditions: str) -> list[str]:
    return [letter for letter in find_letters(split_conditions(text, conditions)[1]) if letter in conditions]


def _find_late_in_content(content: Content, conditions: str) -> Iterator[str]:
    for index, inline in enumerate(content):
        if isinstance(inline, Footnote):
            yield from _find_late_in_content(inline.content, conditions)
        elif isinstance(inline, Run):
            late = _find_late_conditions(inline.text, conditions) if not index else find_letters(inline.text)
            yield from (letter for letter in late if letter in conditions)


def _find_in_references(content: Content) -> Iterator[str]:
    for inline in content:
        if isinstance(inline, Reference):
            yield from find_letters(inline.id)
        elif isinstance(inline, Footnote):
            yield from _find_in_references(inline.content)
