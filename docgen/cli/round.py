"""``docgen round``: an index round, from its data to its papers."""

from __future__ import annotations

import click

from docgen.cli.lazy import LazyGroup

_COMMANDS = {
    "plan": "docgen.cli.round_plan:plan",
    "check": "docgen.cli.round_check:check",
    "rank": "docgen.cli.round_rank:rank",
    "explain": "docgen.cli.round_explain:explain",
    "build": "docgen.cli.round_build:build",
    "issue": "docgen.cli.round_issue:issue",
}


@click.group(
    cls=LazyGroup, targets=_COMMANDS, epilog="Ví dụ: docgen round build samples/rounds/ha-nam-2023 -o out/round --pdf"
)
def round_group() -> None:
    """Một đợt chấm Chỉ số cải cách hành chính: từ dữ liệu đến đủ các văn bản."""
