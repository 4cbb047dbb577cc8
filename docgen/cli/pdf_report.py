"""How ``docgen pdf`` says what became of each file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

import click

from docgen.cli.output import write_columns
from docgen.errors import DocgenError, ExitCode

_VERDICTS = {None: "—", True: "đạt", False: "KHÔNG ĐẠT"}


@dataclass(slots=True)
class PdfRow:
    """What became of one file.

    ``pdf`` is the file that there is, empty when none could be made. ``conforms`` None: not proven.
    """

    file: str
    pdf: str = ""
    pages: int | None = None
    conforms: bool | None = None
    problems: list[str] = field(default_factory=list)
    exit_code: ExitCode = ExitCode.DONE

    def fail(self, error: DocgenError) -> None:
        """Note that the file could not be judged at all."""
        self.pdf = ""
        self.problems.append(f"{error.message} ({error.hint})" if error.hint else error.message)
        self.exit_code = error.exit_code


def write_rows(rows: Sequence[PdfRow], output_format: str) -> None:
    """Print the rows: a table with the problems on standard error, or JSON."""
    if output_format == "json":
        click.echo(json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=2))
        return
    for row in rows:
        for problem in row.problems:
            click.echo(f"Lỗi: {row.file}: {problem}", err=True)
    made = [row for row in rows if row.pdf]
    if made:
        body = [[row.pdf, str(row.pages or "—"), _VERDICTS[row.conforms]] for row in made]
        write_columns(["PDF", "Trang", "Đạt chuẩn"], body)
    good = sum(not row.exit_code for row in rows)
    counted = [row.pages for row in made if row.pages is not None]
    click.echo(f"\n{good}/{len(rows)} tệp đạt{f', {sum(counted)} trang' if counted else ''}")
