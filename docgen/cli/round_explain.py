"""``docgen round explain``: the reason for every figure of a unit."""

from __future__ import annotations

from pathlib import Path

import click

from docgen.cli.round_folder import folder_argument, open_round, organs_option
from docgen.cli.vietnamese import VietnameseCommand
from docgen.errors import ExitCode
from docgen.settings import load_settings


@click.command(cls=VietnameseCommand, epilog="Ví dụ: docgen round explain samples/rounds/hai-duong-2021 “Xã Hiệp Cát”")
@folder_argument
@click.argument("unit", metavar="ĐƠN_VỊ")
@organs_option
@click.pass_context
def explain(context: click.Context, folder: Path, unit: str, organs: Path | None) -> None:
    """Nói rõ vì sao một đơn vị có điểm, hạng và loại như vậy.

    ĐƠN_VỊ là tên đơn vị, không cần đúng chữ hoa, dấu; một phần của tên cũng được khi chỉ có một đơn vị như thế.
    """
    from docgen.parindex.explain import explain_unit
    from docgen.parindex.problems import describe_problems

    found = open_round(folder, load_settings(), organs)
    for line in explain_unit(found, unit):
        click.echo(line)
    if found.score_problems:
        click.echo(describe_problems(found.score_problems), err=True)
        context.exit(int(ExitCode.INPUT))
