"""The workbook of a round, recalculated by LibreOffice, comes to the same ranks and classes; papers are clean."""

from __future__ import annotations

import subprocess
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from docgen.office import find_soffice
from docgen.parindex.round_reading import Round, read_round
from docgen.parindex.workbook import write_workbook
from docgen.settings import load_settings
from tests.support.rounds import SOURCES, read_changed, read_sample

pytestmark = pytest.mark.slow

POINTS = "5 3 2 2 4 4 4 10 4 2 4 4 4.18 2 2 5 5 5 7 3"
"""Everything but the fifth field, which reaches 8.18 of 12."""


def recalculate(round_: Round, folder: Path) -> dict[str, tuple[Decimal | str, Decimal | str, Decimal | str, str]]:
    """Return total, index, rank and class by unit, as LibreOffice computes them from the formulas."""
    source = folder / "diem.xlsx"
    source.write_bytes(write_workbook(round_))
    soffice = find_soffice(load_settings().soffice)
    assert soffice is not None
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    out = folder / "out"
    command = [str(soffice), profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(out)]
    subprocess.run([*command, str(source)], check=True, capture_output=True, timeout=180)
    if not (out / "diem.xlsx").is_file():
        pytest.fail("LibreOffice has no Calc here: install libreoffice-calc-nogui (make setup)")
    found = {}
    for sheet in openpyxl.load_workbook(out / "diem.xlsx", data_only=True).worksheets[1:]:
        titles = [cell.value for cell in sheet[2]]
        columns = [titles.index(title) for title in ("Tổng điểm", "Chỉ số (%)", "Xếp hạng", "Xếp loại")]
        for row in sheet.iter_rows(min_row=4, values_only=True):
            cells = [row[column] for column in columns]
            figures = [Decimal(f"{c:.15g}") if isinstance(c, int | float) else c or "" for c in cells]
            found[str(row[1])] = tuple(figures)
    return found  # type: ignore[return-value]


@pytest.mark.parametrize("name", ["ha-nam-2023", "hai-duong-2021", "ha-tinh-2026"])
def test_a_spreadsheet_comes_to_the_same_results(tmp_path: Path, name: str) -> None:
    round_ = read_sample(name)
    computed = recalculate(round_, tmp_path)
    for group in round_.groups:
        assert group.result is not None
        for place in group.result.places:
            total, index, rank, class_name = computed.pop(place.unit)
            assert (total, index, rank, class_name) == (
                place.standing.total,
                place.percentage,
                place.rank,
                place.class_name,
            ), place.unit
    assert computed == {}


def test_a_spreadsheet_applies_floors_and_leaves_gaps_open(tmp_path: Path) -> None:
    # Points lost in one field: 91 in all with that field below the floor, and a unit whose score is missing.
    changes = {"round.yaml": [("rounding: {decimals: 2}", "rounding: {decimals: 1, mode: half-even}")]}
    round_ = read_changed("hai-duong-2021", tmp_path, changes)
    workbook = openpyxl.load_workbook(round_.folder / "diem.xlsx")
    appraised = workbook["Thẩm định"]
    for column, points in zip("CDEFGHIJKLMNOPQRSTUV", POINTS.split(), strict=True):
        appraised[f"{column}5"] = float(points)
    appraised["C6"] = None
    survey = workbook["Điều tra XHH"]
    survey["C5"], survey["D5"] = 9, 6
    workbook.save(round_.folder / "diem.xlsx")
    round_ = read_round(round_.folder, SOURCES)
    result = round_.groups[0].result
    assert result is not None
    computed = recalculate(round_, tmp_path)
    gap = result.unranked[0].unit
    assert computed.pop(gap) == ("", "", "", "")
    for place in result.places:
        assert computed[place.unit] == (place.standing.total, place.percentage, place.rank, place.class_name), (
            place.unit
        )
    first = result.get_unit("Thị trấn Nam Sách")
    low = next(field for field in first.fields if field.field.code == "5")
    assert low.points is not None
    assert Decimal(50) <= low.points * 100 / low.maximum < Decimal(70)
    assert computed["Thị trấn Nam Sách"][3] == "Hoàn thành nhiệm vụ"
