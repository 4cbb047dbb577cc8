"""``docgen round``: an index round, from its data to its papers."""

from __future__ import annotations

import click

from docgen.cli.round_rank import rank
from docgen.cli.vietnamese import VietnameseGroup


@click.group(
    "round", cls=VietnameseGroup, epilog="Ví dụ: docgen round build samples/rounds/ha-nam-2023 -o out/round --pdf"
)
def round_group() -> None:
    """Một đợt chấm Chỉ số cải cách hành chính: từ dữ liệu đến đủ các văn bản."""


round_group.add_command(rank)
