"""What the gate lets in, and what it refuses in words a clerk can act on."""

from __future__ import annotations

import os
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.office import gate
from docgen.office.gate import Refusal, find_refusal

MakeDocx = Callable[..., Path]
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def refusal_of(path: Path) -> Refusal:
    refusal = find_refusal(path)
    assert refusal is not None
    assert refusal.problem
    assert refusal.hint
    return refusal


def nested(depth: int) -> bytes:
    """A document whose elements stand ``depth`` deep."""
    inner = "<w:p>" * (depth - 1) + "</w:p>" * (depth - 1)
    return f'<w:document xmlns:w="{W}">{inner}</w:document>'.encode()


def test_lets_a_plain_document_in(make_docx: MakeDocx) -> None:
    assert find_refusal(make_docx()) is None


def test_lets_in_what_python_docx_writes(tmp_path: Path) -> None:
    document = Document()
    document.add_table(3, 3)
    document.save(str(tmp_path / "a.docx"))
    assert find_refusal(tmp_path / "a.docx") is None


def test_finds_the_main_part_through_the_relationships(make_docx: MakeDocx) -> None:
    rel = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a"'
        ' Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/word/other.xml"/>'
        "</Relationships>"
    )
    strict = b'<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"/>'
    parts = {"_rels/.rels": rel.encode(), "word/document.xml": None, "word/other.xml": strict}
    assert find_refusal(make_docx(parts=parts)) is None
    assert "word/other.xml" in refusal_of(make_docx(parts=parts | {"word/other.xml": None})).problem


def test_refuses_what_is_no_file(tmp_path: Path) -> None:
    assert "không có tệp" in refusal_of(tmp_path / "khong-co.docx").problem
    assert "không phải là một tệp" in refusal_of(tmp_path).problem
    os.mkfifo(tmp_path / "ong.docx")
    assert "không phải là một tệp" in refusal_of(tmp_path / "ong.docx").problem


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "rỗng"),
        (b"\x93random\x00bytes" * 50, "không phải gói zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "mật khẩu"),
        (b"PK\x03\x04 and then nothing", "hỏng"),
    ],
)
def test_refuses_bytes_that_are_no_package(tmp_path: Path, content: bytes, problem: str) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(content)
    assert problem in refusal_of(path).problem


@pytest.mark.parametrize("missing", ["[Content_Types].xml", "_rels/.rels", "word/document.xml"])
def test_refuses_a_zip_without_what_makes_it_word(make_docx: MakeDocx, missing: str) -> None:
    assert missing in refusal_of(make_docx(parts={missing: None})).problem


def test_refuses_relationships_that_name_no_main_part(make_docx: MakeDocx) -> None:
    empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
    assert "không khai báo phần chính" in refusal_of(make_docx(parts={"_rels/.rels": empty})).problem


def test_refuses_a_spreadsheet_in_word_clothes(make_docx: MakeDocx) -> None:
    sheet = b'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    assert "bảng tính" in refusal_of(make_docx(parts={"word/document.xml": sheet})).problem


def test_refuses_broken_xml_and_says_where(make_docx: MakeDocx) -> None:
    problem = refusal_of(make_docx(parts={"word/header1.xml": b"<a>\n<b></a>"})).problem
    assert "word/header1.xml" in problem
    assert "dòng 2" in problem


@pytest.mark.parametrize(
    "head", ['<!DOCTYPE a SYSTEM "http://127.0.0.1/x.dtd">', '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]>']
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_refuses_a_dtd_in_any_encoding(make_docx: MakeDocx, head: str, encoding: str) -> None:
    part = f'<?xml version="1.0" encoding="{encoding}"?>{head}<a/>'.encode(encoding)
    assert "DTD" in refusal_of(make_docx(parts={"customXml/item1.xml": part})).problem


def test_refuses_deep_nesting_only(make_docx: MakeDocx) -> None:
    assert find_refusal(make_docx(parts={"word/document.xml": nested(gate.MAX_DEPTH)})) is None
    too_deep = make_docx(parts={"word/document.xml": nested(gate.MAX_DEPTH + 1)})
    assert "lồng nhau" in refusal_of(too_deep).problem


@pytest.mark.slow
def test_refuses_a_zip_bomb_before_unpacking_it(make_docx: MakeDocx) -> None:
    path = make_docx(parts={"word/media/a.bin": bytes(300 * 1024 * 1024)})
    assert path.stat().st_size < 1024 * 1024
    started = time.process_time()
    assert "bom nén" in refusal_of(path).problem
    assert time.process_time() - started < 5


def test_refuses_a_total_that_is_too_large(make_docx: MakeDocx, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "MAX_TOTAL_BYTES", 4 * 1024 * 1024)
    parts = {f"word/media/{n}.bin": bytes(1024 * 1024) for n in range(5)}
    assert "giải nén" in refusal_of(make_docx(parts=parts)).problem


def test_refuses_too_many_parts(make_docx: MakeDocx) -> None:
    parts = {f"word/media/{n}": b"" for n in range(gate.MAX_PARTS)}
    assert f"quá {gate.MAX_PARTS}" in refusal_of(make_docx(parts=parts)).problem


def test_refuses_two_parts_of_one_name(make_docx: MakeDocx) -> None:
    path = make_docx()
    with warnings.catch_warnings(), ZipFile(path, "a", ZIP_DEFLATED) as package:
        warnings.simplefilter("ignore")
        package.writestr("word/document.xml", "<other/>")
    assert "trùng tên" in refusal_of(path).problem


def test_refuses_a_compression_that_word_does_not_know(make_docx: MakeDocx) -> None:
    path = make_docx()
    with ZipFile(path, "a", ZIP_BZIP2) as package:
        package.writestr("word/styles.xml", "<styles/>")
    assert "word/styles.xml" in refusal_of(path).problem


def test_refuses_a_locked_part(make_docx: MakeDocx) -> None:
    path = make_docx()
    content = bytearray(path.read_bytes())
    # The flag of encryption in the first entry of the central directory.
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    assert "mã hoá" in refusal_of(path).problem


def test_finds_one_flipped_bit_in_an_image(make_docx: MakeDocx) -> None:
    picture = os.urandom(5000)
    path = make_docx(parts={"word/media/a.png": picture})
    content = bytearray(path.read_bytes())
    content[content.index(picture[:50]) + 20] ^= 1
    path.write_bytes(content)
    assert "hỏng" in refusal_of(path).problem


@pytest.mark.slow
@settings(max_examples=150)
@given(
    changes=st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), min_size=1, max_size=8), cut=st.floats(0, 1)
)
def test_never_raises_on_a_mutated_document(make_docx: MakeDocx, changes: list[tuple[float, int]], cut: float) -> None:
    path = make_docx()
    content = bytearray(path.read_bytes())
    for place, value in changes:
        content[int(place * len(content))] = value
    path.write_bytes(content[: int(cut * len(content)) or None])
    refusal = find_refusal(path)
    assert refusal is None or refusal.problem
