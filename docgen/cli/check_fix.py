"""``docgen check --fix``: mends one file into a new one, tells what was changed and what remains."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docgen.errors import ExitCode, InputError

if TYPE_CHECKING:
    from docgen.checking import CheckSettings
    from docgen.checking.fix import FixResult


def fix_file(source: Path, target: Path, settings: CheckSettings, output_format: str) -> int:
    """Mend ``source`` into ``target``, a new file; the exit code is that of checking the result.

    Raises InputError for a target that exists and for a file that cannot be read or must not be judged.
    """
    from docgen.checking.fix import fix_document
    from docgen.entrance import open_file
    from docgen.files import write_whole

    _refuse_target(source, target)
    with open_file(source) as stream:
        data = stream.read()
    result = fix_document(data, settings, where=str(source))
    write_whole(target, result.data)
    result = replace(result, report=replace(result.report, file=str(target)))
    if output_format == "json":
        answer = result.report.to_json() | {"changes": [change.to_json() for change in result.changes]}
        click.echo(json.dumps([answer], ensure_ascii=False, indent=2))
    else:
        _write_text(result, target)
    return ExitCode.FINDINGS if result.report.has_errors else ExitCode.DONE


def _refuse_target(source: Path, target: Path) -> None:
    if not target.exists():
        return
    is_same = source.exists() and target.samefile(source)
    problem = "tệp mới trùng với tệp cần sửa; tệp gốc được giữ nguyên" if is_same else "tệp đã có, không ghi đè"
    raise InputError(problem, where=str(target), hint="chọn tên khác cho --fix")


def _write_text(result: FixResult, target: Path) -> None:
    from docgen.checking.batch import Outcome
    from docgen.cli.check_report import write_outcomes

    count = sum(change.count for change in result.changes)
    click.echo(f"Đã sửa {count} chỗ, ghi vào {target}" if count else f"Không có gì tự sửa được; ghi bản sao {target}")
    for change in result.changes:
        click.echo(f"  {change}")
    click.echo("Còn lại:")
    write_outcomes([Outcome(str(target), result.report)])
