"""Reading one signer (ô 7a–7c) from the passages of a column."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docgen.checking.recognition.components import SignatureBlock
from docgen.checking.recognition.folding import fold
from docgen.checking.recognition.passages import Passage
from docgen.checking.recognition.slots import Slot
from docgen.checking.recognition.words import COMPETENCE, POSITION
from docgen.ooxml.facts import DocumentFacts

_ROOM = 500  # twips of space before a paragraph that leave room to sign
_NAME = re.compile(r"(?:[\w.]+\.\s*)*[^\W\d_][\w'’.-]*(?: +[^\W\d_][\w'’.-]*){1,7}")
_TITLE_ALONE = re.compile(r"(?:gs|pgs|ts|ths|bs|ong|ba|cn|ks)\b")


def is_signing_line(passage: Passage) -> bool:
    """Whether a passage is a line of competence or position: its words, in capitals or bold, alone on the line."""
    shown = passage.shown
    if len(shown) > 90 or shown.endswith((";", ",", ":", "./.")) or shown.startswith(("-", "+")):
        return False
    folded = fold(shown)
    if COMPETENCE.match(folded) and (passage.is_caps or passage.all_bold) and len(shown) > 4:
        return True
    return POSITION.match(folded) is not None and passage.is_caps


def is_note(passage: Passage) -> bool:
    """Whether a passage is a remark such as "(Chữ ký, dấu)" or "(Đã ký)"."""
    shown = passage.shown
    return (shown.startswith(("(", "[", "/")) and len(shown) <= 80) or fold(shown) in ("da ky", "(da ky)")


def is_name(passage: Passage) -> bool:
    """Whether a passage may be a person's name: two to eight words, most beginning with a capital."""
    shown = passage.shown
    if len(shown) > 60 or not _NAME.fullmatch(shown) or shown.endswith((".", ";", ",")):
        return False
    words = [word for word in re.split(r"[ .]+", shown) if word]
    return bool(sum(word[0].isupper() for word in words) >= len(words) - 1)


def read_signature(facts: DocumentFacts, slots: Sequence[Slot]) -> SignatureBlock | None:
    """Return the signer in a column, or None where nothing stands."""
    notes, passages = _part_notes([slot.passage for slot in slots])
    if not passages:
        return None
    border = _find_room(facts, passages)
    above, below = passages[:border], passages[border:]
    if not below:
        return SignatureBlock(tuple(above), notes=tuple(notes))
    return SignatureBlock(tuple(above), name=below[-1], office=tuple(below[:-1]), notes=tuple(notes))


def _part_notes(passages: Sequence[Passage]) -> tuple[list[Passage], list[Passage]]:
    """Part the remarks in brackets, which may go over several lines, from the rest."""
    notes: list[Passage] = []
    rest: list[Passage] = []
    is_open = False
    for passage in passages:
        if is_open or is_note(passage):
            notes.append(passage)
            is_open = (is_open or "(" in passage.text) and not passage.text.rstrip().endswith(")")
        else:
            rest.append(passage)
    return notes, rest


def _find_room(facts: DocumentFacts, passages: Sequence[Passage]) -> int:
    """Return how many passages stand above the room for the signature."""
    for index in range(1, len(passages)):
        if _has_room(facts, passages[index - 1], passages[index]):
            return index
    last = passages[-1]
    # No room to be seen: the last line is the name, unless it is one of competence or position.
    if len(passages) > 1 and not is_signing_line(last) and not _is_position(last):
        return len(passages) - 1
    if len(passages) == 1 and is_name(last) and not is_signing_line(last) and not last.is_caps:
        return 0
    return len(passages)


def _is_position(passage: Passage) -> bool:
    """Whether the words are those of a position, however they are set."""
    folded = fold(passage.shown)
    return (
        COMPETENCE.match(folded) is not None
        or (POSITION.match(folded) is not None and not is_name(passage))
        or folded in ("chu tich", "pho chu tich", "giam doc", "pho giam doc")
    )


def _has_room(facts: DocumentFacts, above: Passage, below: Passage) -> bool:
    """Whether there is room to sign between two passages: space, an empty line, a picture, the next row."""
    if above.paragraph is below.paragraph:
        return above.paragraph.text.count("\n", above.end, below.start) > 1
    if (below.is_whole and below.paragraph.before >= _ROOM) or (above.is_whole and above.paragraph.after >= _ROOM):
        return True
    between = facts.paragraphs[above.index + 1 : below.index]
    empty = [p for p in between if not p.ink]
    if any(drawing.kind == "picture" for p in (*between, above.paragraph) for drawing in p.drawings):
        return True
    return len(empty) >= 2 or (len(empty) == 1 and not is_signing_line(below) and not _is_position(below))
