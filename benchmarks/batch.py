"""Speed and memory of ``docgen batch``: ``python -m benchmarks.batch [--part NAME]… [--many 50000]``.

Two processes beside one, in turn, on the same table, into a folder and into a zip; a folder in memory as well, where
the system has one. Beside them what is gained at that moment by two commands of one process, each for half of the
table, and by two processes that only write as many files: no more can be hoped for. Every run writes to a place of its
own, and nothing is deleted until the end: for some minutes after a delete, ext4 without a journal searches long for
each new file. The largest process for many letters beside that for 500. And docgen's own loop over rows beside one over
docxtpl with the same template and the same fields.
"""

from __future__ import annotations

import argparse
import io
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from benchmarks.pairs import compare, time_action

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "samples" / "hang-loat" / "thong-bao-ket-qua"
DRAFT, DATA = SAMPLE / "thong-bao.vb.txt", SAMPLE / "danh-sach.csv"
PARTS = ("cores", "memory", "peer")
ROWS_FOR_CORES = 10_000
WRITING = """
import os, sys
folder, count, processes, first = sys.argv[1], *map(int, sys.argv[2:])
data = os.urandom(9_000)
for index in range(first, count, processes):
    with open(f"{folder}/tam/{index}", "xb") as stream:
        stream.write(data)
    os.replace(f"{folder}/tam/{index}", f"{folder}/{index}.docx")
"""
MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of its own is made in it
ROWS_FOR_PEER = 20
ROUNDS = 3
FEW = 500
GROWTH_MB = 30
CORES_RATIO = 1.7


def write_table(path: Path, rows: int) -> Path:
    """Write a table of so many distinct rows for the sample draft."""
    head = DATA.read_text(encoding="utf-8").splitlines()[0]
    lines = [
        f'M{i:06},Đơn vị thử số {i},"{80 + i % 20},25","{75 + i % 20},5",{i + 1},Tiêu chí {i % 9 + 1}.1,2026-12-10,,'
        for i in range(rows)
    ]
    path.write_text("\n".join((head, *lines)), encoding="utf-8")
    return path


def start_batch(data: Path, output: Path, *options: str) -> subprocess.Popen[bytes]:
    """Start the command on a table, as a user does."""
    command = [sys.executable, "-m", "docgen", "batch", str(DRAFT), str(data), "-o", str(output), "--name", "{{Mã}}"]
    return subprocess.Popen([*command, *options], cwd=ROOT, stdout=subprocess.DEVNULL)


def run_batch(data: Path, output: Path, *options: str) -> None:
    """Run the command to its end, into a place where nothing is."""
    if start_batch(data, output, *options).wait() != 0:
        raise RuntimeError("docgen batch failed")


def run_apart(halves: list[Path], output: Path, ending: str) -> None:
    """Run a command of one process for each half of the table, both at once."""
    running = [
        start_batch(half, output.with_name(f"{output.name}-{half.stem}{ending}"), "--workers", "1") for half in halves
    ]
    if sum(process.wait() for process in running) != 0:
        raise RuntimeError("docgen batch failed")


def write_files(folder: Path, processes: int) -> None:
    """Let so many processes write as many files as a batch does, in the same way and nothing else."""
    (folder / "tam").mkdir(parents=True)
    command = (sys.executable, "-c", WRITING, str(folder), str(ROWS_FOR_CORES), str(processes))
    running = [subprocess.Popen([*command, str(number)]) for number in range(processes)]
    for process in running:
        process.wait()


@dataclass(frozen=True)
class Gains:
    """How many times as quick two processes are as one, round by round: a batch, two commands, mere writing."""

    batch: list[float] = field(default_factory=list)
    apart: list[float] = field(default_factory=list)
    writing: list[float] = field(default_factory=list)


def measure_cores(data: Path, halves: list[Path], place: Path, ending: str) -> Gains:
    """Return what a second process gains for documents into ``place``."""
    gains = Gains()
    for turn in range(ROUNDS):
        runs = (partial(run_batch, data, place / f"{turn}-{n}{ending}", "--workers", f"{n}") for n in (1, 2))
        one, two = map(time_action, runs)
        gains.batch.append(one / two)
        apart = time_action(partial(run_apart, halves, place / f"{turn}", ending))
        gains.apart.append(one / apart)
        print(f"  một tiến trình {one:.1f} s, hai {two:.1f} s, hai lệnh rời {apart:.1f} s", end="", flush=True)
        if not ending:
            one, two = (time_action(partial(write_files, place / f"{turn}-ghi-{count}", count)) for count in (1, 2))
            gains.writing.append(one / two)
            print(f"; chỉ ghi tệp {one:.1f} s, {two:.1f} s", end="")
        print(flush=True)
    return gains


def compare_cores(folder: Path) -> bool:
    """Print what a second process gains by place; return whether it is as much as promised."""
    data, kept = write_table(folder / "cores.csv", ROWS_FOR_CORES), True
    halves = [write_table(folder / f"half-{number}.csv", ROWS_FOR_CORES // 2) for number in (1, 2)]
    for name, place, ending in (("zip", folder, ".zip"), ("thư mục", folder, ""), ("thư mục trong bộ nhớ", MEMORY, "")):
        if not place.is_dir():
            continue
        with tempfile.TemporaryDirectory(dir=place) as own:
            gains = measure_cores(data, halves, Path(own), ending)
        ratio = statistics.median(gains.batch)
        kept &= ratio >= CORES_RATIO
        floor = f"; chỉ ghi tệp: {statistics.median(gains.writing):.2f}" if gains.writing else ""
        print(
            f"{ROWS_FOR_CORES} văn bản, {name}: hai tiến trình nhanh gấp {ratio:.2f} (từ {min(gains.batch):.2f} đến "
            f"{max(gains.batch):.2f}; hứa {CORES_RATIO}); hai lệnh rời, mỗi lệnh nửa bảng: "
            f"{statistics.median(gains.apart):.2f}{floor}",
            flush=True,
        )
    return kept


def read_peaks(parent: int) -> dict[int, int]:
    """Return the kilobytes that a process and its children had at most so far, each by itself.

    Not ru_maxrss: that one is handed down from a process to those that it starts.
    """
    peaks = {}
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            lines = dict(line.split(":", 1) for line in status.read_text(encoding="utf-8").splitlines())
        except OSError:  # it ended meanwhile
            continue
        process = int(lines["Pid"])
        if parent in (process, int(lines["PPid"])) and "VmHWM" in lines:
            peaks[process] = int(lines["VmHWM"].split()[0])
    return peaks


def measure_memory(folder: Path, rows: int) -> tuple[float, float, float]:
    """Return seconds, and the megabytes at most of the parent and of its largest child, for letters into a zip."""
    data = write_table(folder / f"{rows}.csv", rows)
    start = time.perf_counter()
    process = start_batch(data, folder / f"{rows}.zip", "--workers", "2")
    peaks: dict[int, int] = {}
    while process.poll() is None:
        peaks |= read_peaks(process.pid)
        time.sleep(0.05)
    seconds = time.perf_counter() - start
    if process.returncode != 0:
        raise RuntimeError("docgen batch failed")
    own = peaks.pop(process.pid)
    return seconds, own / 1024, max(peaks.values()) / 1024


def measure_peer() -> tuple[float, float, float]:
    """Return seconds for a few rows by docgen (filled, checked, rendered), by docxtpl, and the ratio."""
    from docxtpl import DocxTemplate

    from docgen.citations import ReferenceNamer, load_catalogue
    from docgen.drafting.merge_draft import parse_merge_draft
    from docgen.rendering import Renderer, TemplateFolder
    from docgen.rendering.context import ContextBuilder
    from docgen.settings import load_settings

    settings = load_settings({})
    templates = TemplateFolder(settings.templates_folder)
    renderer = Renderer(templates, settings.legal_refs_folder)
    draft = parse_merge_draft(DRAFT.read_text(encoding="utf-8"))
    names = {p.column: f"Tên {p.column}" for p in draft.placeholders}
    rows = [[f"{names[p.column]} {i}" for p in draft.placeholders] for i in range(ROWS_FOR_PEER)]
    template = templates.get_template("cong-van")
    namer = ReferenceNamer(load_catalogue(settings.legal_refs_folder))
    contexts = [ContextBuilder(draft.fill(row), template.geometry, namer, paper=False).build() for row in rows]

    def ours() -> None:
        for row in rows:
            renderer.render(draft.fill(row))

    def peer() -> None:
        for context in contexts:
            document = DocxTemplate(template.path)
            document.render(context, autoescape=True)
            document.save(io.BytesIO())

    return compare(ours, peer, ROUNDS)


def main() -> int:
    """Print the figures; 1 when a promise is not kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--many", type=int, default=50_000, help="letters of the long run")
    parser.add_argument("--part", action="append", choices=PARTS, help="run this part alone; may be repeated")
    asked = parser.parse_args()
    parts, kept = asked.part or PARTS, True
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if "cores" in parts:
            kept &= compare_cores(folder)
        if "memory" in parts:
            _, few_parent, few_child = measure_memory(folder, FEW)
            seconds, parent, child = measure_memory(folder, asked.many)
            kept &= max(parent - few_parent, child - few_child) <= GROWTH_MB
            print(
                f"{asked.many} văn bản vào zip: {seconds:.0f} s, {asked.many / seconds:.0f} mỗi giây; tiến trình",
                end=" ",
            )
            print(f"chính {parent:.1f} MB, con {child:.1f} MB; {FEW} văn bản: {few_parent:.1f} MB,", end=" ")
            print(f"{few_child:.1f} MB (hứa hơn không quá {GROWTH_MB} MB)", flush=True)
        if "peer" in parts:
            ours, peer, slower = measure_peer()
            print(f"điền và dựng {ROWS_FOR_PEER} hàng: {ours * 1000:.0f} ms, docxtpl", end=" ")
            print(f"{peer * 1000:.0f} ms: tỷ lệ {slower:.2f}")
    return int(not kept)


if __name__ == "__main__":
    sys.exit(main())
