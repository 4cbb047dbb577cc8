"""``docgen refs``: the catalogue of legal documents: look up, check, add."""

from __future__ import annotations

import datetime
import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from docgen.cli.output import write_columns
from docgen.cli.vietnamese import VietnameseGroup
from docgen.errors import ExitCode, InputError
from docgen.settings import Settings, load_settings

if TYPE_CHECKING:
    from docgen.citations import Catalogue, LegalDocument
    from docgen.citations.catalogue.records import RecordProblem

_TITLE = 70  # characters of a title in a list
_LABELS = (
    ("replaces", "Thay thế"),
    ("repeals", "Bãi bỏ"),
    ("amends", "Sửa đổi, bổ sung"),
    ("amended_by", "Được sửa đổi, bổ sung bởi"),
    ("replaced_by", "Được thay thế bởi"),
    ("repealed_by", "Bị bãi bỏ bởi"),
)
_CONFIDENCE = {"high": "cao", "medium": "trung bình", "low": "thấp"}
_format = click.option(
    "--format", "output_format", type=click.Choice(["text", "json"]), default="text", help="Cách in kết quả."
)


@click.group(cls=VietnameseGroup, epilog="Ví dụ: docgen refs show 30/2020/NĐ-CP")
def refs() -> None:
    """Danh mục văn bản viện dẫn: tra cứu, kiểm tra, thêm văn bản.

    Danh mục gồm phần có sẵn và văn bản của cơ quan trong thư mục DOCGEN_LEGAL_REFS. Trường để trống nghĩa là chưa kiểm
    chứng được, không phải là “còn hiệu lực”.
    """


@refs.command("list", epilog="Ví dụ: docgen refs list lưu trữ")
@click.argument("words", metavar="[TỪ...]", nargs=-1)
@_format
def list_documents(words: tuple[str, ...], output_format: str) -> None:
    """Liệt kê văn bản có đủ các TỪ trong số, ký hiệu, tên loại, cơ quan hoặc trích yếu."""
    from docgen.citations.catalogue.adding import to_json

    found = _filter(_load(load_settings()), words)
    if output_format == "json":
        click.echo(json.dumps([to_json(document) for document in found], ensure_ascii=False, indent=2))
    elif found:
        head = ("Số, ký hiệu", "Loại", "Ngày", "Hết hiệu lực", "Cơ quan", "Trích yếu")
        write_columns(head, [_write_row(document) for document in found])
        click.echo(f"\n{len(found)} văn bản")
    else:
        click.echo("Không có văn bản nào.")


@refs.command(epilog="Ví dụ: docgen refs show 30/2020/NĐ-CP --on 2026-01-15")
@click.argument("name", metavar="SỐ_KÝ_HIỆU|MÃ")
@click.option("--on", "day", metavar="NGÀY", help="Xem hiệu lực vào ngày này, ví dụ 15/01/2026.")
@_format
def show(name: str, day: str | None, output_format: str) -> None:
    """Xem một văn bản và lịch sử của nó: đã thay thế gì, được thay thế, sửa đổi bởi gì."""
    from docgen.citations.catalogue.adding import to_json
    from docgen.citations.catalogue.history import find_history
    from docgen.citations.judging import judge_force

    catalogue = _load(load_settings())
    document = catalogue.get_document(name)
    history = find_history(document, catalogue)
    on = _read_date(day, "--on") if day else None
    status, reason = judge_force(document, catalogue, on) if on else (None, "")
    if output_format == "json":
        on_day = {"on": on.isoformat(), "status": status, "reason": reason} if on else {}
        data = {**to_json(document), **on_day, "history": asdict(history)}
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return
    _write_document(document)
    for field, label in _LABELS:
        for symbol in getattr(history, field):
            click.echo(f"{label}: {_describe(symbol, catalogue)}")
    if on:
        click.echo(f"Vào ngày {_write_date(on)}: {status}: {reason}")


@refs.command(epilog="Ví dụ: docgen refs validate")
@click.argument("places", metavar="[THƯ_MỤC|TỆP...]", nargs=-1, type=click.Path(path_type=Path))
@click.option("--notes", is_flag=True, help="In cả lưu ý: liên hệ tới văn bản chưa có trong danh mục.")
@_format
@click.pass_context
def validate(context: click.Context, places: tuple[Path, ...], notes: bool, output_format: str) -> None:
    """Kiểm tra mọi bản ghi của danh mục; nêu hết lỗi, kèm tệp và dòng.

    Không ghi THƯ_MỤC hay TỆP thì kiểm tra danh mục đang dùng. Mã thoát: 0 khi không có lỗi, 5 khi có lỗi.
    """
    from docgen.citations.catalogue.validation import validate_catalogue

    checked = places or _find_places(load_settings())
    count, problems = validate_catalogue(checked)
    faults = [problem for problem in problems if not problem.is_note]
    shown = problems if notes else faults
    if output_format == "json":
        click.echo(json.dumps([_write_problem(problem) for problem in shown], ensure_ascii=False, indent=2))
    else:
        for problem in shown:
            click.echo(str(problem))
        hidden = len(problems) - len(shown)
        more = f"; {hidden} lưu ý, xem bằng --notes" if hidden else ""
        verdict = f"{len(faults)} lỗi" if faults else "không có lỗi"
        click.echo(f"{count} bản ghi đọc được, {verdict} ({', '.join(map(str, checked))}){more}.")
    context.exit(ExitCode.LEGAL_REF if faults else ExitCode.DONE)


@refs.command(
    epilog="Ví dụ: docgen refs add --type 'Quyết định' --symbol 12/QĐ-UBND --issuer 'Ủy ban nhân dân tỉnh Hà Tĩnh' "
    "--date 2026-01-05 --title 'Phê duyệt Kế hoạch' --source 'nguyên văn của văn bản'"
)
@click.option("--type", metavar="LOẠI", required=True, help="Tên loại, ví dụ: Quyết định.")
@click.option("--symbol", metavar="SỐ", required=True, help="Số, ký hiệu.")
@click.option("--source", metavar="NGUỒN", required=True, help="Dữ kiện lấy từ đâu.")
@click.option("--issuer", metavar="CƠ_QUAN", help="Cơ quan ban hành.")
@click.option("--date", metavar="NGÀY", help="Ngày ban hành.")
@click.option("--title", metavar="TRÍCH_YẾU", help="Trích yếu; luật: tên không có chữ “Luật”.")
@click.option("--effective-from", metavar="NGÀY", help="Ngày bắt đầu có hiệu lực.")
@click.option("--effective-to", metavar="NGÀY", help="Ngày đầu tiên không còn hiệu lực.")
@click.option("--replaces", metavar="SỐ", multiple=True, help="Số, ký hiệu văn bản bị thay thế (dùng được nhiều lần).")
@click.option("--replaced-by", metavar="SỐ", multiple=True, help="Số, ký hiệu văn bản thay thế.")
@click.option("--amended-by", metavar="SỐ", multiple=True, help="Số, ký hiệu văn bản sửa đổi, bổ sung.")
@click.option(
    "--confidence",
    type=click.Choice(["high", "medium", "low"]),
    default="medium",
    help="Mức chắc chắn: high nếu đã đọc nguyên văn.",
)
def add(**given: Any) -> None:
    """Thêm một văn bản vào danh mục của cơ quan, sau khi kiểm tra.

    Ghi vào thư mục DOCGEN_LEGAL_REFS. Văn bản đã có trong danh mục thì các giá trị mới được dùng thay giá trị cũ.
    """
    from docgen.citations.catalogue.adding import add_document

    settings = load_settings()
    folder = settings.own_legal_refs_folder
    if folder is None:
        raise InputError("chưa biết ghi vào đâu", hint="đặt biến môi trường DOCGEN_LEGAL_REFS là một thư mục")
    values = {name: value for name, value in given.items() if value}
    for name in ("date", "effective_from", "effective_to"):
        if name in values:
            values[name] = _read_date(values[name], f"--{name.replace('_', '-')}")
    values["checked_on"] = datetime.datetime.now().astimezone().date()
    added = add_document(values, folder, _load(settings))
    how = "đã thay bản ghi có sẵn" if added.replaces_shipped else "đã thêm"
    click.echo(f"{how}: {added.document.id} ({added.path})")


def _find_places(settings: Settings) -> tuple[Path, ...]:
    own = settings.own_legal_refs_folder
    return (settings.legal_refs_folder, *((own,) if own is not None and own.exists() else ()))


def _write_problem(problem: RecordProblem) -> dict[str, Any]:
    severity = "info" if problem.is_note else "error"
    return {"file": str(problem.path), "line": problem.line, "severity": severity, "message": problem.message}


def _load(settings: Settings) -> Catalogue:
    from docgen.citations import load_catalogue

    return load_catalogue(settings.legal_refs_folder, settings.own_legal_refs_folder)


def _filter(catalogue: Catalogue, words: tuple[str, ...]) -> list[LegalDocument]:
    from docgen.vietnamese.folding import fold

    # A shell gives "lưu trữ" as one word or as two: both mean the same.
    wanted = [fold(word) for given in words for word in given.split()]
    found = []
    for document in catalogue:
        text = fold(f"{document.id} {document.symbol} {document.type} {document.issuer} {document.title}")
        if all(word in text for word in wanted):
            found.append(document)
    return found


def _write_row(document: LegalDocument) -> tuple[str, ...]:
    title = document.title if len(document.title) <= _TITLE else f"{document.title[: _TITLE - 1]}…"
    dates = (_write_date(document.date), _write_date(document.effective_to))
    return (document.symbol, document.type, *dates, document.issuer, title)


def _write_document(document: LegalDocument) -> None:
    rows = (
        ("", f"{document.type} {document.symbol}"),
        ("Mã", document.id),
        ("Trích yếu", document.title),
        ("Cơ quan ban hành", document.issuer),
        ("Ngày ban hành", _write_date(document.date)),
        ("Có hiệu lực từ", _write_date(document.effective_from)),
        ("Hết hiệu lực từ", _write_date(document.effective_to)),
        ("Xác nhận còn hiệu lực ngày", _write_date(document.confirmed_on)),
        ("Nguồn", f"{document.source}; độ tin cậy {_CONFIDENCE[document.confidence]}"),
        ("Kiểm chứng ngày", _write_date(document.checked_on)),
    )
    for label, value in rows:
        if value or label in ("Trích yếu", "Cơ quan ban hành", "Ngày ban hành", "Có hiệu lực từ", "Hết hiệu lực từ"):
            click.echo(f"{label}: {value or '(chưa kiểm chứng)'}" if label else value)


def _describe(symbol: str, catalogue: Catalogue) -> str:
    document = catalogue.find_only(symbol)
    if document is None:
        return f"{symbol} (chưa có trong danh mục)"
    date = f" ngày {_write_date(document.date)}" if document.date else ""
    return f"{document.type} {symbol}{date}" + (f": {document.title}" if document.title else "")


def _write_date(value: datetime.date | None) -> str:
    from docgen.vietnamese.dates import format_short_date

    return format_short_date(value) if value else ""


def _read_date(text: str, option: str) -> datetime.date:
    from docgen.vietnamese.dates import parse_date

    try:
        return parse_date(text).to_date()
    except InputError as error:
        raise InputError(error.message, where=option, hint=error.hint) from error
