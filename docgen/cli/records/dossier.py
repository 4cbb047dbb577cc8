"""``docgen records dossier``: dossiers, from the first document to the archive, and their lists."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from docgen.cli.lazy import LazyGroup
from docgen.cli.output import write_columns
from docgen.cli.records.desk import Desk, records_command
from docgen.cli.records.looking import shorten, show_date
from docgen.cli.records.options import YEARS, Day, organ_option, output_option, print_out, resolve_organ

if TYPE_CHECKING:
    from docgen.records.documents import Actor, Row
    from docgen.records.dossier_contents import Item
    from docgen.records.store import Store

_MODULE = "docgen.cli.records.dossier"
_COMMANDS = {
    name: f"{_MODULE}:{function}"
    for name, function in {
        "create": "create",
        "add": "add",
        "remove": "remove",
        "order": "order",
        "close": "close",
        "transfer": "transfer",
        "hold": "hold",
        "release": "release",
        "due": "due",
        "list": "list_all",
        "show": "show",
        "contents": "contents",
        "inventory": "inventory",
        "catalogue": "catalogue",
    }.items()
}
_ID = click.argument("dossier_id", metavar="ID", type=click.IntRange(min=1))
_DOCUMENTS = click.argument("documents", metavar="VĂN_BẢN...", nargs=-1, required=True)
_YEAR = click.option("--year", type=YEARS, required=True, metavar="NĂM", help="Năm của danh mục hồ sơ.")


@click.group(
    "dossier", cls=LazyGroup, targets=_COMMANDS, epilog="Ví dụ: docgen records dossier list --store so-van-ban"
)
def dossier() -> None:
    """Hồ sơ: lập, đưa văn bản vào, kết thúc, nộp lưu, khóa; danh mục và mục lục theo Phụ lục V.

    VĂN_BẢN là ID của văn bản đi (12), hoặc "den:" và ID của văn bản đến (den:5).
    """


@records_command(
    "create",
    epilog="Ví dụ: docgen records dossier create --code 01.CCHC --year 2026 --title 'Chỉ số CCHC năm 2026' "
    "--retention '20 năm' --store so-van-ban",
)
@click.option("--code", "file_notation", metavar="SỐ.KÝ_HIỆU", required=True, help="Số và ký hiệu hồ sơ: 01.TCCB.")
@click.option("--title", metavar="TIÊU_ĐỀ", required=True, help="Tiêu đề hồ sơ.")
@click.option("--retention", "maintenance", required=True, metavar="THỜI_HẠN", help="Vĩnh viễn hoặc số năm: 20 năm.")
@click.option("--year", "file_catalog", type=YEARS, metavar="NĂM", help="Năm của danh mục hồ sơ (mặc định: năm nay).")
@click.option("--heading", default="", metavar="ĐỀ_MỤC", help="Đề mục lớn trong danh mục.")
@click.option("--subheading", default="", metavar="ĐỀ_MỤC", help="Đề mục nhỏ.")
@click.option("--rights", default="", metavar="CHẾ_ĐỘ", help="Chế độ sử dụng.")
@click.option("--creator", default="", metavar="HỌ_TÊN", help="Người lập hồ sơ (mặc định: người thực hiện).")
@click.option("--language", default="Tiếng Việt", metavar="NGÔN_NGỮ", help="Ngôn ngữ.")
@click.option("--start", "start_date", type=Day(), metavar="NGÀY", help="Ngày bắt đầu (mặc định: hôm nay).")
@click.option("--note", "description", default="", metavar="GHI_CHÚ", help="Ghi chú.")
@organ_option
def create(desk: Desk, organ: str, **given: Any) -> None:
    """Lập hồ sơ."""
    from docgen.records.dossier_metadata import DossierMetadata
    from docgen.records.dossiers import create_dossier
    from docgen.records.fields import build_metadata
    from docgen.records.moments import local_day

    given["file_catalog"] = given["file_catalog"] or local_day(desk.now()).year
    given["creator"] = given["creator"] or desk.actor[:30]
    metadata = build_metadata(DossierMetadata, given, "hồ sơ")

    def act(store: Store, actor: Actor) -> Row:
        with store.write() as connection:
            organ_id = resolve_organ(desk, connection, organ, may_add_to=store)
        return create_dossier(store, organ_id, metadata, actor)

    _act(desk, act, must_exist=False)


@records_command("add", epilog="Ví dụ: docgen records dossier add 3 12 13 den:5 --store so-van-ban")
@_ID
@_DOCUMENTS
@click.option("--sheets", default="", metavar="TỜ_SỐ", help="Tờ số hoặc trang số trong hồ sơ.")
def add(desk: Desk, dossier_id: int, documents: tuple[str, ...], sheets: str) -> None:
    """Đưa văn bản vào hồ sơ. Một văn bản nằm được trong nhiều hồ sơ mà không nhân bản."""
    from docgen.records.dossiers import add_documents

    items = _read_items(documents)
    _act(desk, lambda store, actor: add_documents(store, dossier_id, items, actor, sheets=sheets[:20]))


@records_command("remove", epilog="Ví dụ: docgen records dossier remove 3 12 --store so-van-ban")
@_ID
@_DOCUMENTS
def remove(desk: Desk, dossier_id: int, documents: tuple[str, ...]) -> None:
    """Bỏ văn bản ra khỏi hồ sơ; văn bản vẫn ở trong kho."""
    from docgen.records.dossiers import remove_documents

    items = _read_items(documents)
    _act(desk, lambda store, actor: remove_documents(store, dossier_id, items, actor))


@records_command("order", epilog="Ví dụ: docgen records dossier order 3 den:5 12 13 --store so-van-ban")
@_ID
@_DOCUMENTS
def order(desk: Desk, dossier_id: int, documents: tuple[str, ...]) -> None:
    """Xếp lại thứ tự văn bản trong hồ sơ: các văn bản ghi ở đây đứng đầu, theo thứ tự ghi."""
    from docgen.records.dossiers import order_documents

    items = _read_items(documents)
    _act(desk, lambda store, actor: order_documents(store, dossier_id, items, actor))


@records_command("close", epilog="Ví dụ: docgen records dossier close 3 --end 31/12/2026 --store so-van-ban")
@_ID
@click.option("--end", type=Day(), metavar="NGÀY", help="Ngày công việc kết thúc, hoặc ngày quyết toán công trình.")
@click.option("--construction", is_flag=True, help="Hồ sơ xây dựng cơ bản: nộp lưu sau 3 tháng kể từ quyết toán.")
@click.option("--sheets", type=click.IntRange(1), metavar="SỐ", help="Tổng số tờ (hồ sơ giấy).")
@click.option("--even-if-duplicate", is_flag=True, help="Kết thúc dù có văn bản trùng.")
def close(
    desk: Desk, dossier_id: int, end: date | None, construction: bool, sheets: int | None, even_if_duplicate: bool
) -> None:
    """Kết thúc hồ sơ: kiểm tra bản thảo, bản trùng, rồi không sửa được nữa; tính hạn nộp lưu (Điều 30)."""
    from docgen.records.dossiers import close_dossier

    _act(
        desk,
        lambda store, actor: close_dossier(
            store,
            dossier_id,
            actor,
            end=end,
            construction=construction,
            sheets=sheets,
            even_if_duplicate=even_if_duplicate,
        ),
    )


@records_command("transfer", epilog="Ví dụ: docgen records dossier transfer 3 --store so-van-ban --as 'Vũ Thị Lan'")
@_ID
def transfer(desk: Desk, dossier_id: int) -> None:
    """Ghi hồ sơ đã nộp vào Lưu trữ cơ quan."""
    from docgen.records.dossiers import transfer_dossier

    _act(desk, lambda store, actor: transfer_dossier(store, dossier_id, actor))


@records_command("hold", epilog="Ví dụ: docgen records dossier hold 3 --reason 'Thanh tra' --store so-van-ban")
@_ID
@click.option("--reason", required=True, metavar="LÝ_DO", help="Lý do khóa.")
def hold(desk: Desk, dossier_id: int, reason: str) -> None:
    """Khóa hồ sơ: không sửa, không chuyển, không hủy được gì cho đến khi mở khóa."""
    from docgen.records.dossiers import hold_dossier

    _act(desk, lambda store, actor: hold_dossier(store, dossier_id, actor, reason))


@records_command("release", epilog="Ví dụ: docgen records dossier release 3 --store so-van-ban")
@_ID
@click.option("--reason", default="", metavar="LÝ_DO", help="Lý do mở khóa.")
def release(desk: Desk, dossier_id: int, reason: str) -> None:
    """Mở khóa hồ sơ."""
    from docgen.records.dossiers import release_dossier

    _act(desk, lambda store, actor: release_dossier(store, dossier_id, actor, reason))


@records_command("due", epilog="Ví dụ: docgen records dossier due --on 1/12/2026 --store so-van-ban")
@click.option("--on", type=Day(), metavar="NGÀY", help="Tính từ ngày này (mặc định: hôm nay).")
def due(desk: Desk, on: date | None) -> None:
    """Liệt kê hồ sơ phải nộp lưu trong 30 ngày tới hoặc đã quá hạn."""
    from docgen.records.dossiers import list_due
    from docgen.records.moments import local_day

    with desk.open(must_exist=True) as store, store.read() as connection:
        rows = list_due(connection, on or local_day(desk.now()))
        described = _describe(connection, rows)
    desk.print(described, lambda: _write(described))


@records_command("list", epilog="Ví dụ: docgen records dossier list --year 2026 --store so-van-ban")
@click.option("--year", type=YEARS, metavar="NĂM", help="Chỉ hồ sơ trong danh mục của năm này.")
@click.option("--state", type=click.Choice(["open", "closed", "transferred"]), help="Chỉ trạng thái này.")
@click.option("--after", type=click.IntRange(0), default=0, metavar="ID", help="Chỉ hồ sơ sau hồ sơ này.")
@click.option("--limit", type=click.IntRange(1), metavar="SỐ", help="Nhiều nhất chừng này hồ sơ.")
def list_all(desk: Desk, year: int | None, state: str | None, after: int, limit: int | None) -> None:
    """Liệt kê hồ sơ."""
    from docgen.records.dossier_listing import list_dossiers

    with desk.open(must_exist=True) as store, store.read() as connection:
        described = _describe(connection, list_dossiers(connection, year, state, after, limit))
    desk.print(described, lambda: _write(described))


@records_command("show", epilog="Ví dụ: docgen records dossier show 3 --store so-van-ban")
@_ID
def show(desk: Desk, dossier_id: int) -> None:
    """Xem một hồ sơ và các văn bản trong đó."""
    from docgen.records.dossier_contents import describe_contents
    from docgen.records.dossiers import get_dossier

    with desk.open(must_exist=True) as store, store.read() as connection:
        described = _describe(connection, [get_dossier(connection, dossier_id)])[0]
        members = describe_contents(connection, dossier_id)
    desk.print(described | {"documents": members}, lambda: _write_one(described, members))


@records_command("contents", epilog="Ví dụ: docgen records dossier contents 3 -o muc-luc.docx --store so-van-ban")
@_ID
@output_option
def contents(desk: Desk, dossier_id: int, output: Path | None) -> None:
    """In mục lục văn bản, tài liệu trong hồ sơ (Phụ lục V)."""
    from docgen.records.dossier_lists import build_contents

    with desk.open(must_exist=True) as store, store.read() as connection:
        printout = build_contents(connection, dossier_id)
    print_out(desk, [printout], output)


@records_command("inventory", epilog="Ví dụ: docgen records dossier inventory --year 2026 -o nop-luu.docx")
@_YEAR
@click.option("--permanent/--limited", "permanent", default=None, help="Chỉ hồ sơ vĩnh viễn / có thời hạn.")
@click.option("--unit", default="", metavar="ĐƠN_VỊ", help="Đơn vị nộp lưu (mặc định: cơ quan).")
@click.option("--place", default="", metavar="ĐỊA_DANH", help="Địa danh trước ngày ký.")
@organ_option
@output_option
def inventory(
    desk: Desk, year: int, permanent: bool | None, unit: str, place: str, organ: str, output: Path | None
) -> None:
    """In mục lục hồ sơ, tài liệu nộp lưu (Phụ lục V): vĩnh viễn và có thời hạn thành hai mục lục riêng."""
    from docgen.errors import RegisterError
    from docgen.records.dossier_lists import build_inventory

    printouts, problem = [], None
    with desk.open(must_exist=True) as store, store.read() as connection:
        organ_id = resolve_organ(desk, connection, organ)
        for wanted in (True, False) if permanent is None else (permanent,):
            try:
                printouts.append(build_inventory(connection, organ_id, year, permanent=wanted, unit=unit, place=place))
            except RegisterError as error:
                problem = error
    if problem is not None and not printouts:
        raise problem
    print_out(desk, printouts, output)


@records_command("catalogue", epilog="Ví dụ: docgen records dossier catalogue --year 2026 -o danh-muc.docx")
@_YEAR
@click.option("--decision", default="", metavar="VĂN_BẢN", help="Quyết định ban hành danh mục: Quyết định số 5/QĐ-…")
@organ_option
@output_option
def catalogue(desk: Desk, year: int, decision: str, organ: str, output: Path | None) -> None:
    """In danh mục hồ sơ của một năm (Phụ lục V)."""
    from docgen.records.dossier_lists import build_catalogue

    with desk.open(must_exist=True) as store, store.read() as connection:
        printout = build_catalogue(connection, resolve_organ(desk, connection, organ), year, decision)
    print_out(desk, [printout], output)


_ITEM = re.compile(r"(?:(den|đến|incoming|di|đi|document)[:-])?([0-9]{1,15})", re.IGNORECASE)


def _read_items(given: tuple[str, ...]) -> list[Item]:
    from docgen.records.dossier_contents import INCOMING, OUTGOING, Item

    items = []
    for text in given:
        match = _ITEM.fullmatch(text.strip())
        if match is None:
            raise click.BadParameter(f"“{text}”: ghi ID (12) hoặc den:ID (den:5)", param_hint="VĂN_BẢN")
        is_incoming = (match[1] or "").lower() in ("den", "đến", "incoming")
        items.append(Item(INCOMING if is_incoming else OUTGOING, int(match[2])))
    return items


def _act(desk: Desk, act: Callable[[Store, Actor], Row], *, must_exist: bool = True) -> None:
    from docgen.records.documents import Actor

    with desk.open(must_exist=must_exist) as store:
        row = act(store, Actor(desk.actor, desk.now()))
        with store.read() as connection:
            described = _describe(connection, [row])
    desk.print(described[0], lambda: _write(described))


def _describe(connection: Any, rows: list[Row]) -> list[dict[str, Any]]:
    from docgen.records.dossier_listing import describe_dossiers

    return describe_dossiers(connection, rows)


def _write(described: list[dict[str, Any]]) -> None:
    from docgen.records.dossier_metadata import DOSSIER_STATE_NAMES, DossierState

    if not described:
        click.echo("Không có hồ sơ nào.")
        return
    rows = [
        [
            str(row["id"]),
            row["file_notation"],
            str(row["file_catalog"]),
            shorten(row["title"], 50),
            row["maintenance"],
            str(row["document_total"]),
            show_date(row["transfer_due"]),
            DOSSIER_STATE_NAMES[DossierState(row["state"])] + (" (khóa)" if row["hold_reason"] else ""),
        ]
        for row in described
    ]
    write_columns(["ID", "Số, ký hiệu", "Năm", "Tiêu đề", "Bảo quản", "Văn bản", "Hạn nộp lưu", "Trạng thái"], rows)


def _write_one(found: dict[str, Any], members: list[dict[str, Any]]) -> None:
    _write([found])
    for name, value in (
        ("Người lập", found["creator"]),
        ("Khóa", found["hold_reason"]),
        ("Ghi chú", found["description"]),
    ):
        if value:
            click.echo(f"  {name}: {value}")
    for member in members:
        kind = "đến" if member["kind"] == "incoming" else "đi"
        day = show_date(str(member["promulgation_date"] or ""))
        what = f"{member['type_name']} {member['subject']}".strip()
        click.echo(f"  {member['ordinal']:>3}. [{kind} {member['id']}] {member['code']} {day} {shorten(what, 70)}")
