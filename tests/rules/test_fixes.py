"""What breaks a fixable rule is mended: the fault is gone, no other came, every word is kept, twice is as once."""

from __future__ import annotations

import dataclasses
import io
import random
import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Callable, Mapping

import pytest
from _pytest.mark.structures import ParameterSet
from base_documents import base_names, render_base
from layouts import LAYOUTS
from mutations import apply_mutation
from rule_cases import Case, load_cases
from split_runs import split_runs

from docgen.checking import check_document, load_rules
from docgen.checking.fix import MENDERS, FixResult, fix_document
from docgen.ooxml import read_document_bytes

CASES = tuple(case for case in load_cases() if case.fails and case.code in MENDERS)
# Number 00 does not exist; which number was meant, nobody but the clerk knows.
NOT_MENDED = "new=00 ["

_END = re.compile(r"[\s./;,:]+$")
_DROPPED: Mapping[str, Callable[[str], str]] = {
    "TX001": lambda text: unicodedata.normalize("NFC", text),
    "HD010": lambda text: re.sub(r"\s*[-‐‑‒–—―−]\s*", "-", text),
    "NB001": lambda text: re.sub(r"\s*([/\\\-–—])\s*", r"\1", text),
    "NB004": lambda text: re.sub(r"(?<!\d)0+(?=\d)", "", text),
    "DT002": lambda text: re.sub(r"(?<!\d)0+(?=\d)", "", text),
    "BD016": lambda text: _END.sub("", text),
    "RC007": lambda text: re.sub(r"[\s./;,]+(?=\t|$)", "", text),
    "RC013": lambda text: re.sub(r"[\s./;,]+(?=\t|$)", "", text),
    "RC009": lambda text: re.sub(r"(Nơi nhận):?", r"\1", text, flags=re.IGNORECASE).casefold(),
    "HD011": str.casefold,
    "DT006": str.casefold,
    "AX004": str.casefold,
}
"""All that mending may change of the text, by rule: what is dropped from both texts before they are compared."""


def read_texts(data: bytes, code: str) -> list[str]:
    facts = read_document_bytes(data)
    notes = [note for key in sorted(facts.footnotes) for note in facts.footnotes[key]]
    drop = _DROPPED.get(code, str)
    return [drop(paragraph.text) for paragraph in (*facts.paragraphs, *notes)]


def hold_guarantees(case: Case, data: bytes) -> FixResult:
    before = check_document(read_document_bytes(data), case.settings, strict=True)
    result = fix_document(data, case.settings)
    after = check_document(read_document_bytes(result.data), case.settings, strict=True)
    assert [finding for finding in after.findings if finding.code in MENDERS] == []
    assert not Counter(f.code for f in after.findings) - Counter(f.code for f in before.findings)
    assert result.report.findings == after.findings
    assert read_texts(result.data, case.code) == read_texts(data, case.code)
    again = fix_document(result.data, case.settings)
    assert again.data == result.data
    assert again.changes == ()
    return result


def test_fixable_rules_are_those_with_a_mender() -> None:
    assert {rule.code for rule in load_rules() if rule.fixable} == set(MENDERS)


def _first_of_each_rule() -> list[Case]:
    """One case a rule: enough to see that each is mended; all of them are slow."""
    first = {case.code: case for case in reversed(CASES) if NOT_MENDED not in case.label}
    return list(first.values())


@pytest.mark.parametrize("case", _first_of_each_rule(), ids=lambda case: case.label)
def test_fault_is_mended(case: Case) -> None:
    data = case.build()
    result = hold_guarantees(case, data)
    assert result.data != data
    assert case.code in {change.code for change in result.changes}
    assert all(change.message and change.where.part for change in result.changes)


def _spread_over_layouts() -> list[ParameterSet]:
    """Every case in two of the ten ways of making a file, in turn: each rule meets them all within its neighbours."""
    ways = [(layout, is_split) for is_split in (False, True) for layout in LAYOUTS]
    cases = [case for case in CASES if case.layout == "styled" and NOT_MENDED not in case.label]
    chosen = [
        (case, ways[(index + turn) % len(ways)]) for index, case in enumerate(cases) for turn in (0, len(LAYOUTS) + 1)
    ]
    return [pytest.param(case, *way, id=f"{case.label} in {way[0]}{' split' * way[1]}") for case, way in chosen]


@pytest.mark.slow
@pytest.mark.parametrize(("case", "layout", "is_split"), _spread_over_layouts())
def test_fault_is_mended_in_every_layout(case: Case, layout: str, is_split: bool) -> None:
    data = dataclasses.replace(case, layout=layout).build()
    hold_guarantees(case, split_runs(data) if is_split else data)


def test_number_zero_stays() -> None:
    case = next(case for case in CASES if NOT_MENDED in case.label)
    data = case.build()
    result = fix_document(data, case.settings)
    assert (result.data, result.changes) == (data, ())
    assert {finding.code for finding in result.report.findings} == {"NB004"}


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("name", base_names())
def test_many_faults_at_once(name: str, seed: int) -> None:
    """Twenty-five things broken in one document; what cannot be broken in this one is left out."""
    choice = random.Random(f"{name}{seed}")  # noqa: S311
    steps = [
        step for case in CASES if case.layout == "styled" and NOT_MENDED not in case.label for step in case.mutations
    ]
    data = render_base(name, 5 if seed else None)
    for mutation, args in choice.sample(steps, 25):
        try:
            data = apply_mutation(data, mutation, args)
        except (LookupError, StopIteration, ValueError, AttributeError):
            continue
    data = LAYOUTS[list(LAYOUTS)[(seed + len(name)) % len(LAYOUTS)]](data)
    before = check_document(read_document_bytes(data), strict=True)
    result = fix_document(data)
    assert [finding for finding in result.report.findings if finding.code in MENDERS] == []
    assert not Counter(f.code for f in result.report.findings) - Counter(f.code for f in before.findings)
    assert fix_document(result.data).data == result.data


@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("BD019", {"word/document.xml"}),
        ("PG001", {"word/document.xml"}),
        ("PG006", {"word/header1.xml"}),
        ("FT003", {"word/document.xml"}),
    ],
)
def test_other_parts_are_copied_as_they_are(code: str, changed: set[str]) -> None:
    data = next(case for case in CASES if case.code == code).build()
    fixed = fix_document(data).data
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(io.BytesIO(fixed)) as new:
        assert [info.filename for info in old.infolist()] == [info.filename for info in new.infolist()]
        assert {name for name in old.namelist() if old.read(name) != new.read(name)} == changed
