"""What inspect_pdf reads from PDFs, whole and broken."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
)

from docgen.errors import ConformanceError, DocgenError, InputError
from docgen.pdf import inspect_pdf


def name(text: str) -> NameObject:
    return NameObject(text)


def simple_font(base: str, *, embedded: bool, writer: PdfWriter) -> DictionaryObject:
    font = DictionaryObject(
        {name("/Type"): name("/Font"), name("/Subtype"): name("/TrueType"), name("/BaseFont"): name(base)}
    )
    if embedded:
        file = writer._add_object(DecodedStreamObject())
        font[name("/FontDescriptor")] = DictionaryObject({name("/FontFile2"): file})
    return font


def write_pdf(path: Path, fonts: dict[str, bool], *, in_form: bool = False, text: str = "") -> Path:
    """Write a one-page PDF whose page, or a form on it, uses ``fonts`` (name: embedded or not)."""
    writer = PdfWriter()
    page = writer.add_blank_page(595, 842)
    used = {
        name(f"/F{n}"): simple_font(f"/{key}", embedded=value, writer=writer)
        for n, (key, value) in enumerate(fonts.items())
    }
    resources = DictionaryObject({name("/Font"): DictionaryObject(used)})
    if in_form:
        form = DecodedStreamObject()
        form.update({name("/Type"): name("/XObject"), name("/Subtype"): name("/Form"), name("/Resources"): resources})
        resources = DictionaryObject({name("/XObject"): DictionaryObject({name("/X0"): writer._add_object(form)})})
    page[name("/Resources")] = resources
    if text:
        content = DecodedStreamObject()
        content.set_data(f"BT /F0 12 Tf 50 700 Td ({text}) Tj ET".encode())
        page[name("/Contents")] = writer._add_object(content)
    writer.write(path)
    return path


def test_reads_pages_version_and_text(tmp_path: Path) -> None:
    facts = inspect_pdf(write_pdf(tmp_path / "a.pdf", {"ABCDEF+Serif": True}, text="Hello"))
    assert (facts.pages, facts.version, facts.pdfa) == (1, "1.3", None)
    assert facts.fonts == ("Serif",)
    assert facts.all_fonts_embedded
    assert facts.text_of(1) == "Hello"


@pytest.mark.parametrize("in_form", [False, True])
def test_finds_a_font_that_is_not_embedded(tmp_path: Path, in_form: bool) -> None:
    facts = inspect_pdf(write_pdf(tmp_path / "a.pdf", {"ABCDEF+Serif": True, "Helvetica": False}, in_form=in_form))
    assert facts.fonts == ("Helvetica", "Serif")
    assert not facts.all_fonts_embedded


def test_the_same_font_once_embedded_and_once_not_is_not_embedded(tmp_path: Path) -> None:
    facts = inspect_pdf(write_pdf(tmp_path / "a.pdf", {"ABCDEF+Serif": True, "Serif": False}))
    assert facts.fonts == ("Serif",)
    assert not facts.all_fonts_embedded


def test_looks_through_composite_fonts(tmp_path: Path) -> None:
    writer = PdfWriter()
    page = writer.add_blank_page(595, 842)
    inner = simple_font("/Inner", embedded=True, writer=writer)
    outer = DictionaryObject(
        {
            name("/Subtype"): name("/Type0"),
            name("/BaseFont"): name("/Outer"),
            name("/DescendantFonts"): ArrayObject([inner]),
        }
    )
    page[name("/Resources")] = DictionaryObject({name("/Font"): DictionaryObject({name("/F0"): outer})})
    writer.write(tmp_path / "a.pdf")
    facts = inspect_pdf(tmp_path / "a.pdf")
    assert (facts.fonts, facts.all_fonts_embedded) == (("Outer",), True)


def test_ends_on_forms_that_hold_themselves(tmp_path: Path) -> None:
    writer = PdfWriter()
    page = writer.add_blank_page(595, 842)
    form = DecodedStreamObject()
    reference = writer._add_object(form)
    resources = writer._add_object(DictionaryObject({name("/XObject"): DictionaryObject({name("/X0"): reference})}))
    form[name("/Resources")] = resources
    page[name("/Resources")] = resources
    writer.write(tmp_path / "a.pdf")
    assert inspect_pdf(tmp_path / "a.pdf").fonts == ()


def test_reads_what_the_xmp_claims(tmp_path: Path) -> None:
    xmp = (
        '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""'
        ' xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"><pdfaid:part>2</pdfaid:part>'
        '<pdfaid:conformance>U</pdfaid:conformance></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    )
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    writer.xmp_metadata = xmp.encode()
    writer.root_object[name("/Version")] = name("/1.7")
    writer.write(tmp_path / "a.pdf")
    facts = inspect_pdf(tmp_path / "a.pdf")
    assert (facts.pdfa, facts.version) == ("2u", "1.7")


@pytest.mark.parametrize("page", [0, -1, 2])
def test_a_page_that_is_not_there_is_said(tmp_path: Path, page: int) -> None:
    with pytest.raises(InputError, match=f"không có trang {page}"):
        inspect_pdf(write_pdf(tmp_path / "a.pdf", {})).text_of(page)


@pytest.mark.parametrize("content", [b"", b"random bytes" * 40])
def test_what_is_no_pdf_is_bad_input(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    with pytest.raises(InputError, match="không phải là PDF"):
        inspect_pdf(path)


def test_an_absent_file_and_a_folder_are_bad_input(tmp_path: Path) -> None:
    for path in (tmp_path / "khong-co.pdf", tmp_path):
        with pytest.raises(InputError, match="không đọc được"):
            inspect_pdf(path)


@pytest.mark.parametrize(
    "content", [b"%PDF-1.6\nnothing more", b"%PDF-1.6\n1 0 obj\n<</Type /Catalog>>\nstartxref\n9\n%%EOF"]
)
def test_a_broken_pdf_does_not_conform(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    with pytest.raises(ConformanceError, match="hỏng"):
        inspect_pdf(path)


def test_a_locked_pdf_is_bad_input(tmp_path: Path) -> None:
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(tmp_path / "a.pdf")
    with pytest.raises(InputError, match="mật khẩu"):
        inspect_pdf(tmp_path / "a.pdf")


@pytest.mark.slow
@settings(max_examples=200)
@given(changes=st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), min_size=1, max_size=12))
def test_a_mutated_pdf_gives_facts_or_an_error_of_ours(tmp_path: Path, changes: list[tuple[float, int]]) -> None:
    path = write_pdf(tmp_path / "a.pdf", {"ABCDEF+Serif": True, "Helvetica": False}, in_form=True)
    content = bytearray(path.read_bytes())
    for place, value in changes:
        content[int(place * len(content))] = value
    path.write_bytes(content)
    try:
        facts = inspect_pdf(path)
        if facts.pages:
            facts.text_of(1)
    except DocgenError as error:
        assert error.message  # noqa: PT017 - either outcome is right; a foreign error is not
