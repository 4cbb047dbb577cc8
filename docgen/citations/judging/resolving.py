"""Which document of the catalogue a citation means, in the light of the citations around it.

A symbol with a year and a central issuer (30/2020/NĐ-CP) names one document. Without a year (876/QĐ-BNV) it is one a
year: the date decides. A symbol of a province, district or department (2125/QĐ-UBND) is one a year and an agency. A
law by name alone (Luật Lưu trữ) is the one of an earlier full citation, else the only one that can be in force. "UBND
tỉnh" is that of the province that the text's own heading names, where it names one.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from docgen.citations.catalogue import Catalogue
from docgen.citations.catalogue.agencies import Agency, Issuers
from docgen.citations.catalogue.documents import LegalDocument
from docgen.citations.catalogue.force import find_force
from docgen.citations.catalogue.symbol_parts import fold_symbol, parse_symbol
from docgen.citations.citation import Citation
from docgen.citations.judging.home import are_related
from docgen.vietnamese.folding import fold

_LAWS = ("Bộ luật", "Luật", "Pháp lệnh", "Hiến pháp")


class _Fit(Enum):
    """How a citation and a document of the same symbol go together."""

    SAME = "same"
    POSSIBLE = "possible"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Resolution:
    """The document that a citation means, or the several that it can mean; both empty: none that is known."""

    document: LegalDocument | None = None
    candidates: tuple[LegalDocument, ...] = ()


def find_law_name(citation: Citation) -> str:
    """Return the name of a law cited by name, type included ("Luật Lưu trữ"), or "" for any other citation."""
    if citation.type not in _LAWS or not citation.title:
        return ""
    title = citation.title.strip(" ,;")
    return title if fold(title).startswith(f"{fold(citation.type)} ") else f"{citation.type} {title}"


class Resolver:
    """Resolves the citations of one text. Short ones take date and issuer from the first full one of the same name."""

    def __init__(
        self,
        citations: Sequence[Citation],
        catalogue: Catalogue,
        issuers: Issuers,
        on: datetime.date | None,
        home: str = "",
    ) -> None:
        self._catalogue = catalogue
        self._issuers = issuers
        self._on = on
        self._home = home
        self._full: dict[str, Citation] = {}
        self._numbered: dict[tuple[str, str], dict[int | None, Citation]] = {}
        for citation in citations:
            if citation.date or citation.issuer or citation.year or citation.symbol:
                self._remember(citation)

    def _remember(self, citation: Citation) -> None:
        symbol, law = _read_symbol(citation), find_law_name(citation)
        if symbol:
            known = self._full.get(fold_symbol(symbol))
            if known is None or not (known.date or known.issuer):
                self._full[fold_symbol(symbol)] = citation
            key = (citation.type, citation.number.lstrip("0"))
            self._numbered.setdefault(key, {}).setdefault(_find_year(citation), citation)
        if law and (citation.date or citation.year or symbol):
            self._full.setdefault(fold(law), citation)

    def resolve(self, citation: Citation) -> Resolution:
        """Return what a citation of this text means."""
        if _read_symbol(citation):
            return self._resolve_symbol(self._complete(citation))
        if law := find_law_name(citation):
            return self._resolve_law(citation, law)
        return self._resolve_number(citation) if citation.number else Resolution()

    def _complete(self, citation: Citation) -> Citation:
        """Return a citation with what it does not name itself from the first full one of its symbol, if they agree."""
        first = self._full.get(fold_symbol(citation.symbol))
        if first is None or first is citation:
            return citation
        if citation.date and first.date and citation.date.year != first.date.year:
            return citation
        if citation.issuer and first.issuer and self._issuers.contradict(citation.issuer, first.issuer):
            return citation
        return replace(
            citation,
            date=citation.date or first.date,
            issuer=citation.issuer or first.issuer,
            year=citation.year or first.year,
        )

    def _resolve_symbol(self, citation: Citation) -> Resolution:
        found = self._catalogue.find_by_symbol(citation.symbol)
        fits = [(document, self._fit(citation, document)) for document in found]
        same = tuple(document for document, fit in fits if fit is _Fit.SAME)
        if len(same) == 1:
            return Resolution(same[0])
        return Resolution(candidates=same or tuple(document for document, fit in fits if fit is _Fit.POSSIBLE))

    def _fit(self, citation: Citation, document: LegalDocument) -> _Fit:
        symbol = parse_symbol(document.symbol)
        official = self._issuers.find_agency(document.issuer)
        if official is not None and official.is_local:
            printed = self._find_printed(citation, official)
            if citation.issuer and (printed is None or not printed.may_be(official)):
                return _Fit.OTHER
            if not citation.issuer and self._is_of_another_province(official):
                return _Fit.OTHER
            if printed is None or not printed.surely_is(official):
                # "UBND tỉnh": which one, only the very day can tell.
                if citation.date is None or document.date is None:
                    return _Fit.POSSIBLE
                return _Fit.SAME if citation.date == document.date else _Fit.OTHER
        if symbol is not None and (symbol.year is not None or symbol.has_term):
            return _Fit.SAME
        year = citation.date.year if citation.date else citation.year
        if year is None or document.year is None:
            return _Fit.POSSIBLE
        return _Fit.SAME if year == document.year else _Fit.OTHER

    def _find_printed(self, citation: Citation, official: Agency) -> Agency | None:
        """Return the agency that a citation names; "UBND tỉnh" and "Sở Nội vụ" are those of the text's own province."""
        printed = self._issuers.find_agency(citation.issuer) if citation.issuer else None
        if printed is None or printed.place or not self._home or not _is_of_province(official):
            return printed
        if printed.level != "tinh" and printed.issuer.level != "department":
            return printed
        # Of two provinces that were joined either may be meant: that is left to the day.
        is_open = self._home != official.place and are_related(self._home, official.place)
        return printed if is_open else replace(printed, place=self._home)

    def _is_of_another_province(self, official: Agency) -> bool:
        return bool(self._home) and _is_of_province(official) and not are_related(self._home, official.place)

    def _resolve_law(self, citation: Citation, law: str) -> Resolution:
        found = self._catalogue.find_by_name(law)
        year = citation.date.year if citation.date else citation.year
        if year is not None:
            of_year = [document for document in found if document.year == year]
            return _choose([each for each in of_year if each.date and each.date == citation.date] or of_year)
        first = self._full.get(fold(law))
        if first is not None and first is not citation:
            return self.resolve(first)
        return _choose(found if self._on is None else self._keep_current(found, self._on))

    def _keep_current(self, found: Sequence[LegalDocument], on: datetime.date) -> list[LegalDocument]:
        """Return the laws of one name that can be meant on a day: the newest surely in force, and later ones."""
        kept: list[LegalDocument] = []
        for document in sorted(found, key=lambda document: document.year or 0):
            force = find_force(document, self._catalogue)
            is_over = force.end is not None and on >= force.end
            if is_over or force.is_before_start(on):
                continue
            kept = [document] if force.starts_surely else [*kept, document]
        return kept

    def _resolve_number(self, citation: Citation) -> Resolution:
        of_number = self._numbered.get((citation.type, citation.number.lstrip("0")), {})
        full = next(iter(of_number.values()), None) if citation.year is None else of_number.get(citation.year)
        if full is not None:
            return self.resolve(full)
        if citation.year is None:
            return Resolution()
        return _choose(self._catalogue.find_by_number(citation.type, citation.number, citation.year))


def _is_of_province(agency: Agency) -> bool:
    return agency.level == "tinh" and bool(agency.place)


def _choose(documents: Iterable[LegalDocument]) -> Resolution:
    found = tuple(documents)
    return Resolution(found[0]) if len(found) == 1 else Resolution(candidates=found)


def _read_symbol(citation: Citation) -> str:
    """The symbol of a citation; "30/2020" without a notation is only a number and a year."""
    return citation.symbol if any(map(str.isalpha, citation.symbol)) else ""


def _find_year(citation: Citation) -> int | None:
    return citation.date.year if citation.date else citation.year
