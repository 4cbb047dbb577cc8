"""Speed of checking: ``python -m benchmarks.checking``.

One document beside python-docx opening it and reading its text, warm, in turn: the lean file that docgen makes, and the
same text in python-docx's own default template, whose styles weigh as much as those of a file that Word saved. Then 200
files on all cores, and a document of hundreds of pages.
"""

from __future__ import annotations

import resource
import sys
import tempfile
from pathlib import Path

import docx

from benchmarks.pairs import compare, time_action
from benchmarks.reading import make_long
from docgen.checking.batch import check_files
from docgen.checking.check import check_file
from docgen.ooxml import StyleMemory

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "samples" / "ke-hoach" / "ha-tinh-2022.vb.txt"
ROUNDS = 31
FILES = 200
LONG_COPIES = 150  # of four pages each


def _render(folder: Path) -> Path:
    from docgen.drafting import read_draft
    from docgen.rendering import Renderer, TemplateFolder
    from docgen.settings import load_settings

    settings = load_settings({})
    renderer = Renderer(TemplateFolder(settings.templates_folder), settings.legal_refs_folder)
    path = folder / "lean.docx"
    path.write_bytes(renderer.render(read_draft(SAMPLE).document))
    return path


def _copy_into_default_template(path: Path, target: Path) -> None:
    """Put the content of a document into python-docx's default template, with its styles added to those there."""
    source, document = docx.Document(str(path)), docx.Document()
    for style in source.styles.element:
        document.styles.element.append(style)
    body = document.element.body
    for child in list(source.element.body):
        # Sections name headers that the other file has not.
        for section in child.xpath(".//w:sectPr") if child.tag.endswith("}p") else ():
            section.getparent().remove(section)
        if not child.tag.endswith("}sectPr"):
            body.insert(len(body) - 1, child)
    document.save(str(target))


def _compare(path: Path) -> tuple[float, float, float]:
    memory = StyleMemory()

    def ours() -> object:
        return check_file(path, memory=memory)

    def peer() -> object:
        return [paragraph.text for paragraph in docx.Document(str(path)).paragraphs]

    return compare(ours, peer, ROUNDS)


def main() -> int:
    """Print the figures; 1 when 200 files take longer than 60 a second allows."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lean, usual, long = _render(folder), folder / "usual.docx", folder / "long.docx"
        _copy_into_default_template(lean, usual)
        for title, path in (("tệp gọn của docgen", lean), ("tệp nặng như Word lưu", usual)):
            ours, peer, ratio = _compare(path)
            print(f"kiểm tra {title}: {ours * 1000:.1f} ms, python-docx {peer * 1000:.1f} ms: tỷ lệ {ratio:.2f}")
        many = folder / "many"
        many.mkdir()
        for index in range(FILES):
            (many / f"{index}.docx").write_bytes(lean.read_bytes())
        seconds = time_action(lambda: list(check_files(sorted(many.iterdir()))))
        print(f"{FILES} tệp trên mọi nhân: {seconds:.1f} s, {FILES / seconds:.0f} tệp mỗi giây (hứa 60)")
        make_long(lean, long, LONG_COPIES)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        long_seconds = time_action(lambda: check_file(long))
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024
        print(f"văn bản chừng {LONG_COPIES * 4} trang: {long_seconds:.1f} s, thêm {grown} MB (hứa 10 s, 500 MB)")
    return int(seconds > FILES / 60 or long_seconds > 10)


if __name__ == "__main__":
    sys.exit(main())
