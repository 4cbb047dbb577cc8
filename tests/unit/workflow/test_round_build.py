"""Building a round into files: what is there, what it says, that two processes make the same."""

from __future__ import annotations

import datetime
import io
import os
from pathlib import Path

import openpyxl
import pytest
from PIL import Image

from docgen.parindex.chart import draw_ranking
from docgen.parindex.workbook import write_workbook
from docgen.settings import load_settings
from docgen.workflow.round_build import BuildJob, build_papers, list_stale, write_figures
from docgen.workflow.round_issued import Issued
from docgen.workflow.round_papers import select_papers
from tests.support.rounds import read_sample


@pytest.mark.slow
def test_two_processes_build_what_one_builds(tmp_path: Path) -> None:
    round_ = read_sample("hai-duong-2021")
    papers = select_papers(round_, frozenset({"plan", "unit-letter", "score-sheet"}), allow_missing=False).papers
    files = []
    for count in (1, 2):
        folder = tmp_path / str(count)
        folder.mkdir()
        job = BuildJob(round_, {}, load_settings({}), folder)
        built = list(build_papers(job, papers, processes=count))
        assert [paper.error for paper in built] == [None] * len(papers)
        assert [paper.key for paper in built] == [paper.key for paper in papers]
        files.append({path.name: path.read_bytes() for path in sorted(folder.iterdir())})
    assert files[0] == files[1]
    assert len(files[0]) == 39


@pytest.mark.slow
def test_the_workbook_holds_scores_and_formulas_and_no_result(tmp_path: Path) -> None:
    round_ = read_sample("ha-nam-2023")
    workbook = openpyxl.load_workbook(io.BytesIO(write_workbook(round_)))
    assert len(workbook.worksheets) == 3
    sheet = workbook.worksheets[1]
    titles = [cell.value for cell in sheet[2]]
    for title in ("Tổng điểm", "Chỉ số (%)", "Xếp hạng", "Xếp loại"):
        column = titles.index(title) + 1
        assert all(str(sheet.cell(row, column).value).startswith("=") for row in range(4, sheet.max_row + 1))
    job = BuildJob(round_, {}, load_settings({}), tmp_path)
    assert [path.name for path in write_figures(job)] == ["bang-diem.xlsx", "bieu-do-so.png", "bieu-do-huyen.png"]


def test_the_chart_has_a_bar_for_every_unit() -> None:
    result = read_sample("ha-nam-2023").groups[1].result
    assert result is not None
    names = ["Xuất sắc", "Tốt", "Khá", "Trung bình", "Yếu"]
    tall = Image.open(io.BytesIO(draw_ranking("Chỉ số", result.places, names, None)))
    short = Image.open(io.BytesIO(draw_ranking("Chỉ số", result.places[:3], names, None)))
    assert tall.format == "PNG"
    assert tall.height - short.height == 3 * 44
    colours = {colour for _, colour in tall.getcolors(100_000) or []}
    assert (0x3D, 0x8B, 0xBD) in colours


@pytest.mark.slow
def test_papers_that_did_not_change_are_left_as_they_are(tmp_path: Path) -> None:
    round_ = read_sample("ha-nam-2023")
    papers = select_papers(round_, frozenset({"plan", "notice", "council"}), allow_missing=False).papers
    first = list(build_papers(BuildJob(round_, {}, load_settings({}), tmp_path), papers))
    assert [paper.unchanged for paper in first] == [False, False, False]
    times = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    # The council's decision gets a number: of the others only those that cite it change.
    issued = {"council": Issued("1952/QĐ-UBND", datetime.date(2023, 10, 20))}
    second = list(build_papers(BuildJob(round_, issued, load_settings({}), tmp_path), papers))
    assert {paper.key: paper.unchanged for paper in second} == {"plan": True, "council": False, "notice": True}
    kept = [Path(paper.docx) for paper in second if paper.unchanged]
    assert all(path.stat().st_mtime_ns == times[path] for path in kept)


@pytest.mark.slow
def test_a_pdf_is_made_when_it_is_missing_or_older_than_its_paper(tmp_path: Path) -> None:
    round_ = read_sample("ha-nam-2023")
    papers = select_papers(round_, frozenset({"plan", "notice", "council"}), allow_missing=False).papers
    built = list(build_papers(BuildJob(round_, {}, load_settings({}), tmp_path), papers))
    fresh, old, missing = (Path(paper.docx) for paper in built)
    fresh.with_suffix(".pdf").write_bytes(b"%PDF")
    old.with_suffix(".pdf").write_bytes(b"%PDF")
    now = old.stat().st_mtime_ns
    os.utime(fresh.with_suffix(".pdf"), ns=(now, now + 10**9))
    os.utime(old.with_suffix(".pdf"), ns=(now, now - 10**9))
    assert list_stale(built) == [old, missing]
