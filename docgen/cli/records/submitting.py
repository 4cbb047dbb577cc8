"""``docgen records submit``: drafts are handed in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from docgen.cli.records.desk import Desk, records_command
from docgen.errors import DocgenError, ExitCode

if TYPE_CHECKING:
    from docgen.records.submission import Submission


@records_command(
    "submit", epilog="Ví dụ: docgen records submit ke-hoach.vb.txt --store so-van-ban --as 'Trần Thị Bình'"
)
@click.argument("drafts", metavar="BẢN_THẢO...", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--document", "document_id", type=click.IntRange(1), metavar="ID", help="Trình lại: phiên bản mới của ID."
)
@click.option("--replaces", type=click.IntRange(1), metavar="ID", help="Văn bản đã ban hành mà bản này sẽ thay thế.")
@click.option("--keep", is_flag=True, help="Chỉ giữ dự thảo trong kho, chưa trình.")
@click.option("--once", is_flag=True, help="Bỏ qua bản thảo đã có trong kho, không đổi một chữ.")
@click.option("--organs", metavar="TỆP", type=click.Path(path_type=Path), help="Tệp cơ quan (mặc định: DOCGEN_ORGANS).")
def submit(
    desk: Desk,
    drafts: tuple[Path, ...],
    document_id: int | None,
    replaces: int | None,
    keep: bool,
    once: bool,
    organs: Path | None,
) -> int:
    """Trình bản thảo: kho giữ nguyên tệp thành một phiên bản và cho một ID.

    Không ghi BẢN_THẢO mà có --document: trình dự thảo đã giữ (--keep). Bản thảo có lỗi không làm dừng các bản khác.
    """
    context = click.get_current_context()
    if document_id is None and not drafts:
        raise click.UsageError("thiếu BẢN_THẢO...", context)
    if (document_id is not None or replaces is not None) and len(drafts) > 1:
        raise click.UsageError("--document và --replaces chỉ dùng với một bản thảo", context)
    results: list[dict[str, Any]] = []
    code = ExitCode.DONE
    from docgen.drafting import load_organs

    known = load_organs(organs or desk.settings.organs_file)
    with desk.open() as store:
        job = _Job(desk, store, document_id=document_id, replaces=replaces, keep=keep, once=once, organs=known)
        for draft in drafts or (None,):
            try:
                results.append(job.submit(draft))
            except DocgenError as error:
                click.echo(_explain(error, draft), err=True)
                code = code or error.exit_code
    if results or not code:
        desk.print(results if len(drafts) > 1 else results[0], lambda: _write(results))
    return code


class _Job:
    """One run over several drafts."""

    def __init__(self, desk: Desk, store: Any, **options: Any) -> None:
        self._desk = desk
        self._store = store
        self._options = options

    def submit(self, draft: Path | None) -> dict[str, Any]:
        """Hand in one draft, or the kept one of a document."""
        from docgen.records.documents import Actor
        from docgen.records.listing import describe_document_by_id
        from docgen.records.submission import find_same_draft, read_submission, submit, submit_kept

        actor = Actor(self._desk.actor, self._desk.now())
        given = self._options
        warnings: list[str] = []
        known = None
        if draft is None:
            key = submit_kept(self._store, given["document_id"], actor)["id"]
        else:
            submission = read_submission(draft, given["organs"])
            same = find_same_draft(self._store, submission)
            known = same if given["once"] else None
            key = (
                known
                or submit(
                    self._store,
                    submission,
                    actor,
                    document_id=given["document_id"],
                    replaces=given["replaces"],
                    as_draft=given["keep"],
                )["id"]
            )
            if known is None:
                warnings = list(self._warn(submission, same, key))
        for warning in warnings:
            click.echo(f"Lưu ý: {draft}: {warning}", err=True)
        with self._store.read() as connection:
            found = describe_document_by_id(self._store, connection, key)
        return {"draft": str(draft) if draft else None, "was_known": known is not None} | found | {"warnings": warnings}

    def _warn(self, submission: Submission, same: int | None, key: int) -> Iterator[str]:
        """Yield what the drafter should look at."""
        from docgen.records.duplicates import find_duplicates

        if same is not None and same != key:
            yield f"giống hệt bản thảo của văn bản {same} đã có trong kho."
        if submission.stated is not None:
            yield f"số {submission.stated['code_number']} trong bản thảo không dùng, sổ sẽ cấp số."
            with self._store.read() as connection:
                stated = submission.stated | {"id": key}
                yield from find_duplicates(connection, stated, submission.document.organ.name)


def _explain(error: DocgenError, draft: Path | None) -> str:
    from docgen.drafting import DraftError

    where = f"{draft}: " if draft and not error.where and not isinstance(error, DraftError) else ""
    return str(error) if isinstance(error, DraftError) else f"Lỗi: {where}{error}"


def _name_state(result: dict[str, Any]) -> str:
    from docgen.records.states import STATE_NAMES, State

    return " ".join(filter(None, (STATE_NAMES[State(result["state"])], result["code"])))


def _write(results: list[dict[str, Any]]) -> None:
    for result in results:
        said = f"đã có trong kho, {_name_state(result)}" if result["was_known"] else f"phiên bản {result['version']}"
        click.echo(f"{result['id']}  {result['type_name']}: {result['subject']} ({said})")
