"""``docgen round``: an index round, from its data to its papers."""

from __future__ import annotations

import importlib

import click

from docgen.cli.vietnamese import VietnameseGroup

_COMMANDS = ("plan", "check", "rank", "explain", "build")


class _RoundGroup(VietnameseGroup):
    """A group that imports a subcommand only when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of a round."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a subcommand, or None."""
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = getattr(importlib.import_module(f"docgen.cli.round_{cmd_name}"), cmd_name)
        return command


@click.group("round", cls=_RoundGroup, epilog="Ví dụ: docgen round build samples/rounds/ha-nam-2023 -o out/round --pdf")
def round_group() -> None:
    """Một đợt chấm Chỉ số cải cách hành chính: từ dữ liệu đến đủ các văn bản."""
