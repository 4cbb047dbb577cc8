"""Where the tags of a template stand: what is torn, what would be lost beside them, what does not go together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from docgen.rendering.faults import Fault, Severity, blame
from docgen.rendering.fields import FIELDS
from docgen.rendering.looks import W
from docgen.rendering.tag_reading import Tag
from docgen.rendering.tags import TAG, PlacedParagraph

_HALF_TAG = re.compile(r"\{[{%#].*|.*?[}%#]\}")
_TORN = re.compile(r"\{\s+[{%#]|[}%#]\s+\}")
_ONE_BRACE = re.compile(r"\{\s*(\w+)\s*\}")
_EXTRA = re.compile(r"\{\{\{|\}\}\}|\{\{%|%\}\}")
_LOOK_ALIKE = re.compile(r"(?:\[\[|<<|«|｛+)\s*(\w+)\s*(?:\]\]|>>|»|｝+)")
_STRUCTURE = ("for", "endfor", "if", "elif", "else", "endif")


def find_halves(paragraph: PlacedParagraph) -> Iterator[Fault]:
    """Yield what is left of tags that were opened and not closed, or whose brackets came apart."""
    rest = TAG.sub("", paragraph.text)
    torn, half = _TORN.search(rest), _HALF_TAG.search(rest)
    if half:
        yield blame(
            paragraph, "not-closed", f"thẻ chưa đóng hoặc chưa mở: “{half[0].strip()}”", half[0].strip(),
            "thẻ viết đủ {{ … }} hoặc {% … %}, trong cùng một đoạn",
        )  # fmt: skip
    elif torn:
        yield blame(
            paragraph, "torn-brackets", f"dấu ngoặc của thẻ bị tách rời: “{rest.strip()}”", rest.strip(),
            "viết liền {{ và }}, {% và %}",
        )  # fmt: skip
    for match in _ONE_BRACE.finditer(rest):
        if match[1] in FIELDS and not half:
            message = f"thẻ thiếu một dấu ngoặc: “{match[0]}”"
            yield blame(paragraph, "one-brace", message, match[0], f"viết {{{{ {match[1]} }}}}")


def find_look_alikes(paragraph: PlacedParagraph) -> Iterator[Fault]:
    """Yield what is printed as it stands though a tag is meant: a brace too many, other brackets around a field."""
    for match in _EXTRA.finditer(paragraph.text):
        yield blame(
            paragraph, "extra-brace", f"thừa một dấu ngoặc: “{match[0]}”", match[0],
            "trường viết {{ … }}, lệnh viết {% … %}", Severity.WARNING,
        )  # fmt: skip
    for match in _LOOK_ALIKE.finditer(paragraph.text):
        if match[1] in FIELDS:
            message = f"“{match[0]}” không phải là thẻ, sẽ in nguyên chữ"
            yield blame(paragraph, "look-alike", message, match[0], f"viết {{{{ {match[1]} }}}}", Severity.WARNING)


def find_unlike_pair(opened: Tag, opening: PlacedParagraph, tag: Tag, paragraph: PlacedParagraph) -> Iterator[Fault]:
    """Both ends of a pair stand in the same kind of place, or the XML between them is cut in two."""
    same = opening.element is paragraph.element
    if opened.prefix != tag.prefix and not (same and {opened.prefix, tag.prefix} <= {"", "r"}):
        message = f"“{opened.text}” và “{tag.text}” không cùng kiểu thẻ"
        hint = f"viết {{%{opened.prefix} end{opened.keyword} %}}"
        yield blame(paragraph, "unlike-pair", message, tag.text, hint)
    elif _find_holder(opening.element, tag.prefix) is not _find_holder(paragraph.element, tag.prefix):
        message = f"“{opened.text}” ở {opening.place} và “{tag.text}” không ở cùng một ô hay cùng một bảng"
        yield blame(paragraph, "unlike-pair", message, tag.text, "đặt hai thẻ của một cặp trong cùng một ô")


def find_lost_text(paragraph: PlacedParagraph, tag: Tag) -> Iterator[Fault]:
    """{%p … %} takes its whole paragraph away, {%tr … %} its row: nothing else may stand there."""
    beside = paragraph.text.replace(tag.text, "", 1).strip()
    if tag.prefix == "p" and beside:
        message = f"chữ đứng cùng đoạn với “{tag.text}” sẽ mất: “{_shorten(beside)}”"
        yield blame(paragraph, "text-lost", message, tag.text, "để thẻ này một mình trong đoạn")
    elif tag.prefix in ("tr", "tc"):
        yield from _find_lost_cells(paragraph, tag)
    elif tag.mark == "%" and not tag.prefix and not beside and tag.keyword in _STRUCTURE:
        message = f"“{tag.text}” đứng một mình mà thiếu chữ p: mỗi lần dựng để lại một đoạn trống"
        hint = f"viết {{%p {tag.inner} %}}"
        yield blame(paragraph, "no-p", message, tag.text, hint, Severity.WARNING)


def _find_lost_cells(paragraph: PlacedParagraph, tag: Tag) -> Iterator[Fault]:
    holder = next(paragraph.element.iterancestors(f"{W}{tag.prefix}"), None)
    if holder is None:
        message = f"“{tag.text}” không nằm trong bảng"
        yield blame(paragraph, "not-in-table", message, tag.text, "ngoài bảng dùng {%p … %}")
        return
    beside = "".join(text.text or "" for text in holder.iter(f"{W}t")).replace(tag.text, "", 1).strip()
    if beside:
        word = "hàng" if tag.prefix == "tr" else "ô"
        message = f"chữ đứng cùng {word} với “{tag.text}” sẽ mất: “{_shorten(beside)}”"
        yield blame(paragraph, "text-lost", message, tag.text, f"để thẻ này một mình trong {word}")


def _find_holder(paragraph: Any, prefix: str) -> Any:
    """Return what holds all that a pair of tags repeats: the cell or body, the table, the row."""
    if prefix == "tr":
        return next(paragraph.iterancestors(f"{W}tbl"), None)
    if prefix == "tc":
        return next(paragraph.iterancestors(f"{W}tr"), None)
    return paragraph.getparent()


def _shorten(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"
