"""Which papers of a round have a number: the round's state, kept beside round.yaml.

``issued.yaml`` maps the key of a paper to its số, ký hiệu and date::

    plan: {code: 127/KH-UBND, date: 2023-09-15}

A paper without an entry is a draft; papers that cite it name it without a number.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from docgen.drafting.files import read_text_file
from docgen.drafting.yaml_reading import read_yaml
from docgen.errors import InputError
from docgen.parindex.problems import RoundDataError, TextProblem
from docgen.vietnamese.dates import parse_date

ISSUED_FILE = "issued.yaml"
_CODE = re.compile(r"0*(?P<number>[1-9][0-9]{0,10})/(?P<notation>\S{1,30})")
_HINT = "ghi dạng plan: {code: 127/KH-UBND, date: 2023-09-15}"


@dataclass(frozen=True, slots=True)
class Issued:
    """The number of a paper as it is printed (127/KH-UBND) and its date."""

    code: str
    date: datetime.date

    @property
    def number(self) -> int:
        """The bare number."""
        match = _CODE.fullmatch(self.code)
        return int(match["number"]) if match else 0

    @property
    def notation(self) -> str:
        """The ký hiệu."""
        match = _CODE.fullmatch(self.code)
        return match["notation"] if match else ""


IssuedPapers = Mapping[str, Issued]
"""What has a number, by the key of the paper."""


def read_issued(path: Path) -> dict[str, Issued]:
    """Read the state of a round; empty when there is no file. Raises RoundDataError with every mistake."""
    if not path.is_file():
        return {}
    yaml = read_yaml(read_text_file(path))
    problems = [TextProblem(str(path), p.line, p.column, p.message, p.hint) for p in yaml.problems]
    issued: dict[str, Issued] = {}
    for key, fields in yaml.data.items():
        try:
            issued[key] = _read_entry(fields)
        except InputError as error:
            place = yaml.place_of((key,))
            problems.append(TextProblem(str(path), *place, f"{key}: {error.message}", error.hint or _HINT))
    if problems:
        raise RoundDataError(problems)
    return issued


def write_issued(issued: IssuedPapers) -> str:
    """Write the state of a round as ``read_issued`` reads it."""
    head = "# Số và ngày của các văn bản trong đợt; docgen round issue ghi thêm khi cấp số.\n"
    return head + "".join(f"{key}: {{code: {entry.code}, date: {entry.date}}}\n" for key, entry in issued.items())


def _read_entry(fields: object) -> Issued:
    if not isinstance(fields, Mapping) or set(fields) != {"code", "date"}:
        raise InputError("cần đúng hai trường code và date", hint=_HINT)
    code, date = str(fields["code"]), str(fields["date"])
    if not _CODE.fullmatch(code):
        raise InputError(f"“{code}” không phải số, ký hiệu văn bản", hint=_HINT)
    return Issued(code, parse_date(date).to_date())
