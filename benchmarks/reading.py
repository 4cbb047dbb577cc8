"""Speed of reading: facts of a Word file beside python-docx opening it and reading all paragraphs' text.

``python -m benchmarks.reading [FILE.docx]``; both sides run in turn, warm, and the figure is the median of the ratios
of neighbours. "Styles known" is the second and later document made from one template, read with a StyleMemory;
"styles new" reads each file as if it were the first. A file of hundreds of pages, made of copies of the given one, is
read once for time and memory.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from copy import deepcopy
from pathlib import Path

import docx

from benchmarks.pairs import compare
from docgen.ooxml import StyleMemory, read_document

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "samples" / "ke-hoach" / "ha-tinh-2022.vb.txt"
ROUNDS = 61
# Pages of the sample, as LibreOffice prints it, and of the long document.
SAMPLE_PAGES = 3
LONG_PAGES = 600


def measure_ratio(path: Path, memory: StyleMemory | None) -> tuple[float, float, float]:
    """Return the seconds of docgen, those of python-docx, and the median ratio."""

    def peer() -> None:
        for paragraph in docx.Document(str(path)).paragraphs:
            _ = paragraph.text

    return compare(lambda: read_document(path, memory=memory), peer, ROUNDS)


def make_long(path: Path, target: Path, copies: int) -> None:
    """Write a document that holds the content of another one many times."""
    document = docx.Document(str(path))
    body = document.element.body
    content = [child for child in body if not child.tag.endswith("}sectPr")]
    for _ in range(copies - 1):
        for child in content:
            content[-1].getparent().insert(len(body) - 1, deepcopy(child))
    document.save(str(target))


def _render_sample() -> bytes:
    from docgen.drafting import read_draft
    from docgen.rendering import Renderer, TemplateFolder
    from docgen.settings import load_settings

    settings = load_settings({})
    return Renderer(TemplateFolder(settings.templates_folder), settings.legal_refs_folder).render(
        read_draft(SAMPLE).document
    )


def main() -> int:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sample.docx"
        path.write_bytes(Path(sys.argv[1]).read_bytes() if len(sys.argv) > 1 else _render_sample())
        for name, memory in (("styles known", StyleMemory()), ("styles new", None)):
            ours, peer, ratio = measure_ratio(path, memory)
            print(f"{name}: docgen {ours * 1000:.2f} ms, python-docx {peer * 1000:.2f} ms: ratio {ratio:.2f}")
        long = Path(folder) / "long.docx"
        make_long(path, long, LONG_PAGES // SAMPLE_PAGES)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        start = time.perf_counter()
        facts = read_document(long)
        seconds = time.perf_counter() - start
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        print(f"{len(facts.paragraphs)} paragraphs: {seconds:.2f} s, peak grew by {grown:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
