"""``docgen round build``: a round's data becomes all its papers."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docgen.cli.output import silence_pypdf, write_columns
from docgen.cli.round_folder import folder_argument, open_round, organs_option
from docgen.cli.vietnamese import VietnameseCommand
from docgen.errors import ExitCode
from docgen.files import make_folder, write_whole
from docgen.settings import Settings, load_settings

if TYPE_CHECKING:
    from docgen.workflow.round_build import BuildJob, BuiltPaper
    from docgen.workflow.round_papers import Paper, Selection


@click.command(cls=VietnameseCommand, epilog="Ví dụ: docgen round build samples/rounds/ha-nam-2023 -o out/round --pdf")
@folder_argument
@click.option(
    "-o", "--output", metavar="THƯ_MỤC", required=True, type=click.Path(path_type=Path), help="Thư mục chứa kết quả."
)
@click.option("--pdf", is_flag=True, help="Tạo cả PDF (cần LibreOffice).")
@click.option("--only", metavar="VĂN_BẢN,…", default="", help="Chỉ dựng các văn bản này: plan,publication…")
@click.option("--allow-missing", is_flag=True, help="Đánh dấu “(thiếu)” vào chỗ điểm thiếu hoặc sai; không công bố.")
@click.option(
    "--issued", metavar="TỆP", type=click.Path(path_type=Path), help="Tệp số văn bản (mặc định: issued.yaml của đợt)."
)
@organs_option
@click.option("--force", is_flag=True, help="Thay cả tệp Word đã có người sửa.")
@click.pass_context
def build(
    context: click.Context,
    folder: Path,
    output: Path,
    pdf: bool,
    only: str,
    allow_missing: bool,
    issued: Path | None,
    organs: Path | None,
    force: bool,
) -> None:
    """Dựng đủ các văn bản của một đợt chấm, bảng điểm có công thức, biểu đồ và lịch.

    Điểm có lỗi thì mọi lỗi được nêu kèm trang, hàng, cột; văn bản cần điểm không được dựng, các văn bản khác vẫn được
    dựng. Các văn bản: plan, guidance, unit-letter, council, schedule, explanation, score-sheet, invitation, minutes,
    report, submission, publication, notice.

    Chạy lại thì văn bản không đổi được giữ nguyên, PDF của nó không phải làm lại.
    """
    from docgen.workflow.round_build import BuildJob
    from docgen.workflow.round_issued import ISSUED_FILE, read_issued
    from docgen.workflow.round_papers import select_papers

    settings = load_settings()
    wanted = read_only(only, context)
    found = open_round(folder, settings, organs)
    state = read_issued(issued or folder / ISSUED_FILE)
    selection = select_papers(found, wanted, allow_missing=allow_missing)
    make_folder(output)
    job = BuildJob(found, state, settings, output, force=force)
    exit_code = _report_selection(job, selection)
    built = _build(job, selection.papers)
    failed = _report_built(built)
    figures = _write_extras(job) if not wanted else ()
    lines = [_count_documents(built, output)]
    if pdf:
        said, broken = _make_pdfs(built, output, settings)
        lines.append(said)
        failed = broken or failed
    if figures:
        lines.append(f"Kèm theo: {', '.join(path.name for path in figures)}.")
    click.echo("\n" + "\n".join(lines))
    context.exit(exit_code or failed)


def read_only(only: str, context: click.Context) -> frozenset[str]:
    """Return the papers that ``--only`` names. Raises UsageError for one that there is not."""
    from docgen.workflow.round_papers import KINDS, find_kind

    found = {name: find_kind(name) for name in map(str.strip, only.split(",")) if name}
    unknown = [name for name, kind in found.items() if kind is None]
    if unknown:
        known = ", ".join(f"{kind.key} ({kind.wording})" for kind in KINDS)
        raise click.UsageError(f"không có văn bản “{', '.join(unknown)}”; chọn trong: {known}", context)
    return frozenset(kind.key for kind in found.values() if kind)


def _report_selection(job: BuildJob, selection: Selection) -> int:
    """Say what is wrong with the scores and what is not built for that; return the exit code."""
    from docgen.parindex.problems import describe_problems

    problems = job.round.score_problems
    if problems:
        click.echo(describe_problems(problems), err=True)
    for kind, reason in selection.skipped:
        click.echo(f"Không dựng {kind.title.lower()} ({kind.key}): {reason}.", err=True)
    for kind, reason in selection.refused:
        click.echo(f"Chưa được dựng {kind.title.lower()} ({kind.key}): {reason}.", err=True)
    return int(ExitCode.INPUT) if problems else int(ExitCode.DONE)


def _build(job: BuildJob, papers: Sequence[Paper]) -> list[BuiltPaper]:
    from docgen.workflow.round_build import build_papers

    with click.progressbar(
        build_papers(job, papers),
        length=len(papers),
        label="Dựng văn bản",
        file=sys.stderr,
        hidden=not sys.stderr.isatty(),
    ) as bar:
        return list(bar)


def _report_built(built: Sequence[BuiltPaper]) -> int:
    """Print a line for each kind of paper with its number, or how many there are; return the exit code."""
    kinds: dict[str, list[BuiltPaper]] = {}
    failed = 0
    for paper in built:
        if paper.error is not None:
            click.echo(f"Lỗi: {paper.key}: {paper.error}", err=True)
            failed = failed or int(paper.error.exit_code)
        else:
            kinds.setdefault(paper.title, []).append(paper)
    rows = [[title, str(len(papers)), _name_codes(papers)] for title, papers in kinds.items()]
    if rows:
        write_columns(["Văn bản", "Số tệp", "Số, ký hiệu"], rows)
    return failed


def _name_codes(papers: Sequence[BuiltPaper]) -> str:
    codes = [paper.code for paper in papers if paper.code]
    if not codes:
        return "dự thảo"
    return codes[0] if len(codes) == 1 else f"{codes[0]} … {codes[-1]}"


def _count_documents(built: Sequence[BuiltPaper], folder: Path) -> str:
    done = [paper for paper in built if paper.error is None]
    same = sum(paper.unchanged for paper in done)
    return f"{len(done)} tệp DOCX trong {folder}{f', {same} không đổi' if same else ''}."


def _write_extras(job: BuildJob) -> tuple[Path, ...]:
    from docgen.workflow.round_build import CALENDAR_NAME, write_figures
    from docgen.workflow.round_calendar import write_icalendar

    calendar = job.folder / CALENDAR_NAME
    write_whole(calendar, write_icalendar(job.round, datetime.datetime.now(datetime.UTC)))
    return (calendar, *write_figures(job))


def _make_pdfs(built: Sequence[BuiltPaper], folder: Path, settings: Settings) -> tuple[str, int]:
    """Make the PDFs that are missing or older than their paper; return a line about them and the exit code."""
    from docgen.pdf import make_pdfs
    from docgen.workflow.round_build import list_stale

    silence_pypdf()
    failed, pages, count = 0, 0, 0
    sources = list_stale(built)
    kept = sum(bool(paper.docx) for paper in built) - len(sources)
    with click.progressbar(
        make_pdfs(sources, folder, settings=settings) if sources else (),
        length=len(sources),
        label="Tạo PDF",
        file=sys.stderr,
        hidden=not sys.stderr.isatty(),
    ) as conversions:
        for conversion in conversions:
            if conversion.pdf is None:
                click.echo(f"Lỗi: {conversion.source}: {conversion.problem} ({conversion.hint})", err=True)
                failed = int(ExitCode.TOOL)
            else:
                count, pages = count + 1, pages + (conversion.pages or 0)
    made = f"{count} tệp PDF, {pages} trang" if sources else "Không tệp PDF nào phải làm lại"
    return f"{made}{f'; {kept} tệp PDF có sẵn giữ nguyên' if kept else ''}.", failed
