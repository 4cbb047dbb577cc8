"""Kill -9 at random, of LibreOffice, of the script that drives it and of docgen itself, while documents are converted.

    python -m benchmarks.conversion_soak [--documents 200] [--seed 1]

At the end every document must have the very PDF that it has in peace, or must have been named with its reason; and no
process and no temporary folder may be left.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from benchmarks.converting import list_descendants, write_documents
from docgen.pdf import make_pdfs
from docgen.settings import load_settings

# Seconds between two shots: long enough for some documents, and sometimes in the middle of a start.
SHORTEST_S, LONGEST_S = 0.3, 3.0
TARGETS = ("soffice.bin", "soffice.bin", "python3", "docgen")
DYING_TAKES_S = 10.0


def main() -> int:
    """Print what was killed and what came out; 1 when something is wrong, lost or left."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="docgen-soak-") as folder:
        return soak(Path(folder), wanted.documents, random.Random(wanted.seed))  # noqa: S311 - no secret


def soak(folder: Path, number: int, chance: random.Random) -> int:
    """Convert ``number`` documents under fire in ``folder``."""
    documents = write_documents(folder, number)
    # All are copies of one, so one calm conversion tells what each must be, its title being in the file.
    (calm,) = make_pdfs(documents[:1], folder / "calm", settings=load_settings({}))
    assert calm.pdf  # noqa: S101 - a tool, not the product
    expected = digest(calm.pdf)
    out, temporary = folder / "out", folder / "tmp"
    temporary.mkdir()
    shots: Counter[str] = Counter()
    named: dict[str, list[str]] = {}
    waiting = documents
    while waiting:
        rows = convert_under_fire(waiting, out, temporary, chance, shots)
        named |= {row["file"]: row["problems"] for row in rows if row["problems"]}
        waiting = [path for path in waiting if str(path) not in named and not (out / f"{path.stem}.pdf").exists()]
    right = [path for path in documents if (out / f"{path.stem}.pdf").exists()]
    wrong = [path.name for path in right if digest(out / f"{path.stem}.pdf") != expected]
    is_settled = settle(temporary)
    left = (
        [str(path.relative_to(temporary)) for path in temporary.rglob("*")] if is_settled else ["tiến trình còn sống"]
    )
    print(f"đã giết: {dict(shots)}")
    print(f"{len(right)} PDF đúng từng byte, {len(named)} văn bản được nêu tên, {len(wrong)} sai, sót lại: {left}")
    for file, problems in named.items():
        print(f"  {file}: {problems}")
    return int(bool(wrong or left or len(right) + len(named.keys() - {str(path) for path in right}) != number))


def convert_under_fire(
    documents: Sequence[Path], out: Path, temporary: Path, chance: random.Random, shots: Counter[str]
) -> list[dict[str, list[str]]]:
    """Run docgen on ``documents`` and shoot until it ends; returns what it said of each, nothing when it was hit."""
    command = [sys.executable, "-m", "docgen", "pdf", *map(str, documents), "-o", str(out), "--format", "json"]
    environment = os.environ | {"TMPDIR": str(temporary)}
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(command, stdout=said, env=environment, stderr=subprocess.DEVNULL) as docgen,
    ):
        while docgen.poll() is None:
            time.sleep(chance.uniform(SHORTEST_S, LONGEST_S))
            target = chance.choice(TARGETS)
            # Hit docgen itself more rarely: it has to start anew each time.
            if target == "docgen" and chance.random() < 0.5:
                continue
            pids = [docgen.pid] if target == "docgen" else find_named(docgen.pid, target)
            if pids and docgen.poll() is None:
                os.kill(chance.choice(pids), signal.SIGKILL)
                shots[target] += 1
        said.seek(0)
        text = said.read()
    return json.loads(text) if text.strip() else []


def find_named(parent: int, name: str) -> list[int]:
    """Return the processes called ``name`` below ``parent``."""
    found = []
    for pid in list_descendants(parent):
        try:
            program = Path(f"/proc/{pid}/comm").read_text().strip()
        except OSError:
            continue
        if program == name:
            found.append(pid)
    return found


def settle(temporary: Path) -> bool:
    """Let what was shot die, and one more docgen tidy up; True when no process works below ``temporary`` any more."""
    deadline = time.monotonic() + DYING_TAKES_S
    while (working := list_working(temporary)) and time.monotonic() < deadline:
        time.sleep(0.1)
    code = "from docgen.office.work_folder import WorkFolder; WorkFolder().close()"
    subprocess.run([sys.executable, "-c", code], check=True, env=os.environ | {"TMPDIR": str(temporary)})
    return not working


def list_working(folder: Path) -> list[Path]:
    """Return the processes whose command line names ``folder``."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if f"{folder}/docgen-office".encode() in entry.read_bytes():
                found.append(entry.parent)
        except OSError:
            continue
    return found


def digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
