"""The XML of sheets: text in runs, phonetic guides, namespaces, and what is no sheet."""

from __future__ import annotations

import io
from xml.parsers.expat import ExpatError

import pytest

from docgen.drafting.data_file.sheet_xml import RawCell, RawRow, read_rows, read_strings

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"


def sheet(rows: str, namespace: str = _MAIN) -> io.BytesIO:
    return io.BytesIO(f'<worksheet xmlns="{namespace}"><sheetData>{rows}</sheetData></worksheet>'.encode())


@pytest.mark.parametrize("namespace", [_MAIN, _STRICT])
def test_cells_with_and_without_values(namespace: str) -> None:
    rows = (
        '<row r="3" hidden="1"><c r="AB3" s="2"><v>1.5</v></c><c t="str"><f>A1&amp;"x"</f><v></v></c>'
        "<c><f>A1</f></c><c/></row><row/>"
    )
    assert list(read_rows(sheet(rows, namespace))) == [
        RawRow(
            3,
            True,
            [
                RawCell(27, "n", "2", False, "1.5"),
                RawCell(28, "str", "", True, ""),
                RawCell(29, "n", "", True, None),
                RawCell(30, "n", "", False, None),
            ],
        ),
        RawRow(4, False, []),
    ]


def test_text_in_runs_without_its_phonetic_guide() -> None:
    runs = "<r><t>Sở </t></r>\n<r><rPr><b/></rPr><t>Nội vụ</t></r><rPh><t>so</t></rPh>"
    cell = f'<row><c t="inlineStr"><is>{runs}</is></c></row>'
    (row,) = read_rows(sheet(cell))
    assert row.cells[0].value == "Sở Nội vụ"
    strings = f'<sst xmlns="{_MAIN}"><si><t>A</t></si><si>{runs}</si><si/></sst>'
    assert list(read_strings(io.BytesIO(strings.encode()))) == ["A", "Sở Nội vụ", ""]


def test_prefixed_names_and_values_in_many_pieces() -> None:
    long = "ă&amp;" * 50_000
    data = f'<x:worksheet xmlns:x="{_MAIN}"><x:row><x:c><x:v>{long}</x:v></x:c></x:row></x:worksheet>'
    (row,) = read_rows(io.BytesIO(data.encode()))
    assert row.cells[0].value == "ă&" * 50_000


@pytest.mark.parametrize(
    "data",
    [b"", b"<worksheet><row>", b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>', b'<worksheet><row r="x"/></worksheet>'],
)
def test_what_is_no_sheet(data: bytes) -> None:
    with pytest.raises((ExpatError, ValueError)):
        list(read_rows(io.BytesIO(data)))
