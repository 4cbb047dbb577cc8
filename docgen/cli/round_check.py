"""``docgen round check``: everything that is wrong with the data of a round."""

from __future__ import annotations

from pathlib import Path

import click

from docgen.cli.round_folder import folder_argument, open_round, organs_option
from docgen.cli.vietnamese import VietnameseCommand
from docgen.settings import load_settings


@click.command(cls=VietnameseCommand, epilog="Ví dụ: docgen round check samples/rounds/ha-nam-2023")
@folder_argument
@organs_option
def check(folder: Path, organs: Path | None) -> None:
    """Kiểm tra dữ liệu của một đợt chấm mà không dựng văn bản nào.

    Nêu một lần mọi lỗi của round.yaml, bộ tiêu chí, danh sách đơn vị, Hội đồng và các bảng điểm, kèm tệp, trang, hàng,
    cột.
    """
    from docgen.parindex.problems import RoundDataError

    found = open_round(folder, load_settings(), organs)
    if found.score_problems:
        raise RoundDataError(found.score_problems)
    for group in found.groups:
        scored = "đã có điểm" if group.result else "chưa có điểm"
        subs = len(group.criteria.subcriteria)
        click.echo(f"{group.data.title}: {len(group.units)} đơn vị, {subs} tiêu chí được chấm, {scored}.")
    click.echo("Dữ liệu của đợt không có lỗi.")
