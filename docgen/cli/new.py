"""``docgen new``: a starter draft of any type."""

from __future__ import annotations

from pathlib import Path

import click

from docgen.cli.vietnamese import VietnameseCommand
from docgen.errors import InputError
from docgen.files import write_whole
from docgen.settings import load_settings

_EPILOG = "Ví dụ: docgen new cong-van -o moi-hop.vb.txt"


@click.command(cls=VietnameseCommand, epilog=_EPILOG)
@click.argument("document_type", metavar="LOẠI", required=False)
@click.option(
    "-o",
    "--output",
    metavar="TỆP",
    type=click.Path(path_type=Path),
    help="Tệp bản thảo sẽ tạo; không ghi thì in ra màn hình.",
)
@click.option("--list", "list_types", is_flag=True, help="In danh sách 29 loại văn bản.")
def new(document_type: str | None, output: Path | None, list_types: bool) -> None:
    """Tạo một bản thảo mẫu để sửa.

    LOẠI là tên loại văn bản không dấu, ví dụ ke-hoach, quyet-dinh, cong-van; xem đủ 29 loại bằng --list.
    """
    from docgen.model import DOCUMENT_TYPES
    from docgen.rendering import TemplateFolder

    if list_types:
        for kind in DOCUMENT_TYPES.values():
            click.echo(f"{kind.slug:<18}{kind.name}{f' ({kind.abbreviation})' if kind.abbreviation else ''}")
        return
    if document_type not in DOCUMENT_TYPES:
        raise click.UsageError(_explain_type(document_type, tuple(DOCUMENT_TYPES)), click.get_current_context())
    text = TemplateFolder(load_settings().templates_folder).read_starter(document_type)
    if output is None:
        click.echo(text, nl=False)
        return
    if output.exists():
        raise InputError("tệp đã có, không ghi đè", where=str(output), hint="chọn tên khác")
    write_whole(output, text.encode("utf-8"))
    click.echo(f"Đã tạo {output}. Sửa tệp rồi chạy: docgen render {output} -o DIR --pdf")


def _explain_type(given: str | None, known: tuple[str, ...]) -> str:
    from difflib import get_close_matches

    if given is None:
        return "thiếu LOẠI văn bản; xem: docgen new --list"
    near = get_close_matches(given, known, n=3)
    return f"không có loại văn bản “{given}”; " + (
        f"có phải là {', '.join(near)}?" if near else "xem: docgen new --list"
    )
