"""Which function mends what each rule finds; the rules that are FIXABLE are those that stand here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from docgen.checking.fix import alignment, body_layout, letters, looks, page_numbers, pages, wording
from docgen.checking.fix.articles import mend_articles
from docgen.checking.fix.component_looks import LOOKS
from docgen.checking.fix.first_page import mend_first_page
from docgen.checking.fix.mending import Mending
from docgen.checking.recognition.components import Components
from docgen.checking.recognition.passages import Passage
from docgen.checking.signers_text import blocks_of, signing_lines

Mender = Callable[[Mending], None]


def _centring(name: str, find: Callable[[Components], tuple[Passage | None, ...]]) -> Mender:
    def mend(mending: Mending) -> None:
        alignment.mend_off_centre(mending, find(mending.subject.components), name)

    return mend


def _mend_motto(mending: Mending) -> None:
    looks.mend_component(mending)
    alignment.mend_beside_middle(mending, (mending.subject.components.heading.motto,), "Tiêu ngữ")


def _mend_organ(mending: Mending) -> None:
    looks.mend_component(mending)
    alignment.mend_beside_middle(mending, mending.subject.components.heading.organ, "Tên cơ quan ban hành")


def _mend_recipients_title(mending: Mending) -> None:
    looks.mend_component(mending)
    wording.mend_recipients_title(mending)


def _mend_type_capitals(mending: Mending) -> None:
    found = mending.subject.components.type_name
    looks.mend_capitals(mending, () if found is None else (found,), "Tên loại văn bản")


def _mend_position_capitals(mending: Mending) -> None:
    for block in blocks_of(mending.subject):
        looks.mend_capitals(mending, signing_lines(block), "Quyền hạn, chức vụ của người ký")


MENDERS: Final[dict[str, Mender]] = {
    # Words first: what they say decides what other rules see in the next pass.
    "TX001": letters.mend_loose_marks,
    "HD010": wording.mend_motto_hyphens,
    "NB001": wording.mend_code_spaces,
    "NB004": wording.mend_number_padding,
    "DT002": wording.mend_date_padding,
    "BD016": wording.mend_basis_ends,
    "RC007": wording.mend_addressee_ends,
    "RC013": wording.mend_recipient_ends,
    "PG001": pages.mend_paper,
    "PG003": pages.mend_margins,
    "PG004": page_numbers.mend_missing_number,
    "PG005": page_numbers.mend_place,
    "PG006": page_numbers.mend_number_look,
    "PG007": mend_first_page,
    "PG008": pages.mend_numbering,
    "FT001": letters.mend_fonts,
    "FT003": letters.mend_colors,
    **dict.fromkeys(LOOKS, looks.mend_component),
    "HD011": _mend_motto,
    "HD014": looks.mend_heading_sizes,
    "HD020": _mend_organ,
    "RC009": _mend_recipients_title,
    "BD002": _mend_type_capitals,
    "BD004": _centring("Tên loại văn bản", lambda components: (components.type_name,)),
    "BD007": _centring("Trích yếu", lambda components: components.subject),
    "BD012": _centring("Trích yếu công văn", lambda components: components.heading.letter_subject),
    "BD013": body_layout.mend_letter_subject_gap,
    "BD019": body_layout.mend_text_sizes,
    "BD020": alignment.mend_justification,
    "BD022": body_layout.mend_first_lines,
    "BD023": body_layout.mend_gaps,
    "BD024": body_layout.mend_line_spacing,
    "BD026": alignment.mend_body_headings,
    "BD030": mend_articles,
    "SG002": _mend_position_capitals,
    "SG011": alignment.mend_names,
    "AX005": alignment.mend_appendix_lines,
}
"""The menders by the codes of their rules, in the order in which they work."""
