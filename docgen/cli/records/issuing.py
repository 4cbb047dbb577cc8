"""``docgen records issue`` and ``resume``: number, final files, issued."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

from docgen.cli.output import silence_pypdf
from docgen.cli.records.deciding import choose_documents, unwrap
from docgen.cli.records.desk import Desk, records_command
from docgen.errors import ExitCode

if TYPE_CHECKING:
    from docgen.records.store import Store
    from docgen.workflow.issue import IssueOptions, Outcome

_CHECK = click.option("--override-check", metavar="LÝ_DO", default="", help="Ban hành dù còn lỗi thể thức; ghi lý do.")
_NO_PDF = click.option("--no-pdf", is_flag=True, help="Không tạo PDF, chỉ có tệp Word.")


def _date_options(function: Callable[..., Any]) -> Callable[..., Any]:
    function = click.option(
        "--override-date", metavar="LÝ_DO", default="", help="Cho ngày trước ngày của số liền trước; ghi lý do."
    )(function)
    return click.option(
        "--date",
        metavar="NGÀY",
        help="Ngày ban hành, ví dụ 2026-09-15 (mặc định: ngày đủ trong bản thảo, hoặc hôm nay).",
    )(function)


@records_command("issue", epilog="Ví dụ: docgen records issue 12 13 --store so-van-ban --as 'Lê Thị Hoa'")
@click.argument("document_ids", metavar="ID...", nargs=-1, type=click.IntRange(min=1))
@click.option("--all", "all_waiting", is_flag=True, help="Mọi văn bản đã duyệt hoặc đã cấp số.")
@_date_options
@_CHECK
@_NO_PDF
def issue(
    desk: Desk,
    document_ids: tuple[int, ...],
    all_waiting: bool,
    date: str | None,
    override_date: str,
    override_check: str,
    no_pdf: bool,
) -> int:
    """Cấp số và ban hành văn bản đã duyệt: số, ngày, tệp Word và PDF cuối cùng.

    Lỗi thể thức chặn việc ban hành; số đã cấp được giữ. Một văn bản không xong không làm dừng các văn bản khác.
    """
    from docgen.workflow.issue import IssueOptions

    options = IssueOptions(_read_day(date), _clean(override_date), _clean(override_check), with_pdf=not no_pdf)
    wanted = choose_documents(desk, document_ids, ("approved", "reserved") if all_waiting else ())
    with desk.open(must_exist=True) as store:
        return _issue(desk, store, wanted, options)


@records_command("resume", epilog="Ví dụ: docgen records resume --store so-van-ban")
@click.argument("document_ids", metavar="[ID...]", nargs=-1, type=click.IntRange(min=1))
@_CHECK
@_NO_PDF
def resume(desk: Desk, document_ids: tuple[int, ...], override_check: str, no_pdf: bool) -> int:
    """Hoàn tất văn bản đã có số mà chưa xong (lỗi, mất điện); không ghi ID thì hoàn tất tất cả."""
    from docgen.records.listing import DocumentFilter, list_rows
    from docgen.workflow.issue import IssueOptions

    with desk.open(must_exist=True) as store:
        with store.read() as connection:
            waiting = [row["id"] for row in list_rows(connection, DocumentFilter(("reserved",)))]
        if not document_ids and not waiting:
            desk.print([], lambda: click.echo("Không có văn bản nào chờ hoàn tất."))
            return ExitCode.DONE
        options = IssueOptions(override_check=_clean(override_check), with_pdf=not no_pdf)
        return _issue(desk, store, document_ids or waiting, options, only=frozenset(waiting))


def _issue(
    desk: Desk, store: Store, document_ids: Sequence[int], options: IssueOptions, *, only: frozenset[int] | None = None
) -> int:
    from docgen.cli.records.looking import write_register
    from docgen.records.documents import Actor
    from docgen.records.listing import describe_document_by_id
    from docgen.rendering import open_renderer
    from docgen.workflow.issue import Issuer

    silence_pypdf()
    code = ExitCode.DONE
    refused = [key for key in document_ids if only is not None and key not in only]
    for key in refused:
        click.echo(f"Lỗi: văn bản {key} không chờ hoàn tất (xem: docgen records show {key})", err=True)
        code = ExitCode.REGISTER
    wanted = [key for key in dict.fromkeys(document_ids) if key not in refused]
    settings = desk.settings
    renderer = open_renderer(settings)
    issuer = Issuer(store, renderer, settings, Actor(desk.actor, desk.now()), options)
    done: dict[int, dict[str, Any]] = {}
    with click.progressbar(
        issuer.issue(wanted),
        length=len(wanted),
        label="Ban hành",
        file=sys.stderr,
        hidden=len(wanted) < 2 or not sys.stderr.isatty(),
    ) as outcomes:
        for outcome in outcomes:
            if outcome.error is not None:
                click.echo(_explain(outcome), err=True)
                code = code or outcome.error.exit_code
                continue
            with store.read() as connection:
                found = describe_document_by_id(store, connection, outcome.document_id)
            for warning in outcome.warnings:
                click.echo(f"Lưu ý: văn bản {outcome.document_id}: {warning}", err=True)
            told = {"was_issued": outcome.was_issued, "warnings": list(outcome.warnings)}
            done[outcome.document_id] = found | told
    results = [done[key] for key in wanted if key in done]
    if results or not code:
        desk.print(unwrap(results), lambda: _write(results, write_register))
    return code


def _write(results: list[dict[str, Any]], write_register: Callable[[list[dict[str, Any]]], None]) -> None:
    write_register(results)
    for result in results:
        for file in result["files"]:
            click.echo(f"{file['name']}: {file['path']}")
    old = [str(result["id"]) for result in results if result["was_issued"]]
    if old:
        click.echo(f"Đã ban hành từ trước, giữ nguyên: {', '.join(old)}")


def _explain(outcome: Outcome) -> str:
    return f"Lỗi: văn bản {outcome.document_id}: {outcome.error}"


def _read_day(text: str | None) -> Any:
    from docgen.vietnamese.dates import parse_date

    if text is None:
        return None
    date = parse_date(text)
    if not date.is_full:
        raise click.BadParameter("phải có đủ ngày, tháng, năm", param_hint="--date")
    return date.to_date()


def _clean(reason: str) -> str:
    return " ".join(reason.split())
