"""``docgen records approve``, ``return``, ``void`` and ``recall``: one act on one or several documents."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from docgen.cli.records.desk import Desk, records_command
from docgen.errors import DocgenError, ExitCode

if TYPE_CHECKING:
    from docgen.records.documents import Actor
    from docgen.records.store import Store

_IDS = click.argument("document_ids", metavar="ID...", nargs=-1, required=True, type=click.IntRange(min=1))
_REASON = click.option("--reason", metavar="LÝ_DO", required=True, help="Lý do, ghi vào nhật ký.")


@records_command("approve", epilog="Ví dụ: docgen records approve 12 --store so-van-ban --as 'Nguyễn Văn An'")
@click.argument("document_ids", metavar="ID...", nargs=-1, type=click.IntRange(min=1))
@click.option("--all", "all_waiting", is_flag=True, help="Mọi văn bản đã trình.")
@click.option("--content", is_flag=True, help="Chỉ duyệt nội dung.")
@click.option("--form", "form", is_flag=True, help="Chỉ duyệt thể thức.")
@click.option(
    "--version", type=click.IntRange(1), metavar="SỐ", help="Phiên bản đã xem; có bản mới hơn thì không duyệt."
)
def approve(
    desk: Desk, document_ids: tuple[int, ...], all_waiting: bool, content: bool, form: bool, version: int | None
) -> int:
    """Duyệt văn bản: nội dung và thể thức; không ghi gì thêm thì duyệt cả hai, theo quyền của người duyệt."""
    from docgen.records.documents import approve

    both = content == form
    return _decide(
        desk,
        choose_documents(desk, document_ids, ("submitted",) if all_waiting else ()),
        lambda store, key, actor: approve(
            store, key, actor, content=content or both, form=form or both, version=version
        ),
    )


@records_command("return", epilog="Ví dụ: docgen records return 12 --reason 'Thiếu căn cứ' --store so-van-ban")
@_IDS
@_REASON
def return_document(desk: Desk, document_ids: tuple[int, ...], reason: str) -> int:
    """Trả lại văn bản cho người soạn, kèm lý do."""
    from docgen.records.documents import return_document

    return _decide(desk, document_ids, lambda store, key, actor: return_document(store, key, actor, reason))


@records_command("void", epilog="Ví dụ: docgen records void 12 --reason 'Trình nhầm' --store so-van-ban")
@_IDS
@_REASON
def void(desk: Desk, document_ids: tuple[int, ...], reason: str) -> int:
    """Hủy văn bản chưa ban hành, kèm lý do. Số đã cấp vẫn ở trong sổ và không cấp lại."""
    from docgen.records.documents import void

    return _decide(desk, document_ids, lambda store, key, actor: void(store, key, actor, reason))


@records_command(
    "recall", epilog="Ví dụ: docgen records recall 12 --reason 'Ban hành sai thẩm quyền' --store so-van-ban"
)
@_IDS
@_REASON
def recall(desk: Desk, document_ids: tuple[int, ...], reason: str) -> int:
    """Thu hồi văn bản đã ban hành: khóa văn bản cùng thông tin mô tả, giữ việc thu hồi trong nhật ký."""
    from docgen.records.documents import recall

    return _decide(desk, document_ids, lambda store, key, actor: recall(store, key, actor, reason))


def unwrap(results: list[dict[str, Any]]) -> object:
    """Return what JSON prints: the result itself where the command line named one document, else a list."""
    named = click.get_current_context().params.get("document_ids", ())
    return results[0] if len(named) == 1 and results else results


def choose_documents(desk: Desk, document_ids: tuple[int, ...], states: tuple[str, ...]) -> tuple[int, ...]:
    """Return the documents named on the command line, or with --all those in ``states``."""
    if bool(document_ids) == bool(states):
        raise click.UsageError("ghi ID... hoặc --all", click.get_current_context())
    if document_ids:
        return document_ids
    from docgen.records.listing import DocumentFilter, list_rows

    with desk.open(must_exist=True) as store, store.read() as connection:
        return tuple(row["id"] for row in list_rows(connection, DocumentFilter(states)))


def _decide(desk: Desk, document_ids: tuple[int, ...], act: Callable[[Store, int, Actor], Any]) -> int:
    """Take an act on each document; one that is refused does not stop the others."""
    from docgen.cli.records.looking import write_register
    from docgen.records.documents import Actor
    from docgen.records.listing import describe_document_by_id

    described: list[dict[str, Any]] = []
    code = ExitCode.DONE
    with desk.open(must_exist=True) as store:
        for key in document_ids:
            try:
                act(store, key, Actor(desk.actor, desk.now()))
                with store.read() as connection:
                    described.append(describe_document_by_id(store, connection, key))
            except DocgenError as error:
                click.echo(f"Lỗi: {error}", err=True)
                code = code or error.exit_code
    if described or not code:
        desk.print(unwrap(described), lambda: write_register(described))
    return code
