"""Administrative units as they were on a date (``legal_refs/units``): a document names the units of its own day."""

from __future__ import annotations

import csv
import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from docgen.errors import InputError
from docgen.parindex.words import fold_name
from docgen.vietnamese.text import fold_whitespace

REFORM_DAY = datetime.date(2025, 7, 1)
"""Since this day there are provinces and communes only (Law 72/2025/QH15)."""

_FILE = re.compile(r"[a-z0-9-]+_([0-9]{4}-[0-9]{2}-[0-9]{2})\.csv")
_COMMON_NOUNS = ("Thành phố", "Thị xã", "Thị trấn", "Đặc khu", "Tỉnh", "Huyện", "Quận", "Phường", "Xã")
_NUMBERED = re.compile(r"(?:Quận|Phường|Xã) [0-9]+")


@dataclass(frozen=True, slots=True)
class AdministrativeUnit:
    """A unit: official code, name with its common noun ("Xã Xuân Lam"), code of the unit above."""

    code: str
    name: str
    parent_code: str


@dataclass(frozen=True, slots=True)
class UnitList:
    """The units of one province on one day, the province first."""

    day: datetime.date
    units: tuple[AdministrativeUnit, ...]

    @property
    def province(self) -> AdministrativeUnit:
        """The province itself."""
        return self.units[0]

    def find(self, name: str) -> tuple[AdministrativeUnit, ...]:
        """Return the units of this name: several where districts have communes of one name."""
        folded = fold_name(name)
        return tuple(unit for unit in self.units if fold_name(unit.name) == folded)

    def below(self, unit: AdministrativeUnit) -> tuple[AdministrativeUnit, ...]:
        """Return the units directly below one, in the order of the official list."""
        return tuple(other for other in self.units if other.parent_code == unit.code)

    def get_parent(self, unit: AdministrativeUnit) -> AdministrativeUnit:
        """Return the unit above; the province for itself."""
        return next((other for other in self.units if other.code == unit.parent_code), self.province)

    def suggest(self, name: str) -> str:
        """Return a hint that names units of nearly this name."""
        near = get_close_matches(name, [unit.name for unit in self.units], n=3)
        return f"có phải là: {', '.join(near)}?" if near else "kiểm tra lại tên đơn vị"


def load_unit_lists(folder: Path) -> tuple[UnitList, ...]:
    """Read every list of the folder. Raises InputError for a file that cannot be used."""
    return tuple(
        _read_list(path, match[1]) for path in sorted(folder.glob("*.csv")) if (match := _FILE.fullmatch(path.name))
    )


def _read_list(path: Path, day: str) -> UnitList:
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            rows: Iterable[Mapping[str, str]] = csv.DictReader(stream)
            units = tuple(
                AdministrativeUnit(row["code"], fold_whitespace(row["name"]), row["parent_code"]) for row in rows
            )
        return UnitList(datetime.date.fromisoformat(day), units)
    except (OSError, ValueError, KeyError, TypeError, csv.Error) as error:
        raise InputError(
            f"không đọc được danh sách đơn vị hành chính: {error}",
            where=str(path),
            hint="xem legal_refs/units/README.md",
        ) from error


def find_unit_list(lists: Iterable[UnitList], province: str, day: datetime.date) -> UnitList | None:
    """Return the list of a province that holds on a day, None when there is none.

    The latest that is not later; before the first one the first of the same order of government (three levels until
    30/6/2025, two since).
    """
    is_new = day >= REFORM_DAY
    of_province = [
        found
        for found in lists
        if fold_name(found.province.name) == fold_name(province) and (found.day >= REFORM_DAY) == is_new
    ]
    not_later = [found for found in of_province if found.day <= day]
    return max(not_later, key=lambda found: found.day, default=None) or min(
        of_province, key=lambda found: found.day, default=None
    )


def is_territorial(name: str) -> bool:
    """Whether a name is that of an administrative unit: it begins with its common noun."""
    return any(name.startswith(f"{noun} ") for noun in _COMMON_NOUNS)


def name_committee(unit: str) -> str:
    """Return the People's Committee of a unit: "Xã Xuân Lam" → "Ủy ban nhân dân xã Xuân Lam"; others as they are."""
    return f"Ủy ban nhân dân {write_inside(unit)}" if is_territorial(unit) else unit


def write_inside(unit: str) -> str:
    """Return a unit's name inside a sentence, its common noun small (Annex II, III.1.a) but for numbers (III.1.b)."""
    if not is_territorial(unit) or _NUMBERED.fullmatch(unit) or unit == "Thành phố Hồ Chí Minh":
        return unit
    return unit[0].lower() + unit[1:]
