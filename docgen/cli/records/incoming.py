"""``docgen records incoming``: documents that arrive, from the number of arrival to the answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from docgen.cli.lazy import LazyGroup
from docgen.cli.output import write_columns
from docgen.cli.records.desk import Desk, records_command
from docgen.cli.records.looking import shorten, show_date
from docgen.cli.records.options import Day, organ_option, resolve_organ
from docgen.errors import InputError, explain_os_error

if TYPE_CHECKING:
    from docgen.records.documents import Actor, Row
    from docgen.records.incoming import ArrivedFile
    from docgen.records.store import Store

_MODULE = "docgen.cli.records.incoming"
_COMMANDS = {
    "add": f"{_MODULE}:add",
    "assign": f"{_MODULE}:assign",
    "answer": f"{_MODULE}:answer",
    "finish": f"{_MODULE}:finish",
    "recall": f"{_MODULE}:recall",
    "list": f"{_MODULE}:list_all",
    "show": f"{_MODULE}:show",
}
_URGENCIES = {"thuong": 0, "khan": 1, "thuong-khan": 2, "hoa-toc": 3}
_STATES = ("registered", "assigned", "answered", "finished", "recalled")
_ID = click.argument("incoming_id", metavar="ID", type=click.IntRange(min=1))


@click.group(
    "incoming",
    cls=LazyGroup,
    targets=_COMMANDS,
    epilog="Ví dụ: docgen records incoming list --store so-van-ban --overdue",
)
def incoming() -> None:
    """Văn bản đến: đăng ký số đến, chuyển giao, trả lời, theo dõi thời hạn, hủy theo lệnh thu hồi."""


@records_command(
    "add",
    epilog="Ví dụ: docgen records incoming add --organ-name 'Sở Tài chính' --code 123/STC-VP --date 15/9/2026 "
    "--subject 'V/v lập dự toán năm 2027' --file 123.pdf --store so-van-ban",
)
@click.option("--organ-name", metavar="TÊN", required=True, help="Cơ quan ban hành (tác giả).")
@click.option("--code", metavar="SỐ/KÝ_HIỆU", default="", help="Số, ký hiệu văn bản, ví dụ 123/KH-UBND.")
@click.option("--date", "promulgation_date", type=Day(), metavar="NGÀY", help="Ngày của văn bản.")
@click.option("--subject", metavar="TRÍCH_YẾU", required=True, help="Trích yếu nội dung.")
@click.option("--type", "type_name", metavar="LOẠI", default="", help="Tên loại văn bản, ví dụ Kế hoạch.")
@click.option("--file", "paths", multiple=True, type=click.Path(path_type=Path), metavar="TỆP", help="Tệp kèm theo.")
@click.option("--due", "due_date", type=Day(), metavar="NGÀY", help="Thời hạn giải quyết.")
@click.option("--urgency", type=click.Choice(list(_URGENCIES)), default="thuong", help="Mức độ khẩn.")
@click.option("--arrived", type=Day(), metavar="NGÀY", help="Ngày đến (mặc định: hôm nay).")
@click.option("--to", "to_places", metavar="NƠI_NHẬN", default="", help="Đơn vị hoặc người nhận ghi trên văn bản.")
@click.option("--position", metavar="CHỨC_VỤ", default="", help="Chức vụ người ký.")
@click.option("--full-name", metavar="HỌ_TÊN", default="", help="Họ tên người ký.")
@click.option("--pages", "page_amount", type=click.IntRange(1, 999), metavar="SỐ", help="Số trang.")
@click.option("--document-id", "document_code", metavar="MÃ", default="", help="Mã định danh văn bản.")
@click.option("--organ-code", metavar="MÃ", default="", help="Mã định danh của cơ quan ban hành.")
@click.option("--note", "description", metavar="GHI_CHÚ", default="", help="Ghi chú.")
@click.option("--override-date", metavar="LÝ_DO", default="", help="Cho ngày đến trước ngày của số liền trước.")
@click.option("--even-if-duplicate", is_flag=True, help="Đăng ký dù có vẻ đã đăng ký rồi.")
@organ_option
def add(
    desk: Desk,
    code: str,
    paths: tuple[Path, ...],
    urgency: str,
    arrived: date | None,
    override_date: str,
    even_if_duplicate: bool,
    organ: str,
    **given: Any,
) -> None:
    """Đăng ký văn bản đến: cấp số đến, giữ tệp và thông tin mô tả.

    Trùng mã định danh, hoặc trùng số, ký hiệu và cơ quan ban hành trong năm thì báo và không đăng ký.
    """
    from docgen.cli.output import silence_pypdf
    from docgen.records.documents import Actor
    from docgen.records.fields import build_metadata
    from docgen.records.incoming import Arrival, register_arrival
    from docgen.records.incoming_metadata import IncomingMetadata, split_code

    number, notation = split_code(code)
    values = given | {"code_number": number, "code_notation": notation, "priority": _URGENCIES[urgency]}
    metadata = build_metadata(IncomingMetadata, values, "văn bản đến")
    arrived_files = tuple(_read_file(path) for path in paths)
    silence_pypdf()
    with desk.open() as store:
        with store.write() as connection:
            organ_id = resolve_organ(desk, connection, organ, may_add_to=store)
        arrival = Arrival(
            organ_id, metadata, arrived_files, arrived, " ".join(override_date.split()), even_if_duplicate
        )
        row = register_arrival(store, arrival, Actor(desk.actor, desk.now()))
        _print(desk, store, [row])


@records_command("assign", epilog="Ví dụ: docgen records incoming assign 5 --to 'Phòng CCHC' --store so-van-ban")
@_ID
@click.option("--to", metavar="NGƯỜI_NHẬN", required=True, help="Đơn vị hoặc người giải quyết.")
@click.option("--due", type=Day(), metavar="NGÀY", help="Thời hạn giải quyết.")
@click.option("--instruction", metavar="Ý_KIẾN", default="", help="Ý kiến chỉ đạo, ghi vào quá trình xử lý.")
def assign(desk: Desk, incoming_id: int, to: str, due: date | None, instruction: str) -> None:
    """Chuyển giao văn bản đến cho đơn vị hoặc người giải quyết."""
    from docgen.records.incoming import assign

    _act(desk, lambda store, actor: assign(store, incoming_id, actor, to, due=due, instruction=instruction))


@records_command("answer", epilog="Ví dụ: docgen records incoming answer 5 --document 12 --store so-van-ban")
@_ID
@click.option("--document", "document_id", type=click.IntRange(1), metavar="ID", help="Văn bản đi trong kho.")
@click.option("--code", metavar="SỐ/KÝ_HIỆU", default="", help="Số, ký hiệu văn bản trả lời không có trong kho.")
@click.option("--progress", metavar="TIẾN_ĐỘ", default="", help="Tiến độ giải quyết.")
def answer(desk: Desk, incoming_id: int, document_id: int | None, code: str, progress: str) -> None:
    """Ghi văn bản trả lời của một văn bản đến."""
    from docgen.records.incoming import answer

    _act(
        desk,
        lambda store, actor: answer(
            store, incoming_id, actor, document_id=document_id, code=code.strip(), progress=progress.strip()
        ),
    )


@records_command("finish", epilog="Ví dụ: docgen records incoming finish 5 --store so-van-ban")
@_ID
@click.option("--progress", metavar="KẾT_QUẢ", default="", help="Kết quả giải quyết.")
def finish(desk: Desk, incoming_id: int, progress: str) -> None:
    """Ghi đã giải quyết xong một văn bản đến."""
    from docgen.records.incoming import finish_incoming

    _act(desk, lambda store, actor: finish_incoming(store, incoming_id, actor, progress.strip()))


@records_command(
    "recall", epilog="Ví dụ: docgen records incoming recall 5 --reason 'Công văn số 9/STC-VP' --store so-van-ban"
)
@_ID
@click.option("--reason", metavar="LÝ_DO", required=True, help="Văn bản thu hồi và lý do, ghi vào nhật ký.")
def recall(desk: Desk, incoming_id: int, reason: str) -> None:
    """Hủy văn bản đến, tệp và thông tin mô tả theo lệnh thu hồi; số đến và việc thu hồi được giữ lại."""
    from docgen.records.incoming_recall import recall_incoming

    _act(desk, lambda store, actor: recall_incoming(store, incoming_id, actor, reason))


@records_command("list", epilog="Ví dụ: docgen records incoming list --store so-van-ban --state assigned")
@click.option("--state", "states", multiple=True, type=click.Choice(_STATES), help="Chỉ trạng thái này; ghi nhiều lần.")
@click.option("--overdue", is_flag=True, help="Chỉ văn bản quá hạn, chưa giải quyết xong.")
@click.option("--on", type=Day(), metavar="NGÀY", help="Tính quá hạn vào ngày này (mặc định: hôm nay).")
@click.option("--after", type=click.IntRange(1), metavar="ID", help="Trang sau: đi tiếp từ văn bản này.")
@click.option("--limit", type=click.IntRange(1), metavar="SỐ", help="Nhiều nhất chừng này văn bản.")
@organ_option
def list_all(
    desk: Desk,
    states: tuple[str, ...],
    overdue: bool,
    on: date | None,
    after: int | None,
    limit: int | None,
    organ: str,
) -> None:
    """Liệt kê văn bản đến, khẩn nhất trước."""
    from docgen.records.incoming_listing import IncomingFilter, describe_incoming, list_incoming
    from docgen.records.moments import local_day

    due_before = (on or local_day(desk.now())) if overdue or on else None
    with desk.open(must_exist=True) as store, store.read() as connection:
        organ_id = resolve_organ(desk, connection, organ) if organ else None
        rows = list_incoming(connection, IncomingFilter(states, due_before, organ_id, after, limit))
        described = describe_incoming(store, connection, rows)
    desk.print(described, lambda: _write(described))


@records_command("show", epilog="Ví dụ: docgen records incoming show 5 --store so-van-ban")
@_ID
def show(desk: Desk, incoming_id: int) -> None:
    """Xem một văn bản đến: thông tin mô tả, tệp, quá trình giải quyết."""
    from docgen.records.incoming import get_incoming
    from docgen.records.incoming_listing import describe_incoming

    with desk.open(must_exist=True) as store, store.read() as connection:
        described = describe_incoming(store, connection, [get_incoming(connection, incoming_id)])[0]
    desk.print(described, lambda: _write_one(described))


def _act(desk: Desk, act: Callable[[Store, Actor], Row]) -> None:
    from docgen.records.documents import Actor

    with desk.open(must_exist=True) as store:
        _print(desk, store, [act(store, Actor(desk.actor, desk.now()))])


def _print(desk: Desk, store: Store, rows: list[Row]) -> None:
    from docgen.records.incoming_listing import describe_incoming

    with store.read() as connection:
        described = describe_incoming(store, connection, rows)
    desk.print(described[0], lambda: _write(described))


def _read_file(path: Path) -> ArrivedFile:
    from docgen.records.incoming import ArrivedFile

    try:
        return ArrivedFile(path.name, path.read_bytes())
    except OSError as error:
        raise InputError(f"không đọc được tệp: {explain_os_error(error)}", where=str(path)) from error


def _write(described: list[dict[str, Any]]) -> None:
    from docgen.records.incoming_metadata import INCOMING_STATE_NAMES, PRIORITY_NAMES, IncomingState

    if not described:
        click.echo("Không có văn bản đến nào.")
        return
    rows = [
        [
            str(row["id"]),
            str(row["arrival_number"]),
            show_date(row["arrival_date"]),
            shorten(row["organ_name"], 30),
            row["code"],
            shorten(row["subject"], 50),
            PRIORITY_NAMES[row["priority"]],
            shorten(row["assigned_to"], 24),
            show_date(row["due_date"]),
            INCOMING_STATE_NAMES[IncomingState(row["state"])],
        ]
        for row in described
    ]
    heads = [
        "ID",
        "Số đến",
        "Ngày đến",
        "Tác giả",
        "Số, ký hiệu",
        "Trích yếu",
        "Khẩn",
        "Người nhận",
        "Hạn",
        "Trạng thái",
    ]
    write_columns(heads, rows)


def _write_one(found: dict[str, Any]) -> None:
    from docgen.records.incoming_metadata import INCOMING_STATE_NAMES, PRIORITY_NAMES, IncomingState

    click.echo(f"Văn bản đến {found['id']}: số đến {found['arrival_number']}, {show_date(found['arrival_date'])}")
    facts = (
        ("Trạng thái", INCOMING_STATE_NAMES[IncomingState(found["state"])]),
        ("Mức độ khẩn", PRIORITY_NAMES[found["priority"]]),
        ("Tác giả", found["organ_name"]),
        ("Văn bản", " ".join(filter(None, (found["type_name"], found["code"], show_date(found["promulgation_date"]))))),
        ("Trích yếu", found["subject"]),
        ("Người ký", ", ".join(filter(None, (found["full_name"], found["position"])))),
        ("Người nhận", found["assigned_to"] or found["to_places"]),
        ("Thời hạn", show_date(found["due_date"])),
        ("Tiến độ", found["progress"]),
        ("Trả lời", found["answer_code"]),
        ("Ghi chú", found["note"] or found["description"]),
    )
    for name, value in facts:
        if value:
            click.echo(f"  {name}: {value}")
    for line in found["trace_headers"].splitlines():
        click.echo(f"    {line}")
    for file in found["files"]:
        click.echo(f"  Tệp {file['name']}: {file['size']} byte, {file['path']}")
