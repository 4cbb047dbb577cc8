"""``docgen records search``: words, with and without diacritics, in every field and in the text of files."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from docgen.cli.output import write_columns
from docgen.cli.records.desk import Desk, records_command
from docgen.cli.records.looking import shorten, show_date
from docgen.cli.records.options import Day, output_option, print_out

_STATES = (
    "draft", "submitted", "returned", "approved", "reserved", "issued", "void", "recalled", "replaced",
    "registered", "assigned", "answered", "finished", "open", "closed", "transferred",
)  # fmt: skip
_MOST_PRINTED = 10_000


@records_command("search", epilog='Ví dụ: docgen records search "ke hoach cai cach hanh chinh" --store so-van-ban')
@click.argument("query", metavar="CÂU_HỎI", default="")
@click.option("--from", "first", type=Day(), metavar="NGÀY", help="Từ ngày này.")
@click.option("--to", "last", type=Day(), metavar="NGÀY", help="Đến hết ngày này.")
@click.option("--organ", metavar="TÊN", default="", help="Các chữ trong tên cơ quan ban hành.")
@click.option("--type", "types", metavar="LOẠI", multiple=True, help="Loại văn bản, ví dụ ke-hoach; ghi nhiều lần.")
@click.option("--state", "states", multiple=True, type=click.Choice(_STATES), help="Trạng thái; ghi nhiều lần.")
@click.option("--incoming", is_flag=True, help="Chỉ văn bản đến.")
@click.option("--outgoing", is_flag=True, help="Chỉ văn bản đi.")
@click.option("--dossiers", is_flag=True, help="Chỉ hồ sơ.")
@click.option("--limit", type=click.IntRange(1, 1000), default=20, metavar="SỐ", help="Nhiều nhất chừng này kết quả.")
@click.option("--after", metavar="CHỖ", default="", help="Trang sau: giá trị next của trang trước.")
@output_option
def search(
    desk: Desk,
    query: str,
    types: tuple[str, ...],
    states: tuple[str, ...],
    limit: int,
    output: Path | None,
    **given: Any,
) -> None:
    """Tìm văn bản và hồ sơ: trong mọi thông tin mô tả và toàn văn tệp DOCX, PDF.

    Chữ gõ không dấu tìm cả chữ có dấu; chữ gõ có dấu chỉ tìm đúng dấu ấy. Cụm từ đặt trong dấu ngoặc kép. Văn bản có đủ
    các chữ trong số, ký hiệu, trích yếu đứng trước; cùng mức thì mới nhất trước.
    """
    from docgen.records.search import SearchRequest, search, search_all

    flags = (("incoming", given["incoming"]), ("document", given["outgoing"]), ("dossier", given["dossiers"]))
    first: date | None = given["first"]
    request = SearchRequest(
        query,
        kinds=tuple(kind for kind, is_set in flags if is_set),
        states=states,
        types=types,
        organ=given["organ"],
        first=first,
        last=given["last"],
        limit=limit,
        after=given["after"],
    )
    with desk.open(must_exist=True) as store, store.read() as connection:
        if output is not None:
            found = list(search_all(connection, request, _MOST_PRINTED))
        else:
            page = search(connection, request)
    if output is not None:
        from docgen.records.search_printout import build_printout

        print_out(desk, [build_printout(query, found)], output)
        return
    desk.print({"found": page.found, "next": page.next}, lambda: _write(page.found, page.next, query))


def _write(found: list[dict[str, Any]], following: str, query: str) -> None:
    from docgen.records.search_printout import KIND_NAMES, name_state
    from docgen.records.search_words import read_words

    if not found:
        click.echo("Không tìm thấy văn bản nào.")
        words = read_words(query)
        if words.folded != words.exact:
            # A wrong mark finds nothing: that is what marks are for. Whoever mistyped one is told the way.
            click.echo(f"Chữ có dấu chỉ tìm đúng dấu ấy; thử không dấu: {words.folded}")
        return
    rows = [
        [
            f"{KIND_NAMES[item['kind']]} {item['id']}",
            item["code"],
            show_date(item["promulgation_date"]),
            shorten(f"{item['type_name']} {item['subject']}".strip(), 70),
            shorten(item["organ"], 30),
            name_state(item),
        ]
        for item in found
    ]
    write_columns(["ID", "Số, ký hiệu", "Ngày", "Loại, trích yếu", "Cơ quan", "Trạng thái"], rows)
    if following:
        click.echo(f"Còn nữa: thêm --after {following}")
