"""``docgen template fields`` and ``docgen template check`` from the front door."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from clerk_templates import TEMPLATES, ClerkTemplate, paragraph
from click.testing import CliRunner

from docgen.cli.main import run

SHIPPED = TEMPLATES / "cong-van" / "template.docx"


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    clerk = ClerkTemplate(tmp_path / "mau")
    clerk.insert(paragraph("{{ sub", "jct }}") + paragraph("{% for line in recipients %}") + paragraph("{% endfor %}"))
    return clerk.path


def test_fields_are_listed_with_type_and_place(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["template", "fields", str(SHIPPED), "--format", "json"]) == 0
    (listed,) = json.loads(capsys.readouterr().out)
    fields = {field["name"]: field for field in listed["fields"]}
    assert listed["file"] == str(SHIPPED)
    assert fields["recipients[]"]["type"] == "chữ"
    assert fields["place_and_date"]["where"] == [
        {"part": "word/document.xml", "place": "bảng 1, hàng 2, ô 2", "paragraph": 1}
    ]
    assert run(["template", "fields", "cong-van"]) == 0
    assert "appendices[].title" in capsys.readouterr().out


def test_a_sound_template_is_said_to_be_sound(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["template", "check", str(SHIPPED), str(SHIPPED.parent)]) == 0
    assert capsys.readouterr().out == f"{SHIPPED}: dùng được\n" * 2


def test_faults_end_with_4_and_name_their_place(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["template", "check", str(broken), str(SHIPPED), "--format", "json"]) == 4
    first, second = json.loads(capsys.readouterr().out)
    assert second == {"file": str(SHIPPED), "findings": []}
    assert first["findings"][0] == {
        "code": "unknown-field",
        "severity": "error",
        "message": "không có trường “subjct”",
        "where": {"part": "word/document.xml", "place": "đoạn 2", "paragraph": 2, "excerpt": "{{ subjct }}"},
        "hint": "có phải là subject?",
    }
    assert [(f["code"], f["where"]["place"]) for f in first["findings"][1:]] == [("no-p", "đoạn 3"), ("no-p", "đoạn 4")]
    assert run(["template", "check", str(broken)]) == 4
    out = capsys.readouterr().out
    assert f"{broken}: 3 lỗi" in out
    assert "đoạn 2: lỗi: không có trường “subjct” (có phải là subject?)" in out


@pytest.mark.parametrize("command", ["check", "fields"])
def test_what_is_not_a_template_ends_with_4(tmp_path: Path, command: str) -> None:
    (tmp_path / "a.docx").write_bytes(b"PK\x03\x04rubbish")
    assert run(["template", command, str(tmp_path / "a.docx"), str(SHIPPED)]) == 4
    assert run(["template", command, str(tmp_path / "khong-co.docx"), "--format", "json"]) == 4


def test_help_of_the_commands_is_vietnamese() -> None:
    from docgen.cli.main import cli

    for name in ("check", "fields"):
        help_text = CliRunner().invoke(cli, ["template", name, "--help"]).output
        assert "Cách dùng:" in help_text
        assert "Ví dụ: docgen template" in help_text
