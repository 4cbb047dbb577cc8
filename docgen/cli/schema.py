"""``docgen schema``: the JSON Schema of a document."""

from __future__ import annotations

import json

import click

from docgen.cli.vietnamese import VietnameseCommand


@click.command(cls=VietnameseCommand, epilog="Ví dụ: docgen schema > van-ban.schema.json")
def schema() -> None:
    """In lược đồ JSON (JSON Schema) của văn bản, cho phần mềm khác gửi văn bản vào docgen."""
    from docgen.drafting import build_json_schema

    click.echo(json.dumps(build_json_schema(), ensure_ascii=False, indent=2))
