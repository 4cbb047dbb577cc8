"""Speed and memory of ``docgen batch``: ``python -m benchmarks.batch [--many 50000]``.

Two processes beside one, in turn, on the same table; the largest process for many letters beside that for 500; and
docgen's own loop over rows beside one over docxtpl with the same template and the same fields.
"""

from __future__ import annotations

import argparse
import io
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.pairs import compare, time_action

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "samples" / "hang-loat" / "thong-bao-ket-qua"
DRAFT, DATA = SAMPLE / "thong-bao.vb.txt", SAMPLE / "danh-sach.csv"
ROWS_FOR_CORES = 6000
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


def run_batch(data: Path, output: Path, *options: str) -> None:
    """Run the command on a table, as a user does."""
    command = [sys.executable, "-m", "docgen", "batch", str(DRAFT), str(data), "-o", str(output), "--name", "{{Mã}}"]
    subprocess.run([*command, *options], check=True, cwd=ROOT, capture_output=True)


def measure_cores(folder: Path) -> tuple[float, float, float]:
    """Return seconds with one process, with two, and the median ratio of neighbours."""
    data = write_table(folder / "cores.csv", ROWS_FOR_CORES)
    return compare(
        lambda: run_batch(data, folder / "1.zip", "--workers", "1"),
        lambda: run_batch(data, folder / "2.zip", "--workers", "2"),
        ROUNDS,
    )


def measure_memory(folder: Path, rows: int) -> tuple[float, float]:
    """Return seconds and megabytes of the largest process for so many letters into a zip."""
    data = write_table(folder / f"{rows}.csv", rows)
    # In a process of its own: the largest child is remembered as long as its parent lives.
    code = (
        "import resource, sys; from pathlib import Path; from benchmarks.batch import run_batch; "
        "run_batch(Path(sys.argv[1]), Path(sys.argv[2])); "
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    command = [sys.executable, "-c", code, str(data), str(folder / f"{rows}.zip")]
    kilobytes: list[int] = []

    def run() -> None:
        done = subprocess.run(command, check=True, cwd=ROOT, capture_output=True, text=True)
        kilobytes.append(int(done.stdout))

    seconds = time_action(run)
    return seconds, kilobytes[0] / 1024


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
    many = parser.parse_args().many
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        one, two, ratio = measure_cores(folder)
        print(f"{ROWS_FOR_CORES} văn bản: một tiến trình {one:.1f} s, hai {two:.1f} s: nhanh gấp {ratio:.2f}", end="")
        print(f" (hứa {CORES_RATIO})")
        _, few_mb = measure_memory(folder, FEW)
        seconds, many_mb = measure_memory(folder, many)
        print(f"{many} văn bản vào zip: {seconds:.0f} s, {many / seconds:.0f} mỗi giây, tiến trình lớn nhất", end=" ")
        print(f"{many_mb:.0f} MB; {FEW} văn bản: {few_mb:.0f} MB (hứa hơn không quá {GROWTH_MB} MB)")
        ours, peer, slower = measure_peer()
        print(
            f"điền và dựng {ROWS_FOR_PEER} hàng: {ours * 1000:.0f} ms, docxtpl {peer * 1000:.0f} ms: tỷ lệ {slower:.2f}"
        )
    return int(ratio < CORES_RATIO or many_mb - few_mb > GROWTH_MB)


if __name__ == "__main__":
    sys.exit(main())
