"""Building a round: every paper as a Word file, the score workbook, the charts, the calendar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from docgen.errors import DocgenError
from docgen.files import write_whole
from docgen.parindex.chart import draw_ranking
from docgen.parindex.round_reading import Round
from docgen.parindex.workbook import write_workbook
from docgen.rendering import open_renderer, refuse_covering
from docgen.settings import Settings
from docgen.workflow.batch_pool import Pool, count_cores, cut_jobs
from docgen.workflow.round_context import PaperBuilder
from docgen.workflow.round_issued import IssuedPapers
from docgen.workflow.round_papers import Paper

# Below this many papers a second process costs more than it brings.
_WORTH_A_PROCESS = 24
_JOB_LENGTH = 8

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
    """What became of a paper: its file, its code ("" for a draft), or the error that stopped it.

    ``unchanged`` says that the file was there already, to the last byte: it was left as it was.
    """

    key: str
    title: str
    docx: str = ""
    code: str = ""
    unchanged: bool = False
    error: DocgenError | None = None


class _Worker:
    """Builds papers one after the other with one renderer.

    It is told of them by their indices: each of them holds its whole group, which takes longer to hand over than its
    paper to build.
    """

    def __init__(self, job: BuildJob, papers: Sequence[Paper]) -> None:
        self._job = job
        self._papers = papers
        self._builder = PaperBuilder(job.round, job.issued, job.settings.templates_folder)
        self._renderer = open_renderer(job.settings)

    def build_all(self, indices: Sequence[int]) -> list[BuiltPaper]:
        """Build the papers of one job."""
        return [self.build(self._papers[index]) for index in indices]

    def build(self, paper: Paper) -> BuiltPaper:
        """Build one paper; its error is a value, so that the others go on."""
        built = BuiltPaper(paper.key, paper.kind.title)
        target = self._job.folder / f"{paper.stem}.docx"
        try:
            document = self._builder.build(paper)
            unchanged = self._write(target, self._renderer.render(document))
        except DocgenError as error:
            return replace(built, error=error)
        return replace(built, docx=str(target), code=getattr(document, "code", ""), unchanged=unchanged)

    def _write(self, target: Path, data: bytes) -> bool:
        """Write a paper, unless it is there as it is: its time tells whether its PDF is still of it."""
        if target.is_file() and target.read_bytes() == data:
            return True
        if not self._job.force:
            refuse_covering(target)
        # The papers can be built again at any time: no need to wait for the disk after each.
        write_whole(target, data, flush=False)
        return False


def build_papers(job: BuildJob, papers: Sequence[Paper], *, processes: int | None = None) -> Iterator[BuiltPaper]:
    """Build papers in their order; yields each as it is done.

    ``processes`` defaults to the processors of the machine. A wording that cannot be used is the error of its papers.
    """
    count = min(processes or count_cores(), len(papers) // _WORTH_A_PROCESS + 1)
    with Pool(partial(_Worker, job, papers), count) as pool:
        for built in pool.map("build_all", cut_jobs(range(len(papers)), _JOB_LENGTH, _JOB_LENGTH)):
            yield from built


def list_stale(built: Iterable[BuiltPaper]) -> list[Path]:
    """Return the papers whose PDF is missing, or older than they are."""
    papers = [Path(paper.docx) for paper in built if paper.docx]
    return [paper for paper in papers if not _is_newer(paper.with_suffix(".pdf"), paper)]


def _is_newer(path: Path, source: Path) -> bool:
    return path.is_file() and path.stat().st_mtime_ns >= source.stat().st_mtime_ns


def write_figures(job: BuildJob) -> tuple[Path, ...]:
    """Write the workbook with the formulas and a chart a group; nothing without scores. Returns the files."""
    if not job.round.has_scores:
        return ()
    workbook = job.folder / WORKBOOK_NAME
    write_whole(workbook, write_workbook(job.round))
    return (workbook, *_write_charts(job))


def _write_charts(job: BuildJob) -> Iterator[Path]:
    # Here: it brings the room of LibreOffice with it, which letters alone do not need.
    from docgen.office.fonts import check_fonts

    font = check_fonts()
    names = [rule.name for rule in job.round.scheme.classes]
    for group in job.round.groups:
        if group.result and group.result.places:
            title = f"Chỉ số cải cách hành chính năm {job.round.data.year}: {group.data.title}"
            path = job.folder / f"bieu-do-{group.data.key}.png"
            write_whole(path, draw_ranking(title, group.result.places, names, Path(font.file) if font.file else None))
            yield path
