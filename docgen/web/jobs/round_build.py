"""The kind of job that builds the papers of a round into a zip, from a copy of its data as it was then."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from docgen.errors import InputError, ToolError
from docgen.files import make_folder, replacing_whole
from docgen.web.jobs.work import JobKind, Work

if TYPE_CHECKING:
    from docgen.workflow.round_build import BuildJob
    from docgen.workflow.round_papers import Selection

# The same papers make the same bytes.
_DAY: Final = (1980, 1, 1, 0, 0, 0)


def _run(work: Work) -> Mapping[str, Any]:
    from docgen.workflow.round_build import CALENDAR_NAME, BuildJob, build_papers, write_figures
    from docgen.workflow.round_calendar import write_icalendar
    from docgen.workflow.round_issued import ISSUED_FILE, read_issued
    from docgen.workflow.round_papers import select_papers
    from docgen.workflow.round_shelf import RoundShelf

    service, folder = work.service, work.scratch / "van-ban"
    round_ = RoundShelf(service.serve.store_folder, service.settings).read(work.inputs)
    selection = select_papers(round_, frozenset(), allow_missing=False)
    if not selection.papers:
        raise InputError("chưa dựng được văn bản nào của đợt", hint="sửa dữ liệu rồi dựng lại")
    make_folder(folder)
    # Papers that have a number are named by it.
    job = BuildJob(round_, read_issued(work.inputs / ISSUED_FILE), service.settings, folder, force=True)
    total, failed = len(selection.papers), []
    made: list[Path] = []
    # In this process: a server with threads must not be forked.
    for done, paper in enumerate(build_papers(job, selection.papers, processes=1), 1):
        if paper.error is None:
            made.append(Path(paper.docx))
        else:
            failed.append(f"{paper.title}: {paper.error.message}")
        work.progress(done, total, "Dựng văn bản")
    if work.input.get("pdf"):
        made += _make_pdfs(work, job, made)
    calendar = folder / CALENDAR_NAME
    calendar.write_bytes(write_icalendar(round_, work.service.clock()))
    # Figures of scores with mistakes are nothing to hand out.
    figures = () if round_.score_problems else write_figures(job)
    name = f"{work.input.get('round', 'dot')}.zip"
    _pack(work.results / name, [*made, calendar, *figures])
    return {"file": name, "documents": total - len(failed), "problems": failed, "left_out": _name_left_out(selection)}


def _make_pdfs(work: Work, job: BuildJob, papers: Sequence[Path]) -> list[Path]:
    from docgen.pdf import PdfMaker

    made: list[Path] = []
    with PdfMaker(job.settings, workers=1) as maker:
        for done, conversion in enumerate(maker.make(papers, job.folder), 1):
            if conversion.pdf is None:
                raise ToolError(
                    f"không tạo được PDF của {conversion.source.name}: {conversion.problem}", hint=conversion.hint
                )
            made.append(conversion.pdf)
            work.progress(done, len(papers), "Tạo PDF")
    return made


def _pack(target: Path, files: Sequence[Path]) -> None:
    with replacing_whole(target) as path, zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as package:
        for file in sorted(files):
            package.writestr(zipfile.ZipInfo(file.name, _DAY), file.read_bytes())


def _name_left_out(selection: Selection) -> list[str]:
    return [f"{kind.title}: {reason}" for kind, reason in (*selection.refused, *selection.skipped)]


KIND = JobKind("round-build", "Dựng văn bản của đợt", "draft", _run, resumes=True)
