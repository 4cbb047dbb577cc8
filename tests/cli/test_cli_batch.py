"""``docgen batch`` at the front door: the sample, results for people and machines, a kill and another run."""

from __future__ import annotations

import io
import json
import os
import random
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from workbooks import write_workbook

from docgen.cli import batch_progress
from docgen.cli.batch_progress import describe_progress
from docgen.cli.main import run
from docgen.errors import ExitCode

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "samples" / "hang-loat" / "thong-bao-ket-qua"
DRAFT, DATA = SAMPLE / "thong-bao.vb.txt", SAMPLE / "danh-sach.csv"


def list_names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_sample_is_made_and_clean(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["batch", str(DRAFT), str(DATA), "-o", str(tmp_path / "o"), "--name", "{{Mã}}", "--check"]
    assert run([*arguments, "--format", "json"]) == ExitCode.DONE
    captured = capsys.readouterr()
    assert captured.err == ""
    answer = json.loads(captured.out)
    assert (answer["documents"], answer["made"], answer["findings"]) == (4, 4, {})
    assert [row["docx"] for row in answer["files"]] == ["SGD.docx", "SYT.docx", "STC.docx", "XGV.docx"]
    assert [row["row"] for row in answer["files"]] == [2, 3, 4, 5]
    assert list_names(tmp_path / "o") == ["SGD.docx", "STC.docx", "SYT.docx", "XGV.docx"]
    assert run(arguments) == ExitCode.DONE
    assert capsys.readouterr().out == f"4 tệp DOCX: {tmp_path / 'o'}\nKiểm tra thể thức: không có lỗi.\n"


def test_render_points_to_batch(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["render", str(DRAFT), "-o", str(tmp_path)]) == ExitCode.INPUT
    said = capsys.readouterr().err
    assert f"{DRAFT}:7:" in said
    assert "docgen batch" in said
    assert list(tmp_path.iterdir()) == []


def test_findings_have_their_own_exit_code_and_summary(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = write_workbook(tmp_path / "a.xlsx", [["Đơn vị", "Ngày"], ["SỞ NỘI VỤ", "mai"]])
    draft = tmp_path / "a.vb.txt"
    draft.write_text(
        DRAFT.read_text(encoding="utf-8").partition("\n---\n")[0].replace("{{?Phối hợp}} {{Phối hợp}}", "UBND tỉnh")
        + "\n---\nKính mời {{Đơn vị}} họp.\n::: phụ lục Danh sách\nKhông nơi nào nhắc đến phụ lục này.\n:::\n",
        encoding="utf-8",
    )
    code = run(["batch", str(draft), str(data), "-o", str(tmp_path / "o"), "--check", "--workers", "1"])
    said = capsys.readouterr().out
    assert code == ExitCode.FINDINGS
    assert "1 văn bản có điểm cần xem" in said
    assert "0001 SỞ NỘI VỤ.docx: " in said


def test_bad_rows_are_told_with_sheet_row_and_column(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    header = [
        "Mã",
        "Đơn vị",
        "Điểm tự chấm",
        "Điểm thẩm định",
        "Thứ hạng",
        "Cần giải trình",
        "Hạn gửi",
        "Ghi chú",
        "Phối hợp",
    ]
    rows = [header, ["A", "Sở A", 90, "chín mươi", 1, "x", "2026-12-10"], ["B", None, "=1+", 80, 2, "y", "30/02/2026"]]
    data = write_workbook(tmp_path / "a.xlsx", rows)
    assert run(["batch", str(DRAFT), str(data), "-o", str(tmp_path / "o")]) == ExitCode.INPUT
    lines = capsys.readouterr().err.splitlines()
    assert f"{data}: trang “Danh sách”, hàng 2, cột D “Điểm thẩm định”: không đọc được số" in lines[1]
    assert [line.split(": ")[1].split(", ")[1:] for line in lines[2:]] == [
        ["hàng 3", "cột B “Đơn vị”"],
        ["hàng 3", "cột C “Điểm tự chấm”"],
        ["hàng 3", "cột G “Hạn gửi”"],
    ]
    assert not (tmp_path / "o").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--sheet", "X"], "chỉ bảng tính .xlsx mới có trang tính"),
        (["--name", "{{Khác}}"], "không có cột “Khác”"),
        (["--name", "thu"], "mọi tệp sẽ trùng tên"),
        (["--organs", "khong-co.yaml"], "không tìm thấy tệp"),
    ],
)
def test_options_that_cannot_be(
    arguments: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["batch", str(DRAFT), str(DATA), "-o", str(tmp_path / "o"), *arguments]) == ExitCode.INPUT
    assert said in capsys.readouterr().err
    assert not (tmp_path / "o").exists()


def test_how_far_it_is() -> None:
    assert (
        describe_progress("Dựng văn bản", 1200, 10_000, 200, 2.0)
        == "Dựng văn bản: 1.200/10.000, 500 mỗi giây, còn 18 giây"
    )
    assert describe_progress("Tạo PDF", 3, 900, 0, 2.0) == "Tạo PDF: 3/900, 1,5 mỗi giây, còn 9 phút 58 giây"
    assert describe_progress("Kiểm tra dữ liệu", 5000, 0, 0, 1.0) == "Kiểm tra dữ liệu: 5.000, 5.000 mỗi giây"


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_stage_that_says_nothing_more_takes_the_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch_progress, "_SHOW_AFTER_S", -1.0)
    screen = _Terminal()
    line = batch_progress.ProgressLine(screen)
    for done in (0, 2):
        line.tell("Lập chỉ mục", done, 2)
    line.tell("Ghép chỉ mục", 0, 0)
    assert screen.getvalue().split("\r\x1b[K")[-1] == "Ghép chỉ mục …"
    line.clear()
    assert screen.getvalue().endswith("\r\x1b[K")


def _write_table(path: Path, count: int) -> None:
    head = DATA.read_text(encoding="utf-8").splitlines()[0]
    lines = [f"M{index},Đơn vị {index},90,85,{index},Việc,2026-12-10,," for index in range(count)]
    path.write_text("\n".join((head, *lines)), encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize(("output", "stop"), [("o", signal.SIGKILL), ("o.zip", signal.SIGKILL), ("o", signal.SIGINT)])
def test_killed_at_random_and_run_again(tmp_path: Path, output: str, stop: signal.Signals) -> None:
    count, target, data = 120, tmp_path / output, tmp_path / "a.csv"
    _write_table(data, count)
    command = [sys.executable, "-m", "docgen", "batch", str(DRAFT), str(data), "-o", str(target), "--name", "{{Mã}}"]
    moments = random.Random(5)  # noqa: S311
    for _ in range(2):
        process = subprocess.Popen([*command, "--workers", "2"], cwd=ROOT, start_new_session=True)
        _wait_for_work(process, target if output == "o" else tmp_path / ".o.zip.docgen-batch", moments.uniform(0, 1.5))
        os.killpg(process.pid, stop) if stop is signal.SIGINT else process.send_signal(stop)
        process.wait()
        made = list(target.glob("*.docx")) if target.is_dir() else []
        assert all(zipfile.ZipFile(path).testzip() is None for path in made)
        assert target.is_dir() or not target.exists() or zipfile.ZipFile(target).testzip() is None
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert f"{count} tệp DOCX" in done.stdout
    if output == "o":
        assert sorted(path.name for path in target.iterdir()) == sorted(f"M{index}.docx" for index in range(count))
        assert all(zipfile.ZipFile(path).testzip() is None for path in target.iterdir())
    else:
        assert zipfile.ZipFile(target).namelist() == [f"M{index}.docx" for index in range(count)]
        assert list(tmp_path.glob(".*")) == []


def _wait_for_work(process: subprocess.Popen[bytes], folder: Path, seconds: float) -> None:
    """Wait until a run has begun, and some time more."""
    deadline = time.monotonic() + 60
    while process.poll() is None and not folder.exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    time.sleep(seconds)


@pytest.mark.slow
def test_pdfs_in_a_zip_and_joined_in_the_order_of_the_rows(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from docgen.pdf import inspect_pdf

    joined = tmp_path / "in.pdf"
    options = ["--name", "{{Mã}}", "--pdf", "--merge", str(joined), "--format", "json"]
    assert run(["batch", str(DRAFT), str(DATA), "-o", str(tmp_path / "o.zip"), *options]) == ExitCode.DONE
    answer = json.loads(capsys.readouterr().out)
    assert answer["pdfs"] == 4
    names = zipfile.ZipFile(tmp_path / "o.zip").namelist()
    assert names == ["SGD.docx", "SGD.pdf", "SYT.docx", "SYT.pdf", "STC.docx", "STC.pdf", "XGV.docx", "XGV.pdf"]
    facts = inspect_pdf(joined)
    assert facts.pages == answer["pages"]
    assert "Sở Giáo dục và Đào tạo" in facts.text_of(1)
    assert "Gia Viễn" in facts.text_of(facts.pages)
    assert list_names(tmp_path) == ["in.pdf", "o.zip"]


@pytest.mark.parametrize("output", ["o", "o.zip"])
@pytest.mark.parametrize("limit_kb", [8, 250])
def test_a_disk_that_takes_no_more_is_told_and_the_next_run_goes_on(tmp_path: Path, output: str, limit_kb: int) -> None:
    """A limit on the length of files stands for a full disk: the journal, or the zip, comes to its end."""
    head, _, _, row, *_ = DATA.read_text(encoding="utf-8").splitlines()
    data = tmp_path / "rows.csv"
    data.write_text("\n".join([head, *(row.replace("SYT", f"M{i}", 1) for i in range(100))]), encoding="utf-8")
    limit = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({limit_kb * 1024},) * 2); "
    code = "import sys; from docgen.cli.main import run; sys.exit(run(sys.argv[1:]))"
    arguments = ["batch", str(DRAFT), str(data), "-o", str(tmp_path / output), "--name", "{{Mã}}", "--workers", "1"]
    stopped = subprocess.run([sys.executable, "-c", limit + code, *arguments], capture_output=True, text=True)
    whole_folder = output == "o" and limit_kb == 250  # no file of a folder is that long
    assert stopped.returncode == (ExitCode.DONE if whole_folder else ExitCode.INPUT), stopped.stderr
    assert ("không ghi được" in stopped.stderr) is not whole_folder
    assert not (tmp_path / "o.zip").exists()
    assert run(arguments) == ExitCode.DONE
    made = list_names(tmp_path / "o") if output == "o" else zipfile.ZipFile(tmp_path / output).namelist()
    assert sorted(made) == sorted(f"M{index}.docx" for index in range(100))
    assert {path.name for path in tmp_path.iterdir()} == {"rows.csv", output}
