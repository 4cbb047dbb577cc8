"""``docgen template``: what a Word template asks for, and what is wrong with it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from docgen.cli.output import write_columns
from docgen.cli.vietnamese import VietnameseGroup
from docgen.errors import DocgenError, ExitCode

if TYPE_CHECKING:
    from docgen.rendering.faults import Fault
    from docgen.rendering.tags import Place
    from docgen.rendering.template_check import TemplateReport

_FORMAT = click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "json"]),
    default="text",
    help="Kiểu kết quả: text cho người đọc, json cho máy.",
)
_TEMPLATES = click.argument("templates", metavar="MẪU...", nargs=-1, required=True, type=click.Path(path_type=Path))


@click.group(cls=VietnameseGroup, epilog="Ví dụ: docgen template check templates/cong-van/template.docx")
def template() -> None:
    """Xem mẫu Word cần những trường nào, và kiểm tra mẫu trước khi dùng.

    MẪU là tệp .docx, thư mục của một mẫu, hoặc tên mẫu có sẵn (ví dụ cong-van).
    """


@template.command(epilog="Ví dụ: docgen template fields cong-van --format json")
@_TEMPLATES
@_FORMAT
@click.pass_context
def fields(context: click.Context, templates: tuple[Path, ...], output_format: str) -> None:
    """Liệt kê mọi trường mà mẫu dùng, kể cả trong vòng lặp, với kiểu và chỗ đứng."""
    listed = []
    code = ExitCode.DONE
    for path, report in _read_all(templates):
        if isinstance(report, DocgenError):
            click.echo(f"Lỗi: {report}", err=True)
            code = report.exit_code
        else:
            listed.append((path, report))
    if output_format == "json":
        click.echo(json.dumps([_list_fields(*found) for found in listed], ensure_ascii=False, indent=2))
    else:
        for path, report in listed:
            click.echo(f"{path}: {len(report.fields)} trường")
            rows = [[use.path, use.kind.value, "; ".join(str(place) for place in use.places)] for use in report.fields]
            write_columns(["Trường", "Kiểu", "Ở đâu"], rows)
    context.exit(code)


@template.command(epilog="Ví dụ: docgen template check mau/*/template.docx")
@_TEMPLATES
@_FORMAT
@click.pass_context
def check(context: click.Context, templates: tuple[Path, ...], output_format: str) -> None:
    """Tìm mọi lỗi của mẫu, mỗi lỗi kèm chỗ đứng và cách sửa.

    Thẻ chưa đóng hoặc gõ sai, {% for %} thiếu chữ p, dấu nháy cong, trường không có, khối đặt sai chỗ, lệnh bị cấm, dữ
    liệu không dùng. Mã thoát là 0 khi không có lỗi, 4 khi có.
    """
    rows: list[dict[str, Any]] = []
    code = ExitCode.DONE
    for path, report in _read_all(templates):
        if isinstance(report, DocgenError):
            findings = [_describe_unreadable(report)]
            code = report.exit_code
        else:
            findings = [_describe_fault(fault) for fault in report.faults]
            code = code if report.is_usable else ExitCode.TEMPLATE
        rows.append({"file": str(path), "findings": findings})
    if output_format == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        for row in rows:
            _write_findings(row["file"], row["findings"])
    context.exit(code)


def _read_all(templates: tuple[Path, ...]) -> list[tuple[Path, TemplateReport | DocgenError]]:
    from docgen.rendering.template_check import read_template
    from docgen.settings import load_settings

    folder = load_settings().templates_folder
    reports: list[tuple[Path, TemplateReport | DocgenError]] = []
    for given in templates:
        path = _find_file(given, folder)
        try:
            reports.append((path, read_template(path)))
        except DocgenError as error:
            reports.append((path, error))
    return reports


def _find_file(given: Path, folder: Path) -> Path:
    """Return the file of a template that was named by its file, its folder, or its kind."""
    if given.is_dir():
        return given / "template.docx"
    shipped = folder / given / "template.docx"
    return shipped if not given.exists() and shipped.is_file() else given


def _list_fields(path: Path, report: TemplateReport) -> dict[str, Any]:
    return {
        "file": str(path),
        "fields": [
            {"name": use.path, "type": use.kind.value, "where": [_describe_place(place) for place in use.places]}
            for use in report.fields
        ],
    }


def _describe_place(place: Place | None) -> dict[str, Any]:
    if place is None:
        return {"part": "", "place": "cả mẫu", "paragraph": None}
    return {"part": place.part, "place": str(place), "paragraph": place.paragraph}


def _describe_fault(fault: Fault) -> dict[str, Any]:
    return {
        "code": fault.code,
        "severity": fault.severity.value,
        "message": fault.message,
        "where": {**_describe_place(fault.place), "excerpt": fault.excerpt},
        "hint": fault.hint,
    }


def _describe_unreadable(error: DocgenError) -> dict[str, Any]:
    where = {**_describe_place(None), "excerpt": ""}
    return {"code": "unreadable", "severity": "error", "message": error.message, "where": where, "hint": error.hint}


def _write_findings(file: str, findings: list[dict[str, Any]]) -> None:
    from docgen.checking.explain import SEVERITY_NAMES

    serious = sum(finding["severity"] != "info" for finding in findings)
    click.echo(f"{file}: {serious} lỗi" if serious else f"{file}: dùng được")
    for finding in findings:
        hint = f" ({finding['hint']})" if finding["hint"] else ""
        place = finding["where"]["place"]
        click.echo(f"  {place}: {SEVERITY_NAMES[finding['severity']]}: {finding['message']}{hint}")
