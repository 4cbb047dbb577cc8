"""Real LibreOffice: what goes in as DOCX comes out as the same text in PDF/A-2u, in order, and nothing stays behind."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unicodedata
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document

from docgen.office import Conversion, Converter, convert_to_pdf, find_soffice
from docgen.pdf import inspect_pdf, make_pdfs
from docgen.settings import load_settings
from docgen.vietnamese.text import VIETNAMESE_LETTERS

pytestmark = pytest.mark.slow

SOCKETS = Path("/tmp")  # noqa: S108 - where LibreOffice puts them, whatever TMPDIR says

LINES = (
    "ỦY BAN NHÂN DÂN TỈNH HÀ NAM",
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;",
    "“Nghị quyết” – ngoặc kép, gạch ngang… & < > % #",
)


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "tam"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def write_docx(path: Path, pages: int = 1, lines: tuple[str, ...] = LINES) -> Path:
    document = Document()
    document.styles["Normal"].font.name = "Times New Roman"
    for page in range(pages):
        if page:
            document.add_page_break()
        document.add_paragraph(f"Trang {page + 1} của {path.stem}")
        for line in lines:
            run = document.add_paragraph().add_run(line)
            run.bold = page % 2 == 1
    document.save(str(path))
    return path


def list_own_processes(folder: Path) -> list[str]:
    """Return the command lines of processes that work in ``folder``; zombies have none."""
    commands = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            command = entry.read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
        except OSError:
            continue
        if str(folder) in command and entry.parent.name != str(os.getpid()):
            commands.append(command)
    return commands


def read_with_poppler(pdf: Path) -> str:
    done = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True)
    return unicodedata.normalize("NFC", done.stdout)


def test_libreoffice_is_there() -> None:
    assert find_soffice(), "thiếu LibreOffice: chạy .ci/system-packages"


def test_documents_become_pdf_a_in_order(tmp_path: Path, temporary: Path) -> None:
    names = ["Kế hoạch số 5", "a b#c%20d", "quyết định", "-o", "x.y.z"]
    sources = [write_docx(tmp_path / f"{name}.docx", pages) for pages, name in enumerate(names, 1)]
    results = list(make_pdfs(sources, tmp_path / "ra", settings=load_settings({})))
    assert [(result.source, result.pages, result.problem) for result in results] == [
        (source, pages, "") for pages, source in enumerate(sources, 1)
    ]
    for result in results:
        assert result.pdf == tmp_path / "ra" / f"{result.source.stem}.pdf"
        facts = inspect_pdf(result.pdf)
        assert (facts.pages, facts.pdfa) == (result.pages, "2u")
        assert facts.fonts
        assert facts.all_fonts_embedded
        assert all(font.startswith("LiberationSerif") for font in facts.fonts)
        assert f"Trang 1 của {result.source.stem}" in facts.text_of(1)
    assert list(temporary.iterdir()) == []
    assert sorted(path.name for path in (tmp_path / "ra").iterdir()) == sorted(f"{name}.pdf" for name in names)
    assert list_own_processes(tmp_path) == []


def test_vietnamese_comes_back_letter_for_letter(tmp_path: Path) -> None:
    letters = tuple(VIETNAMESE_LETTERS[start : start + 30] for start in range(0, 134, 30))
    (result,) = convert_to_pdf([write_docx(tmp_path / "chữ.docx", 2, LINES + letters)], tmp_path)
    assert result.pdf is not None
    facts = inspect_pdf(result.pdf)
    by_pypdf = unicodedata.normalize("NFC", "\n".join(facts.text_of(page) for page in (1, 2)))
    by_poppler = read_with_poppler(result.pdf)
    for line in LINES + letters:
        assert by_pypdf.count(line) == 2
        assert by_poppler.count(line) == 2


def test_what_word_cannot_open_is_refused_and_quickly(tmp_path: Path) -> None:
    (tmp_path / "rác.docx").write_bytes(os.urandom(20_000))
    (tmp_path / "rỗng.docx").write_bytes(b"")
    shutil.copy(write_docx(tmp_path / "tốt.docx"), tmp_path / "bom.docx")
    with ZipFile(tmp_path / "bom.docx", "a", ZIP_DEFLATED) as package:
        package.writestr("word/bom.xml", b"<a>" + b" " * (200 * 1024 * 1024) + b"</a>")
    bad = [tmp_path / f"{name}.docx" for name in ("rác", "rỗng", "bom")]
    started = time.process_time()
    refused = list(convert_to_pdf(bad, tmp_path / "ra"))
    assert time.process_time() - started < 5
    assert [result.pdf for result in refused] == [None] * 3
    results = list(convert_to_pdf([*bad, tmp_path / "tốt.docx"], tmp_path / "ra"))
    assert [result.pdf is not None for result in results] == [False, False, False, True]


def test_a_document_that_libreoffice_cannot_load_costs_only_itself(tmp_path: Path) -> None:
    sources = [write_docx(tmp_path / f"{name}.docx") for name in ("a", "b", "c")]
    with ZipFile(sources[0]) as whole, ZipFile(sources[1], "w", ZIP_DEFLATED) as package:
        for part in whole.namelist():
            # Well-formed, so the gate lets it in; but nothing says any more what kind each part is.
            package.writestr(part, b"<a/>" if part == "[Content_Types].xml" else whole.read(part))
    results = list(convert_to_pdf(sources, tmp_path / "ra"))
    assert [result.pdf is not None for result in results] == [True, False, True]
    assert "LibreOffice không chuyển được" in results[1].problem


def test_two_conversions_at_once_do_not_meet(tmp_path: Path, temporary: Path) -> None:
    results: dict[int, list[Conversion]] = {}

    def work(number: int) -> None:
        sources = [write_docx(tmp_path / f"{number}-{n}.docx") for n in range(3)]
        results[number] = list(convert_to_pdf(sources, tmp_path / "ra"))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [result.problem for number in (0, 1) for result in results[number]] == [""] * 6
    assert len(list((tmp_path / "ra").iterdir())) == 6
    assert list(temporary.iterdir()) == []


def test_a_document_over_its_time_leaves_no_process_and_no_folder(tmp_path: Path, temporary: Path) -> None:
    source = write_docx(tmp_path / "a.docx", 5)
    (result,) = convert_to_pdf([source], tmp_path / "ra", timeout_s=0.3)
    assert result.pdf is None
    assert "quá 0.3 giây" in result.problem
    assert list_own_processes(tmp_path) == []
    assert list(temporary.iterdir()) == []
    assert list((tmp_path / "ra").iterdir()) == []


def test_a_killed_libreoffice_leaves_no_socket(tmp_path: Path) -> None:
    before = list_sockets()
    with Converter(workers=1) as converter:
        (result,) = converter.convert([write_docx(tmp_path / "a.docx")], tmp_path / "ra")
        assert result.pdf
        # Others on this machine may have made some too meanwhile; ours are among them.
        ours = {path for path in list_sockets() - before if "docgen" in path.name}
        assert ours, "the test saw no socket, so it proves nothing"
    left = ours & list_sockets()
    # Other tests, in other processes, may keep theirs.
    alive = Path("/proc/net/unix").read_text()
    assert [path for path in left if str(path) not in alive] == []


def list_sockets() -> set[Path]:
    return set(SOCKETS.glob(f"OSL_PIPE_{os.getuid()}_*"))


def find_office_pids(folder: Path) -> dict[str, int]:
    """Return the process numbers, by program, of what works below ``folder``."""
    found = {}
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = entry.read_bytes().split(b"\0")
        except OSError:
            continue
        if any(str(folder).encode() in word for word in words):
            found[Path(words[0].decode()).name] = int(entry.parent.name)
    return found


@pytest.mark.parametrize("program", ["soffice.bin", "python3"])
def test_what_somebody_kills_is_started_again(tmp_path: Path, temporary: Path, program: str) -> None:
    sources = [write_docx(tmp_path / f"{n}.docx", 4) for n in range(6)]
    with Converter(workers=1) as converter:
        for number, result in enumerate(converter.convert(sources, tmp_path / "ra")):
            assert result.pdf, result.problem
            if number in (0, 3):
                os.kill(find_office_pids(temporary)[program], signal.SIGKILL)
    assert list(temporary.iterdir()) == []
    assert find_office_pids(temporary) == {}


def test_nothing_outlives_a_killed_docgen(tmp_path: Path, temporary: Path) -> None:
    sources = [write_docx(tmp_path / f"{n}.docx", 4) for n in range(20)]
    command = [sys.executable, "-m", "docgen", "pdf", *sources, "-o", tmp_path / "ra"]
    with subprocess.Popen(command, env=os.environ | {"TMPDIR": str(temporary)}) as docgen:
        while not list((tmp_path / "ra").glob("*.pdf")):
            time.sleep(0.05)
        assert "soffice.bin" in find_office_pids(temporary)
        docgen.kill()
    deadline = time.monotonic() + 10
    while find_office_pids(temporary) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert find_office_pids(temporary) == {}
    assert all(inspect_pdf(pdf).pages == 4 for pdf in (tmp_path / "ra").glob("*.pdf"))
    # The next one tidies up.
    (result,) = convert_to_pdf([sources[0]], tmp_path / "ra2")
    assert result.pdf
    assert list(temporary.iterdir()) == []
