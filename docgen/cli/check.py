"""``docgen check``: what in a Word file is not as Decree 30/2020/NĐ-CP asks, where, and by which clause."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from docgen.cli.vietnamese import VietnameseCommand
from docgen.errors import ExitCode, InputError
from docgen.settings import load_settings

if TYPE_CHECKING:
    from docgen.checking import CheckSettings
    from docgen.checking.batch import Outcome

_EPILOG = "Ví dụ: docgen check out/*.docx"


@click.command(cls=VietnameseCommand, epilog=_EPILOG)
@click.argument("files", metavar="TỆP...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "output_format", type=click.Choice(["text", "json"]), default="text", help="Cách in kết quả.")
@click.option("--explain", metavar="MÃ", help="Giải thích một quy tắc, ví dụ PG001.")
@click.option("--fix", "fixed", metavar="TỆP_MỚI", type=click.Path(path_type=Path), help="Sửa lỗi, ghi vào tệp mới.")
@click.option("--issued/--draft", default=None, help="Văn bản đã ban hành / còn là dự thảo; mặc định xem có số chưa.")
@click.option("--paper", is_flag=True, help="Văn bản giấy: dòng “Kèm theo” của phụ lục phải có số, ngày.")
@click.option("--organ", metavar="KHÓA", help="Cơ quan ban hành, theo khóa trong tệp cơ quan.")
@click.option("--organs", metavar="TỆP", type=click.Path(path_type=Path), help="Tệp cơ quan (mặc định: DOCGEN_ORGANS).")
def check(
    files: tuple[Path, ...],
    output_format: str,
    explain: str | None,
    fixed: Path | None,
    issued: bool | None,
    paper: bool,
    organ: str | None,
    organs: Path | None,
) -> int:
    """Kiểm tra thể thức tệp Word theo Nghị định 30/2020/NĐ-CP.

    TỆP là tệp .docx hoặc thư mục có tệp .docx. Kết quả nêu chỗ sai, điều khoản, giá trị cần có và giá trị tìm thấy.
    Mã thoát: 0 khi không có lỗi, 1 khi có lỗi, 3 khi có tệp không đọc được.
    """
    if explain is not None:
        from docgen.checking.explain import explain_rule

        click.echo(explain_rule(explain))
        return ExitCode.DONE
    context = click.get_current_context()
    if not files:
        raise click.UsageError("thiếu TỆP... để kiểm tra", context)
    if organs is not None and organ is None:
        raise click.UsageError("--organs phải đi cùng --organ", context)
    settings = _read_settings(issued, paper, organ, organs)
    if fixed is not None:
        if len(files) != 1:
            raise click.UsageError("--fix chỉ dùng cho một tệp", context)
        from docgen.cli.check_fix import fix_file

        return fix_file(files[0], fixed, settings, output_format)
    return _check(files, settings, output_format)


def _read_settings(issued: bool | None, paper: bool, organ: str | None, organs: Path | None) -> CheckSettings:
    from docgen.checking import CheckSettings, settings_for_organ

    machine = load_settings()
    own_legal_refs = machine.own_legal_refs_folder
    if organ is None:
        return CheckSettings(issued=issued, electronic=not paper, own_legal_refs=own_legal_refs)
    from docgen.drafting import load_organs

    source = organs or machine.organs_file
    known = load_organs(source)
    if organ not in known:
        raise InputError(f"không có cơ quan “{organ}”", where=str(source), hint=f"các khóa: {', '.join(known)}")
    settings = settings_for_organ(known[organ], issued=issued, electronic=not paper)
    return replace(settings, own_legal_refs=own_legal_refs)


def _check(files: Sequence[Path], settings: CheckSettings, output_format: str) -> int:
    from docgen.checking.batch import check_files, find_documents

    paths = find_documents(files)
    outcomes: list[Outcome] = []
    with click.progressbar(
        check_files(paths, settings),
        length=len(paths),
        label="Kiểm tra",
        file=sys.stderr,
        hidden=len(paths) < 2 or not sys.stderr.isatty(),
    ) as checked:
        outcomes.extend(checked)
    if output_format == "json":
        click.echo(json.dumps([_write_json(outcome) for outcome in outcomes], ensure_ascii=False, indent=2))
    else:
        from docgen.cli.check_report import write_outcomes

        write_outcomes(outcomes)
    if any(outcome.report is None for outcome in outcomes):
        return ExitCode.INPUT
    has_errors = any(outcome.report.has_errors for outcome in outcomes if outcome.report)
    return ExitCode.FINDINGS if has_errors else ExitCode.DONE


def _write_json(outcome: Outcome) -> dict[str, Any]:
    if outcome.report is None:
        return {"file": outcome.file, "findings": [], "error": outcome.error}
    return outcome.report.to_json()
