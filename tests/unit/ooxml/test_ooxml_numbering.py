"""Labels of automatic numbering, and what list levels say of paragraphs."""

from __future__ import annotations

import pytest
from docx_builder import build_docx, p, style

from docgen.ooxml import DocumentFacts, read_document_bytes
from docgen.ooxml.labels import write_count


def read(body: str, numbering: str, **parts: str) -> DocumentFacts:
    return read_document_bytes(build_docx(body, numbering=numbering, **parts))


def level(index: int, text: str, form: str = "decimal", start: int = 1, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>{more}'
        "</w:lvl>"
    )


def abstract(identity: int, *levels: str, more: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="{identity}">{more}{"".join(levels)}</w:abstractNum>'


def num(identity: int, of: int, more: str = "") -> str:
    return f'<w:num w:numId="{identity}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


def item(number: int, index: int = 0, more: str = "") -> str:
    return p("x", f'<w:numPr><w:ilvl w:val="{index}"/><w:numId w:val="{number}"/></w:numPr>{more}')


def labels(document: DocumentFacts) -> list[str]:
    return [paragraph.label for paragraph in document.paragraphs]


def test_levels_count_and_start_anew() -> None:
    lists = abstract(0, level(0, "%1.", "upperRoman"), level(1, "%1.%2."), level(2, "%3)", "lowerLetter")) + num(1, 0)
    steps = [0, 1, 2, 2, 1, 2, 0, 1]
    document = read("".join(item(1, step) for step in steps), lists)
    assert labels(document) == ["I.", "I.1.", "a)", "b)", "I.2.", "a)", "II.", "II.1."]
    assert document.paragraphs[0].shown == "I. x"
    assert document.paragraphs[0].text == "x"


def test_legal_levels_show_digits() -> None:
    lists = abstract(0, level(0, "%1.", "upperRoman"), level(1, "%1.%2", more="<w:isLgl/>")) + num(1, 0)
    assert labels(read(item(1) + item(1, 1), lists)) == ["I.", "1.1"]


def test_a_level_that_never_starts_anew_and_one_that_does_after_a_certain_level() -> None:
    never = abstract(0, level(0, "%1."), level(1, "%2)", more='<w:lvlRestart w:val="0"/>')) + num(1, 0)
    assert labels(read(item(1) + item(1, 1) + item(1) + item(1, 1), never)) == ["1.", "1)", "2.", "2)"]
    only_first = abstract(0, level(0, "%1"), level(1, "%2"), level(2, "%3", more='<w:lvlRestart w:val="1"/>')) + num(
        1, 0
    )
    steps = [0, 1, 2, 1, 2, 0, 2]
    assert labels(read("".join(item(1, step) for step in steps), only_first)) == ["1", "1", "1", "2", "2", "2", "1"]


def test_lists_of_one_definition_go_on_unless_told_to_start() -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    lists = abstract(0, level(0, "%1.")) + num(1, 0) + num(2, 0) + num(3, 0, override)
    body = item(1) + item(2) + item(3) + item(3) + item(1)
    assert labels(read(body, lists)) == ["1.", "2.", "5.", "6.", "7."]


def test_an_override_may_replace_a_level() -> None:
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "%1)", "lowerLetter")}</w:lvlOverride>'
    assert labels(read(item(1), abstract(0, level(0, "%1.")) + num(1, 0, override))) == ["a)"]


def test_bullets_show_what_they_look_like() -> None:
    forms = [("-", "-"), ("\uf0b7", "•"), ("\uf0fc", "✓"), ("\uf0ff", "•"), ("+", "+")]
    lists = "".join(abstract(n, level(0, sign, "bullet")) + num(n + 1, n) for n, (sign, _) in enumerate(forms))
    assert labels(read("".join(item(n + 1) for n in range(len(forms))), lists)) == [shown for _, shown in forms]


def test_lists_that_are_not_there_or_say_nothing() -> None:
    lists = abstract(0, level(0, "", "none")) + num(1, 0) + num(2, 9)
    assert labels(read(item(1) + item(2) + item(3) + item(0) + item(1, 8), lists)) == [""] * 5
    hidden = abstract(0, level(0, "%1.", more="<w:rPr><w:vanish/></w:rPr>")) + num(1, 0)
    assert labels(read(item(1), hidden)) == [""]


def test_numbers_from_a_style_and_its_level() -> None:
    linked = level(0, "%1.", "upperRoman", more='<w:pStyle w:val="H1"/>') + level(
        1, "%2.", more='<w:pStyle w:val="H2"/>'
    )
    sheet = (
        style("N", default=True)
        + style("H1", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>', based_on="N")
        + style("H2", '<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr>', based_on="H1")
    )
    body = p("a", '<w:pStyle w:val="H1"/>') + p("b", '<w:pStyle w:val="H2"/>') + p("c", '<w:pStyle w:val="H2"/>')
    off = p("d", '<w:pStyle w:val="H2"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    document = read(body + off + body, abstract(0, linked) + num(1, 0), styles=sheet)
    assert labels(document) == ["I.", "1.", "2.", "", "II.", "1.", "2."]


def test_indents_of_levels_stand_between_style_and_direct_formatting() -> None:
    indent = '<w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr>'
    lists = abstract(0, level(0, "%1.", more=indent)) + num(1, 0)
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    sheet = style("A", '<w:pPr><w:ind w:left="100" w:firstLine="50"/></w:pPr>') + style(
        "B", f'<w:pPr>{number}<w:ind w:left="100"/></w:pPr>'
    )
    body = (
        p("a", f'<w:pStyle w:val="A"/>{number}')
        + p("b", f'<w:pStyle w:val="A"/>{number}<w:ind w:left="9"/>')
        + p("c", '<w:pStyle w:val="B"/>')
        + p("d", '<w:pStyle w:val="B"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    )
    found = [(q.left, q.first_line) for q in read(body, lists, styles=sheet).paragraphs]
    assert found == [(720, -360), (9, -360), (100, -360), (100, 0)]


def test_numbering_styles_lend_their_definition() -> None:
    link = abstract(0, more='<w:numStyleLink w:val="L"/>') + abstract(
        1, level(0, "%1)"), more='<w:styleLink w:val="L"/>'
    )
    sheet = style("L", '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>', "numbering")
    assert labels(read(item(1) + item(2), link + num(1, 0) + num(2, 1), styles=sheet)) == ["1)", "2)"]
    circle = abstract(0, more='<w:numStyleLink w:val="L"/>') + num(1, 0)
    sheet = style("L", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>', "numbering")
    assert labels(read(item(1), circle, styles=sheet)) == [""]


def test_deeper_item_first_takes_the_start_of_those_above() -> None:
    lists = abstract(0, level(0, "%1."), level(1, "%1.%2.")) + num(1, 0)
    assert labels(read(item(1, 1) + item(1, 1), lists)) == ["1.1.", "1.2."]


def test_headers_count_for_themselves() -> None:
    lists = abstract(0, level(0, "%1.")) + num(1, 0)
    section = '<w:sectPr><w:headerReference w:type="default" r:id="rIdH1"/></w:sectPr>'
    data = build_docx(item(1) + section, numbering=lists, headers={"rIdH1": item(1)})  # type: ignore[arg-type]
    document = read_document_bytes(data)
    assert [q.label for q in document.sections[0].headers["default"]] == ["1."]


@pytest.mark.parametrize(
    ("count", "form", "text"),
    [
        (27, "lowerLetter", "aa"),
        (28, "upperLetter", "BB"),
        (26, "lowerLetter", "z"),
        (1999, "upperRoman", "MCMXCIX"),
        (4, "lowerRoman", "iv"),
        (7, "decimalZero", "07"),
        (12, "decimalZero", "12"),
        (3, "none", ""),
        (3, "chicago", "3"),
        (0, "upperRoman", "0"),
        (10**7, "lowerLetter", "10000000"),
    ],
)
def test_number_formats(count: int, form: str, text: str) -> None:
    assert write_count(count, form) == text


def test_custom_format_pads() -> None:
    assert write_count(7, "custom", "001, 002, 003, ...") == "007"
