"""``docgen round rank``: a table of scores becomes ranks and classes."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docgen.cli.output import write_columns
from docgen.cli.vietnamese import VietnameseCommand
from docgen.errors import InputError
from docgen.settings import load_settings

if TYPE_CHECKING:
    from docgen.parindex.classes import ClassScheme
    from docgen.parindex.ranking import Place
    from docgen.parindex.score_table import ScoreTable


@click.command(cls=VietnameseCommand, epilog="Ví dụ: docgen round rank diem.csv --classes hai-duong-2021 --format json")
@click.argument("scores", metavar="BẢNG_ĐIỂM", type=click.Path(path_type=Path))
@click.option(
    "--classes",
    metavar="CÁCH",
    required=True,
    help="Cách xếp loại: ha-nam-2023, hai-duong-2021, hoặc một tệp .yaml.",
)
@click.option("--sheet", metavar="TRANG", default="", help="Trang của bảng tính, khi có nhiều trang có điểm.")
@click.option("--unit-column", metavar="CỘT", default="", help="Tên cột đơn vị, khi không tự tìm được.")
@click.option("--points-column", metavar="CỘT", default="", help="Tên cột tổng điểm, khi không tự tìm được.")
@click.option("--max", "maximum", metavar="ĐIỂM", default="100", help="Điểm tối đa (mặc định 100).")
@click.option(
    "--decimals",
    metavar="SỐ",
    type=click.IntRange(0, 6),
    help="Làm tròn chỉ số đến chừng này chữ số thập phân trước khi xếp hạng, xếp loại (mặc định: không làm tròn).",
)
@click.option("--format", "output_format", type=click.Choice(["text", "json"]), default="text", help="Cách in kết quả.")
def rank(
    scores: Path,
    classes: str,
    sheet: str,
    unit_column: str,
    points_column: str,
    maximum: str,
    decimals: int | None,
    output_format: str,
) -> None:
    """Xếp hạng, xếp loại các đơn vị của một bảng điểm.

    BẢNG_ĐIỂM là tệp .csv hoặc .xlsx có cột “Đơn vị” (“Tên đơn vị”, “Cơ quan”…) và cột “Tổng điểm” (“Điểm …”). Có thêm
    cột điểm các lĩnh vực thì xét cả mức sàn lĩnh vực. Điểm bằng nhau thì cùng hạng, hạng kế tiếp bỏ cách.
    """
    from docgen.parindex.class_files import load_scheme
    from docgen.parindex.ranking import Rounding, place_units
    from docgen.parindex.score_table import Choices, read_score_table
    from docgen.parindex.sheets import read_sheets

    scheme = load_scheme(classes, load_settings().templates_folder / "round" / "classes")
    choices = Choices(sheet, unit_column, points_column, _read_maximum(maximum))
    table = read_score_table(read_sheets(scores), choices, with_fields=scheme.has_floors)
    for note in table.notes:
        click.echo(f"Lưu ý: {note}.", err=True)
    places = place_units(table.standings, scheme, Rounding(decimals))
    _explain_fields(table, scheme)
    if output_format == "json":
        click.echo(_write_json(places))
    else:
        _write_table(places, scheme)


def _read_maximum(text: str) -> Decimal:
    from docgen.parindex.points import parse_points

    try:
        points = parse_points(text)
    except InputError as error:
        raise click.UsageError(f"--max: {error.message}", click.get_current_context()) from error
    if points <= 0:
        raise click.UsageError("--max phải lớn hơn 0", click.get_current_context())
    return points


def _explain_fields(table: ScoreTable, scheme: ClassScheme) -> None:
    """Say which columns the floors were applied to, or that they were not applied."""
    if not scheme.has_floors:
        return
    if table.field_titles:
        click.echo(f"Xét mức sàn theo {len(table.field_titles)} lĩnh vực: {'; '.join(table.field_titles)}.", err=True)
    else:
        click.echo("Lưu ý: bảng không có cột điểm lĩnh vực, mức sàn lĩnh vực chưa được xét.", err=True)


def _write_json(places: Sequence[Place]) -> str:
    """Return a list of objects; the figures are numbers, written out exactly as they are decimals."""
    from docgen.parindex.points import write_plain

    quote = json.JSONEncoder(ensure_ascii=False).encode
    rows = [
        f'  {{"rank": {place.rank}, "unit": {quote(place.unit)}, "total": {write_plain(place.standing.total)}, '
        f'"percentage": {write_plain(place.percentage)}, "class": {quote(place.class_name)}}}'
        for place in places
    ]
    return "[\n" + ",\n".join(rows) + "\n]"


def _write_table(places: Sequence[Place], scheme: ClassScheme) -> None:
    from docgen.vietnamese.numbers import format_number

    rows = [
        [
            str(place.rank),
            place.unit,
            format_number(place.standing.total),
            format_number(place.percentage),
            place.class_name,
        ]
        for place in places
    ]
    write_columns(["Hạng", "Đơn vị", "Tổng điểm", "Chỉ số (%)", "Xếp loại"], rows)
    counts = Counter(place.class_name for place in places)
    classes = "; ".join(f"{rule.name}: {counts[rule.name]}" for rule in scheme.classes)
    click.echo(f"\n{len(places)} đơn vị. {classes}.")
