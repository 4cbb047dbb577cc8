"""A whole round from an Excel file, and a batch, in a real browser."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

pytestmark = pytest.mark.slow

Visit = Callable[..., Any]
ROOT = Path(__file__).parents[2]
ROUND = ROOT / "samples" / "rounds" / "hai-duong-2021"
BATCH = ROOT / "samples" / "hang-loat" / "thong-bao-ket-qua"


def test_a_round_from_an_excel_file(visit: Visit, tmp_path: Path) -> None:
    workbook = load_workbook(ROUND / "diem.xlsx")
    good = workbook["Thẩm định"]["C4"].value
    workbook["Thẩm định"]["C4"] = "chín"
    workbook.save(tmp_path / "diem.xlsx")
    package = tmp_path / "dot.zip"
    with zipfile.ZipFile(package, "w") as opened:
        for path in ROUND.iterdir():
            opened.write(tmp_path / "diem.xlsx" if path.name == "diem.xlsx" else path, path.name)
    clerk = visit("hoa")
    clerk.goto("/dot")
    clerk.set_input_files("#goi", package)
    clerk.click("button:has-text('Thêm đợt')")
    problem = clerk.locator("table.problems tbody tr").first
    problem.wait_for()
    assert "diem.xlsx" in problem.inner_text()
    assert "Thẩm định" in problem.inner_text()
    assert "Quyết định công bố: điểm còn" in clerk.inner_text("main")

    workbook["Thẩm định"]["C4"] = good
    workbook.save(tmp_path / "diem.xlsx")
    clerk.set_input_files("#tep", tmp_path / "diem.xlsx")
    clerk.click("button:has-text('Gửi và kiểm tra lại')")
    clerk.wait_for_selector("svg.chart")
    assert clerk.locator("table.problems").count() == 0
    bars = clerk.locator("svg.chart rect").count()
    assert bars == clerk.locator("table.ranks tbody tr").count() > 5
    clerk.click("button:has-text('Dựng ')")
    clerk.wait_for_selector("a:has-text('Tải ')")
    with clerk.expect_download() as download:
        clerk.click("a:has-text('Tải ')")
    download.value.save_as(tmp_path / "van-ban.zip")
    with zipfile.ZipFile(tmp_path / "van-ban.zip") as opened:
        names = opened.namelist()
        assert "12-quyet-dinh-cong-bo.docx" in names
        load_workbook(io.BytesIO(opened.read("bang-diem.xlsx")))


def test_a_batch_from_a_table(visit: Visit, tmp_path: Path) -> None:
    clerk = visit("hoa")
    clerk.goto("/hang-loat")
    clerk.set_input_files("#ban_thao", BATCH / "thong-bao.vb.txt")
    lines = (BATCH / "danh-sach.csv").read_text(encoding="utf-8-sig").splitlines()
    (tmp_path / "hong.csv").write_text("\n".join([lines[0], ";".join("" for _ in lines[0])]), encoding="utf-8")
    clerk.set_input_files("#bang", tmp_path / "hong.csv")
    clerk.click("button:has-text('Kiểm tra bảng và dựng')")
    clerk.wait_for_selector("[role=alert]")
    clerk.set_input_files("#ban_thao", BATCH / "thong-bao.vb.txt")
    clerk.set_input_files("#bang", BATCH / "danh-sach.csv")
    clerk.click("button:has-text('Kiểm tra bảng và dựng')")
    clerk.wait_for_selector("a:has-text('Tải van-ban.zip')")
