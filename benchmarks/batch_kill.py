"""``docgen batch`` killed at random and run again: ``python -m benchmarks.batch_kill [--rows 10000] [--kills 5]``.

At the end there must be exactly as many files as rows, each of which opens; after every kill, no file that does not.
"""

from __future__ import annotations

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from benchmarks.batch import DRAFT, ROOT, write_table

SEED = 20261126


def find_broken(folder: Path) -> list[str]:
    """Return the names of documents that do not open."""
    broken = []
    for path in folder.glob("*.docx"):
        try:
            with zipfile.ZipFile(path) as package:
                package.read("word/document.xml")
        except (zipfile.BadZipFile, KeyError):
            broken.append(path.name)
    return broken


def wait_for_first(process: subprocess.Popen[bytes], folder: Path, before: int) -> None:
    """Return when a run has written a document, or is over: killed earlier, it would prove nothing."""
    while process.poll() is None and count_documents(folder) <= before:
        time.sleep(0.02)


def count_documents(folder: Path) -> int:
    """Return how many documents a folder has; none while it is not there."""
    return sum(path.suffix == ".docx" for path in folder.iterdir()) if folder.is_dir() else 0


def main() -> int:
    """Print what every run left; 1 when a file is missing, broken or too many."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument(
        "--longest", type=float, default=3.0, help="seconds that a run lives at most after its first file"
    )
    arguments = parser.parse_args()
    moments = random.Random(SEED)  # noqa: S311  # not for secrets
    failed, killed = False, 0
    with tempfile.TemporaryDirectory() as name:
        out = Path(name) / "out"
        data = write_table(Path(name) / "rows.csv", arguments.rows)
        command = [sys.executable, "-m", "docgen", "batch", str(DRAFT), str(data), "-o", str(out), "--name", "{{Mã}}"]
        for _ in range(arguments.kills):
            before = count_documents(out)
            process = subprocess.Popen(command, cwd=ROOT)
            wait_for_first(process, out, before)
            seconds = moments.uniform(0, arguments.longest)
            time.sleep(seconds)
            was_running = process.poll() is None
            process.send_signal(signal.SIGKILL)
            process.wait()
            broken = find_broken(out)
            failed |= bool(broken)
            after = count_documents(out)
            killed += was_running and before < after < arguments.rows
            moment = f"kill -9 {seconds:.1f} s sau tệp đầu tiên" if was_running else "đã chạy xong trước khi bị giết"
            print(f"{moment}: thêm {after - before}, có {after} tệp, {len(broken)} tệp hỏng", flush=True)
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        left = sorted(path.name for path in out.iterdir())
        broken = find_broken(out)
        failed |= bool(broken) or left != [f"M{index:06}.docx" for index in range(arguments.rows)]
        print(f"chạy đến hết: {done.stdout.strip()}; {len(left)} tệp, {len(broken)} tệp hỏng")
    if not killed:
        print("không lần nào bị giết giữa chừng: thêm hàng hoặc bớt --longest")
    return int(failed or not killed)


if __name__ == "__main__":
    sys.exit(main())
