"""``docgen archive`` through the front door: what it prints, and how it ends."""

from __future__ import annotations

import csv
import json
import re
from datetime import date
from pathlib import Path

import click
import openpyxl
import pytest
from click.testing import CliRunner
from packages import issue
from registry_office import CLERK

from docgen.cli.main import cli, run
from docgen.records.documents import recall
from docgen.records.store import open_store

ENGLISH = re.compile(r"\b(Usage|Options|Commands|Show this message|required|OPTIONS|ARGS|INTEGER|PATH|TEXT)\b")


@pytest.fixture
def office(store_folder: Path) -> Path:
    store = open_store(store_folder)
    issue(store, subject="=HYPERLINK(1;2) kiểm kê")
    recall(store, issue(store, date(2026, 5, 19), subject="-1+2"), CLERK, "Sai")
    store.close()
    return store_folder


@pytest.mark.parametrize("name", ["export", "verify", "list"])
def test_help_is_vietnamese_with_an_example(name: str) -> None:
    result = CliRunner().invoke(cli, ["archive", name, "--help"])
    assert result.exit_code == 0
    assert f"Ví dụ: docgen archive {name}" in result.output
    assert not ENGLISH.search(result.output)
    group = cli.get_command(click.Context(cli), "archive")
    assert isinstance(group, click.Group)
    command = group.get_command(click.Context(group), name)
    assert command is not None
    assert [p.name for p in command.params if isinstance(p, click.Option) and not p.help] == []


def test_export_then_verify_then_a_changed_byte(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "goi.zip"
    asked = ["archive", "export", "--no-pdf", "-o", str(target), "--store", str(office), "--as", "hoa"]
    assert run([*asked, "--format", "json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert (made["documents"], made["size"]) == (2, target.stat().st_size)
    assert run(["archive", "verify", str(target), "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["clean"], found["documents"], found["pdfs"], found["problems"]) == (True, 2, 2, [])
    data = bytearray(target.read_bytes())
    data[data.index(b"PK 1") + 3] ^= 1
    target.write_bytes(data)
    assert run(["archive", "verify", str(target)]) == 9
    assert "LỖI  data/van-ban/00001-01-TB-SNV/01-TB-SNV.docx" in capsys.readouterr().out
    assert run(["archive", "verify", str(target), "--format", "json"]) == 9
    found = json.loads(capsys.readouterr().out)
    assert found["clean"] is False
    assert {problem["area"] for problem in found["problems"]} == {"zip", "bag", "document", "trail"} - {"trail"}


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["export"], 2),
        (["export", "1", "--query", "x", "-o", "a.zip"], 2),
        (["export", "-o", "a.tar"], 3),
        (["export", "77", "-o", "a.zip"], 7),
        (["export", "--query", "khongco", "-o", "a.zip"], 9),
        (["export", "--at", "hôm qua", "-o", "a.zip"], 3),
        (["export", "--key", "khong-co.pem", "-o", "a.zip"], 3),
        (["list", "-o", "a.pdf"], 3),
        (["list", "-o", "a.csv", "--query", "khongco"], 9),
    ],
)
def test_what_cannot_be_done_says_so(
    office: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    code: int,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["archive", *arguments, "--store", str(office)]) == code
    assert capsys.readouterr().err
    assert [path for path in tmp_path.iterdir() if path.name != "store"] == []


def test_verify_of_what_is_not_there_or_no_package(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["archive", "verify", str(tmp_path / "khong-co.zip")]) == 3
    (tmp_path / "x.zip").write_bytes(b"hello")
    assert run(["archive", "verify", str(tmp_path / "x.zip")]) == 9
    assert "không phải là tệp zip" in capsys.readouterr().out


def test_the_list_as_csv_is_for_excel_and_runs_nothing(office: Path, tmp_path: Path) -> None:
    assert run(["archive", "list", "-o", str(tmp_path / "a.csv"), "--store", str(office)]) == 0
    data = (tmp_path / "a.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    names, labels, *rows = list(csv.reader(data.decode("utf-8-sig").splitlines()))
    assert names[:8] == [
        "FileCode", "DocOrdinal", "TypeName", "CodeNumber", "CodeNotation", "IssuedDate", "OrganName", "Subject",
    ]  # fmt: skip
    assert labels[7] == "Trích yếu nội dung"
    assert [row[7] for row in rows] == ["'=HYPERLINK(1;2) kiểm kê", "'-1+2"]
    assert [row[3:6] for row in rows] == [["1", "TB-SNV", "2026-05-18"], ["2", "TB-SNV", "2026-05-19"]]
    assert rows[1][names.index("State")] == "đã thu hồi"


def test_the_list_as_workbook_holds_text(office: Path, tmp_path: Path) -> None:
    asked = ["archive", "list", "-o", str(tmp_path / "a.xlsx"), "--query", "kiểm kê", "--store", str(office)]
    assert run(asked) == 0
    first = (tmp_path / "a.xlsx").read_bytes()
    assert run(asked) == 0
    assert (tmp_path / "a.xlsx").read_bytes() == first
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert sheet is not None
    [cell] = [cell for row in sheet.iter_rows() for cell in row if "HYPERLINK" in str(cell.value)]
    assert (cell.value, cell.data_type) == ("=HYPERLINK(1;2) kiểm kê", "s")
