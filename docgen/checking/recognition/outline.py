"""The levels of the running text (II.6.c–đ): phần, chương, mục, điều, khoản, điểm, dashes; typed or automatic."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from docgen.checking.recognition.components import BodyKind, BodyParagraph
from docgen.checking.recognition.passages import Passage, whole_passage
from docgen.ooxml.facts import ParagraphFacts

_NUMBER = r"(?P<number>[IVXLC]+|\d+[a-zđ]?|(?i:thứ) \w+)"
_HEADINGS = (
    (BodyKind.PART, re.compile(rf"(?i:phần)\s+{_NUMBER}(?P<mark>\s*[.:–-]?)(?:\s+|$)")),
    (BodyKind.CHAPTER, re.compile(rf"(?i:chương)\s+{_NUMBER}(?P<mark>\s*[.:–-]?)(?:\s+|$)")),
    (BodyKind.SUBSECTION, re.compile(rf"(?i:tiểu mục)\s+{_NUMBER}(?P<mark>\s*[.:–-]?)(?:\s+|$)")),
    (BodyKind.SECTION, re.compile(rf"(?i:mục)\s+{_NUMBER}(?P<mark>\s*[.:–-]?)(?:\s+|$)")),
)
_ARTICLE = re.compile(r"(?i:điều)\s+(?P<number>\d{1,3}[a-zđ]?)(?P<mark>\s*[.:]?)(?:\s*|$)")
_ROMAN = re.compile(r"(?P<number>[IVX][IVXLC]{0,7})(?P<mark>\s*[.)/](?![a-zđ])|\s*[:–-](?=\s))\s*")
_DECIMAL = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2})+)(?P<mark>\.|\))?\s+(?=\S)")
_CLAUSE = re.compile(r"(?P<number>\d{1,3})(?P<mark>\s?[.)/](?![\d/]))\s*")
_POINT = re.compile(r"(?P<number>[a-zđA-ZĐ])(?P<mark>\s?[).](?=\s)|(?<=[a-zđ])\))\s*")
_DASH = re.compile(r"(?P<mark>[-–—•●▪*])\s*(?=\S)")
_PLUS = re.compile(r"(?P<mark>\+)\s*(?=\S)")
_SHORT_HEADING = 250
_FINAL = (".", ";", ":", ",", "./.")


def read_body(paragraphs: Iterable[ParagraphFacts]) -> Iterator[BodyParagraph]:
    """Yield the running text with its levels; tables, text boxes (stamps) and empty paragraphs are left out."""
    title_follows = False
    for paragraph in paragraphs:
        if paragraph.in_table or paragraph.place.text_box >= 0 or not paragraph.ink:
            continue
        found = _read_paragraph(paragraph)
        if title_follows and found.kind is BodyKind.TEXT and _is_heading_title(paragraph):
            found = BodyParagraph(paragraph, BodyKind.HEADING_TITLE, title=whole_passage(paragraph), is_titled=True)
        title_follows = found.kind in _BIG and not (found.title and found.title.text)
        yield found


_BIG = (BodyKind.PART, BodyKind.CHAPTER, BodyKind.SECTION, BodyKind.SUBSECTION)


def _read_paragraph(paragraph: ParagraphFacts) -> BodyParagraph:
    passage = whole_passage(paragraph)
    label = paragraph.label.strip()
    source = f"{label} {passage.text}" if label else passage.text
    for kind, match in _match(source, passage, label):
        groups = match.groupdict()
        number = groups.get("number") or ""
        mark = (groups.get("mark") or "").strip()
        title = passage if label else passage.cut(match.end(), len(passage.text))
        return BodyParagraph(paragraph, kind, number, mark, title, bool(label), _is_titled(title, passage))
    return BodyParagraph(paragraph, BodyKind.TEXT, title=passage, is_automatic=bool(label), is_titled=False)


def _match(source: str, passage: Passage, label: str) -> Iterator[tuple[BodyKind, re.Match[str]]]:
    """Yield the one level that the beginning of a paragraph says, or nothing."""
    first = source[:1]
    if first in "pPcCtTmM":
        for kind, pattern in _HEADINGS:
            match = pattern.match(source)
            if match and _stands_as_heading(source, match, passage):
                yield kind, match
                return
    if first in "đĐ":
        match = _ARTICLE.match(source)
        if match and (match["mark"].strip() or label or _opens_bold(passage)):
            yield BodyKind.ARTICLE, match
            return
    for kind, pattern in _NUMBERED:
        match = pattern.match(source)
        if match and match.end() > 0:
            yield kind, match
            return


_NUMBERED = (
    (BodyKind.ROMAN, _ROMAN),
    (BodyKind.DECIMAL, _DECIMAL),
    (BodyKind.CLAUSE, _CLAUSE),
    (BodyKind.POINT, _POINT),
    (BodyKind.DASH, _DASH),
    (BodyKind.PLUS, _PLUS),
)


def _stands_as_heading(source: str, match: re.Match[str], passage: Passage) -> bool:
    """ "Phần II" opens a part when it stands alone, is centred or bold; "Mục 2 của Chương này quy định …" does not."""
    if len(source) > _SHORT_HEADING:
        return False
    return match.end() >= len(source) or passage.paragraph.align == "center" or passage.all_bold


def _opens_bold(passage: Passage) -> bool:
    return bool(passage.ink) and passage.ink[0].bold


def _is_titled(title: Passage, whole: Passage) -> bool:
    return bool(title.ink) and whole.all_bold and not whole.text.endswith(_FINAL) and len(whole.text) <= _SHORT_HEADING


def _is_heading_title(paragraph: ParagraphFacts) -> bool:
    passage = whole_passage(paragraph)
    return (paragraph.align == "center" or passage.all_bold or passage.is_caps) and len(passage.text) <= _SHORT_HEADING
