"""Mending a finding in the text of a draft: what has one right answer, tried, rendered, and checked again.

A correction counts only when the finding is gone afterwards and no other has come.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from docgen.checking import Finding
from docgen.drafting import DraftError, Organs, parse_draft
from docgen.errors import DocgenError, InputError
from docgen.rendering import Renderer
from docgen.workflow.preview import check_rendered

_SYMBOL: Final = re.compile(r"\d+/(?:\d{4}/)?[A-ZĐ][A-ZĐa-z0-9&-]*")
# The correction would change what the document says, not how it says it: a clerk decides.
_OF_MEANING: Final = frozenset({"CT005", "CT006", "CT007", "CT008"})


@dataclass(frozen=True, slots=True)
class Correction:
    """A place of a draft's text and what is to stand there."""

    start: int
    end: int
    text: str

    def apply(self, draft: str) -> str:
        """Return the corrected draft."""
        return f"{draft[: self.start]}{self.text}{draft[self.end :]}"


def may_be_mended(draft: str, finding: Finding) -> bool:
    """Return whether there is a correction to try."""
    return next(_find_corrections(draft, finding), None) is not None


def mend_draft(draft: str, code: str, paragraph: int, renderer: Renderer, organs: Organs | None) -> str:
    """Return the draft without the finding of rule ``code`` in paragraph ``paragraph``.

    Raises InputError when the draft has mistakes, the finding is not there, or it has no correction that holds.
    """
    before = _check(draft, renderer, organs)
    finding = next((item for item in before if (item.code, item.where.paragraph) == (code, paragraph)), None)
    if finding is None:
        raise InputError("không còn lỗi này trong dự thảo", hint="xem lại kết quả kiểm tra")
    counts = Counter(item.code for item in before)
    for correction in _find_corrections(draft, finding):
        mended = correction.apply(draft)
        try:
            after = Counter(item.code for item in _check(mended, renderer, organs))
        except DocgenError:
            continue
        if after[code] < counts[code] and all(after[other] <= counts[other] for other in after):
            return mended
    raise InputError(f"lỗi {code} phải sửa tay", hint="xem cách sửa trong phần giải thích của lỗi")


def _check(draft: str, renderer: Renderer, organs: Organs | None) -> tuple[Finding, ...]:
    try:
        document = parse_draft(draft, organs)
    except DraftError as error:
        raise InputError("dự thảo còn lỗi nên chưa sửa tự động được", hint="sửa các lỗi đã nêu trước") from error
    return check_rendered(renderer.render(document), document).findings


def _find_corrections(draft: str, finding: Finding) -> Iterator[Correction]:
    """Yield what may be tried, the likeliest first."""
    found = finding.found
    if not found or finding.code in _OF_MEANING:
        return
    for start in _find_places(draft, found, finding.where.excerpt):
        end = start + len(found)
        if re.search(r"\s\s", found):
            yield Correction(start, end, re.sub(r"\s{2,}", " ", found))
        elif finding.expected and finding.expected != found and not finding.code.startswith("CT"):
            yield Correction(start, end, finding.expected)
    # What rendering put after the words (./.) is not in the draft: the gap is found by the word before it.
    if gap := re.search(r"\S+(?=\s{2})", found):
        for match in re.finditer(rf"(?<={re.escape(gap[0])}) {{2,}}", draft):
            yield Correction(match.start(), match.end(), " ")
    if finding.code == "CT001" and (symbol := _SYMBOL.search(found)):
        # A reference is written out in full at its first use.
        number = re.escape(symbol[0].rpartition("/")[0])
        written = re.compile(rf"(?:[A-ZĐ]\w+(?: \w+)? )?(?:số )?{number}/[\w&Đđ-]+")
        for match in written.finditer(draft):
            yield Correction(match.start(), match.end(), f"[[{symbol[0]}]]")


def _find_places(draft: str, found: str, excerpt: str) -> Iterator[int]:
    """Yield where ``found`` stands in the draft, first in the line that the excerpt begins."""
    places = [match.start() for match in re.finditer(re.escape(found), draft)]
    head = excerpt.rstrip("…")[:25]

    def is_elsewhere(place: int) -> bool:
        line = draft[draft.rfind("\n", 0, place) + 1 : draft.find("\n", place) % (len(draft) + 1)]
        return head not in line.replace("*", "")

    yield from sorted(places, key=is_elsewhere)
