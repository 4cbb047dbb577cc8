"""The clerk's way: new, render, and everything that can go wrong on it."""

from __future__ import annotations

import json
import shutil
import tomllib
import zipfile
from pathlib import Path

import docx
import pytest

from docgen.cli.main import run
from docgen.cli.render import document_stem
from docgen.errors import ExitCode
from docgen.model import DOCUMENT_TYPES

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = sorted(path for path in (ROOT / "samples").glob("*/*.vb.txt") if path.parent.name != "rejected")
REJECTED = sorted((ROOT / "samples" / "rejected").glob("*.vb.txt"))
PLAN = ROOT / "samples" / "ke-hoach" / "ha-nam-2023.vb.txt"


def read_text(path: Path) -> str:
    document = docx.Document(str(path))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


@pytest.mark.parametrize("slug", list(DOCUMENT_TYPES))
def test_what_new_writes_renders_as_it_is(slug: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft = tmp_path / "f"
    assert run(["new", slug, "-o", str(draft)]) == ExitCode.DONE
    assert run(["render", str(draft), "-o", str(tmp_path / "out")]) == ExitCode.DONE
    captured = capsys.readouterr()
    assert captured.err == ""
    text = read_text(tmp_path / "out" / "f.docx")
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
    name = DOCUMENT_TYPES[slug].name.upper()
    assert (name in text) is (slug != "cong-van")
    assert "{{" not in text
    assert "{%" not in text


def test_new_prints_to_the_screen_and_lists_29_types(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["new", "cong-van"]) == ExitCode.DONE
    assert capsys.readouterr().out.startswith("---\ndocument_type: cong-van\n")
    assert run(["new", "--list"]) == ExitCode.DONE
    assert len(capsys.readouterr().out.splitlines()) == 29


def test_new_never_covers_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft = tmp_path / "a.vb.txt"
    draft.write_text("của tôi", encoding="utf-8")
    assert run(["new", "ke-hoach", "-o", str(draft)]) == ExitCode.INPUT
    assert draft.read_text(encoding="utf-8") == "của tôi"
    assert "không ghi đè" in capsys.readouterr().err


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_every_sample_renders(sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["render", str(sample), "-o", str(tmp_path), "--format", "json"]) == ExitCode.DONE
    captured = capsys.readouterr()
    assert captured.err == ""
    (row,) = json.loads(captured.out)
    assert row["docx"] == str(tmp_path / f"{document_stem(sample)}.docx")
    assert zipfile.is_zipfile(row["docx"])
    assert row["pdf"] == ""


@pytest.mark.parametrize("draft", REJECTED, ids=lambda path: path.name)
def test_a_rejected_draft_names_every_mistake_and_writes_nothing(
    draft: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    expected = tomllib.loads((draft.parent / f"{document_stem(draft)}.problems.toml").read_text(encoding="utf-8"))
    assert run(["render", str(draft), "-o", str(tmp_path / "out")]) == ExitCode.INPUT
    captured = capsys.readouterr()
    assert captured.out == ""
    assert list((tmp_path / "out").iterdir()) == []
    assert str(draft) in captured.err
    lines = captured.err.splitlines()
    for problem in expected["problem"]:
        place = f":{problem['line']}:{problem['column']}:" if problem.get("line") else ""
        assert any(place in line and problem["says"] in line for line in lines), (problem, lines)


def test_there_are_enough_rejected_drafts() -> None:
    assert len(REJECTED) >= 14


def test_a_bad_draft_does_not_stop_the_others(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = tmp_path / "hong.vb.txt"
    bad.write_text("không phải bản thảo", encoding="utf-8")
    assert run(["render", str(bad), str(PLAN), "-o", str(tmp_path / "out")]) == ExitCode.INPUT
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["ha-nam-2023.docx"]
    captured = capsys.readouterr()
    assert f"{bad}:1:1:" in captured.err
    assert "1 tệp DOCX" in captured.out


def test_number_and_date_are_printed(tmp_path: Path) -> None:
    arguments = ["render", str(PLAN), "-o", str(tmp_path), "--number", "7", "--date", "05/02/2024"]
    assert run(arguments) == ExitCode.DONE
    text = read_text(tmp_path / "ha-nam-2023.docx")
    assert "Số: 07/KH-UBND" in text
    assert "Hà Nam, ngày 05 tháng 02 năm 2024" in text


def test_a_draft_has_blanks_for_number_and_day(tmp_path: Path) -> None:
    assert run(["render", str(PLAN), "-o", str(tmp_path)]) == ExitCode.DONE
    text = read_text(tmp_path / "ha-nam-2023.docx")
    assert "Số:         /KH-UBND" in text
    assert "Hà Nam, ngày      tháng     năm 2023" in text


def test_a_number_needs_a_full_date(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["render", str(PLAN), "-o", str(tmp_path), "--number", "7"]) == ExitCode.INPUT
    assert "đủ ngày, tháng, năm" in capsys.readouterr().err
    assert run(["render", str(PLAN), "-o", str(tmp_path), "--number", "7", "--date", "31/02/2024"]) == ExitCode.INPUT
    assert list(tmp_path.iterdir()) == []


def test_paper_documents_fill_the_line_of_appendices(tmp_path: Path) -> None:
    sample = ROOT / "samples" / "quyet-dinh" / "thanh-lap-hoi-dong-ha-nam-2023.vb.txt"
    numbered = ["render", str(sample), "-o", str(tmp_path), "--number", "1234", "--date", "20/10/2023"]
    assert run(numbered) == ExitCode.DONE
    target = tmp_path / "thanh-lap-hoi-dong-ha-nam-2023.docx"
    assert "(Kèm theo Quyết định số 1234/QĐ-UBND" not in read_text(target)
    assert run([*numbered, "--paper"]) == ExitCode.DONE
    assert "(Kèm theo Quyết định số 1234/QĐ-UBND ngày 20 tháng 10 năm 2023 của" in read_text(target)


def test_an_unknown_reference_has_its_own_exit_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = PLAN.read_text(encoding="utf-8") + "\nTheo [[9999/QĐ-XYZ]].\n"
    draft = tmp_path / "a.vb.txt"
    draft.write_text(text, encoding="utf-8")
    assert run(["render", str(draft), "-o", str(tmp_path / "out")]) == ExitCode.LEGAL_REF
    assert "9999/QĐ-XYZ" in capsys.readouterr().err
    assert list((tmp_path / "out").iterdir()) == []


def test_json_goes_in_where_a_draft_does(tmp_path: Path) -> None:
    from docgen.drafting import read_draft

    (tmp_path / "a.json").write_text(read_draft(PLAN).document.model_dump_json(), encoding="utf-8")
    assert run(["render", str(tmp_path / "a.json"), "-o", str(tmp_path)]) == ExitCode.DONE
    assert run(["render", str(PLAN), "-o", str(tmp_path)]) == ExitCode.DONE
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "ha-nam-2023.docx").read_bytes()


def test_the_schema_is_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema"]) == ExitCode.DONE
    schema = json.loads(capsys.readouterr().out)
    assert "document_type" in schema["required"]
    assert "code_number" not in schema["required"]


def test_an_organs_file_of_ones_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    organs = tmp_path / "organs.yaml"
    organs.write_text(
        "ubnd-tinh-ha-nam: {name: Ủy ban nhân dân xã Thử, abbreviation: UBND, place: Thử, regime: collective,"
        " head_position: CHỦ TỊCH}\n",
        encoding="utf-8",
    )
    assert run(["render", str(PLAN), "-o", str(tmp_path), "--organs", str(organs)]) == ExitCode.DONE
    assert "ỦY BAN NHÂN DÂN XÃ THỬ" in read_text(tmp_path / "ha-nam-2023.docx")
    organs.write_text("a: {name: X}\nb: [1]\n", encoding="utf-8")
    capsys.readouterr()
    assert run(["render", str(PLAN), "-o", str(tmp_path), "--organs", str(organs)]) == ExitCode.INPUT
    assert f"{organs}:1:" in capsys.readouterr().err
    assert run(["render", str(PLAN), "-o", str(tmp_path), "--organs", str(tmp_path / "no.yaml")]) == ExitCode.INPUT


def test_two_drafts_of_one_name_are_refused_before_anything_is_written(tmp_path: Path) -> None:
    other = tmp_path / PLAN.name
    shutil.copy(PLAN, other)
    assert run(["render", str(PLAN), str(other), "-o", str(tmp_path / "out")]) == ExitCode.INPUT
    assert not (tmp_path / "out").exists()


def test_a_file_edited_since_is_not_covered(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["render", str(PLAN), "-o", str(tmp_path)]) == ExitCode.DONE
    assert run(["render", str(PLAN), "-o", str(tmp_path)]) == ExitCode.DONE
    target = tmp_path / "ha-nam-2023.docx"
    parts = {}
    with zipfile.ZipFile(target) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["docProps/app.xml"] = parts["docProps/app.xml"].replace(b">docgen<", b">Microsoft Office Word<")
    with zipfile.ZipFile(target, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    before = target.read_bytes()
    capsys.readouterr()
    assert run(["render", str(PLAN), "-o", str(tmp_path)]) == ExitCode.INPUT
    assert "--force" in capsys.readouterr().err
    assert target.read_bytes() == before
    assert run(["render", str(PLAN), "-o", str(tmp_path), "--force"]) == ExitCode.DONE
    assert target.read_bytes() != before


def test_a_folder_that_cannot_be_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "tep").write_text("", encoding="utf-8")
    assert run(["render", str(PLAN), "-o", str(tmp_path / "tep")]) == ExitCode.INPUT
    assert run(["render", str(PLAN), "-o", str(tmp_path / "tep" / "con")]) == ExitCode.INPUT
    assert capsys.readouterr().err.count(str(tmp_path)) == 2


def test_a_folder_that_nobody_may_write_into(capsys: pytest.CaptureFixture[str]) -> None:
    # /proc takes no files, from root neither.
    assert run(["render", str(PLAN), "-o", "/proc"]) == ExitCode.INPUT
    assert "không ghi được tệp" in capsys.readouterr().err


def test_missing_libreoffice_leaves_the_word_file_and_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DOCGEN_SOFFICE", str(tmp_path / "khong-co"))
    assert run(["render", str(PLAN), "-o", str(tmp_path / "out"), "--pdf"]) == ExitCode.TOOL
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["ha-nam-2023.docx"]
    assert "apt-get install" in capsys.readouterr().err


def test_a_hanging_libreoffice_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fake = tmp_path / "soffice"
    fake.write_text("#!/bin/sh\nsleep 600\n", encoding="utf-8")
    fake.chmod(0o755)
    monkeypatch.setenv("DOCGEN_SOFFICE", str(fake))
    monkeypatch.setenv("DOCGEN_CONVERT_TIMEOUT", "0.5")
    monkeypatch.setattr("docgen.office.worker._START_PATIENCE_S", 0.5)
    assert run(["render", str(PLAN), "-o", str(tmp_path / "out"), "--pdf"]) == ExitCode.TOOL
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["ha-nam-2023.docx"]
    assert "ha-nam-2023" in capsys.readouterr().err


def test_a_missing_draft(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["render", str(tmp_path / "khong-co.vb.txt"), "-o", str(tmp_path / "out")]) == ExitCode.INPUT
    assert "không tìm thấy tệp" in capsys.readouterr().err
