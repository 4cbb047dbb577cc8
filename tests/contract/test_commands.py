"""Every command has Vietnamese help with an example, and the help speaks no English."""

from __future__ import annotations

import re

import click
import pytest
from click.testing import CliRunner

from docgen.cli.main import cli

COMMANDS = cli.list_commands(click.Context(cli))
ENGLISH = re.compile(r"\b(Usage|Options|Commands|Show this message|required|OPTIONS|ARGS|INTEGER|PATH|TEXT)\b")


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_help_is_vietnamese_and_has_an_example(name: str) -> None:
    result = CliRunner().invoke(cli, [*([name] if name else []), "--help"])
    assert result.exit_code == 0
    assert "Cách dùng:" in result.output
    assert "Ví dụ: docgen" in result.output
    assert not ENGLISH.search(result.output), ENGLISH.findall(result.output)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_says_what_it_does(name: str) -> None:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    assert [p.name for p in command.params if isinstance(p, click.Option) and not p.help] == []
