"""``docgen round``: its commands, its output for machines, its exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from docgen.cli.main import run
from tests.support.rounds import ROUNDS, copy_sample


def write_scores(tmp_path: Path, text: str) -> str:
    path = tmp_path / "diem.csv"
    path.write_text(text, encoding="utf-8")
    return str(path)


def rank(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = run(["round", "rank", *arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_rank_prints_a_list_of_objects(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scores = write_scores(
        tmp_path, 'Đơn vị,Tổng điểm\nSở A,"91,50"\nSở B,96.16\nSở "C",95\nSở Đ,95\n'.replace('"C"', "C")
    )
    code, out, _ = rank(capsys, scores, "--classes", "ha-nam-2023", "--format", "json")
    assert code == 0
    assert json.loads(out) == [
        {"rank": 1, "unit": "Sở B", "total": 96.16, "percentage": 96.16, "class": "Xuất sắc"},
        {"rank": 2, "unit": "Sở C", "total": 95, "percentage": 95, "class": "Xuất sắc"},
        {"rank": 2, "unit": "Sở Đ", "total": 95, "percentage": 95, "class": "Xuất sắc"},
        {"rank": 4, "unit": "Sở A", "total": 91.5, "percentage": 91.5, "class": "Tốt"},
    ]
    assert '"total": 91.5,' in out


def test_rank_applies_the_floors_of_fields(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "Đơn vị,Tổng điểm,Chỉ đạo,Thể chế\nXã A,91,79,95\nXã B,91,69,95\nXã C,91,80,95\n"
    code, out, err = rank(capsys, write_scores(tmp_path, text), "--classes", "hai-duong-2021", "--format", "json")
    assert code == 0
    assert [(row["rank"], row["class"]) for row in json.loads(out)] == [
        (1, "Hoàn thành tốt nhiệm vụ"),
        (1, "Hoàn thành nhiệm vụ"),
        (1, "Hoàn thành xuất sắc nhiệm vụ"),
    ]
    assert "2 lĩnh vực: Chỉ đạo; Thể chế" in err


def test_rank_says_when_floors_cannot_be_judged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = rank(capsys, write_scores(tmp_path, "Đơn vị,Điểm\nA,91\n"), "--classes", "hai-duong-2021")
    assert code == 0
    assert "Hoàn thành xuất sắc nhiệm vụ" in out
    assert "chưa được xét" in err


def test_rank_refuses_bad_scores(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = rank(capsys, write_scores(tmp_path, "Đơn vị,Điểm\nA,101\nB,x\n"), "--classes", "ha-nam-2023")
    assert (code, out) == (3, "")
    assert "hàng 2, cột B" in err
    assert "hàng 3, cột B" in err


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--classes", "khong-co"], 3),
        ([], 2),
        (["--classes", "ha-nam-2023", "--max", "x"], 2),
        (["--classes", "ha-nam-2023", "--max", "0"], 2),
        (["--classes", "ha-nam-2023", "--decimals", "9"], 2),
    ],
)
def test_rank_refuses_bad_options(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int
) -> None:
    assert rank(capsys, write_scores(tmp_path, "Đơn vị,Điểm\nA,1\n"), *arguments)[0] == code


def test_plan_prints_and_writes_the_calendar(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ics = tmp_path / "lich.ics"
    assert run(["round", "plan", str(ROUNDS / "ha-nam-2023"), "--ics", str(ics), "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert rows[-1]["last_day"] == "2024-01-30"
    assert ics.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")


def test_check_and_explain(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["round", "check", str(ROUNDS / "hai-duong-2021")]) == 0
    assert "19 đơn vị, 22 tiêu chí" in capsys.readouterr().out
    assert run(["round", "explain", str(ROUNDS / "hai-duong-2021"), "xã hiệp cát"]) == 0
    assert "Tổng điểm: " in capsys.readouterr().out
    assert run(["round", "check", str(tmp_path)]) == 3


def test_build_writes_the_papers_that_are_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    assert run(["round", "build", str(ROUNDS / "ha-nam-2023"), "-o", str(out), "--only", "plan,publication"]) == 0
    assert sorted(path.name for path in out.iterdir()) == ["01-ke-hoach.docx", "12-quyet-dinh-cong-bo.docx"]
    assert run(["round", "build", str(ROUNDS / "ha-nam-2023"), "-o", str(out), "--only", "plann"]) == 2


def test_papers_are_named_in_english_or_vietnamese(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["round", "build", str(ROUNDS / "ha-nam-2023"), "-o", str(tmp_path), "--only"]
    assert run([*arguments, "ke-hoach,notice"]) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["01-ke-hoach.docx", "13-thong-bao.docx"]
    capsys.readouterr()
    assert run([*arguments, "plan,notice"]) == 0
    assert "2 tệp DOCX" in (said := capsys.readouterr().out)
    assert "2 không đổi" in said
    assert run([*arguments, "plan,khac,la"]) == 2
    assert "khac, la" in capsys.readouterr().err


def test_build_publishes_nothing_from_scores_with_mistakes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    row = '3,Sở Tư pháp,"0,75","2,25"'
    folder = copy_sample("ha-nam-2023", tmp_path, {"so-tham-dinh.csv": [(row, '3,Sở Tư pháp,9,"2,25"')]})
    out = tmp_path / "out"
    asked = ["round", "build", str(folder), "-o", str(out), "--only", "plan,report,publication"]
    assert run(asked) == 3
    assert [path.name for path in out.iterdir()] == ["01-ke-hoach.docx"]
    said = capsys.readouterr().err
    assert "hàng 4, cột C" in said
    assert "Chưa được dựng quyết định công bố (publication)" in said
    assert run([*asked, "--allow-missing"]) == 3
    assert sorted(path.name for path in out.iterdir()) == ["01-ke-hoach.docx", "10-bao-cao.docx"]


def test_a_round_with_mistakes_builds_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = copy_sample("ha-nam-2023", tmp_path, {"round.yaml": [("year: 2023", "year: hai nghìn")]})
    out = tmp_path / "out"
    assert run(["round", "build", str(folder), "-o", str(out)]) == 3
    assert not out.exists()
    assert "round.yaml:4:7" in capsys.readouterr().err
