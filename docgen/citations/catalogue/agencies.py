"""The agencies that issue documents (``legal_refs/issuers.toml``): what they are called, and when two names agree.

A text says "UBND tỉnh" where the catalogue says "Ủy ban nhân dân tỉnh Hà Nam", and "Bộ trưởng Bộ Nội vụ" for "Bộ Nội
vụ": these agree. Names contradict each other only when both are known and cannot mean the same agency.
"""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from docgen.citations.catalogue.symbol_parts import parse_symbol
from docgen.errors import LegalRefError
from docgen.settings import find_data_folder
from docgen.vietnamese.folding import fold

_HEAD = re.compile(
    r"(?:(?:pho )?(?:chu tich|bo truong|giam doc|cuc truong|tong cuc truong)|thuong truc|lanh dao) "
    r"(?=bo |ubnd|uy ban|hdnd|hoi dong|so )"
)
_TERM = re.compile(r"[\s,]*\b(?:khoa|nhiem ky) (?:[ivx]+|\d+)\b.*$|\s*\(.*$")
_UNIT = re.compile(
    r"(?:cac )?(?P<level>cap tinh|cap huyen|cap xa|tinh|thanh pho|tp|huyen|quan|thi xa|tx|thi tran|xa|phuong|dac khu)"
    r"\b\.?\s*(?P<place>.*)"
)
_LONG_BODIES = (("uy ban nhan dan", "ubnd"), ("hoi dong nhan dan", "hdnd"))
_LEVELS = {"tp": "thanh pho", "tx": "thi xa", "cap tinh": "", "cap huyen": "", "cap xa": ""}


@dataclass(frozen=True, slots=True)
class Issuer:
    """An agency, or a kind of local agency. Empty values are not proved; ``valid_to`` is the last day of its name."""

    name: str
    abbreviations: tuple[str, ...]
    level: str
    aliases: tuple[str, ...] = ()
    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None
    successor: str = ""
    examples: tuple[str, ...] = ()
    writings: tuple[str, ...] = ()

    def existed_on(self, day: datetime.date) -> bool:
        """Whether nothing proves that it did not exist on a day."""
        return (self.valid_from is None or day >= self.valid_from) and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Agency:
    """What a text calls an agency: which, and for a local one its unit, folded ("" where the text does not say)."""

    issuer: Issuer
    level: str = ""
    place: str = ""

    @property
    def is_local(self) -> bool:
        """Whether there is one in every unit or province: the name alone does not say which."""
        return self.issuer.level in ("local", "department")

    def may_be(self, other: Agency) -> bool:
        """Whether both can be the same agency, as far as they say."""
        return (
            self.issuer is other.issuer
            and (not (self.level and other.level) or self.level == other.level)
            and (not (self.place and other.place) or self.place == other.place)
        )

    def surely_is(self, other: Agency) -> bool:
        """Whether both are the same agency beyond doubt: a local one needs its place."""
        return self.may_be(other) and (not self.is_local or bool(self.place and other.place))


class Issuers:
    """All known issuers, by what they are called and by their abbreviations."""

    def __init__(self, issuers: tuple[Issuer, ...]) -> None:
        self._all = issuers
        self._names: dict[str, Issuer] = {}
        self._abbreviations: dict[str, Issuer] = {}
        for issuer in issuers:
            for name in (issuer.name, *issuer.aliases):
                self._names.setdefault(_shorten(fold(name)), issuer)
            for abbreviation in issuer.abbreviations:
                self._abbreviations.setdefault(abbreviation.casefold(), issuer)
        self._local = sorted(
            (name for name, issuer in self._names.items() if issuer.level in ("local", "department")),
            key=len,
            reverse=True,
        )
        # One document names the same few agencies again and again.
        self._find_once = lru_cache(maxsize=4096)(self._find_agency)

    def __iter__(self) -> Iterator[Issuer]:
        return iter(self._all)

    def find_agency(self, text: str) -> Agency | None:
        """Return the agency that a text names, or None for one that is not known."""
        return self._find_once(text)

    def _find_agency(self, text: str) -> Agency | None:
        folded = _TERM.sub("", _shorten(fold(text)).strip(" .,;:"))
        name = folded if folded in self._names else _HEAD.sub("", folded, count=1)
        issuer = self._names.get(name) or self._abbreviations.get(name)
        if issuer is not None:
            return Agency(issuer)
        for local in self._local:
            if name.startswith(f"{local} "):
                return _read_unit(self._names[local], name[len(local) :].strip())
        return None

    def find_by_abbreviation(self, abbreviation: str) -> Issuer | None:
        """Return the issuer with this abbreviation, or None."""
        return self._abbreviations.get(abbreviation.casefold())

    def find_of_symbol(self, symbol: str) -> tuple[Issuer, ...]:
        """Return the issuers that a symbol names; none when one of its agencies is not known."""
        parsed = parse_symbol(symbol)
        if parsed is None:
            return ()
        # In a letter's symbol the agency stands first, its unit after.
        agencies = parsed.agencies if parsed.type_name else parsed.agencies[:1]
        found = tuple(map(self.find_by_abbreviation, agencies))
        return tuple(issuer for issuer in found if issuer is not None) if None not in found else ()

    def contradict(self, printed: str, official: str) -> bool:
        """Whether two names surely mean different agencies; the successor of an agency is no contradiction."""
        one, other = self.find_agency(printed), self.find_agency(official)
        if one is None or other is None or one.may_be(other):
            return False
        return one.issuer.name != other.issuer.successor

    def contradict_symbol(self, printed: str, symbol: str) -> bool:
        """Whether a symbol surely belongs to other agencies than the one named: 30/2020/NĐ-CP of a ministry."""
        agency, owners = self.find_agency(printed), self.find_of_symbol(symbol)
        if agency is None or not owners:
            return False
        return all(agency.issuer is not owner and agency.issuer.name != owner.successor for owner in owners)


@cache
def load_issuers(folder: Path | None = None) -> Issuers:
    """Read ``issuers.toml`` of a folder (default: the shipped one). Raises LegalRefError when it cannot be used."""
    path = (folder or find_data_folder("legal_refs")) / "issuers.toml"
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        return Issuers(tuple(_build(values) for values in data["issuer"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise LegalRefError(
            f"không dùng được tệp cơ quan ban hành ({error})", where=str(path), hint="cài đặt lại docgen"
        ) from error


def _build(values: dict[str, Any]) -> Issuer:
    fields: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in values.items()
    }
    return Issuer(**fields)


def _shorten(folded: str) -> str:
    for long, short in _LONG_BODIES:
        folded = folded.replace(long, short)
    return folded


def _read_unit(issuer: Issuer, text: str) -> Agency:
    match = _UNIT.fullmatch(text)
    if match is None:
        return Agency(issuer, place=text)
    level = match["level"]
    return Agency(issuer, _LEVELS.get(level, level), match["place"].strip(" .,;:"))
