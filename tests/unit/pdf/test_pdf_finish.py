"""The finishing: what LibreOffice's PDF says of the clock goes, what the archive knows comes in."""

from __future__ import annotations

import datetime
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pikepdf
import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from docgen.errors import ConformanceError
from docgen.pdf.core_properties import read_info
from docgen.pdf.finish import finish_pdf
from docgen.pdf.info import ArchiveFields, PdfInfo
from docgen.pdf.xmp import NAMESPACE, write_xmp

HANOI = datetime.timezone(datetime.timedelta(hours=7))
FIELDS = ArchiveFields(
    document_type="Quyết định",
    code_number="15",
    code_notation="QĐ-UBND",
    promulgation_date=datetime.date(2026, 5, 17),
    organ="Ủy ban nhân dân tỉnh Hà Nam",
    subject="Về việc thành lập Hội đồng <thẩm định> & Tổ Thư ký",
    position="Chủ tịch",
    full_name="Trần Thị Thử",
    dossier_code="01.2026",
    ordinal="3",
    document_id="000.00.00.H01-2026-15",
)
INFO = PdfInfo(
    "Tên văn bản",
    "Cơ quan",
    "Mô tả",
    datetime.datetime(2026, 5, 1, 8, 0, tzinfo=HANOI),
    datetime.datetime(2026, 5, 2, 9, 30, 5, tzinfo=datetime.UTC),
    FIELDS,
)
DC = "{http://purl.org/dc/elements/1.1/}"


def write_raw(path: Path, *, made: bytes = b"\x07\xea\x00\x0b\x00\x1a\x00\x11\x008\x00\x1d", second: int = 0) -> Path:
    """Write a PDF that has the clock in every place where LibreOffice has it."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    profile = bytearray(200)
    profile[24:36] = made
    profile[84:100] = bytes([second]) * 16
    intent = pikepdf.Dictionary(Type=pikepdf.Name.OutputIntent, S=pikepdf.Name.GTS_PDFA1)
    pdf.Root.OutputIntents = pikepdf.Array([intent])
    pdf.Root.OutputIntents[0].DestOutputProfile = pdf.make_stream(bytes(profile), N=3)
    pdf.docinfo["/CreationDate"] = f"D:202611261756{second:02d}Z'"
    pdf.docinfo["/Producer"] = "LibreOffice 7.4"
    pdf.trailer["/DocChecksum"] = pikepdf.Name(f"/{second:032X}")
    pdf.save(path)
    return path


def test_the_same_document_and_fields_give_the_same_bytes(tmp_path: Path) -> None:
    first = finish_pdf(write_raw(tmp_path / "a.pdf", second=1), INFO)
    second = finish_pdf(write_raw(tmp_path / "b.pdf", second=59, made=bytes(range(12))), INFO)
    assert first == second
    assert first.pages == 1
    other = finish_pdf(tmp_path / "a.pdf", PdfInfo("Tên khác"))
    assert other.data != first.data


def test_what_is_written_is_what_was_given(tmp_path: Path) -> None:
    (tmp_path / "out.pdf").write_bytes(finish_pdf(write_raw(tmp_path / "a.pdf"), INFO).data)
    with pikepdf.open(tmp_path / "out.pdf") as pdf:
        assert str(pdf.Root.Lang) == "vi-VN"
        assert {key: str(value) for key, value in pdf.docinfo.items()} == {
            "/Title": "Tên văn bản",
            "/Author": "Cơ quan",
            "/Subject": "Mô tả",
            "/Creator": "docgen",
            "/Producer": "LibreOffice 7.4",
            "/CreationDate": "D:20260501080000+07'00'",
            "/ModDate": "D:20260502093005+00'00'",
        }
        with pdf.open_metadata() as xmp:
            assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("2", "U")
            assert (xmp["dc:title"], xmp["xmp:CreateDate"]) == ("Tên văn bản", "2026-05-01T08:00:00+07:00")
            written = {name: xmp[f"{{{NAMESPACE}}}{name}"] for name, _ in FIELDS.list_filled()}
        assert written == dict(FIELDS.list_filled())
        assert written["promulgation_date"] == "2026-05-17"


def test_without_times_there_are_none(tmp_path: Path) -> None:
    data = finish_pdf(write_raw(tmp_path / "a.pdf"), PdfInfo("Tên")).data
    (tmp_path / "out.pdf").write_bytes(data)
    with pikepdf.open(tmp_path / "out.pdf") as pdf:
        assert not {"/CreationDate", "/ModDate"} & set(pdf.docinfo.keys())
        packet = pdf.Root.Metadata.read_bytes()
    assert b"Date" not in packet
    assert NAMESPACE.encode() in packet
    assert b"pdfaExtension:schemas>" not in packet


@pytest.mark.parametrize("content", [b"", b"garbage" * 99, b"%PDF-1.7\nnothing\n%%EOF"])
def test_what_is_no_pdf_does_not_conform(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.pdf").write_bytes(content)
    with pytest.raises(ConformanceError, match="hỏng"):
        finish_pdf(tmp_path / "a.pdf", INFO)


def test_a_pdf_cut_short_or_without_pages_or_absent_does_not_conform(tmp_path: Path) -> None:
    whole = write_raw(tmp_path / "a.pdf").read_bytes()
    (tmp_path / "cut.pdf").write_bytes(whole[:-80])
    pikepdf.new().save(tmp_path / "none.pdf")
    for name in ("cut.pdf", "none.pdf", "absent.pdf"):
        with pytest.raises(ConformanceError):
            finish_pdf(tmp_path / name, INFO)


@given(st.builds(PdfInfo, st.text(), st.text(), st.text(), archive=st.builds(ArchiveFields, *[st.text()] * 3)))
def test_any_text_gives_well_formed_xmp(info: PdfInfo) -> None:
    packet = write_xmp(info, "LibreOffice")
    root = ElementTree.fromstring(  # noqa: S314 - our own packet
        packet.decode().removeprefix("\ufeff").split("?>", 1)[1].rsplit("<?", 1)[0]
    )
    titles = [element.text or "" for element in root.findall(f".//{DC}title//*") if element.tag.endswith("li")]
    assert len(titles) == 1
    assert len(titles[0]) == len(info.title)


def write_docx(path: Path, title: str = "", created: datetime.datetime | None = None) -> Path:
    document = Document()
    document.core_properties.title = title
    document.core_properties.author = "Người soạn"
    if created:
        document.core_properties.created = created
    document.save(str(path))
    return path


def test_dates_come_from_the_document(tmp_path: Path) -> None:
    docx = write_docx(tmp_path / "a.docx", "Tên", datetime.datetime(2023, 9, 15, 3, 4, 5))
    info = read_info(docx, tmp_path / "nguồn.docx", ArchiveFields())
    assert info.created == datetime.datetime(2023, 9, 15, 3, 4, 5, tzinfo=datetime.UTC)
    assert (info.title, info.author) == ("Tên", "Người soạn")


def test_what_the_archive_knows_goes_first_and_the_name_last(tmp_path: Path) -> None:
    docx = write_docx(tmp_path / "a.docx")
    assert read_info(docx, tmp_path / "nguồn.docx", ArchiveFields()).title == "nguồn"
    info = read_info(docx, tmp_path / "nguồn.docx", FIELDS)
    assert (info.title, info.author) == (FIELDS.subject, FIELDS.organ)


def test_a_document_without_properties_has_a_pdf_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"PK no zip")
    assert read_info(tmp_path / "a.docx", tmp_path / "b.docx", ArchiveFields()) == PdfInfo("b")


def test_importing_the_room_loads_neither_pikepdf_nor_java() -> None:
    code = (
        "import sys, docgen.pdf, docgen.cli.pdf; print([n for n in ('pikepdf', 'jpype', 'lxml') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
