"""What is read at all, and how everything else is turned away: clearly, quickly, and only by InputError."""

from __future__ import annotations

import os
import struct
import time
import warnings
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_BZIP2, ZipFile

import pytest
from docx_builder import MAIN_TYPE, PACKAGE, W, build_docx, cell, make_parts, p, r, row, style, table, zip_parts

from docgen.errors import InputError
from docgen.ooxml import StyleMemory, read_document, read_document_bytes
from docgen.ooxml import formats as formats_module
from docgen.ooxml import story as story_module

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refusal_of(data: bytes) -> InputError:
    with pytest.raises(InputError) as caught:
        read_document_bytes(data, where="a.docx")
    error = caught.value
    assert error.where == "a.docx"
    assert error.message
    assert error.hint
    return error


def with_parts(**changes: bytes | None) -> bytes:
    """Return a plain document with some parts replaced; None takes one away."""
    return zip_parts(make_parts(p("x")) | changes)


def test_what_is_damaged_is_said_in_vietnamese() -> None:
    whole = zip_parts(make_parts(p("x" * 5000)))
    assert "bị cắt cụt" in refusal_of(whole[: len(whole) // 2]).message
    name = b"word/document.xml"
    at = whole.index(name) + len(name)
    assert "dữ liệu nén bị hỏng" in refusal_of(whole[:at] + b"\xff" * 8 + whole[at + 8 :]).message
    info = next(info for info in ZipFile(BytesIO(whole)).infolist() if info.filename == name.decode())
    crc = struct.pack("<I", info.CRC)
    assert whole.count(crc) == 2
    assert "mã kiểm tra" in refusal_of(whole.replace(crc, struct.pack("<I", info.CRC ^ 1))).message


def document_of(content: str) -> bytes:
    return f'<w:document xmlns:w="{W}">{content}</w:document>'.encode()


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "rỗng"),
        (b"%PDF-1.7 \n...", "PDF"),
        (b"\n\n%PDF-1.4", "PDF"),
        (b"{\\rtf1\\ansi", "RTF"),
        (b"<!DOCTYPE html><html>", "HTML"),
        (b"\xef\xbb\xbf<html>", "HTML"),
        (b"\x89PNG\r\n", "ảnh"),
        (b"<?xml version='1.0'?><?mso-application progid='Word.Document'?>", "XML"),
        (bytes(5000), "byte 0"),
        (b"plain text", "không phải gói zip"),
        (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
        (OLE + bytes(600) + "WordDocument".encode("utf-16-le"), "kiểu cũ (Word 97"),
        (OLE + bytes(600), "kiểu cũ hoặc"),
        (b"PK\x03\x04 and then nothing", "hỏng"),
        (b"PK\x05\x06" + bytes(18), "không khai báo phần chính"),
    ],
)
def test_refuses_what_is_no_package(data: bytes, problem: str) -> None:
    assert problem in refusal_of(data).message


def test_refuses_by_the_limits_of_a_package() -> None:
    duplicate = BytesIO(build_docx())
    with warnings.catch_warnings(), ZipFile(duplicate, "a") as package:
        warnings.simplefilter("ignore")
        package.writestr("word/document.xml", "<other/>")
    assert "trùng tên" in refusal_of(duplicate.getvalue()).message
    strange = BytesIO(build_docx())
    with ZipFile(strange, "a", ZIP_BZIP2) as package:
        package.writestr("word/more.xml", "<x/>")
    assert "nén theo kiểu" in refusal_of(strange.getvalue()).message
    assert "5000" in refusal_of(with_parts(**{f"x{n}": b"" for n in range(5000)})).message


@pytest.mark.slow
def test_refuses_a_zip_bomb_before_unpacking_it() -> None:
    data = with_parts(**{"word/media/a.bin": bytes(300 * 1024 * 1024)})
    started = time.process_time()
    assert "bom nén" in refusal_of(data).message
    assert time.process_time() - started < 5


def test_refuses_a_bomb_that_lies_about_its_size() -> None:
    data = bytearray(with_parts(**{"word/document.xml": document_of("<!--" + " " * 100_000_000 + "-->")}))
    for signature, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        for start in _find_all(data, signature):
            if b"word/document.xml" in data[start : start + 80]:
                data[start + offset : start + offset + 4] = struct.pack("<I", 1000)
    started = time.process_time()
    assert "hỏng" in refusal_of(bytes(data)).message
    assert time.process_time() - started < 5


def _find_all(data: bytearray, signature: bytes) -> list[int]:
    found, start = [], data.find(signature)
    while start >= 0:
        found.append(start)
        start = data.find(signature, start + 1)
    return found


def test_refuses_a_locked_and_a_damaged_part() -> None:
    locked = bytearray(build_docx())
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    assert "mã hoá" in refusal_of(bytes(locked)).message
    damaged = bytearray(zip_parts(make_parts(p(os.urandom(3000).hex()))))
    damaged[damaged.index(b"word/document.xml") + 400] ^= 0x55
    assert "hỏng" in refusal_of(bytes(damaged)).message


@pytest.mark.parametrize("missing", ["[Content_Types].xml", "_rels/.rels", "word/document.xml"])
def test_refuses_a_package_without_what_makes_it_word(missing: str) -> None:
    refusal_of(with_parts(**{missing: None}))


def test_refuses_other_kinds_of_packages() -> None:
    sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    types = make_parts()["[Content_Types].xml"].replace(MAIN_TYPE.encode(), sheet.encode())
    assert "bảng tính" in refusal_of(with_parts(**{"[Content_Types].xml": types})).message
    assert "không phải là văn bản Word" in refusal_of(with_parts(**{"word/document.xml": b"<workbook/>"})).message
    assert "không phải là văn bản Word" in refusal_of(with_parts(**{"word/document.xml": document_of("")})).message
    odt = {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}
    assert "OpenDocument" in refusal_of(zip_parts(odt)).message


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE a SYSTEM "http://127.0.0.1/x.dtd">',
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
@pytest.mark.parametrize("part", ["word/document.xml", "_rels/.rels", "[Content_Types].xml"])
def test_refuses_a_dtd_wherever_it_stands(head: str, encoding: str, part: str) -> None:
    content = f'<?xml version="1.0" encoding="{encoding}"?>{head}<a/>'.encode(encoding)
    assert "DTD" in refusal_of(with_parts(**{part: content})).message


@pytest.mark.parametrize("encoding", ["utf-7", "utf-32", "cp037", "shift_jis"])
def test_refuses_encodings_that_hide_signs(encoding: str) -> None:
    content = f'<?xml version="1.0" encoding="{encoding}"?>{document_of("<w:body/>").decode()}'.encode(encoding)
    refusal_of(with_parts(**{"word/document.xml": content}))


def test_reads_utf16() -> None:
    content = make_parts(p("Chữ"))["word/document.xml"].decode().replace("UTF-8", "UTF-16").encode("utf-16")
    assert read_document_bytes(with_parts(**{"word/document.xml": content})).paragraphs[0].text == "Chữ"


def test_refuses_broken_xml_and_says_where() -> None:
    message = refusal_of(with_parts(**{"word/document.xml": b"<a>\n<b></a>"})).message
    assert "word/document.xml" in message
    assert "dòng 2" in message


def test_refuses_deep_nesting_and_reads_what_is_less_deep() -> None:
    def nested(depth: int) -> bytes:
        body = p("x")
        for _ in range(depth):
            body = table(row(cell(body)))
        return build_docx(body)

    assert "lồng nhau" in refusal_of(nested(200)).message
    document = read_document_bytes(nested(80))
    assert len(document.tables) == 80
    assert document.tables[79].parent == 78


def test_refuses_more_than_a_document_can_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(story_module, "MAX_FACTS", 100)
    for body in (p() * 101, f"<w:p>{r('x') * 101}</w:p>", table(row(cell("") * 101)), table(row() * 101)):
        assert "quá lớn" in refusal_of(build_docx(body)).message
    assert "quá lớn" in refusal_of(build_docx("<w:proofErr/>" * 2_400_000)).message


@pytest.mark.slow
@pytest.mark.parametrize(
    "body",
    [
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:fldChar w:fldCharType="separate"/></w:r></w:p>' * 40_000,
        "<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr></w:p>" * 100_000,
        "<w:tbl><w:tr/></w:tbl>" * 100_000,
        "<w:sdt><w:sdtContent>" * 100 + "<w:t> </w:t>" * 100_000 + "</w:sdtContent></w:sdt>" * 100,
        "<w:p><w:r><w:rPr><w:rFonts w:ascii='a' w:hAnsi='b'/></w:rPr><w:t>" + "ếa" * 2_000_000 + "</w:t></w:r></w:p>",
    ],
)
def test_hostile_content_does_not_take_long(body: str) -> None:
    data = zip_parts(make_parts(body), pack=False)
    started = time.process_time()
    with suppress(InputError):
        read_document_bytes(data)
    assert time.process_time() - started < 30


def test_refuses_more_formats_than_a_document_can_have(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats_module, "_MAX_CASES", 20)
    memory = StyleMemory()
    few = build_docx("".join(p("x", f'<w:ind w:left="{n}"/>') for n in range(20)))
    for _ in range(3):
        assert len(read_document_bytes(few, memory=memory).paragraphs) == 20
    many = "".join(p("x", f'<w:ind w:left="{n}"/>', f'<w:sz w:val="{n}"/>') for n in range(11))
    assert "kiểu định dạng" in refusal_of(build_docx(many)).message


def test_a_long_chain_of_styles_does_not_take_long() -> None:
    sheet = "".join(style(f"S{n}", based_on=f"S{n + 1}") for n in range(20_000))
    started = time.process_time()
    read_document_bytes(build_docx("".join(p("x", f'<w:pStyle w:val="S{n}"/>') for n in range(2_000)), styles=sheet))
    assert time.process_time() - started < 30


def test_finds_parts_through_the_relationships() -> None:
    relationships = make_parts()["_rels/.rels"].replace(b"word/document.xml", b"/deep/er/main%20part.xml")
    types = make_parts()["[Content_Types].xml"].replace(b"word/document.xml", b"deep/er/main part.xml")
    inner = '<Relationship Id="a" Type="x/styles" Target="../my.xml"/>'.join(
        (f'<Relationships xmlns="{PACKAGE}/relationships">', "</Relationships>")
    )
    data = zip_parts(
        {
            "[Content_Types].xml": types,
            "_rels/.rels": relationships,
            "DEEP/er/Main part.xml": make_parts(p("x"))["word/document.xml"],
            "deep\\er\\_rels\\main part.xml.rels": inner.encode(),
            "deep/my.xml": document_of("").replace(b"w:document", b"w:styles"),
        }
    )
    assert read_document_bytes(data).paragraphs[0].place.part == "deep/er/main part.xml"


def test_strict_documents_read_like_others() -> None:
    strict = "http://purl.oclc.org/ooxml"
    parts = {
        name: content.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", f"{strict}/wordprocessingml/main".encode()
        ).replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            f"{strict}/officeDocument/relationships".encode(),
        )
        for name, content in make_parts(
            p("x", '<w:jc w:val="end"/><w:ind w:start="2cm"/>'),
            styles=style("N", "<w:rPr><w:b/></w:rPr>", default=True),
        ).items()
    }
    document = read_document_bytes(zip_parts(parts))
    paragraph = document.paragraphs[0]
    assert document.is_strict
    assert (paragraph.text, paragraph.align, paragraph.left, paragraph.runs[0].bold) == ("x", "right", 1134, True)


def test_macros_are_noted() -> None:
    types = make_parts()["[Content_Types].xml"].replace(
        MAIN_TYPE.encode(), b"application/vnd.ms-word.document.macroEnabled.main+xml"
    )
    document = read_document_bytes(with_parts(**{"[Content_Types].xml": types, "word/vbaProject.bin": b"x"}))
    assert document.has_macros


def test_parts_that_are_named_but_missing_are_words_defaults() -> None:
    parts = make_parts(
        p("x", '<w:numPr><w:numId w:val="1"/></w:numPr>'), styles="", numbering="", settings="", theme="", footnotes=""
    )
    kept = {
        name: content
        for name, content in parts.items()
        if "document" in name or "ypes" in name or name == "_rels/.rels"
    }
    assert read_document_bytes(zip_parts(kept)).paragraphs[0].runs[0].size_pt == 10


def test_damaged_properties_do_not_stop_the_reading_but_damaged_styles_do() -> None:
    parts = make_parts(p("x"), app="<Application>Word</Application>", styles="")
    assert read_document_bytes(zip_parts(parts | {"docProps/app.xml": b"<broken"})).application == ""
    assert "word/styles.xml" in refusal_of(zip_parts(parts | {"word/styles.xml": b"<broken"})).message


def test_reads_files_and_refuses_what_is_none(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(build_docx(p("x")))
    assert read_document(path).paragraphs[0].text == "x"
    os.mkfifo(tmp_path / "ong.docx")
    for bad in (tmp_path / "gone.docx", tmp_path, tmp_path / "ong.docx", tmp_path / "a\0b", tmp_path / ("a" * 300)):
        with pytest.raises(InputError) as caught:
            read_document(bad)
        assert caught.value.where
        assert caught.value.hint


def test_a_file_too_large_is_not_even_opened(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with path.open("wb") as stream:
        stream.truncate(201 * 1024 * 1024)
    with pytest.raises(InputError, match="200 MB"):
        read_document(path)


def test_reading_with_a_memory_gives_the_same(tmp_path: Path) -> None:
    memory = StyleMemory()
    sheets = [style("N", f'<w:rPr><w:sz w:val="{size}"/></w:rPr>', default=True) for size in range(20, 40)]
    for sheet in sheets * 2:
        data = build_docx(p("x") + p("y", run="<w:b/>"), styles=sheet)
        assert read_document_bytes(data, memory=memory) == read_document_bytes(data)


def test_a_memory_tells_colour_mappings_apart() -> None:
    memory = StyleMemory()
    colors = "<a:dk1><a:srgbClr val='111111'/></a:dk1><a:lt1><a:srgbClr val='EEEEEE'/></a:lt1>"
    scheme = f"<a:themeElements><a:clrScheme>{colors}</a:clrScheme></a:themeElements>"

    def make(settings: str) -> bytes:
        return build_docx(p("x", run='<w:color w:themeColor="text1"/>'), theme=scheme, settings=settings)

    found = [
        read_document_bytes(make(settings), memory=memory).paragraphs[0].runs[0].color
        for settings in ("", '<w:clrSchemeMapping w:t1="light1"/>', "")
    ]
    assert found == ["111111", "EEEEEE", "111111"]
