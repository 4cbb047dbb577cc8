"""Pages as LibreOffice lays them out: the signature is never alone, no page is blank, titles and rows stay whole.

Bodies of one line more each time bring every component to the foot of a page once.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from pypdf import PdfReader

from docgen.model import (
    Appendix,
    Block,
    Cell,
    Division,
    Document,
    Footnote,
    Level,
    Organ,
    Paragraph,
    Run,
    SecondSignature,
    Signature,
    Table,
)
from docgen.office import convert_to_pdf
from tests.unit.rendering.rendered import RENDERER, Rendered
from tests.unit.rendering.test_rendering_lines import LONG_SUBJECT

pytestmark = pytest.mark.slow

SHIFTED = ("lines", "appendix", "table", "minutes")
LENGTHS = range(1, 46)
# Cases that need no finer sweep.
EVERY_OTHER = ("paragraph", "table-appendix", "table-line", "titles", "articles", "rows")
SIGNER = "Nguyễn Văn Ký"
ORGAN = Organ(
    name="Ủy ban nhân dân tỉnh Ninh Bình",
    heading=("ỦY BAN NHÂN DÂN", "TỈNH NINH BÌNH"),
    abbreviation="UBND",
    place="Ninh Bình",
    regime="collective",
    head_position="CHỦ TỊCH",
)
SIGNATURE = Signature(competence=("TM. ỦY BAN NHÂN DÂN",), position="CHỦ TỊCH", full_name=SIGNER)
SECOND = SecondSignature(position="THƯ KÝ", full_name="Trần Thị Thư")
APPENDIX = Appendix(title="Danh sách", body=(Paragraph(content="Chữ của phụ lục"),))


def make(body: list[Block], **more: object) -> Document:
    fields = {"document_type": "ke-hoach", "organ": ORGAN, "subject": "Kiểm tra ngắt trang", "signature": SIGNATURE}
    return Document.model_validate({**fields, "body": tuple(body), "recipients": ("Các sở", "Các phường"), **more})


def lines(count: int) -> list[Block]:
    return [Paragraph(content=f"Dòng thứ {number:02d}") for number in range(1, count + 1)]


def long_paragraph(count: int) -> Paragraph:
    """Return a paragraph of ``count`` lines, give or take one."""
    return Paragraph(content=" ".join(f"Dòng{number:03d}" for number in range(1, 8 * count - 3)))


def table(rows: int, words: str = "Dòng") -> Table:
    texts = [("TT", "CỘTVIỆC"), *((str(number), f"{words} đầu{number:02d}") for number in range(1, rows + 1))]
    return Table(rows=tuple(tuple(Cell(paragraphs=(text,)) for text in row) for row in texts))


def titled(level: Level, number: str, title: str, *children: Block) -> Division:
    return Division(level=level, number=number, content=title, children=children)


def titled_lines(count: int) -> list[Block]:
    return [
        *lines(count),
        titled(Level.ROMAN, "I", "TIÊU ĐỀ", titled(Level.CLAUSE, "1", "TIÊU ĐỀ khoản", long_paragraph(3))),
        titled(Level.ROMAN, "II", "TIÊU ĐỀ", table(25)),
        *lines(2),
    ]


def articles(count: int) -> list[Block]:
    clauses = [Division(level=Level.CLAUSE, number=str(n), content=f"Dòng thứ {n:02d}") for n in range(1, count + 1)]
    return [
        titled(Level.ARTICLE, "1", "TIÊU ĐỀ", *clauses),
        titled(
            Level.ARTICLE, "2", "TIÊU ĐỀ", Division(level=Level.CLAUSE, number="1", content=" ".join(["Dòng"] * 30))
        ),
        Division(level=Level.ARTICLE, number="3", content="Dòng cuối."),
    ]


BASES = ("Căn cứ Luật Tổ chức chính quyền địa phương;", "Theo đề nghị của Giám đốc Sở Nội vụ.")
TALL = " ".join(["Dòng nhiều chữ"] * 12)
CASES: Mapping[str, Callable[[int], Document]] = {
    "lines": lambda n: make(lines(n)),
    "appendix": lambda n: make(lines(n), appendices=(APPENDIX,)),
    "paragraph": lambda n: make([*lines(n), long_paragraph(6)]),
    "table": lambda n: make([*lines(n), table(5)]),
    "table-appendix": lambda n: make([*lines(n), table(5)], appendices=(APPENDIX,)),
    "table-line": lambda n: make([*lines(n), table(5), *lines(1)]),
    "minutes": lambda n: make(lines(n), document_type="bien-ban", second_signature=SECOND),
    "titles": lambda n: make(titled_lines(n)),
    "articles": lambda n: make(articles(n), document_type="quyet-dinh", legal_bases=BASES, appendices=(APPENDIX,)),
    "rows": lambda n: make(
        [
            *lines(n),
            Table(
                rows=(
                    (Cell(paragraphs=("CỘTVIỆC",)), Cell(paragraphs=("Ghi chú",))),
                    *(
                        (Cell(paragraphs=(f"đầu{i:02d} {TALL} cuối{i:02d}",)), Cell(paragraphs=("Dòng",)))
                        for i in range(1, 9)
                    ),
                )
            ),
            *lines(2),
        ]
    ),
}


def lengths_of(case: str) -> range:
    return range(LENGTHS.start, LENGTHS.stop, 2 if case in EVERY_OTHER else 1)


@dataclass(frozen=True)
class Page:
    """The text of one page, line by line, without its number."""

    number: str
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def body_lines(self) -> int:
        return sum("Dòng" in line or "đầu" in line for line in self.lines)


def convert(documents: Mapping[str, bytes], folder: Path) -> dict[str, list[Page]]:
    """Convert documents in one call and return their pages."""
    sources = []
    for name, data in documents.items():
        (folder / f"{name}.docx").write_bytes(data)
        sources.append(folder / f"{name}.docx")
    pages = {}
    for conversion in convert_to_pdf(sources, folder):
        assert conversion.pdf is not None, conversion
        pages[conversion.source.stem] = [read_page(page.extract_text()) for page in PdfReader(conversion.pdf).pages]
    assert len(pages) == len(documents)
    return pages


def read_page(text: str) -> Page:
    found = tuple(line.strip() for line in text.splitlines() if line.strip())
    numbered = bool(found) and found[0].isdigit()
    return Page(found[0] if numbered else "", found[1:] if numbered else found)


@pytest.fixture(scope="module")
def swept(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Page]]:
    documents = {f"{case}-{n:02d}": RENDERER.render(make(n)) for case, make in CASES.items() for n in lengths_of(case)}
    return convert(documents, tmp_path_factory.mktemp("swept"))


def with_bottom_margin(data: bytes, extra: int) -> bytes:
    """Return the document with pages that end ``extra`` twips higher."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                part, count = re.subn(rb'w:bottom="1134"', b'w:bottom="%d"' % (1134 + extra), part)
                assert count
            new.writestr(name, part)
    return buffer.getvalue()


@dataclass(frozen=True)
class Shifted:
    """A document that just fits its page, and what becomes of it when its pages end a little higher each time."""

    data: bytes
    pages: dict[int, list[Page]]


@pytest.fixture(scope="module")
def shifted(swept: dict[str, list[Page]], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Shifted]:
    fitting = {}
    for case in SHIFTED:
        shortest = len(swept[f"{case}-05"])
        fitting[case] = RENDERER.render(
            CASES[case](max(n for n in LENGTHS if len(swept[f"{case}-{n:02d}"]) == shortest))
        )
    # Over the height of a line and the gap after it.
    documents = {
        f"{case}-{extra}": with_bottom_margin(data, extra)
        for case, data in fitting.items()
        for extra in range(0, 440, 20)
    }
    made = convert(documents, tmp_path_factory.mktemp("shifted"))
    return {
        case: Shifted(data, {extra: made[f"{case}-{extra}"] for extra in range(0, 440, 20)})
        for case, data in fitting.items()
    }


def check_pages(name: str, pages: list[Page]) -> None:
    (signed,) = [page for page in pages if SIGNER in page.text]
    body = sum(page.body_lines for page in pages)
    assert signed.body_lines >= min(2, body), f"{name}: {signed.lines}"
    assert "Lưu: VT" in signed.text, name
    for page in pages:
        assert page.lines, f"{name}: a blank page among {len(pages)}"


@pytest.mark.parametrize("case", CASES)
def test_the_signature_has_two_lines_of_text_and_no_page_is_blank(case: str, swept: dict[str, list[Page]]) -> None:
    numbers_of_pages = set()
    for n in lengths_of(case):
        pages = swept[f"{case}-{n:02d}"]
        check_pages(f"{case}-{n:02d}", pages)
        numbers_of_pages.add(len(pages))
    assert len(numbers_of_pages) > 1  # else no body ended at the foot of a page


@pytest.mark.parametrize("case", SHIFTED)
def test_the_end_of_a_section_adds_no_page_when_the_page_is_full(
    case: str, shifted: dict[str, Shifted], tmp_path: Path
) -> None:
    document = shifted[case]
    suspects = [extra for extra, pages in document.pages.items() if not all(page.lines for page in pages)]
    for extra in set(document.pages) - set(suspects):
        check_pages(f"{case}-{extra}", document.pages[extra])
    assert len({len(pages) for pages in document.pages.values()}) == 2  # some fit, some do not
    # Not a single twip (1/20 pt) may be left for the end of the section to want a page of its own: LibreOffice needs
    # one, and no property that it reads from a DOCX ties a single row to the paragraph below it. A twip more or less
    # must do.
    near = {
        f"{extra}": with_bottom_margin(document.data, extra) for wrong in suspects for extra in (wrong - 1, wrong + 1)
    }
    assert len(suspects) <= 1
    for name, pages in convert(near, tmp_path).items():
        check_pages(f"{case}-{name}", pages)


@pytest.mark.parametrize("case", ["titles", "articles"])
def test_titles_are_never_left_at_the_foot_of_a_page(case: str, swept: dict[str, list[Page]]) -> None:
    for n in lengths_of(case):
        for page in swept[f"{case}-{n:02d}"]:
            assert "TIÊU ĐỀ" not in page.lines[-1], n
            assert "CỘTVIỆC" not in page.lines[-1], n


def test_headers_repeat_and_rows_stay_whole(swept: dict[str, list[Page]]) -> None:
    broken_over = 0
    for n in lengths_of("rows"):
        pages = [page for page in swept[f"rows-{n:02d}"] if re.search(r"(đầu|cuối)\d\d", page.text)]
        for page in pages:
            assert "CỘTVIỆC" in page.text, n
            assert re.findall(r"đầu(\d\d)", page.text) == re.findall(r"cuối(\d\d)", page.text), n
        broken_over += len(pages) > 1
    assert broken_over > 5


def test_pages_are_numbered_from_the_second_on(swept: dict[str, list[Page]]) -> None:
    for n in LENGTHS:
        pages = swept[f"appendix-{n:02d}"]
        numbers = [page.number for page in pages]
        assert numbers == ["", *map(str, range(2, len(pages))), ""]  # the appendix begins anew


@pytest.fixture(scope="module")
def others(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, list[Page]]]:
    note = Footnote(content=(Run(text="Chú thích"),))
    rows = (("TT", "Việc"), ("1", " ".join(f"Từ{i:04d}" for i in range(900))))
    huge = Table(rows=tuple(tuple(Cell(paragraphs=(text,)) for text in row) for row in rows))
    landscape = Appendix(title=LONG_SUBJECT, landscape=True, body=(table(40), *lines(1)))
    documents = {
        "plain": make(lines(3)),
        "note": make([Paragraph(content=(Run(text="Dòng có chú thích"), note)), *lines(2)]),
        "recipients": make(lines(3), recipients=tuple(f"Nơi nhận {i:02d}" for i in range(1, 91))),
        "huge-row": make([*lines(3), huge, *lines(2)]),
        "title": make(lines(3), subject=LONG_SUBJECT, appendices=(APPENDIX, landscape)),
    }
    folder = tmp_path_factory.mktemp("others")
    return folder, convert({name: RENDERER.render(document) for name, document in documents.items()}, folder)


def find_top(pdf: Path) -> float:
    """Return how far below the edge of page 1 its first text stands, in points."""
    page = PdfReader(pdf).pages[0]
    heights: list[float] = []
    page.extract_text(visitor_text=lambda text, _cm, tm, _font, _size: text.strip() and heights.append(tm[5]))
    return float(page.mediabox.height) - max(heights)


def test_a_footnote_does_not_push_the_heading_down(others: tuple[Path, dict[str, list[Page]]]) -> None:
    folder, _ = others
    assert find_top(folder / "note.pdf") == pytest.approx(find_top(folder / "plain.pdf"), abs=0.5)
    assert find_top(folder / "plain.pdf") == pytest.approx(57 + 12, abs=3)  # 20 mm and the height of a line


def test_what_is_taller_than_a_page_is_not_cut_off(others: tuple[Path, dict[str, list[Page]]]) -> None:
    _, pages = others
    recipients = "".join(page.text for page in pages["recipients"])
    assert [f"{i:02d}" for i in range(1, 91)] == re.findall(r"Nơi nhận (\d\d)", recipients)
    row = "".join(page.text for page in pages["huge-row"])
    assert [f"{i:04d}" for i in range(900)] == re.findall(r"Từ(\d{4})", row)


def test_titles_break_where_rendering_means_them_to(others: tuple[Path, dict[str, list[Page]]]) -> None:
    _, pages = others
    first, portrait, *landscape = pages["title"]
    subject = [line for line in first.lines if line in LONG_SUBJECT]
    assert " ".join(subject) == LONG_SUBJECT
    assert len(subject) == 3
    assert min(map(len, subject)) >= 0.7 * max(map(len, subject))
    assert portrait.lines[:2] == ("Phụ lục I", "DANH SÁCH")
    title = [line for line in landscape[0].lines if line in LONG_SUBJECT.upper()]
    assert " ".join(title) == LONG_SUBJECT.upper()
    assert len(title) == 2
    issued = [line for page in (portrait, landscape[0]) for line in page.lines if "(Kèm theo" in line]
    assert all(re.search(r"năm|\)$", line) for line in issued)  # the date is not cut in two
    assert [page.number for page in landscape] == ["", *map(str, range(2, len(landscape) + 1))]
    assert all("CỘTVIỆC" in page.text for page in landscape if "đầu" in page.text)


def test_sections_lie_as_they_are_asked_to(others: tuple[Path, dict[str, list[Page]]]) -> None:
    folder, _ = others
    shapes = [
        float(page.mediabox.width) > float(page.mediabox.height) for page in PdfReader(folder / "title.pdf").pages
    ]
    assert shapes[:2] == [False, False]
    assert all(shapes[2:])
    assert len(Rendered((folder / "title.docx").read_bytes()).sections) == 3
