"""Speed as ratios, each against a named peer or floor measured in the same run: ``make bench``.

Machines are noisy: both sides of a pair run in turn, and the figure is the median of the ratios of neighbours.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.pairs import compare

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "samples" / "ke-hoach" / "ha-nam-2023.vb.txt"
ROUNDS = 9


@dataclass(frozen=True)
class Figure:
    """One line of the table: seconds of both sides, the median ratio, what the project promises ("" for none)."""

    name: str
    ours: float
    peer_name: str
    peer: float
    ratio: float
    promise: str
    kept: bool | None


def _run(*command: str) -> Callable[[], object]:
    return lambda: subprocess.run([sys.executable, *command], check=True, cwd=ROOT, capture_output=True)


def measure_help() -> Figure:
    """`docgen --help`, whole process, beside an empty Python. Promise: under 0.3 s."""
    ours, peer, ratio = compare(_run("-m", "docgen", "--help"), _run("-c", "pass"), ROUNDS)
    return Figure("docgen --help", ours, "python -c pass", peer, ratio, "≤ 0,3 s", ours <= 0.3)


def measure_render() -> Figure:
    """`docgen render` of a five-page plan, whole process. Promise: 1.5 times `import docxtpl` plus 0.2 s."""
    with tempfile.TemporaryDirectory() as folder:
        ours, peer, ratio = compare(
            _run("-m", "docgen", "render", str(SAMPLE), "-o", folder), _run("-c", "import docxtpl"), ROUNDS
        )
    kept = ours <= 1.5 * peer + 0.2
    return Figure("docgen render, một tiến trình", ours, "import docxtpl", peer, ratio, "≤ 1,5× + 0,2 s", kept)


def measure_warm_render() -> Figure:
    """Rendering a parsed document in a warm process beside docxtpl's own render of the same template and fields."""
    import io

    from docgen.citations import ReferenceNamer, load_catalogue
    from docgen.drafting import read_draft
    from docgen.rendering import Renderer, TemplateFolder
    from docgen.rendering.context import ContextBuilder
    from docgen.settings import load_settings

    settings = load_settings({})
    document = read_draft(SAMPLE).document
    templates = TemplateFolder(settings.templates_folder)
    renderer = Renderer(templates, settings.legal_refs_folder)
    catalogue = load_catalogue(settings.legal_refs_folder)
    template = templates.get_template("van-ban-co-ten-loai")
    context = ContextBuilder(document, template.geometry, ReferenceNamer(catalogue), paper=False).build()

    def peer() -> None:
        from docxtpl import DocxTemplate

        docx = DocxTemplate(template.path)
        docx.render(context, autoescape=True)
        docx.save(io.BytesIO())

    ours, other, ratio = compare(lambda: renderer.render(document), peer, ROUNDS)
    return Figure("dựng một văn bản, tiến trình nóng", ours, "docxtpl render + save", other, ratio, "", None)


def measure_parse() -> Figure:
    """Parsing a draft of about a megabyte beside YAML's floor: reading the same bytes and splitting them into lines."""
    from docgen.drafting import parse_draft

    head, _, body = SAMPLE.read_text(encoding="utf-8").partition("\n---\n")
    paragraphs = [line for line in body.splitlines() if len(line) > 80 and not line.startswith(("|", "[", ":"))]
    text = f"{head}\n---\n" + "\n".join(f"\\{line}" for line in paragraphs * (1_000_000 // len("".join(paragraphs))))
    ours, peer, ratio = compare(lambda: parse_draft(text), lambda: text.encode().decode().splitlines(), ROUNDS)
    return Figure(f"đọc bản thảo {len(text) // 1000} nghìn ký tự", ours, "giải mã và cắt dòng", peer, ratio, "", None)


def measure_all() -> Iterator[Figure]:
    """Measure every figure, one after the other."""
    yield measure_help()
    yield measure_render()
    yield measure_warm_render()
    yield measure_parse()


def main() -> int:
    """Print the table; 1 when a promise is not kept."""
    print(f"{'Việc':<36}{'docgen':>10}  {'so với':<24}{'mốc':>10}{'tỷ lệ':>10}  hứa")
    broken = False
    for figure in measure_all():
        mark = "" if figure.kept is None else " đạt" if figure.kept else " KHÔNG ĐẠT"
        broken |= figure.kept is False
        print(
            f"{figure.name:<36}{figure.ours * 1000:>7.1f} ms  {figure.peer_name:<24}{figure.peer * 1000:>7.1f} ms"
            f"{figure.ratio:>10.2f}  {figure.promise}{mark}"
        )
    return int(broken)


if __name__ == "__main__":
    sys.exit(main())
