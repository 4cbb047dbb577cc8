"""The parts of a draft below its front matter: the main text, and the attachments and appendices between fences.

::: phụ lục [ngang] Tiêu đề
…
:::
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from docgen.drafting.body import Block, BodyReader
from docgen.drafting.markers import FENCE
from docgen.drafting.notes import Notes, take_notes
from docgen.drafting.placeholders import unescape_braces
from docgen.drafting.problems import DraftProblem
from docgen.drafting.source_lines import SourceLine
from docgen.model import Appendix, Attachment, explain_validation_error
from docgen.model.core import ValidationError

_OPENING = re.compile(r"::: *(phụ lục|kèm theo)(?: +\[(ngang|dọc)\])?(?: +(.*))?", re.IGNORECASE)
_OPENING_HINT = "viết ::: phụ lục Tiêu đề, hoặc ::: kèm theo quy-che Trích yếu"
_FIELD_NAMES = {
    "title": "tiêu đề phụ lục",
    "document_type": "loại văn bản kèm theo",
    "subject": "trích yếu của văn bản kèm theo",
    "body": "nội dung",
}


class Parts:
    """What stands below the front matter.

    ``has_problems`` says that some of it could not be read, ``is_misnumbered`` that the main text is out of order.
    """

    def __init__(self, body: tuple[Block, ...], *, is_misnumbered: bool) -> None:
        self.body = body
        self.attachments: list[Attachment] = []
        self.appendices: list[Appendix] = []
        # Where the first attachment begins.
        self.attachments_place = (0, 0)
        self.has_problems = False
        self.is_misnumbered = is_misnumbered

    @property
    def fenced(self) -> tuple[Attachment | Appendix, ...]:
        """The parts between fences: attachments first, as they are printed."""
        return (*self.attachments, *self.appendices)


class _Fenced:
    """A part between fences: its opening line and what stands inside."""

    def __init__(self, opening: SourceLine) -> None:
        self.opening = opening
        self.lines: list[SourceLine] = []


def read_parts(lines: Sequence[SourceLine], problems: list[DraftProblem]) -> Parts:
    """Read the lines below the front matter; every mistake in them goes to ``problems``."""
    found: list[DraftProblem] = []
    rest, notes = take_notes((line.strip() for line in lines), found)
    main, fenced = _split_fences(rest, found)
    reader = BodyReader(notes, found)
    parts = Parts(reader.read(main), is_misnumbered=reader.is_misnumbered)
    for item in fenced:
        made = _read_fenced(item, notes, found)
        if isinstance(made, Attachment):
            if not parts.attachments:
                parts.attachments_place = (item.opening.number, item.opening.indent + 1)
            parts.attachments.append(made)
        elif made:
            parts.appendices.append(made)
    found += notes.find_unused()
    parts.has_problems = bool(found)
    problems += found
    return parts


def _split_fences(lines: Iterable[SourceLine], problems: list[DraftProblem]) -> tuple[list[SourceLine], list[_Fenced]]:
    """Separate the fenced parts from the main text; a part left open ends where the next one begins."""
    main: list[SourceLine] = []
    parts: list[_Fenced] = []
    current: _Fenced | None = None
    strayed = False
    for line in lines:
        fence = FENCE.fullmatch(line.text)
        if fence is None:
            if parts and not current and line.text and not strayed:
                strayed = True
                problems.append(line.problem(0, "nội dung đứng sau phụ lục hoặc văn bản kèm theo", _STRAYED_HINT))
            (current.lines if current else main).append(line)
            continue
        if fence[1] and current:
            problems.append(_unclosed(current))
        elif not fence[1] and not current:
            problems.append(line.problem(0, "dòng ::: đóng mà chưa mở", "bỏ dòng này"))
        current = _Fenced(line) if fence[1] else None
        if current:
            parts.append(current)
    if current:
        problems.append(_unclosed(current))
    return main, parts


_STRAYED_HINT = "chuyển lên trước dòng ::: đầu tiên, hoặc vào trong phần ::: … :::"


def _unclosed(part: _Fenced) -> DraftProblem:
    return part.opening.problem(0, f"“{part.opening.text}” mở mà không đóng", "thêm dòng ::: ở cuối phần này")


def _read_fenced(part: _Fenced, notes: Notes, problems: list[DraftProblem]) -> Appendix | Attachment | None:
    known = len(problems)
    body = BodyReader(notes, problems).read(part.lines)
    opening = _OPENING.fullmatch(part.opening.text)
    if opening is None:
        problems.append(part.opening.problem(0, f"không hiểu dòng “{part.opening.text}”", _OPENING_HINT))
        return None
    rest, landscape = unescape_braces(opening[3] or ""), (opening[2] or "").lower() == "ngang"
    slug, _, subject = rest.partition(" ")
    try:
        if opening[1].lower() == "phụ lục":
            return Appendix(title=rest, landscape=landscape, body=body)
        return Attachment(document_type=slug, subject=subject, landscape=landscape, body=body)
    except ValidationError as error:
        for problem in explain_validation_error(error):
            name = str(problem.path[0])
            # A part that could not be read is not empty as well.
            if name != "body" or len(problems) == known:
                message = f"{_FIELD_NAMES[name]}: {problem.message}"
                problems.append(part.opening.problem(0, message, problem.hint))
    return None
