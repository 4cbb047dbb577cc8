"""Printing for people."""

from __future__ import annotations

import re
from collections.abc import Sequence

import click

_NUMBER = re.compile(r"[0-9.,]+%?")


def write_columns(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows in columns as wide as their longest cell; numbers flush right."""
    widths = [max(len(cell) for cell in column) for column in zip(head, *rows, strict=True)]
    click.echo("  ".join(cell.ljust(width) for cell, width in zip(head, widths, strict=True)).rstrip())
    click.echo("  ".join("─" * width for width in widths))
    for row in rows:
        cells = (
            cell.rjust(width) if _NUMBER.fullmatch(cell) else cell.ljust(width)
            for cell, width in zip(row, widths, strict=True)
        )
        click.echo("  ".join(cells).rstrip())


def silence_pypdf() -> None:
    """Keep what pypdf thinks of a broken file from the screen: it reaches the user as our own message."""
    import logging

    logger = logging.getLogger("pypdf")
    logger.addHandler(logging.NullHandler())
    logger.propagate = False
