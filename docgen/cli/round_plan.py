"""``docgen round plan``: the calendar of a round, on the screen and as an .ics file."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import click

from docgen.cli.output import write_columns
from docgen.cli.round_folder import folder_argument, open_round, organs_option
from docgen.cli.vietnamese import VietnameseCommand
from docgen.files import write_whole
from docgen.settings import load_settings


@click.command(cls=VietnameseCommand, epilog="Ví dụ: docgen round plan samples/rounds/ha-nam-2023 --ics lich.ics")
@folder_argument
@click.option("--ics", metavar="TỆP", type=click.Path(path_type=Path), help="Ghi cả lịch iCalendar (.ics) ra tệp này.")
@organs_option
@click.option("--format", "output_format", type=click.Choice(["text", "json"]), default="text", help="Cách in kết quả.")
def plan(folder: Path, ics: Path | None, organs: Path | None, output_format: str) -> None:
    """In lịch của một đợt chấm.

    THƯ_MỤC_ĐỢT chứa round.yaml. Các việc xếp theo hạn cuối; “trước ngày 20/11” có hạn cuối là 19/11.
    """
    from docgen.vietnamese.dates import format_short_date
    from docgen.workflow.round_calendar import list_calendar, write_icalendar

    found = open_round(folder, load_settings(), organs)
    rows = list_calendar(found)
    if ics is not None:
        write_whole(ics, write_icalendar(found, datetime.datetime.now(datetime.UTC)))
        click.echo(f"Đã ghi {ics}.", err=True)
    if output_format == "json":
        shown = [
            {
                "task": row.task,
                "when": row.when,
                "first_day": f"{row.first_day:%Y-%m-%d}",
                "last_day": f"{row.last_day:%Y-%m-%d}",
                "lead": row.lead,
                "join": row.join,
            }
            for row in rows
        ]
        click.echo(json.dumps(shown, ensure_ascii=False, indent=2))
    else:
        head = ["Hạn cuối", "Thời gian", "Chủ trì", "Nhiệm vụ"]
        write_columns(head, [[format_short_date(row.last_day), row.when, row.lead, row.task] for row in rows])
