"""``docgen cite``: text, Word, PDF, folders, standard input; JSON; what cannot be read."""

from __future__ import annotations

import io
import json
import sys
import unicodedata
from pathlib import Path
from typing import Any

import docx
import pytest

from docgen.cli.main import run

SENTENCE = "Căn cứ khoản 2 Điều 5 Nghị định số 30/2020/NĐCP ngày 05/3/2020 của Chính phủ về công tác văn thư;"
KEYS = [
    "start", "end", "text", "type", "number", "year", "symbol", "symbol_printed", "repaired", "date", "issuer", "title",
    "pinpoint", "inherited", "id", "status", "reason",
]  # fmt: skip


def cite_json(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> list[dict[str, Any]]:
    assert run(["cite", "--format", "json", *arguments]) == code
    parsed = json.loads(capsys.readouterr().out)
    assert isinstance(parsed, list)
    return parsed


def write_pdf(path: Path, text: str) -> None:
    """Write a PDF of one page that shows ASCII text, or none."""
    content = f"BT /F1 12 Tf 40 700 Td ({text}) Tj ET".encode("ascii") if text else b""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    path.write_bytes(
        data
        + b"xref\n0 6\n0000000000 65535 f \n"
        + table
        + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(data)
    )


def test_text_for_machines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "can-cu.txt"
    path.write_text(unicodedata.normalize("NFD", SENTENCE), encoding="utf-8")
    ((file,)) = cite_json(capsys, str(path))
    assert file["file"] == str(path)
    (citation,) = file["citations"]
    assert list(citation) == KEYS
    assert SENTENCE[citation["start"] : citation["end"]] == citation["text"]
    assert {key: citation[key] for key in KEYS[3:]} == {
        "type": "Nghị định",
        "number": "30",
        "year": 2020,
        "symbol": "30/2020/NĐ-CP",
        "symbol_printed": "30/2020/NĐCP",
        "repaired": True,
        "date": "2020-03-05",
        "issuer": "Chính phủ",
        "title": "về công tác văn thư",
        "pinpoint": "khoản 2 Điều 5",
        "inherited": [],
        "id": citation["id"],
        "status": citation["status"],
        "reason": "có trong danh mục",
    }


def test_absent_values_are_null(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "luat.txt"
    path.write_text("Theo Luật Viên chức, đơn vị báo cáo.", encoding="utf-8")
    (citation,) = cite_json(capsys, str(path))[0]["citations"]
    assert {key for key in KEYS if citation[key] is None} >= {
        "number",
        "year",
        "symbol",
        "symbol_printed",
        "date",
        "issuer",
    }
    assert (citation["type"], citation["title"], citation["repaired"]) == ("Luật", "Viên chức", False)


def test_word_file_with_table_and_line_break(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = docx.Document()
    document.add_paragraph("Kế hoạch triển khai")
    document.add_paragraph("Theo Quyết định số 2125/QĐ-").add_run().add_break()
    document.paragraphs[-1].add_run("UBND ngày 17/10/2022 của UBND tỉnh.")
    document.add_table(1, 1).cell(0, 0).text = "Kế hoạch số 362/KH-UBND"
    path = tmp_path / "van-ban.docx"
    document.save(str(path))
    found = cite_json(capsys, str(path))[0]["citations"]
    assert [(c["symbol"], c["date"]) for c in found] == [("2125/QĐ-UBND", "2022-10-17"), ("362/KH-UBND", None)]
    assert found[0]["start"] == len("Kế hoạch triển khai\nTheo ")


def test_pdf(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "van-ban.pdf"
    write_pdf(path, "Theo Quyet dinh so 876/QD-BNV ngay 10/11/2022 cua Bo Noi vu.")
    (citation,) = cite_json(capsys, str(path))[0]["citations"]
    assert (citation["symbol"], citation["date"], citation["issuer"]) == ("876/QĐ-BNV", "2022-11-10", "Bo Noi vu")


def test_standard_input(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SENTENCE.encode())))
    (file,) = cite_json(capsys, "-")
    assert file["file"] == "-"
    assert len(file["citations"]) == 1


def test_folder_takes_the_kinds_it_knows(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "trong").mkdir()
    for name in ("b.txt", "trong/a.md", "~$b.docx", "c.xlsx", ".d.txt"):
        (tmp_path / name).write_text(SENTENCE, encoding="utf-8")
    files = cite_json(capsys, str(tmp_path))
    assert [Path(file["file"]).name for file in files] == ["b.txt", "a.md"]


def test_folder_without_any_is_no_success(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["cite", str(tmp_path)]) == 3
    assert "không có tệp nào" in capsys.readouterr().err


def test_for_people(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "can-cu.txt"
    path.write_text(SENTENCE, encoding="utf-8")
    assert run(["cite", str(path)]) == 0
    out = capsys.readouterr().out
    assert "1 viện dẫn" in out
    assert "đúng là 30/2020/NĐ-CP" in out


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("nhi-phan.txt", bytes(range(256)) * 40, "nhị phân"),
        ("utf16.txt", SENTENCE.encode("utf-16"), "UTF-16"),
        ("tcvn3.txt", "Céng hßa x· héi chñ nghÜa ViÖt Nam, ®éc lËp tù do h¹nh phóc".encode("latin-1"), "TCVN3"),
        ("tcvn3-utf8.txt", "Céng hßa x· héi chñ nghÜa ViÖt Nam, ®éc lËp tù do h¹nh phóc".encode(), "TCVN3"),
        ("cut.txt", SENTENCE.encode()[:-3] + "ũ".encode()[:1], "cắt"),
        ("hong.docx", b"khong phai zip", ".docx"),
        ("hong.pdf", b"%PDF-1.7 hong", "PDF"),
        ("khong-co.txt", None, "không có tệp này"),
    ],
)
def test_what_cannot_be_read_is_said_and_the_others_are_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, data: bytes | None, said: str
) -> None:
    bad, good = tmp_path / name, tmp_path / "tot.txt"
    if data is not None:
        bad.write_bytes(data)
    good.write_text(SENTENCE, encoding="utf-8")
    first, second = cite_json(capsys, str(bad), str(good), code=3)
    assert first["citations"] == []
    assert said in first["error"]
    assert len(second["citations"]) == 1
    assert "error" not in second


def test_pdf_without_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "quet.pdf"
    write_pdf(path, "")
    assert run(["cite", str(path)]) == 3
    out = capsys.readouterr().out
    assert "không có chữ" in out
    assert "OCR" in out


def test_bad_encoding_deep_in_a_large_file_is_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "lon.txt"
    path.write_bytes(("Kế hoạch\n" * 200_000).encode() + b"\xe1\xe9\n")
    (file,) = cite_json(capsys, str(path), code=3)
    assert "dòng 200001" in file["error"]


def test_day_that_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "can-cu.txt"
    path.write_text(SENTENCE, encoding="utf-8")
    assert run(["cite", "--on", "31/02/2025", str(path)]) == 3
    assert "--on" in capsys.readouterr().err
    assert run(["cite", "--on", "01/7/2025", str(path)]) == 0


def test_statuses_from_text_to_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bao-cao.txt"
    path.write_text(
        "ỦY BAN NHÂN DÂN TỈNH HÀ TĨNH\n"
        "1. Luật Lưu trữ năm 2011;\n"
        "2. Nghị định số 110/2004/NĐ-CP ngày 08/4/2004 của Chính phủ;\n"
        "3. Nghị định số 61/2018/NĐ-CP ngày 24/4/2018 của Chính phủ;\n"
        "4. Nghị định số 45/2020/NĐ-CP của Bộ Nội vụ;\n"
        "5. Quyết định số 2125/QĐ-UBND ngày 17/10/2022 của UBND tỉnh;\n"
        "6. Quyết định số 9998/QĐ-UBND ngày 02/02/2024 của UBND tỉnh;\n"
        "7. Luật số 33/2024/QH15;\n"
        "8. Luật Viên chức.\n",
        encoding="utf-8",
    )
    expected = [
        ("in-force", "vn/luat/quoc-hoi/2011-11-11/01-2011-qh13"),
        ("replaced-by", "vn/nghi-dinh/chinh-phu/2004-04-08/110-2004-nd-cp"),
        ("date-mismatch", "vn/nghi-dinh/chinh-phu/2018-04-23/61-2018-nd-cp"),
        ("issuer-mismatch", "vn/nghi-dinh/chinh-phu/2020-04-08/45-2020-nd-cp"),
        ("known", "vn/quyet-dinh/uy-ban-nhan-dan-tinh-ha-tinh/2022-10-17/2125-qd-ubnd"),
        ("unknown", None),
        ("not-yet", "vn/luat/quoc-hoi/2024-06-21/33-2024-qh15"),
        # Of the two laws of this name the other was passed in 2025.
        ("known", "vn/luat/quoc-hoi/2010-11-15/58-2010-qh12"),
    ]
    ((file,)) = cite_json(capsys, "--on", "2024-03-01", str(path))
    assert [(citation["status"], citation["id"]) for citation in file["citations"]] == expected
    assert "30/2020/NĐ-CP" in file["citations"][1]["reason"]
    ((file,)) = cite_json(capsys, str(path))
    statuses = [citation["status"] for citation in file["citations"]]
    known, ambiguous = "known", "ambiguous"
    assert statuses == [known, known, "date-mismatch", "issuer-mismatch", known, "unknown", known, ambiguous]
