"""Conversions by LibreOffices that fail, hang or lie: each costs its own document and leaves nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from docgen.errors import InputError, ToolError
from docgen.office import Conversion, convert_to_pdf, find_soffice

MakeDocx = Callable[..., Path]
MakeFake = Callable[[str], Any]

GOOD = "for source in sources: make(source)"
# A grandchild that only a kill of the whole group reaches.
HANG = """
grandchild = subprocess.Popen(["sleep", "600"])
(here / "pids").write_text(f"{os.getpid()} {grandchild.pid}")
signal.signal(signal.SIGTERM, signal.SIG_IGN)
time.sleep(600)
"""


def is_alive(pid: int) -> bool:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


def assert_all_dead(fake: Any) -> None:
    pids = [int(pid) for pid in Path(fake.program).with_name("pids").read_text().split()]
    assert len(pids) == 2
    assert not [pid for pid in pids if is_alive(pid)]


def convert_one(source: Path, out_dir: Path, fake: Any, timeout_s: float = 20) -> Conversion:
    (result,) = convert_to_pdf([source], out_dir, soffice=fake.program, timeout_s=timeout_s)
    return result


def test_gives_one_result_a_source_in_order(make_docx: MakeDocx, make_fake: MakeFake, tmp_path: Path) -> None:
    fake, out_dir = make_fake(GOOD), tmp_path / "ra" / "pdf"
    sources = [make_docx(f"{n}/văn bản #{n} 100%.docx") for n in (3, 1, 2)]
    results = list(convert_to_pdf(sources, out_dir, soffice=fake.program))
    assert [(result.source, result.pdf) for result in results] == [
        (source, out_dir / f"{source.stem}.pdf") for source in sources
    ]
    assert all((result.pages, result.problem, result.hint) == (1, "", "") for result in results)
    assert fake.starts == [[source.stem for source in sources]]


def test_goes_in_groups(make_docx: MakeDocx, make_fake: MakeFake, tmp_path: Path) -> None:
    fake = make_fake(GOOD)
    sources = [make_docx(f"{n}.docx") for n in range(45)]
    results = list(convert_to_pdf(sources, tmp_path / "ra", soffice=fake.program))
    assert [result.source for result in results if result.pdf] == sources
    assert [len(start) for start in fake.starts] == [20, 20, 5]


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("pass", "không có tệp PDF nào"),
        ("sys.exit(1)", "mã thoát 1"),
        ("print('Error: source file could not be loaded')", "could not be loaded"),
        ("(out / 'a.pdf').write_bytes(b'garbage' * 100)", "không phải là PDF"),
        ("(out / 'a.pdf').write_bytes(b'')", "rỗng"),
        ("(out / 'a.pdf').write_bytes((here / 'good.pdf').read_bytes()[:-60])", "cắt cụt"),
        ("(out / 'a.pdf').write_bytes(b'%PDF-1.6\\nnothing\\n%%EOF')", "hỏng"),
        ("(out / 'a.pdf').mkdir()", "không có tệp PDF nào"),
    ],
)
def test_does_not_believe_the_exit_code(
    make_docx: MakeDocx, make_fake: MakeFake, tmp_path: Path, body: str, problem: str
) -> None:
    result = convert_one(make_docx("a.docx"), tmp_path / "ra", make_fake(body))
    assert (result.pdf, result.pages) == (None, 0)
    assert problem in result.problem
    assert result.hint
    assert list((tmp_path / "ra").iterdir()) == []


def test_a_pdf_without_pages_is_none(make_docx: MakeDocx, make_fake: MakeFake, tmp_path: Path) -> None:
    fake = make_fake("from pypdf import PdfWriter\nPdfWriter().write(out / 'a.pdf')")
    assert "không có trang" in convert_one(make_docx("a.docx"), tmp_path / "ra", fake).problem


def test_kills_the_whole_group_of_one_that_hangs(
    make_docx: MakeDocx, make_fake: MakeFake, tmp_path: Path, temporary: Path
) -> None:
    fake, started = make_fake(HANG), time.monotonic()
    result = convert_one(make_docx("a.docx"), tmp_path / "ra", fake, timeout_s=2)
    assert time.monotonic() - started < 10
    assert "quá 2 giây" in result.problem
    assert_all_dead(fake)
    assert list(temporary.iterdir()) == []


def test_kills_what_a_finished_start_leaves_running(make_docx: MakeDocx, make_fake: MakeFake, tmp_path: Path) -> None:
    left = "p = subprocess.Popen(['sleep', '600']); (here / 'pids').write_text(f'{os.getpid()} {p.pid}')"
    fake = make_fake(f"{GOOD}\n{left}")
    assert convert_one(make_docx("a.docx"), tmp_path / "ra", fake).pdf
    assert_all_dead(fake)


def test_starts_again_once_when_a_new_profile_asks_for_it(
    make_docx: MakeDocx, make_fake: MakeFake, tmp_path: Path
) -> None:
    fake = make_fake(f"if starts == 1: sys.exit(81)\n{GOOD}")
    assert convert_one(make_docx("a.docx"), tmp_path / "ra", fake).pdf
    assert fake.starts == [["a"], ["a"]]


def test_does_not_start_again_for_ever(make_docx: MakeDocx, make_fake: MakeFake, tmp_path: Path) -> None:
    fake = make_fake("sys.exit(81)")
    assert "mã thoát 81" in convert_one(make_docx("a.docx"), tmp_path / "ra", fake).problem
    assert len(fake.starts) == 2


@pytest.mark.parametrize("fault", ["os.kill(os.getpid(), signal.SIGSEGV)", "time.sleep(600)", "break", "continue"])
def test_a_bad_document_never_costs_the_others(
    make_docx: MakeDocx, make_fake: MakeFake, tmp_path: Path, fault: str
) -> None:
    fake = make_fake(f"for source in sources:\n    if source.stem == 'xau': {fault}\n    make(source)")
    names = ["a", "b", "xau", "c", "d"]
    sources = [make_docx(f"{name}.docx") for name in names]
    results = list(convert_to_pdf(sources, tmp_path / "ra", soffice=fake.program, timeout_s=2))
    assert [result.source for result in results] == sources
    assert [result.pdf is not None for result in results] == [True, True, False, True, True]
    assert fake.starts[0] == names
    assert ["xau"] in fake.starts
    assert sorted(path.name for path in (tmp_path / "ra").iterdir()) == ["a.pdf", "b.pdf", "c.pdf", "d.pdf"]


def test_the_time_is_for_each_document_not_for_the_group(
    make_docx: MakeDocx, make_fake: MakeFake, tmp_path: Path
) -> None:
    fake = make_fake("for source in sources:\n    time.sleep(0.5)\n    make(source)")
    sources = [make_docx(f"{n}.docx") for n in range(5)]
    results = list(convert_to_pdf(sources, tmp_path / "ra", soffice=fake.program, timeout_s=2))
    assert all(result.pdf for result in results)
    assert len(fake.starts) == 1


def test_refused_documents_stand_among_the_others(make_docx: MakeDocx, make_fake: MakeFake, tmp_path: Path) -> None:
    fake = make_fake(GOOD)
    (tmp_path / "rac.docx").write_bytes(b"garbage" * 99)
    sources = [make_docx("a.docx"), tmp_path / "rac.docx", tmp_path / "khong.docx", make_docx("b.docx")]
    results = list(convert_to_pdf(sources, tmp_path / "ra", soffice=fake.program))
    assert [result.pdf is not None for result in results] == [True, False, False, True]
    assert fake.starts == [["a", "b"]]


def test_nothing_is_started_when_all_are_refused(make_fake: MakeFake, tmp_path: Path) -> None:
    fake = make_fake(GOOD)
    assert convert_one(tmp_path / "khong.docx", tmp_path / "ra", fake).pdf is None
    assert fake.starts == []


def test_an_old_pdf_stays_until_a_whole_one_takes_its_place(
    make_docx: MakeDocx, make_fake: MakeFake, tmp_path: Path
) -> None:
    fake, old = make_fake(f"if starts == 1: sys.exit(1)\n{GOOD}"), tmp_path / "a.pdf"
    old.write_bytes(b"old")
    source = make_docx("a.docx")
    assert convert_one(source, tmp_path, fake).pdf is None
    assert old.read_bytes() == b"old"
    assert convert_one(source, tmp_path, fake).pdf == old
    assert old.read_bytes().startswith(b"%PDF")


def test_never_writes_over_its_source(make_docx: MakeDocx, make_fake: MakeFake, tmp_path: Path) -> None:
    source = make_docx("a.pdf")  # a Word document under a wrong name
    before = source.read_bytes()
    assert "ghi đè" in convert_one(source, tmp_path, make_fake(GOOD)).problem
    assert source.read_bytes() == before


@pytest.mark.parametrize("second", ["khac/a.docx", "khac/a.docm", "a.docx"])
def test_two_sources_of_one_pdf_are_refused_before_anything_starts(
    make_docx: MakeDocx, make_fake: MakeFake, tmp_path: Path, second: str
) -> None:
    fake = make_fake(GOOD)
    with pytest.raises(InputError, match=r"a\.pdf"):
        convert_to_pdf([make_docx("a.docx"), make_docx(second)], tmp_path / "ra", soffice=fake.program)
    assert fake.starts == []
    assert not (tmp_path / "ra").exists()


def test_a_missing_libreoffice_is_said_once_and_at_once(make_docx: MakeDocx, tmp_path: Path) -> None:
    with pytest.raises(ToolError) as caught:
        convert_to_pdf([make_docx("a.docx"), make_docx("b.docx")], tmp_path / "ra", soffice=str(tmp_path / "khong-co"))
    assert "apt-get install -y libreoffice-writer-nogui" in caught.value.hint


def test_a_libreoffice_that_cannot_run_is_a_tool_error(
    make_docx: MakeDocx, make_fake: MakeFake, tmp_path: Path
) -> None:
    fake = make_fake(GOOD)
    Path(fake.program).write_text("#!/khong/co/trinh/thong/dich\n")
    with pytest.raises(ToolError, match="không chạy được LibreOffice"):
        convert_one(make_docx("a.docx"), tmp_path / "ra", fake)


def test_an_out_dir_that_cannot_be_one_is_an_input_error(
    make_docx: MakeDocx, make_fake: MakeFake, tmp_path: Path
) -> None:
    (tmp_path / "ra").write_text("a file")
    with pytest.raises(InputError, match="thư mục kết quả"):
        convert_to_pdf([make_docx("a.docx")], tmp_path / "ra", soffice=make_fake(GOOD).program)


def test_the_program_gets_a_clean_environment_and_a_hardened_profile(
    make_docx: MakeDocx, make_fake: MakeFake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("SECRET_TOKEN", "x")
    monkeypatch.setenv("TZ", "Asia/Ho_Chi_Minh")
    fake = make_fake(f"""{GOOD}
import json
from urllib.parse import unquote, urlsplit
profile = Path(unquote(urlsplit(arguments[0].partition("=")[2]).path))
xcu = (profile / "user" / "registrymodifications.xcu").read_text()
seen = {{"env": dict(os.environ), "xcu": xcu, "arguments": arguments, "stdin": sys.stdin.read()}}
seen["own group"] = os.getpgid(0) == os.getpid()
(here / "seen").write_text(json.dumps(seen))
""")
    assert convert_one(make_docx("a.docx"), tmp_path / "ra", fake).pdf
    import json

    seen = json.loads(Path(fake.program).with_name("seen").read_text())
    env = {name for name in seen["env"] if name != "LC_CTYPE"}  # Python adds it to itself
    assert env == {"PATH", "HOME", "TMPDIR", "LANG", "SAL_USE_VCLPLUGIN", "TZ"}
    assert not Path(seen["env"]["HOME"]).exists()
    assert "BlockUntrustedRefererLinks" in seen["xcu"]
    assert seen["own group"]
    assert seen["stdin"] == ""
    assert {"--headless", "--norestore", "--nolockcheck", "--infilter=MS Word 2007 XML"} <= set(seen["arguments"])


def test_leaves_nothing_behind_when_the_caller_stops_listening(
    make_docx: MakeDocx, make_fake: MakeFake, tmp_path: Path, temporary: Path
) -> None:
    fake = make_fake(GOOD)
    results = convert_to_pdf([make_docx(f"{n}.docx") for n in range(30)], tmp_path / "ra", soffice=fake.program)
    assert next(results).pdf
    assert list(temporary.iterdir()) == []
    del results
    assert len(fake.starts) == 1
    assert {path.suffix for path in (tmp_path / "ra").iterdir()} == {".pdf"}


def test_ctrl_c_kills_the_program_and_removes_the_folders(
    make_docx: MakeDocx, make_fake: MakeFake, tmp_path: Path
) -> None:
    fake, source, temporary = make_fake(HANG), make_docx("a.docx"), tmp_path / "tam"
    temporary.mkdir()
    # Tests that run in the background of a shell inherit a SIGINT that is ignored.
    code = (
        "import signal, sys; from pathlib import Path; from docgen.office import convert_to_pdf\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "list(convert_to_pdf([Path(sys.argv[1])], Path(sys.argv[2]), soffice=sys.argv[3]))"
    )
    command = [sys.executable, "-c", code, str(source), str(tmp_path / "ra"), fake.program]
    with subprocess.Popen(command, env=os.environ | {"TMPDIR": str(temporary)}, stderr=subprocess.DEVNULL) as child:
        wait_for_text(Path(fake.program).with_name("pids"))
        child.send_signal(signal.SIGINT)
        try:
            assert child.wait(20) != 0
        finally:
            child.kill()
    assert_all_dead(fake)
    assert list(temporary.iterdir()) == []
    assert list((tmp_path / "ra").iterdir()) == []


def wait_for_text(path: Path, patience_s: float = 30) -> None:
    deadline = time.monotonic() + patience_s
    while not (path.exists() and path.read_text()):
        assert time.monotonic() < deadline, f"{path} was never written"
        time.sleep(0.05)


def test_find_soffice_takes_the_named_program_or_none(make_fake: MakeFake, monkeypatch: pytest.MonkeyPatch) -> None:
    program = Path(make_fake(GOOD).program)
    assert find_soffice(str(program)) == program
    assert find_soffice(str(program.parent / "khac")) is None
    monkeypatch.setenv("PATH", str(program.parent))
    assert find_soffice() == program
    assert find_soffice("soffice") == program
    program.chmod(0o644)
    assert find_soffice(str(program)) is None
