"""``docgen doctor``: what is installed, what is missing, how to get it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from docgen.cli.vietnamese import VietnameseCommand
from docgen.errors import ExitCode

if TYPE_CHECKING:
    from docgen.office.health import ToolStatus


@click.command(cls=VietnameseCommand, epilog="Ví dụ: docgen doctor --format json")
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "json"]),
    default="text",
    help="Kiểu kết quả: text cho người đọc, json cho máy.",
)
@click.pass_context
def doctor(context: click.Context, output_format: str) -> None:
    """Kiểm tra máy đã đủ những gì docgen cần.

    Xem Python, các gói, LibreOffice và phông chữ. Mỗi mục còn thiếu có kèm lệnh để cài. Mã thoát là 0 khi đủ, 6 khi
    thiếu.
    """
    # Loaded when the command runs, so that `docgen --help` answers at once.
    from docgen.office.health import check_tools
    from docgen.pdf.health import check_prover
    from docgen.settings import load_settings

    statuses = (*check_tools(load_settings()), check_prover())
    click.echo(_write_json(statuses) if output_format == "json" else _write_text(statuses))
    context.exit(ExitCode.DONE if all(status.ok or status.optional for status in statuses) else ExitCode.TOOL)


def _write_json(statuses: tuple[ToolStatus, ...]) -> str:
    listed = [
        {"name": status.name, "ok": status.ok, "detail": status.detail, "remedy": status.remedy} for status in statuses
    ]
    return json.dumps(listed, ensure_ascii=False, indent=2)


def _write_text(statuses: tuple[ToolStatus, ...]) -> str:
    lines = []
    for status in statuses:
        mark = "✓" if status.ok else "–" if status.optional else "✗"
        lines.append(f"{mark} {status.name}: {status.detail}")
        if status.remedy:
            lines.append(f"    cài bằng: {status.remedy}")
    missing = sum(not (status.ok or status.optional) for status in statuses)
    lines.append(f"Còn thiếu {missing} mục, xem các dòng có dấu ✗." if missing else "Máy đã đủ mọi thứ docgen cần.")
    return "\n".join(lines)
