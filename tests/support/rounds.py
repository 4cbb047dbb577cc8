"""Rounds for tests: the samples, and copies of them with something changed."""

from __future__ import annotations

import shutil
from pathlib import Path

from docgen.model import Document, plain_text
from docgen.model.blocks import walk_contents
from docgen.parindex.round_reading import Round, RoundSources, read_round
from docgen.workflow.round_context import PaperBuilder
from docgen.workflow.round_issued import Issued
from docgen.workflow.round_papers import select_papers

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"
ROUNDS = ROOT / "samples" / "rounds"
NAMES = sorted(path.parent.name for path in ROUNDS.glob("*/round.yaml"))
SOURCES = RoundSources(ROOT / "samples" / "organs.yaml", TEMPLATES / "round" / "classes", ROOT / "legal_refs" / "units")


def read_sample(name: str) -> Round:
    """Read a sample round."""
    return read_round(ROUNDS / name, SOURCES)


def copy_sample(name: str, folder: Path, changes: dict[str, list[tuple[str, str]]]) -> Path:
    """Copy a sample round and change texts in its files: file name → (old, new); every old text must be there once."""
    target = folder / name
    shutil.copytree(ROUNDS / name, target)
    for file, pairs in changes.items():
        path = target / file
        text = path.read_text(encoding="utf-8")
        for old, new in pairs:
            assert text.count(old) == 1, (file, old, text.count(old))
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")
    return target


def read_changed(name: str, folder: Path, changes: dict[str, list[tuple[str, str]]]) -> Round:
    """Read a copy of a sample with changes."""
    return read_round(copy_sample(name, folder, changes), SOURCES)


def build_documents(
    round_: Round, issued: dict[str, Issued] | None = None, only: frozenset[str] = frozenset(), *, per_unit: int = 2
) -> dict[str, Document]:
    """Build the documents of a round by their keys; of the papers that go to each unit the first ``per_unit``."""
    builder = PaperBuilder(round_, issued or {}, TEMPLATES)
    papers = select_papers(round_, only, allow_missing=False).papers
    return {paper.key: builder.build(paper) for paper in papers if paper.number <= per_unit}


def text_of(document: Document) -> str:
    """Return everything that a document says."""
    parts = [document, *document.attachments, *document.appendices]
    body = [plain_text(content) for part in parts for content in walk_contents(part.body)]
    titles = [part.title for part in document.appendices]
    return "\n".join(
        [document.subject, *document.legal_bases, *document.addressees, *document.recipients, *titles, *body]
    )
