"""The citations of a document, and what the catalogue of legal documents says of them on its date."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from docgen.checking.cited_documents import mask_quotes
from docgen.checking.findings import CannotJudge
from docgen.checking.issue_date import find_issue_span
from docgen.checking.recognition.components import BodyParagraph
from docgen.checking.recognition.passages import Passage
from docgen.checking.subject import Subject
from docgen.checking.text_levels import once_a_subject
from docgen.citations import Catalogue, load_catalogue
from docgen.citations.citation import Citation
from docgen.citations.finding import find_citations
from docgen.citations.judging import Judgement, find_home_province, judge_citations
from docgen.citations.judging.past_contexts import find_years_before, opens_past_list, tells_past
from docgen.errors import LegalRefError
from docgen.settings import find_data_folder
from docgen.vietnamese.text import normalize_text

_ITEM = re.compile(r"\s*(?:[-+•]|\d{1,2}[.)]|[a-zđ]\))\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation, the passage in which it stands and that passage's text in NFC without quotations."""

    citation: Citation
    passage: Passage
    text: str
    is_basis: bool
    in_past_list: bool

    @property
    def is_past(self) -> bool:
        """Whether its sentence, or the line that opens its list, ends the document or looks back at its time."""
        return self.in_past_list or tells_past(self.text, self.citation)

    @property
    def years_before(self) -> tuple[int, ...]:
        """The years that its sentence speaks of before it."""
        return find_years_before(self.text, self.citation)


@once_a_subject
def cited_in_text(subject: Subject) -> Iterator[Cited]:
    """Yield the citations of the bases and of the running text of all parts, in order, quotations left out."""
    for basis in subject.components.legal_bases:
        yield from _read(basis, is_basis=True, in_past_list=False)
    for body in subject.all_bodies:
        yield from _read_body(body)


@once_a_subject
def judge_naming(subject: Subject) -> Iterator[tuple[Cited, Judgement]]:
    """Yield the citations with what the catalogue knows of them, whatever the day."""
    yield from _judge(subject, None)


@once_a_subject
def judge_on_its_date(subject: Subject) -> Iterator[tuple[Cited, Judgement]]:
    """Yield the citations with what was in force on the document's date.

    While day or month are blank, only what is the same on every day that they can be. Raises CannotJudge for a
    document with citations and without a year.
    """
    if not cited_in_text(subject):
        return
    span = find_issue_span(subject)
    if span is None:
        raise CannotJudge("văn bản chưa có năm ban hành")
    first, last = span
    judged = _judge(subject, first)
    if first == last:
        yield from judged
        return
    for (cited, early), (_, late) in zip(judged, _judge(subject, last), strict=True):
        if early.status == late.status and early.document is late.document:
            yield cited, early


@cache
def get_catalogue(own: Path | None) -> Catalogue:
    """Return the shipped catalogue and the user's own, loaded once. Raises LegalRefError when one cannot be used."""
    return load_catalogue(find_data_folder("legal_refs"), own)


def _judge(subject: Subject, on: datetime.date | None) -> list[tuple[Cited, Judgement]]:
    cited = cited_in_text(subject)
    if not cited:
        return []
    try:
        catalogue = get_catalogue(subject.settings.own_legal_refs)
        judgements = judge_citations([each.citation for each in cited], catalogue, on, home=_find_home(subject))
    except LegalRefError as error:
        raise CannotJudge(f"danh mục văn bản không dùng được: {error}") from error
    return list(zip(cited, judgements, strict=True))


def _find_home(subject: Subject) -> str:
    """Return the province that the names of the issuing agency and of the one above it tell, or ""."""
    heading = subject.components.heading
    return find_home_province("\n".join(passage.text for passage in (*heading.parent_organ, *heading.organ)))


def _read_body(body: tuple[BodyParagraph, ...]) -> Iterator[Cited]:
    in_past_list = False
    for item in body:
        passage = item.title
        if passage is None:
            continue
        if passage.text.rstrip().endswith(":"):
            in_past_list = opens_past_list(passage.text)
        elif not _is_item(item):
            in_past_list = False
        yield from _read(passage, is_basis=False, in_past_list=in_past_list)


def _read(passage: Passage, *, is_basis: bool, in_past_list: bool) -> Iterator[Cited]:
    text = mask_quotes(normalize_text(passage.text))
    for citation in find_citations(text):
        yield Cited(citation, passage, text, is_basis, in_past_list)


def _is_item(item: BodyParagraph) -> bool:
    """Whether a paragraph is an item of the list before it."""
    return item.paragraph.label != "" or _ITEM.match(item.paragraph.text) is not None
