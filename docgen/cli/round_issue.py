"""``docgen round issue``: papers of a round get their numbers from the register."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from docgen.cli.output import silence_pypdf, write_columns
from docgen.cli.records.desk import Desk, records_command
from docgen.cli.round_build import read_only
from docgen.cli.round_folder import folder_argument, open_round, organs_option
from docgen.errors import ExitCode

if TYPE_CHECKING:
    from docgen.workflow.round_issuing import IssuedPaper


@records_command(
    "issue", epilog="Ví dụ: docgen round issue samples/rounds/ha-nam-2023 --only plan,council --store so-van-ban"
)
@folder_argument
@click.option("--only", metavar="VĂN_BẢN,…", default="", help="Chỉ ban hành các văn bản này: plan,publication…")
@click.option("--date", metavar="NGÀY", help="Ngày ban hành, ví dụ 2026-09-15 (mặc định: hôm nay).")
@click.option("--planned-dates", is_flag=True, help="Ghi ngày của từng văn bản theo hạn của bước trong round.yaml.")
@click.option("--no-pdf", is_flag=True, help="Không tạo PDF, chỉ có tệp Word.")
@click.option(
    "--issued", metavar="TỆP", type=click.Path(path_type=Path), help="Tệp số văn bản (mặc định: issued.yaml của đợt)."
)
@organs_option
def issue(
    desk: Desk,
    folder: Path,
    only: str,
    date: str | None,
    planned_dates: bool,
    no_pdf: bool,
    issued: Path | None,
    organs: Path | None,
) -> int:
    """Trình, duyệt, cấp số và ban hành các văn bản của đợt vào sổ đăng ký.

    Văn bản ban hành sau viện dẫn số của văn bản ban hành trước. Số, ngày ghi vào issued.yaml; chạy lại thì làm tiếp từ
    chỗ dừng, văn bản đã có số được bỏ qua. Điểm còn lỗi thì không văn bản nào cần điểm được ban hành.
    """
    from docgen.records.documents import Actor
    from docgen.vietnamese.dates import parse_date
    from docgen.workflow.issue import IssueOptions
    from docgen.workflow.round_issued import ISSUED_FILE, read_issued
    from docgen.workflow.round_issuing import RoundDesk, issue_papers
    from docgen.workflow.round_papers import select_papers

    context = click.get_current_context()
    if date and planned_dates:
        raise click.UsageError("--date và --planned-dates không dùng cùng nhau", context)
    silence_pypdf()
    wanted = read_only(only, context)
    found = open_round(folder, desk.settings, organs)
    state_file = issued or folder / ISSUED_FILE
    state = read_issued(state_file)
    selection = select_papers(found, wanted, allow_missing=False)
    for kind, reason in selection.refused:
        click.echo(f"Chưa được ban hành {kind.title.lower()} ({kind.key}): {reason}.", err=True)
    options = IssueOptions(parse_date(date).to_date() if date else None, with_pdf=not no_pdf)
    with desk.open() as store:
        round_desk = RoundDesk(
            found, desk.settings, store, Actor(desk.actor, desk.now()), state_file, options, planned_dates
        )
        results = list(issue_papers(round_desk, selection.papers, state))
    _report(desk, results)
    failed = next((result.error.exit_code for result in results if result.error), ExitCode.DONE)
    return failed or (ExitCode.INPUT if selection.refused else ExitCode.DONE)


def _report(desk: Desk, results: list[IssuedPaper]) -> None:
    for result in results:
        if result.error is not None:
            click.echo(f"Lỗi: {result.key}: {result.error}", err=True)
    done = [result for result in results if result.error is None]
    rows = [[result.key, result.code, f"{result.date:%d/%m/%Y}", str(result.document_id)] for result in done]
    data = [
        {"paper": result.key, "code": result.code, "date": str(result.date), "document_id": result.document_id}
        for result in done
    ]
    desk.print(data, lambda: write_columns(["Văn bản", "Số, ký hiệu", "Ngày", "ID"], rows))
