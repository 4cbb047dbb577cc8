"""Conversions by workers that fail, hang or lie: each costs its own document and leaves nothing behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from docgen.errors import ExitCode, InputError, ToolError
from docgen.office import Conversion, Converter, convert_to_pdf, find_soffice
from docgen.office import worker as worker_module
from docgen.office.soffice import Engine

MakeDocx = Callable[..., Path]
MakeFake = Callable[..., Any]

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
    pids = [int(pid) for pid in (fake.here / "pids").read_text().split()]
    assert len(pids) == 2
    assert not [pid for pid in pids if is_alive(pid)]


def convert_one(source: Path, out_dir: Path, fake: Any, timeout_s: float = 20) -> Conversion:
    (result,) = fake.convert([source], out_dir, timeout_s)
    return result


def test_gives_one_result_a_source_in_order(make_docx: MakeDocx, make_fake: MakeFake, tmp_path: Path) -> None:
    fake, out_dir = make_fake("make()"), tmp_path / "ra" / "pdf"
    sources = [make_docx(f"{n}/văn bản #{n} 100%.docx") for n in (3, 1, 2)]
    results = fake.convert(sources, out_dir)
    assert [(result.source, result.pdf) for result in results] == [
        (source, out_dir / f"{source.stem}.pdf") for source in sources
    ]
    assert all((result.pages, result.problem, result.hint) == (1, "", "") for result in results)
    assert fake.orders == [[source.stem for source in sources]]


def test_several_workers_share_the_sources_and_the_order_stays(
    make_docx: MakeDocx, make_fake: MakeFake, tmp_path: Path
) -> None:
    # The first document is the slowest.
    fake = make_fake("time.sleep(0.5 if source.stem == '0' else 0)\nmake()")
    sources = [make_docx(f"{n}.docx") for n in range(12)]
    with Converter(engine=fake.engine, workers=3) as converter:
        results = list(converter.convert(sources, tmp_path / "ra"))
    assert [result.source for result in results if result.pdf] == sources
    assert len(fake.orders) == 3
    assert sorted(name for life in fake.orders for name in life) == sorted(source.stem for source in sources)


def test_workers_stay_warm_between_calls(make_docx: MakeDocx, make_fake: MakeFake, tmp_path: Path) -> None:
    fake = make_fake("make()")
    with Converter(engine=fake.engine, workers=1) as converter:
        for n in range(3):
            (result,) = converter.convert([make_docx(f"{n}.docx")], tmp_path / "ra")
            assert result.pdf
    assert fake.orders == [["0", "1", "2"]]


def test_one_that_has_done_many_orders_makes_room(
    make_docx: MakeDocx, make_fake: MakeFake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker_module, "_MAX_ORDERS", 2)
    fake = make_fake("make()")
    results = fake.convert([make_docx(f"{n}.docx") for n in range(5)], tmp_path / "ra")
    assert all(result.pdf for result in results)
    assert [len(life) for life in fake.orders] == [2, 2, 1]


def test_one_that_has_grown_makes_room(
    make_docx: MakeDocx, make_fake: MakeFake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker_module, "_TIRED_KB", 999)
    fake = make_fake("make()")
    results = fake.convert([make_docx(f"{n}.docx") for n in range(3)], tmp_path / "ra")
    assert all(result.pdf for result in results)
    assert [len(life) for life in fake.orders] == [1, 1, 1]


def test_a_document_that_takes_too_much_memory_is_stopped(
    make_docx: MakeDocx, make_fake: MakeFake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker_module, "_MAX_KB", 1)
    result = convert_one(make_docx("a.docx"), tmp_path / "ra", make_fake(HANG))
    assert "bộ nhớ" in result.problem
    assert result.exit_code == ExitCode.TOOL


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("pass", "không có tệp PDF nào"),
        ("sys.exit(1)", "bị dừng giữa chừng"),
        ("error = 'source file could not be loaded'", "could not be loaded"),
        ("target.write_bytes(b'garbage' * 100)", "không phải là PDF"),
        ("target.write_bytes(b'')", "rỗng"),
        ("target.write_bytes((here / 'good.pdf').read_bytes()[:-60])", "cắt cụt"),
        ("target.write_bytes(b'%PDF-1.6\\nnothing\\n%%EOF')", "hỏng"),
        ("target.mkdir()", "không có tệp PDF nào"),
    ],
)
def test_does_not_believe_the_answer(
    make_docx: MakeDocx, make_fake: MakeFake, tmp_path: Path, body: str, problem: str
) -> None:
    result = convert_one(make_docx("a.docx"), tmp_path / "ra", make_fake(body.replace("\n", "\\n")))
    assert (result.pdf, result.pages, result.exit_code) == (None, 0, ExitCode.TOOL)
    assert problem in result.problem
    assert result.hint
    assert list((tmp_path / "ra").iterdir()) == []


def test_what_the_dying_say_reaches_the_user(make_docx: MakeDocx, make_fake: MakeFake, tmp_path: Path) -> None:
    fake = make_fake("sys.exit('hết bộ nhớ')")
    assert "hết bộ nhớ" in convert_one(make_docx("a.docx"), tmp_path / "ra", fake).problem


def test_kills_the_whole_group_of_one_that_hangs(
    make_docx: MakeDocx, make_fake: MakeFake, tmp_path: Path, temporary: Path
) -> None:
    fake, started = make_fake(HANG), time.monotonic()
    result = convert_one(make_docx("a.docx"), tmp_path / "ra", fake, timeout_s=2)
    assert time.monotonic() - started < 10
    assert "quá 2 giây" in result.problem
    assert_all_dead(fake)
    assert list(temporary.iterdir()) == []


def test_one_that_hangs_is_not_tried_again(make_docx: MakeDocx, make_fake: MakeFake, tmp_path: Path) -> None:
    fake = make_fake("time.sleep(600)")
    convert_one(make_docx("a.docx"), tmp_path / "ra", fake, timeout_s=0.5)
    assert fake.orders == [["a"]]


def test_a_crash_is_tried_again_once(make_docx: MakeDocx, make_fake: MakeFake, tmp_path: Path) -> None:
    fake = make_fake("if lives == 1: os.kill(os.getpid(), signal.SIGSEGV)\nmake()")
    assert convert_one(make_docx("a.docx"), tmp_path / "ra", fake).pdf
    assert fake.orders == [["a"], ["a"]]


@pytest.mark.parametrize(
    "fault", ["os.kill(os.getpid(), signal.SIGSEGV)", "time.sleep(600)", "error = 'no'", "sys.exit(0)"]
)
def test_a_bad_document_never_costs_the_others(
    make_docx: MakeDocx, make_fake: MakeFake, tmp_path: Path, fault: str
) -> None:
    fake = make_fake(f"if source.stem == 'xau': {fault}\nmake() if source.stem != 'xau' else None")
    sources = [make_docx(f"{name}.docx") for name in ("a", "b", "xau", "c", "d")]
    results = fake.convert(sources, tmp_path / "ra", timeout_s=2)
    assert [result.source for result in results] == sources
    assert [result.pdf is not None for result in results] == [True, True, False, True, True]
    assert sorted(path.name for path in (tmp_path / "ra").iterdir()) == ["a.pdf", "b.pdf", "c.pdf", "d.pdf"]


def test_nothing_waits_behind_a_long_document(make_docx: MakeDocx, make_fake: MakeFake, tmp_path: Path) -> None:
    # The first is done when all others are: also the one that its own worker was to do next.
    fake = make_fake("""
while source.stem == "0" and len(list(here.glob("done-*"))) < 8: time.sleep(0.01)
make()
(here / f"done-{source.stem}").touch()
""")
    sources = [make_docx(f"{n}.docx") for n in range(9)]
    with Converter(engine=fake.engine, workers=2, timeout_s=60) as converter:
        results = list(converter.convert(sources, tmp_path / "ra"))
    assert [result.source for result in results if result.pdf] == sources
    assert sorted(map(len, fake.orders)) == [1, 8]


def test_the_time_is_for_each_document(make_docx: MakeDocx, make_fake: MakeFake, tmp_path: Path) -> None:
    fake = make_fake("time.sleep(0.5)\nmake()")
    results = fake.convert([make_docx(f"{n}.docx") for n in range(5)], tmp_path / "ra", timeout_s=2)
    assert all(result.pdf for result in results)
    assert len(fake.orders) == 1


def test_refused_documents_stand_among_the_others(make_docx: MakeDocx, make_fake: MakeFake, tmp_path: Path) -> None:
    fake = make_fake("make()")
    (tmp_path / "rac.docx").write_bytes(b"garbage" * 99)
    sources = [make_docx("a.docx"), tmp_path / "rac.docx", tmp_path / "khong.docx", make_docx("b.docx")]
    results = fake.convert(sources, tmp_path / "ra")
    assert [result.exit_code for result in results] == [0, ExitCode.INPUT, ExitCode.INPUT, 0]
    assert fake.orders == [["a", "b"]]


def test_nothing_is_started_when_all_are_refused(make_fake: MakeFake, tmp_path: Path) -> None:
    fake = make_fake("make()")
    assert convert_one(tmp_path / "khong.docx", tmp_path / "ra", fake).pdf is None
    assert fake.orders == []


def test_an_old_pdf_stays_until_a_whole_one_takes_its_place(
    make_docx: MakeDocx, make_fake: MakeFake, tmp_path: Path
) -> None:
    fake, old = make_fake("error = 'no' if lives < 3 else make() or ''"), tmp_path / "a.pdf"
    old.write_bytes(b"old")
    source = make_docx("a.docx")
    assert convert_one(source, tmp_path, fake).pdf is None
    assert old.read_bytes() == b"old"
    assert convert_one(source, tmp_path, fake).pdf == old
    assert old.read_bytes().startswith(b"%PDF")


def test_never_writes_over_its_source(make_docx: MakeDocx, make_fake: MakeFake, tmp_path: Path) -> None:
    source = make_docx("a.pdf")  # a Word document under a wrong name
    before = source.read_bytes()
    assert "ghi đè" in convert_one(source, tmp_path, make_fake("make()")).problem
    assert source.read_bytes() == before


@pytest.mark.parametrize("second", ["khac/a.docx", "khac/a.docm", "a.docx"])
def test_two_sources_of_one_pdf_are_refused_before_anything_starts(
    make_docx: MakeDocx, make_fake: MakeFake, tmp_path: Path, second: str
) -> None:
    fake = make_fake("make()")
    with Converter(engine=fake.engine) as converter, pytest.raises(InputError, match=r"a\.pdf"):
        converter.convert([make_docx("a.docx"), make_docx(second)], tmp_path / "ra")
    assert fake.orders == []
    assert not (tmp_path / "ra").exists()


def test_a_missing_libreoffice_is_said_once_and_at_once(make_docx: MakeDocx, tmp_path: Path) -> None:
    with pytest.raises(ToolError) as caught:
        convert_to_pdf([make_docx("a.docx"), make_docx("b.docx")], tmp_path / "ra", soffice=str(tmp_path / "khong-co"))
    assert "apt-get install -y libreoffice-writer-nogui" in caught.value.hint


@pytest.mark.parametrize(
    ("start", "message", "hint"),
    [
        ("say({'fatal': 'uno'}); sys.exit()", "python3-uno", "libreoffice-writer-nogui python3-uno"),
        ("say({'fatal': 'exit', 'error': '77'}); sys.exit()", "mã thoát 77", "docgen doctor"),
        ("say({'fatal': 'start', 'errno': 13}); sys.exit()", "không chạy được LibreOffice: không có quyền", "doctor"),
    ],
)
def test_a_libreoffice_that_cannot_start_is_a_tool_error(
    make_docx: MakeDocx, make_fake: MakeFake, tmp_path: Path, start: str, message: str, hint: str, temporary: Path
) -> None:
    fake = make_fake("make()", start)
    with pytest.raises(ToolError, match=message) as caught:
        fake.convert([make_docx(f"{n}.docx") for n in range(3)], tmp_path / "ra")
    assert hint in caught.value.hint
    assert caught.value.where.endswith("0.docx")
    assert list(temporary.iterdir()) == []


def test_one_that_never_gets_ready_is_a_tool_error(
    make_docx: MakeDocx, make_fake: MakeFake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker_module, "_START_PATIENCE_S", 0.5)
    fake = make_fake("make()", HANG)
    with pytest.raises(ToolError, match="không khởi động xong"):
        fake.convert([make_docx("a.docx")], tmp_path / "ra", 0.1)
    assert_all_dead(fake)


def test_one_killed_while_it_starts_is_started_again(make_docx: MakeDocx, make_fake: MakeFake, tmp_path: Path) -> None:
    fake = make_fake("make()", "if lives == 1: os.kill(os.getpid(), signal.SIGKILL)")
    assert convert_one(make_docx("a.docx"), tmp_path / "ra", fake).pdf


def test_one_that_dies_at_every_start_is_a_tool_error(make_docx: MakeDocx, make_fake: MakeFake, tmp_path: Path) -> None:
    fake = make_fake("make()", "os.kill(os.getpid(), signal.SIGSEGV)")
    with pytest.raises(ToolError, match="khi đang khởi động"):
        fake.convert([make_docx(f"{n}.docx") for n in range(9)], tmp_path / "ra")
    assert len(fake.orders) == 2


def test_what_an_abandoned_call_left_is_in_nobodys_way(
    make_docx: MakeDocx, make_fake: MakeFake, tmp_path: Path
) -> None:
    fake = make_fake("time.sleep(0.1)\nmake()")
    sources = [make_docx(f"{n}.docx") for n in range(6)]
    with Converter(engine=fake.engine, workers=1) as converter:
        abandoned = converter.convert(sources, tmp_path / "ra")
        next(abandoned)
        del abandoned
        assert all(result.pdf for result in converter.convert(sources, tmp_path / "ra"))


def test_a_restart_that_fails_costs_one_document(make_docx: MakeDocx, make_fake: MakeFake, tmp_path: Path) -> None:
    start = "if lives in (2, 3): say({'fatal': 'exit', 'error': '1'}); sys.exit()"
    fake = make_fake("if source.stem == 'b' and lives == 1: sys.exit()\nmake()", start)
    results = fake.convert([make_docx(f"{name}.docx") for name in "abc"], tmp_path / "ra")
    assert [result.pdf is not None for result in results][:2] == [True, False]
    assert "không khởi động được" in results[1].problem


def test_a_command_that_is_not_there_is_a_tool_error(make_docx: MakeDocx, tmp_path: Path) -> None:
    with (
        Converter(engine=Engine((str(tmp_path / "khong-co"),))) as converter,
        pytest.raises(ToolError, match="không chạy được"),
    ):
        list(converter.convert([make_docx("a.docx")], tmp_path / "ra"))


def test_an_out_dir_that_cannot_be_one_is_an_input_error(
    make_docx: MakeDocx, make_fake: MakeFake, tmp_path: Path
) -> None:
    (tmp_path / "ra").write_text("a file")
    with pytest.raises(InputError, match="thư mục kết quả"):
        make_fake("make()").convert([make_docx("a.docx")], tmp_path / "ra")


def test_the_program_gets_a_clean_environment_and_a_hardened_profile(
    make_docx: MakeDocx, make_fake: MakeFake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("SECRET_TOKEN", "x")
    monkeypatch.setenv("TZ", "Asia/Ho_Chi_Minh")
    look = """
from urllib.parse import unquote, urlsplit
profile = Path(unquote(urlsplit(sys.argv[-2]).path))
xcu = (profile / "user" / "registrymodifications.xcu").read_text()
seen = {"env": dict(os.environ), "xcu": xcu, "own group": os.getpgid(0) == os.getpid()}
(here / "seen").write_text(json.dumps(seen))
"""
    fake = make_fake("make(); (here / 'order').write_text(line)", look)
    assert convert_one(make_docx("a.docx"), tmp_path / "ra", fake).pdf
    seen = json.loads((fake.here / "seen").read_text())
    env = {name for name in seen["env"] if name != "LC_CTYPE"}  # Python adds it to itself
    assert env == {"PATH", "HOME", "TMPDIR", "LANG", "SAL_USE_VCLPLUGIN", "MALLOC_ARENA_MAX", "TZ"}
    assert not Path(seen["env"]["HOME"]).exists()
    assert "BlockUntrustedRefererLinks" in seen["xcu"]
    assert seen["own group"]
    order = json.loads((fake.here / "order").read_text())
    assert (order["import"], order["options"]["SelectPdfVersion"]) == ("MS Word 2007 XML", 2)


def test_leaves_nothing_behind_when_the_caller_stops_listening(
    make_docx: MakeDocx, make_fake: MakeFake, tmp_path: Path, temporary: Path
) -> None:
    fake = make_fake("time.sleep(0.1)\nmake()")
    converter = Converter(engine=fake.engine, workers=1)
    results = converter.close_after(converter.convert([make_docx(f"{n}.docx") for n in range(30)], tmp_path / "ra"))
    assert next(results).pdf
    del results
    assert list(temporary.iterdir()) == []
    assert len(fake.orders[0]) < 30
    assert {path.suffix for path in (tmp_path / "ra").iterdir()} == {".pdf"}


def test_two_calls_at_once_on_one_converter(make_docx: MakeDocx, make_fake: MakeFake, tmp_path: Path) -> None:
    fake = make_fake("make()")
    with Converter(engine=fake.engine, workers=1) as converter:
        first = converter.convert([make_docx(f"a{n}.docx") for n in range(3)], tmp_path / "ra")
        next(first)
        assert [r.pdf is not None for r in converter.convert([make_docx("b.docx")], tmp_path / "ra")] == [True]
        assert [r.pdf is not None for r in first] == [True, True]


def test_a_bug_in_the_finishing_ends_the_call_and_does_not_hang(
    make_docx: MakeDocx, make_fake: MakeFake, tmp_path: Path
) -> None:
    def fail(_raw: object) -> Any:
        raise ZeroDivisionError

    with Converter(engine=make_fake("make()").engine) as converter, pytest.raises(ZeroDivisionError):
        list(converter.convert([make_docx("a.docx")], tmp_path / "ra", fail))
    assert not [thread for thread in threading.enumerate() if thread.name == "docgen-office"]


_SCRIPT = """
import signal, sys
from pathlib import Path
from docgen.office import Converter
from docgen.office.soffice import Engine
# Tests that run in the background of a shell inherit a SIGINT that is ignored.
signal.signal(signal.SIGINT, signal.default_int_handler)
converter = Converter(engine=Engine((sys.executable, sys.argv[3])))
list(converter.convert([Path(sys.argv[1])], Path(sys.argv[2])))
"""


def start_docgen(fake: Any, source: Path, out_dir: Path, temporary: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", _SCRIPT, str(source), str(out_dir), str(fake.here / "worker.py")]
    return subprocess.Popen(command, env=os.environ | {"TMPDIR": str(temporary)}, stderr=subprocess.DEVNULL)


def test_ctrl_c_kills_the_program_and_removes_the_folders(
    make_docx: MakeDocx, make_fake: MakeFake, tmp_path: Path, temporary: Path
) -> None:
    fake = make_fake(HANG)
    with start_docgen(fake, make_docx("a.docx"), tmp_path / "ra", temporary) as child:
        wait_for_text(fake.here / "pids")
        child.send_signal(signal.SIGINT)
        try:
            assert child.wait(20) != 0
        finally:
            child.kill()
    assert_all_dead(fake)
    assert list(temporary.iterdir()) == []
    assert list((tmp_path / "ra").iterdir()) == []


def test_what_a_killed_docgen_leaves_goes_with_the_next_and_the_living_keep_theirs(
    make_docx: MakeDocx, make_fake: MakeFake, tmp_path: Path, temporary: Path
) -> None:
    fake = make_fake(HANG)
    with start_docgen(fake, make_docx("a.docx"), tmp_path / "ra", temporary) as child:
        try:
            wait_for_text(fake.here / "pids")
            living = sorted(temporary.iterdir())
            (fake.here / "worker.py").write_text((fake.here / "worker.py").read_text().replace("time.sleep(600)", ""))
            convert_one(make_docx("b.docx"), tmp_path / "ra", fake)
            assert sorted(temporary.iterdir()) == living
        finally:
            child.kill()
            for pid in (fake.here / "pids").read_text().split():
                if is_alive(int(pid)):
                    os.kill(int(pid), signal.SIGKILL)
    convert_one(make_docx("c.docx"), tmp_path / "ra", fake)
    assert list(temporary.iterdir()) == []


def wait_for_text(path: Path, patience_s: float = 30) -> None:
    deadline = time.monotonic() + patience_s
    while not (path.exists() and path.read_text()):
        assert time.monotonic() < deadline, f"{path} was never written"
        time.sleep(0.05)


def test_find_soffice_takes_the_named_program_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "cai" / "soffice"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    assert find_soffice(str(program)) == program
    assert find_soffice(str(program.parent / "khac")) is None
    monkeypatch.setenv("PATH", str(program.parent))
    assert find_soffice() == program
    assert find_soffice("soffice") == program
    program.chmod(0o644)
    assert find_soffice(str(program)) is None
