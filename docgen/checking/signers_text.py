"""The words of a signature: competence (TM., KT., TL., TUQ., Q.), positions, and how names begin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from docgen.checking.recognition.components import SignatureBlock
from docgen.checking.recognition.folding import fold
from docgen.checking.recognition.passages import Passage
from docgen.checking.recognition.words import POSITION
from docgen.checking.subject import Subject
from docgen.checking.text_levels import is_blank_form

_COMPETENCE = re.compile(r"(?P<word>TM|KT|TL|TUQ|Q)\. (?P<of>\S.*)")
_LOOSE = re.compile(
    r"(?P<word>T\s?\.?\s?/?M|K\s?\.?\s?/?T|T\s?\.?\s?/?L|T\s?\.?\s?/?U\s?\.?\s?Q|Q(?=[\s.:/]))"
    r"\s*[./:,]*\s*(?P<of>[A-ZĐĂÂÊÔƠƯỦỪ].*)"
)
_SPELT_OUT = re.compile(
    r"(?:THAY MẶT|THỪA LỆNH|KÝ THAY|THỪA [UỦ][YỶ] QUYỀN|QUYỀN(?= (?:CHỦ TỊCH|GIÁM ĐỐC|BỘ TRƯỞNG)))\s"
)
_ORGANS = re.compile(
    r"(?:uy ban|ubnd|hoi dong|hdnd|so|(?:bo|cuc|chi cuc|tong cuc|ban|doan|hoi)(?! truong)|to (?!truong|pho)|"
    r"van phong|phong|trung tam|truong (?:thpt|thcs|tieu hoc|mam non|dai hoc|cao dang|trung|mau giao)|benh vien|"
    r"dang|thuong truc|ubmttq|chinh phu|co quan|tap the)\b"
)
_SURNAMES = (
    "nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dao doan vuong trinh truong dinh lam "
    "phung mai to luong ha chau ta thai cao luu quach tang kieu nghiem luc la thach mac ninh nong ma quan sung vi "
    "ngan hua trieu lo cam giang tong dau diep tu tieu thieu bach khuc lai mau moc nhu nhan no phi phu quang sai "
    "son tan than thi tien tram van vien viet y a ksor rcham nay siu h'le kpa rmah loc vang giap khong doi ong ton "
    "huy hau chu lu kha "
)
ALL_SURNAMES = frozenset(_SURNAMES.split())
"""Folded surnames, rare ones too: what a Vietnamese name may begin with."""


class Competence(NamedTuple):
    """The competence of a signing line; ``is_right`` says that it is written as the decree asks ("TM. …")."""

    word: str
    of: str
    is_right: bool


def parse_competence(line: Passage) -> Competence | None:
    """Return the competence that a line of a signature says, or None."""
    shown = line.shown
    upper = shown.upper()
    match = _COMPETENCE.fullmatch(upper)
    if match:
        return Competence(match["word"], match["of"], is_right=True)
    spelt = _SPELT_OUT.match(upper)
    if spelt:
        return Competence(spelt[0].strip(), upper[spelt.end() :], is_right=False)
    loose = _LOOSE.fullmatch(upper)
    if loose is None or not _reads_on(loose):
        return None
    return Competence(re.sub(r"[\s./]", "", loose["word"]), loose["of"], is_right=False)


def _reads_on(match: re.Match[str]) -> bool:
    """Whether what follows loose letters is an organ or a position: "TMĐT" and "KTNN" are other words."""
    folded = fold(match["of"])
    return _ORGANS.match(folded) is not None or POSITION.match(folded) is not None


def is_collective(name: str) -> bool:
    """Whether the words name an organ, not the position of a person."""
    return _ORGANS.match(fold(name)) is not None


def is_position(line: Passage) -> bool:
    """Whether a line says a position."""
    return POSITION.match(fold(line.shown)) is not None


def blocks_of(subject: Subject) -> Iterator[SignatureBlock]:
    """Yield the signers, the one who signs the document first; without any the rule is not checked."""
    components = subject.components
    subject.require(components.signature or components.second_signature, "chức vụ, họ tên của người ký")
    for block in (components.signature, components.second_signature):
        if block is not None:
            yield block


def signing_lines(block: SignatureBlock) -> tuple[Passage, ...]:
    """Return the lines of competence and position that are judged: those whose words say so, or in capitals."""
    return tuple(
        line
        for line in block.lines
        if not is_blank_form(line.text)
        and not any(map(str.isdigit, line.text))
        and (line.is_caps or is_position(line) or parse_competence(line) is not None)
    )


def starts_with_surname(name: str) -> bool:
    """Whether a text may be the name of a person."""
    words = fold(name).split()
    return 2 <= len(words) <= 6 and words[0] in ALL_SURNAMES
