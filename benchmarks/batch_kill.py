"""``docgen batch`` killed at random and run again: ``python -m benchmarks.batch_kill [--rows 10000] [--kills 4]``.

Into a folder and into a zip; by SIGKILL, then by SIGINT as Ctrl-C sends it to every process, in turn. At the end there
must be exactly as many documents as rows, each of which opens; after every kill, no document that does not.
"""

from __future__ import annotations

import argparse
import io
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterable
from pathlib import Path

from benchmarks.batch import DRAFT, ROOT, write_table

SEED = 20261126
SIGNALS = (signal.SIGKILL, signal.SIGINT)


def read_documents(out: Path) -> Iterable[tuple[str, bytes]]:
    """Yield name and bytes of everything that a batch left in its place, but for its own work folder."""
    if out.is_dir():
        yield from ((path.name, path.read_bytes()) for path in sorted(out.iterdir()) if path.is_file())
    elif out.exists():
        with zipfile.ZipFile(out) as package:
            yield from ((name, package.read(name)) for name in package.namelist())


def find_broken(out: Path) -> list[str]:
    """Return the names of what is there and no whole document."""
    broken = []
    for name, data in read_documents(out):
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                package.read("word/document.xml")
        except (zipfile.BadZipFile, KeyError):
            broken.append(name)
    return broken


def count_made(out: Path) -> int:
    """Return how many documents are there: in a folder, or in what becomes a zip."""
    if out.suffix != ".zip":
        return sum(path.suffix == ".docx" for path in out.iterdir()) if out.is_dir() else 0
    journal = out.parent / f".{out.name}.docgen-batch" / "tiep-tuc.sqlite"
    try:
        with sqlite3.connect(f"file:{journal}?mode=ro", uri=True) as base:
            return int(base.execute("SELECT count(*) FROM rows WHERE made = 1").fetchone()[0])
    except sqlite3.OperationalError:  # not there yet, or a run has it
        return 0


def has_begun(out: Path, before: int) -> bool:
    """Whether a run has made a document: killed earlier, it would prove nothing."""
    if out.suffix != ".zip":
        return count_made(out) > before
    data = out.parent / f".{out.name}.docgen-batch" / "van-ban.zip.part"
    return data.exists() and data.stat().st_size > before


def kill_once(command: list[str], out: Path, seconds: float, with_signal: signal.Signals) -> bool:
    """Start the command and end it so long after its first document; return whether it was still running."""
    data = out.parent / f".{out.name}.docgen-batch" / "van-ban.zip.part"
    before = count_made(out) if out.suffix != ".zip" else data.stat().st_size if data.exists() else 0
    process = subprocess.Popen(command, cwd=ROOT, start_new_session=True, stderr=subprocess.DEVNULL)
    while process.poll() is None and not has_begun(out, before):
        time.sleep(0.01)
    time.sleep(seconds)
    was_running = process.poll() is None
    if with_signal == signal.SIGINT and was_running:
        os.killpg(process.pid, signal.SIGINT)  # the terminal sends it to all
    else:
        process.send_signal(with_signal)
    process.wait()
    return was_running


def try_output(out: Path, arguments: argparse.Namespace) -> bool:
    """Kill and go on until all is done; return whether nothing was lost, broken or doubled."""
    moments = random.Random(SEED)  # noqa: S311  # not for secrets
    data = write_table(out.parent / "rows.csv", arguments.rows)
    command = [sys.executable, "-m", "docgen", "batch", str(DRAFT), str(data), "-o", str(out), "--name", "{{Mã}}"]
    whole, killed = True, 0
    for turn in range(arguments.kills):
        seconds, with_signal = moments.uniform(0, arguments.longest), SIGNALS[turn % len(SIGNALS)]
        was_running = kill_once(command, out, seconds, with_signal)
        broken = find_broken(out)
        whole &= not broken
        killed += was_running
        moment = f"{with_signal.name} {seconds:.1f} s sau tệp đầu tiên" if was_running else "đã xong trước khi bị giết"
        print(f"  {moment}: có {count_made(out)} văn bản, {len(broken)} hỏng", flush=True)
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    left = sorted(name for name, _ in read_documents(out))
    broken = find_broken(out)
    stays = [path.name for path in out.parent.iterdir() if path not in (out, data)]
    whole &= not broken and not stays and left == [f"M{index:06}.docx" for index in range(arguments.rows)]
    print(f"  chạy đến hết: {done.stdout.splitlines()[0]}; {len(left)} văn bản, {len(broken)} hỏng, sót lại: {stays}")
    if not killed:
        print("  không lần nào bị giết giữa chừng: thêm hàng hoặc bớt --longest")
    return whole and killed > 0


def main() -> int:
    """Print what every run left; 1 when a document is missing, broken or too many."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=4)
    parser.add_argument("--longest", type=float, default=2.0, help="seconds that a run lives after its first file")
    parser.add_argument("--output", action="append", choices=("thu-muc", "tap.zip"), help="one of the two alone")
    arguments = parser.parse_args()
    whole = True
    for output in arguments.output or ("thu-muc", "tap.zip"):
        with tempfile.TemporaryDirectory() as name:
            print(output, flush=True)
            whole &= try_output(Path(name) / output, arguments)
    return int(not whole)


if __name__ == "__main__":
    sys.exit(main())
