"""Building a round: every paper as a Word file, the score workbook, the charts, the calendar."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from docgen.errors import DocgenError
from docgen.files import write_whole
from docgen.office.fonts import check_fonts
from docgen.parindex.chart import draw_ranking
from docgen.parindex.round_reading import Round
from docgen.parindex.workbook import write_workbook
from docgen.rendering import open_renderer, write_document
from docgen.settings import Settings
from docgen.workflow.round_context import PaperBuilder
from docgen.workflow.round_issued import IssuedPapers
from docgen.workflow.round_papers import Paper

# Below this many papers a second process costs more than it brings.
_WORTH_A_PROCESS = 24
_CHUNK = 8

WORKBOOK_NAME = "bang-diem.xlsx"
CALENDAR_NAME = "lich.ics"


@dataclass(frozen=True, slots=True)
class BuildJob:
    """What papers are built from and where they go; ``force`` covers files that somebody changed."""

    round: Round
    issued: IssuedPapers
    settings: Settings
    folder: Path
    force: bool = False


@dataclass(frozen=True, slots=True)
class BuiltPaper:
    """What became of a paper: its file, its code ("" for a draft), or the error that stopped it."""

    key: str
    title: str
    docx: str = ""
    code: str = ""
    error: DocgenError | None = None


class _Worker:
    """Builds papers one after the other with one renderer."""

    def __init__(self, job: BuildJob) -> None:
        self._job = job
        self._builder = PaperBuilder(job.round, job.issued, job.settings.templates_folder)
        self._renderer = open_renderer(job.settings)

    def build(self, paper: Paper) -> BuiltPaper:
        """Build one paper; its error is a value, so that the others go on."""
        built = BuiltPaper(paper.key, paper.kind.title)
        target = self._job.folder / f"{paper.stem}.docx"
        try:
            document = self._builder.build(paper)
            write_document(target, self._renderer.render(document), force=self._job.force)
        except DocgenError as error:
            return replace(built, error=error)
        return replace(built, docx=str(target), code=getattr(document, "code", ""))


# The worker of this process; a pool has no other place to keep one between papers.
_worker: list[_Worker] = []


def _start_worker(job: BuildJob) -> None:
    _worker[:] = [_Worker(job)]


def _build_in_worker(paper: Paper) -> BuiltPaper:
    return _worker[0].build(paper)


def build_papers(job: BuildJob, papers: Sequence[Paper], *, processes: int | None = None) -> Iterator[BuiltPaper]:
    """Build papers in their order; yields each as it is done.

    ``processes`` defaults to the processors of the machine. A wording that cannot be used is the error of its papers.
    """
    count = min(processes or os.cpu_count() or 1, len(papers) // _WORTH_A_PROCESS + 1)
    if count < 2:
        worker = _Worker(job)
        yield from map(worker.build, papers)
        return
    with ProcessPoolExecutor(count, initializer=_start_worker, initargs=(job,)) as pool:
        yield from pool.map(_build_in_worker, papers, chunksize=_CHUNK)


def write_figures(job: BuildJob) -> tuple[Path, ...]:
    """Write the workbook with the formulas and a chart a group; nothing without scores. Returns the files."""
    if not job.round.has_scores:
        return ()
    workbook = job.folder / WORKBOOK_NAME
    write_whole(workbook, write_workbook(job.round))
    return (workbook, *_write_charts(job))


def _write_charts(job: BuildJob) -> Iterator[Path]:
    font = check_fonts()
    names = [rule.name for rule in job.round.scheme.classes]
    for group in job.round.groups:
        if group.result and group.result.places:
            title = f"Chỉ số cải cách hành chính năm {job.round.data.year}: {group.data.title}"
            path = job.folder / f"bieu-do-{group.data.key}.png"
            write_whole(path, draw_ranking(title, group.result.places, names, Path(font.file) if font.file else None))
            yield path
