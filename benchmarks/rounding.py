"""Speed of a round as ratios against named floors measured in the same run: ``python -m benchmarks.rounding``."""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.pairs import compare
from benchmarks.run import ROOT, Figure

UNITS = 10_000
REPEATS = 5
BIG_ROUND = ROOT / "samples" / "rounds" / "ha-tinh-2022"

_READ_CSV = "import csv,sys; rows=list(csv.reader(open(sys.argv[1], encoding='utf-8'))); sorted(rows)"
_READ_XLSX = (
    "import openpyxl,sys; s=openpyxl.load_workbook(sys.argv[1], read_only=True).worksheets[0]; "
    "[None for _ in s.iter_rows(values_only=True)]"
)


def _run(*command: str) -> Callable[[], object]:
    return lambda: subprocess.run([sys.executable, *command], check=True, cwd=ROOT, capture_output=True)


def _write_scores(folder: Path) -> tuple[Path, Path]:
    """Write the same 10,000 units as CSV and XLSX."""
    import openpyxl

    generator = random.Random(7)  # noqa: S311 - scores to measure with
    rows = [[index, f"Xã số {index}", generator.randint(5_000, 10_000) / 100] for index in range(1, UNITS + 1)]
    as_csv, as_xlsx = folder / "diem.csv", folder / "diem.xlsx"
    head = ["TT", "Đơn vị", "Tổng điểm"]
    as_csv.write_text("\n".join(",".join(map(str, row)) for row in [head, *rows]), encoding="utf-8")
    workbook = openpyxl.Workbook(write_only=True)
    sheet = workbook.create_sheet("Điểm")
    for row in [head, *rows]:
        sheet.append(row)
    workbook.save(as_xlsx)
    return as_csv, as_xlsx


def measure_rank(folder: Path) -> Iterator[Figure]:
    """`docgen round rank` of 10,000 units, whole process. Promise: under 1 s."""
    for path, code, peer_name in zip(
        _write_scores(folder), (_READ_CSV, _READ_XLSX), ("csv: đọc, sắp xếp", "openpyxl: chỉ đọc"), strict=True
    ):
        ours, peer, ratio = compare(
            _run("-m", "docgen", "round", "rank", str(path), "--classes", "ha-nam-2023", "--format", "json"),
            _run("-c", code, str(path)),
            REPEATS,
        )
        yield Figure(f"rank {UNITS} đơn vị ({path.suffix})", ours, peer_name, peer, ratio, "≤ 1 s", ours <= 1)


def measure_build(folder: Path) -> Figure:
    """Letters with their criteria to all 255 units of a round, whole process. Promise: under 5 s on 2 cores.

    The floor is rendering alone: the same documents, made before, through the renderer in one process.
    """
    from docgen.parindex.round_reading import RoundSources, read_round
    from docgen.rendering import Renderer, TemplateFolder
    from docgen.settings import load_settings
    from docgen.workflow.round_context import PaperBuilder
    from docgen.workflow.round_papers import select_papers

    settings = load_settings({})
    sources = RoundSources(
        settings.organs_file, settings.templates_folder / "round" / "classes", settings.legal_refs_folder / "units"
    )
    round_ = read_round(BIG_ROUND, sources)
    builder = PaperBuilder(round_, {}, settings.templates_folder)
    papers = select_papers(round_, frozenset({"unit-letter"}), allow_missing=False).papers
    documents = [builder.build(paper) for paper in papers]
    renderer = Renderer(TemplateFolder(settings.templates_folder), settings.legal_refs_folder)
    command = _run("-m", "docgen", "round", "build", str(BIG_ROUND), "-o", str(folder / "out"), "--only", "unit-letter")
    ours, peer, ratio = compare(command, lambda: [renderer.render(document) for document in documents], 3)
    return Figure(f"dựng {len(papers)} công văn", ours, "chỉ dựng, một lõi", peer, ratio, "≤ 5 s", ours <= 5)


def main() -> int:
    """Print the table; 1 when a promise is not kept."""
    broken = False
    with tempfile.TemporaryDirectory() as name:
        for figure in (*measure_rank(Path(name)), measure_build(Path(name))):
            mark = "đạt" if figure.kept else "KHÔNG ĐẠT"
            broken |= figure.kept is False
            print(
                f"{figure.name:<28}{figure.ours:>8.2f} s  {figure.peer_name:<22}{figure.peer:>8.2f} s"
                f"{figure.ratio:>8.2f}  {figure.promise} {mark}"
            )
    return int(broken)


if __name__ == "__main__":
    sys.exit(main())
