"""``docgen records``: the register, from the draft that is handed in to the number and ever after.

One module for each group of commands; ``desk`` gives every command its store, its user and its output.
"""

from __future__ import annotations

import click

from docgen.cli.lazy import LazyGroup

_COMMANDS = {
    "submit": "docgen.cli.records.submitting:submit",
    "approve": "docgen.cli.records.deciding:approve",
    "return": "docgen.cli.records.deciding:return_document",
    "issue": "docgen.cli.records.issuing:issue",
    "resume": "docgen.cli.records.issuing:resume",
    "void": "docgen.cli.records.deciding:void",
    "recall": "docgen.cli.records.deciding:recall",
    "list": "docgen.cli.records.looking:list_documents",
    "show": "docgen.cli.records.looking:show_document",
    "verify": "docgen.cli.records.keeping:verify",
    "checkpoint": "docgen.cli.records.keeping:checkpoint",
    "backup": "docgen.cli.records.keeping:backup",
    "restore": "docgen.cli.records.keeping:restore",
    "user": "docgen.cli.records.users:user",
}


@click.group(cls=LazyGroup, targets=_COMMANDS, epilog="Ví dụ: docgen records list --store so-van-ban")
def records() -> None:
    """Trình, duyệt, cấp số, ban hành văn bản; sổ đăng ký, hồ sơ, tra cứu, nhật ký."""
