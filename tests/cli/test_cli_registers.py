"""Registers, incoming documents, dossiers and search through the front door."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from docgen.cli.main import run

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "samples" / "ke-hoach" / "ha-nam-2023.vb.txt"


class Desk:
    """Runs commands on one store, and reads what they print as JSON."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys
        self.errors = ""

    def run(self, *arguments: object, code: int = 0) -> Any:
        given = ["records", *map(str, arguments), "--store", str(self.folder), "--as", "hoa", "--format", "json"]
        ended = run(given)
        captured = self._capsys.readouterr()
        self.errors = captured.err
        assert ended == code, captured
        return json.loads(captured.out) if captured.out else None

    def receive(self, code: str = "123/STC-NS", *more: object, ended: int = 0) -> Any:
        given = (
            "--organ-name",
            "Sở Tài chính",
            "--code",
            code,
            "--date",
            "2026-01-05",
            "--subject",
            "Dự toán năm 2027",
        )
        return self.run("incoming", "add", *given, *more, code=ended)


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(tmp_path / "kho", capsys)


def test_incoming_from_arrival_to_register(desk: Desk, tmp_path: Path) -> None:
    paper = tmp_path / "123.txt"
    paper.write_text("nội dung", encoding="utf-8")
    row = desk.receive("123/STC-NS", "--file", paper, "--due", "5/2/2026", "--urgency", "khan", "--organ", "Sở Nội vụ")
    assert (row["arrival_number"], row["code"], row["due_date"], row["priority"]) == (1, "123/STC-NS", "2026-02-05", 1)
    assert [file["name"] for file in row["files"]] == ["123.txt"]
    assert desk.receive(ended=7) is None
    assert "--even-if-duplicate" in desk.errors
    assert desk.receive("123/STC-NS", "--even-if-duplicate")["arrival_number"] == 2
    assert desk.receive("9/STC", "--organ", "Sở Nội vu Vụ", ended=7) is None  # a slip opens no second series
    assert desk.run("incoming", "assign", 1, "--to", "Phòng CCHC")["state"] == "assigned"
    assert desk.run("incoming", "answer", 1, "--code", "88/SNV")["answer_code"] == "88/SNV"
    assert desk.run("incoming", "finish", 1)["state"] == "finished"
    assert [row["id"] for row in desk.run("incoming", "list", "--state", "registered")] == [2]
    assert desk.run("incoming", "recall", 2, "--reason", "CV 9")["state"] == "recalled"
    year = row["arrival_date"][:4]
    (printed,) = desk.run("register", "incoming", "--year", year)
    assert [line[1] for line in printed["rows"]] == ["1", "2"]
    for name in ("so.xlsx", "so.docx"):
        assert desk.run("register", "follow-up", "--year", year, "-o", tmp_path / name)["rows"] == 2
    book = openpyxl.load_workbook(tmp_path / "so.xlsx")
    assert book.sheetnames == ["Bìa", "Theo dõi"]
    desk.run("register", "incoming", "--year", year, "-o", tmp_path / "so.txt", code=3)
    desk.run("verify")


def test_a_store_without_organs_takes_what_arrives(desk: Desk) -> None:
    assert desk.receive()["arrival_number"] == 1
    assert "thêm --organ" in desk.errors


def test_search_finds_the_plans(desk: Desk, tmp_path: Path) -> None:
    desk.run("submit", SAMPLE)
    desk.receive("7/STC", "--organ", "Ủy ban nhân dân tỉnh Hà Nam")
    found = desk.run("search", "ke hoach cai cach hanh chinh")
    assert [(item["kind"], item["id"], item["type_name"]) for item in found["found"]] == [("document", 1, "Kế hoạch")]
    assert found["next"] == ""
    assert [item["kind"] for item in desk.run("search", "dự toán", "--incoming")["found"]] == ["incoming"]
    assert desk.run("search", "dự toán", "--outgoing")["found"] == []
    assert desk.run("search", "cải cách", "--from", "1/1/1999", "--type", "ke-hoach", "--state", "submitted")["found"]
    assert desk.run("search", "cai cach", "-o", tmp_path / "tim.xlsx")["rows"] == 1
    desk.run("search", "***", code=3)
    desk.run("search", "a", "--from", "32/1/2026", code=2)


def test_dossiers_and_their_lists(desk: Desk, tmp_path: Path) -> None:
    desk.receive()
    given = ("--title", "Cải cách hành chính", "--retention", "Vĩnh viễn", "--year", 2026, "--start", "2025-01-01")
    assert desk.run("dossier", "create", "--code", "01.CCHC", *given)["state"] == "open"
    desk.run("dossier", "create", "--code", "01.CCHC", *given, code=7)
    assert desk.run("dossier", "add", 1, "den:1")["document_total"] == 1
    desk.run("dossier", "add", 1, "abc", code=2)
    assert desk.run("dossier", "close", 1, "--end", "2025-02-01")["transfer_due"] == "2026-02-01"
    assert [row["id"] for row in desk.run("dossier", "due", "--on", "2026-01-10")] == [1]
    assert desk.run("dossier", "due", "--on", "2025-12-01") == []
    assert desk.run("dossier", "hold", 1, "--reason", "Thanh tra")["hold_reason"] == "Thanh tra"
    desk.run("dossier", "transfer", 1, code=7)
    desk.run("dossier", "release", 1)
    assert len(desk.run("dossier", "show", 1)["documents"]) == 1
    for command in (("contents", 1), ("inventory", "--year", 2026), ("catalogue", "--year", 2026)):
        assert desk.run("dossier", *command)[0]["rows"]
        assert desk.run("dossier", *command, "-o", tmp_path / f"{command[0]}.docx")["rows"] >= 1
    assert desk.run("dossier", "transfer", 1)["state"] == "transferred"
    desk.run("verify")


@pytest.mark.slow
def test_a_register_becomes_a_pdf(desk: Desk, tmp_path: Path) -> None:
    row = desk.receive()
    desk.run("register", "incoming", "--year", row["arrival_date"][:4], "-o", tmp_path / "so.pdf")
    assert (tmp_path / "so.pdf").read_bytes().startswith(b"%PDF-")
