"""Which components have a look that the decree fixes, and where they are found: what the rules of looks judge."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from docgen.checking.appendix_labels import labelled_appendices
from docgen.checking.fix.letter_case import recase_label, recase_motto, recase_place_and_date, recase_title
from docgen.checking.looks import WantedLook
from docgen.checking.recognition.components import Components
from docgen.checking.recognition.passages import Passage
from docgen.checking.signers_text import blocks_of, signing_lines
from docgen.checking.subject import Subject
from docgen.checking.text_levels import is_blank_form


@dataclass(frozen=True, slots=True)
class ComponentLook:
    """A component: its Vietnamese name, its look, where it stands; ``recase`` writes typed capitals small."""

    name: str
    wanted: WantedLook
    find: Callable[[Subject], Iterable[Passage | None]]
    recase: Callable[[str], str] | None = None
    leaves_blanks: bool = True

    def passages(self, subject: Subject) -> Iterator[Passage]:
        """Yield the passages that are judged."""
        for passage in self.find(subject):
            if passage is not None and not (self.leaves_blanks and is_blank_form(passage.text)):
                yield passage


def _of(find: Callable[[Components], Iterable[Passage | None]]) -> Callable[[Subject], Iterable[Passage | None]]:
    return lambda subject: find(subject.components)


def _find_code(components: Components) -> Iterable[Passage]:
    return () if components.heading.code is None else (components.heading.code.passage,)


def _find_date(components: Components) -> Iterable[Passage]:
    return () if components.heading.place_and_date is None else (components.heading.place_and_date.passage,)


def _find_addressees(components: Components) -> Iterable[Passage | None]:
    found = components.addressees
    return () if found is None else (found.opening, found.inline, *found.items)


def _find_lines(subject: Subject) -> Iterator[Passage]:
    for block in blocks_of(subject):
        yield from signing_lines(block)


_CAPS: Final = {"italic": False, "caps": True}

LOOKS: Final[dict[str, ComponentLook]] = {
    "HD002": ComponentLook(
        "Quốc hiệu", WantedLook(12, 13, bold=True, **_CAPS), _of(lambda c: (c.heading.nation,)), leaves_blanks=False
    ),
    "HD011": ComponentLook(
        "Tiêu ngữ",
        WantedLook(13, 14, bold=True, italic=False, caps=False),
        _of(lambda c: (c.heading.motto,)),
        recase_motto,
        leaves_blanks=False,
    ),
    "HD020": ComponentLook(
        "Tên cơ quan ban hành",
        WantedLook(12, 13, bold=True, **_CAPS),
        _of(lambda c: c.heading.organ),
        leaves_blanks=False,
    ),
    "HD023": ComponentLook(
        "Tên cơ quan chủ quản",
        WantedLook(12, 13, bold=False, **_CAPS),
        _of(lambda c: c.heading.parent_organ),
        leaves_blanks=False,
    ),
    "HD040": ComponentLook(
        "Ký hiệu người soạn thảo",
        WantedLook(11, 11, bold=False, italic=False),
        _of(lambda c: (c.drafter_mark,)),
        leaves_blanks=False,
    ),
    "NB003": ComponentLook(
        "Số, ký hiệu", WantedLook(13, 13, bold=False, italic=False), _of(_find_code), leaves_blanks=False
    ),
    "DT006": ComponentLook(
        "Địa danh, thời gian",
        WantedLook(13, 14, bold=False, italic=True, caps=False),
        _of(_find_date),
        recase_place_and_date,
        leaves_blanks=False,
    ),
    "BD003": ComponentLook(
        "Tên loại văn bản", WantedLook(13, 14, bold=True, italic=False), _of(lambda c: (c.type_name,))
    ),
    "BD006": ComponentLook("Trích yếu", WantedLook(13, 14, bold=True, italic=False), _of(lambda c: c.subject)),
    "BD010": ComponentLook(
        "Trích yếu công văn", WantedLook(12, 13, bold=False, italic=False), _of(lambda c: c.heading.letter_subject)
    ),
    "BD015": ComponentLook("Căn cứ", WantedLook(13, 14, italic=True), _of(lambda c: c.legal_bases)),
    "AX004": ComponentLook(
        "Chữ “Phụ lục”",
        WantedLook(14, 14, bold=True, italic=False, caps=False),
        lambda subject: (part.label for part in labelled_appendices(subject)),
        recase_label,
    ),
    "AX006": ComponentLook(
        "Tiêu đề phụ lục",
        WantedLook(13, 14, bold=True, **_CAPS),
        lambda subject: (line for part in labelled_appendices(subject) for line in part.title),
    ),
    "AX007": ComponentLook(
        "Dòng “(Kèm theo …)”",
        WantedLook(13, 14, italic=True),
        _of(lambda c: (part.issued_with for part in c.parts)),
        leaves_blanks=False,
    ),
    "RC003": ComponentLook("“Kính gửi”", WantedLook(13, 14, bold=False, italic=False), _of(_find_addressees)),
    "RC009": ComponentLook(
        "“Nơi nhận”",
        WantedLook(12, 12, bold=True, italic=True, caps=False),
        _of(lambda c: (c.recipients.title,) if c.recipients else ()),
        recase_title,
    ),
    "RC011": ComponentLook(
        "Danh sách nơi nhận",
        WantedLook(11, 11, bold=False, italic=False),
        _of(lambda c: c.recipients.items if c.recipients else ()),
    ),
    "SG003": ComponentLook("Quyền hạn, chức vụ của người ký", WantedLook(13, 14, bold=True, italic=False), _find_lines),
    "SG010": ComponentLook(
        "Họ tên người ký",
        WantedLook(13, 14, bold=True, italic=False),
        lambda subject: (block.name for block in blocks_of(subject)),
    ),
}
"""The components by the codes of the rules that judge their looks."""
