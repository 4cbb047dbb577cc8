"""``docgen pdf`` as a clerk and as a program meet it."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pikepdf
import pytest
from docx import Document
from scans import add_image, add_page, fill, page_pixels

from docgen.cli.main import run
from docgen.errors import ExitCode
from docgen.pdf import prove


def write_docx(path: Path, text: str = "Văn bản thử") -> Path:
    document = Document()
    document.add_paragraph(text)
    document.save(str(path))
    return path


def write_scan(path: Path, dpi: float) -> Path:
    pdf = pikepdf.new()
    add_page(pdf, fill(), Im0=add_image(pdf, page_pixels(dpi)))
    pdf.save(path, min_version="1.7")
    return path


@pytest.mark.parametrize(
    "words", [[], ["a.docx"], ["a.pdf", "--scan", "-o", "ra"], ["a.pdf", "--scan", "--verify"], ["-o", "ra"]]
)
def test_what_makes_no_sense_is_a_usage_error(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["pdf", *words]) == ExitCode.USAGE
    assert "Usage" not in capsys.readouterr().err


@pytest.mark.slow
def test_good_and_bad_files_together(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "rac.docx").write_bytes(os.urandom(5000))
    (tmp_path / "rong.docx").write_bytes(b"")
    good = write_docx(tmp_path / "tot.docx")
    files = [tmp_path / "rac.docx", good, tmp_path / "rong.docx", tmp_path / "khong.docx"]
    words = ["pdf", *map(str, files), "-o", str(tmp_path / "ra"), "--verify", "--format", "json"]
    assert run(words) == ExitCode.INPUT
    rows = json.loads(capsys.readouterr().out)
    assert [row["file"] for row in rows] == [str(file) for file in files]
    assert [row["exit_code"] for row in rows] == [3, 0, 3, 3]
    assert [row["conforms"] for row in rows] == [None, True, None, None]
    assert all(bool(row["problems"]) != bool(row["pdf"]) for row in rows)
    assert [path.name for path in (tmp_path / "ra").iterdir()] == ["tot.pdf"]
    assert run(["pdf", "--verify", str(tmp_path / "ra" / "tot.pdf")]) == ExitCode.DONE
    assert "1/1 tệp đạt" in capsys.readouterr().out


@pytest.mark.slow
def test_a_plain_pdf_does_not_verify(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scan = write_scan(tmp_path / "quet.pdf", 200)
    assert run(["pdf", "--verify", str(scan)]) == ExitCode.CONFORMANCE
    captured = capsys.readouterr()
    assert "trái ISO 19005-2, mục 6." in captured.err
    assert "KHÔNG ĐẠT" in captured.out


def test_without_the_engine_verify_says_how_to_get_it_before_anything_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("docgen.pdf.prove._PACKAGES", ("khong_co_goi_nay",))
    prove._start_java.cache_clear()
    words = ["pdf", str(write_docx(tmp_path / "a.docx")), "-o", str(tmp_path / "ra"), "--verify"]
    assert run(words) == ExitCode.TOOL
    assert "docgen[verify]" in capsys.readouterr().err
    assert not (tmp_path / "ra").exists()


def test_scans_are_taken_or_refused_page_by_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, coarse = write_scan(tmp_path / "tot.pdf", 200), write_scan(tmp_path / "tho.pdf", 150)
    assert run(["pdf", "--scan", str(good)]) == ExitCode.DONE
    assert "đạt" in capsys.readouterr().out
    assert run(["pdf", "--scan", str(good), str(coarse)]) == ExitCode.CONFORMANCE
    captured = capsys.readouterr()
    assert f"{coarse}: trang 1: độ phân giải thấp: 150 dpi (cần 200 dpi trở lên)" in captured.err
    assert "1/2 tệp đạt" in captured.out


def test_a_scan_that_cannot_be_read_is_bad_input(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "rac.pdf").write_bytes(b"garbage" * 50)
    assert run(["pdf", "--scan", str(tmp_path / "rac.pdf"), "--format", "json"]) == ExitCode.INPUT
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["pdf"], row["conforms"], row["exit_code"]) == ("", None, 3)
    assert "hỏng" in row["problems"][0]


def test_a_missing_libreoffice_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DOCGEN_SOFFICE", str(tmp_path / "khong-co"))
    assert run(["pdf", str(write_docx(tmp_path / "a.docx")), "-o", str(tmp_path / "ra")]) == ExitCode.TOOL
    assert "apt-get install -y libreoffice-writer-nogui python3-uno" in capsys.readouterr().err
