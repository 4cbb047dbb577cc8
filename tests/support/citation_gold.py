"""The gold set of citations (tests/gold): how it is read, and how a finder measures against it.

A case is a line "## what it is", its text with every citation between ⟦ and ⟧, and one label a citation:
``-- type | symbol | date | issuer | title | pinpoint | extras``. Number and year follow from the symbol; the extras say
``year=``, ``printed=`` (the symbol without repair) and ``inherited=``. "[nfd]" in the heading decomposes the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from docgen.citations import Citation

FOLDER = Path(__file__).resolve().parent.parent / "gold"
SPLITS = ("dev", "test", "fresh", *(f"fresh{index}" for index in range(2, 46)))
FIELDS = ("type", "number", "symbol", "symbol_printed", "year", "date", "issuer", "title", "pinpoint", "inherited")

_NUMBER = re.compile(r"\d+(?:\.\d)?[a-zđA-ZĐ]?")
_YEAR = re.compile(r"/((?:19|20)\d\d)(?:/|\Z)")


@dataclass(frozen=True)
class GoldCase:
    """A text and the citations in it; ``source`` is the text as a file would hold it, maybe decomposed."""

    name: str
    text: str
    source: str
    citations: tuple[Citation, ...]


def read_cases(split: str) -> list[GoldCase]:
    """Read a split of the gold set."""
    text = (FOLDER / f"citations-{split}.txt").read_text(encoding="utf-8")
    return [_read_case(part) for part in re.split(r"^## ", text, flags=re.MULTILINE)[1:]]


def _read_case(part: str) -> GoldCase:
    name, _, rest = part.partition("\n")
    body, *labels = re.split(r"^-- ?", rest, flags=re.MULTILINE)
    marked = body.strip("\n")
    spans: list[tuple[int, int]] = []
    text = ""
    for piece in re.split(r"(⟦[^⟧]*⟧)", marked):
        if piece.startswith("⟦"):
            spans.append((len(text), len(text) + len(piece) - 2))
        text += piece.strip("⟦⟧")
    assert len(spans) == len(labels), f"{name}: {len(spans)} spans, {len(labels)} labels"
    citations = tuple(_read_label(label, text, *span) for label, span in zip(labels, spans, strict=True))
    source = unicodedata.normalize("NFD", text) if "[nfd]" in name else text
    return GoldCase(name.strip(), text, source, citations)


def _read_label(label: str, text: str, start: int, end: int) -> Citation:
    cells = [cell.strip() for cell in label.strip().split("|")]
    kind, symbol, day, issuer, title, pinpoint, extras = cells + [""] * (7 - len(cells))
    more = dict(pair.split("=", 1) for pair in extras.split())
    number, year = _NUMBER.match(symbol), _YEAR.search(symbol)
    found_year = year[1] if year else more.get("year")
    return Citation(
        start=start,
        end=end,
        text=text[start:end],
        type=kind,
        number=number[0] if number else "",
        symbol=symbol,
        symbol_printed=more.get("printed", symbol),
        year=int(found_year) if found_year else None,
        date=date.fromisoformat(day) if day else None,
        issuer=issuer,
        title=title,
        pinpoint=pinpoint,
        inherited=tuple(more["inherited"].split(",")) if "inherited" in more else (),
    )


@dataclass
class Score:
    """Counts of what was found rightly, found wrongly, and missed."""

    hits: int = 0
    false: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        return self.hits / (self.hits + self.false) if self.hits + self.false else 1.0

    @property
    def recall(self) -> float:
        return self.hits / (self.hits + self.missed) if self.hits + self.missed else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def add(self, found: Counter[object], wanted: Counter[object]) -> None:
        hits = (found & wanted).total()
        self.hits += hits
        self.false += found.total() - hits
        self.missed += wanted.total() - hits


@dataclass
class Accuracy:
    """The scores of a split, and one line for everything that is wrong."""

    spans: dict[str, Score] = field(default_factory=lambda: {"numbered": Score(), "by name": Score()})
    fields: dict[str, Score] = field(default_factory=lambda: {name: Score() for name in FIELDS})
    types: dict[str, Score] = field(default_factory=dict)
    mistakes: list[str] = field(default_factory=list)


def measure(cases: Iterable[GoldCase], results: Iterable[list[Citation]]) -> Accuracy:
    """Compare what was found with the labels. A field counts by span and value, where there is one."""
    accuracy = Accuracy()
    for case, found in zip(cases, results, strict=True):
        for name, score in accuracy.spans.items():
            score.add(_spans(found, name), _spans(case.citations, name))
        for name, score in accuracy.fields.items():
            score.add(_values(found, name), _values(case.citations, name))
        for kind in {citation.type for citation in (*found, *case.citations)}:
            accuracy.types.setdefault(kind, Score()).add(
                Counter((c.start, c.end) for c in found if c.type == kind),
                Counter((c.start, c.end) for c in case.citations if c.type == kind),
            )
        accuracy.mistakes.extend(f"{case.name}: {line}" for line in _compare(found, case.citations))
    return accuracy


def _spans(citations: Iterable[Citation], name: str) -> Counter[object]:
    return Counter((c.start, c.end) for c in citations if bool(c.symbol) == (name == "numbered"))


def _values(citations: Iterable[Citation], name: str) -> Counter[object]:
    return Counter((c.start, value) for c in citations if (value := getattr(c, name)) not in ("", None, ()))


def _compare(found: Iterable[Citation], wanted: Iterable[Citation]) -> list[str]:
    """Return a line for each span that is missed or false, and for each field of a right span that differs."""
    by_span, labels = {(c.start, c.end): c for c in found}, {(c.start, c.end): c for c in wanted}
    lines = [f"missed “{_flat(labels[span].text)}”" for span in sorted(labels.keys() - by_span.keys())]
    lines += [f"false “{_flat(by_span[span].text)}”" for span in sorted(by_span.keys() - labels.keys())]
    for span in sorted(labels.keys() & by_span.keys()):
        for name in FIELDS:
            got, expected = getattr(by_span[span], name), getattr(labels[span], name)
            if got != expected:
                lines.append(f"{name} of “{_flat(labels[span].text)}”: {got!r}, not {expected!r}")
    return lines


def _flat(text: str) -> str:
    return " ".join(text.split())
