"""Index rounds: their data, what is wrong with it, the ranking with its chart; the ranking of any one table."""

from __future__ import annotations

import io
import tempfile
from collections import Counter
from decimal import Decimal
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from fastapi import APIRouter
from starlette.responses import Response

from docgen.errors import DocgenError, InputError
from docgen.records.roles import require_role
from docgen.web.desk import Desk, posting, reading
from docgen.web.downloads import safe_name, send_file
from docgen.web.jobs.round_issue import ACTIONS as ROUND_ACTIONS
from docgen.web.ranking_chart import Chart, draw_chart
from docgen.web.sent_once import start_job_once
from docgen.workflow.round_shelf import TABLES, KeptRound, RoundShelf

if TYPE_CHECKING:
    from docgen.parindex.classes import ClassScheme
    from docgen.parindex.problems import Problem
    from docgen.parindex.ranking import Place
    from docgen.parindex.round_reading import Round

router = APIRouter(prefix="/dot", include_in_schema=False)

_MOST_PROBLEMS: Final = 500


@router.get("")
def show_list(desk: Desk = reading("draft")) -> Response:
    """Show the rounds, and how a new one comes in."""
    return _show_list(desk)


@router.post("")
def add(desk: Desk = posting("draft")) -> Response:
    """Take in the data of a round: a zip, or a sample."""
    fields, shelf = desk.fields, _open_shelf(desk)
    upload, sample = fields.upload("goi"), fields.raw("mau")
    if upload is None and not sample:
        fields.errors["goi"] = "chọn tệp .zip của đợt, hoặc một đợt mẫu"
        return _show_list(desk, status=422)
    try:
        kept = shelf.add_sample(sample) if upload is None else shelf.add_zip(upload.filename or "", upload.file.read())
    except InputError as error:
        fields.errors["goi"] = f"{error.message} ({error.hint})"
        return _show_list(desk, status=422)
    return desk.go(f"/dot/{kept.key}", "da-nhan-dot")


@router.get("/xep-hang")
def show_ranking_form(desk: Desk = reading("draft")) -> Response:
    """Show the form for ranking one table of scores."""
    return _show_ranking(desk)


@router.post("/xep-hang")
def rank(desk: Desk = posting("draft")) -> Response:
    """Rank the units of a table of scores; nothing is kept."""
    from docgen.parindex.class_files import list_schemes, load_scheme
    from docgen.parindex.points import parse_points
    from docgen.parindex.problems import RoundDataError
    from docgen.parindex.ranking import Rounding, place_units
    from docgen.parindex.score_table import Choices, read_score_table
    from docgen.parindex.sheets import read_sheets

    fields, folder = desk.fields, _open_shelf(desk).sources.classes_folder
    classes = fields.choice("cach", list_schemes(folder))
    if not classes:
        fields.errors.setdefault("cach", "chọn cách xếp loại")
    decimals = fields.number("thap_phan")
    if decimals is not None and decimals > 6:
        fields.errors["thap_phan"] = "nhiều nhất 6 chữ số"
    maximum = Decimal(100)
    try:
        maximum = parse_points(fields.text("toi_da", limit=20) or "100")
        if maximum <= 0:
            fields.errors["toi_da"] = "điểm tối đa phải lớn hơn 0"
    except InputError as error:
        fields.errors["toi_da"] = error.message
    sheet, upload = fields.text("trang", limit=100), fields.upload("bang")
    name = _check_table(desk, "bang", upload.filename if upload else "")
    if fields.errors or upload is None:
        return _show_ranking(desk, status=422)
    scheme = load_scheme(classes, folder)
    with tempfile.TemporaryDirectory(prefix="docgen-xep-hang-") as work:
        path = Path(work) / name
        path.write_bytes(upload.file.read())
        try:
            table = read_score_table(read_sheets(path), Choices(sheet, maximum=maximum), with_fields=scheme.has_floors)
        except RoundDataError as error:
            return _show_ranking(desk, status=422, problems=_list_problems(error.problems), name=name)
        except InputError as error:
            fields.errors["bang"] = f"{error.message}{f' ({error.hint})' if error.hint else ''}"
            return _show_ranking(desk, status=422)
    places = place_units(table.standings, scheme, Rounding(decimals))
    notes = list(table.notes)
    if scheme.has_floors and not table.field_titles:
        notes.append("bảng không có cột điểm lĩnh vực, mức sàn lĩnh vực chưa được xét")
    return _show_ranking(desk, ranking=_describe_ranking("", f"Xếp hạng theo {name}", places, scheme), notes=notes)


@router.get("/{key}")
def show_round(key: str, desk: Desk = reading("draft")) -> Response:
    """Show a round: all that is wrong with it, what may be built, who stands where."""
    return _show_round(desk, _open_shelf(desk).get_round(key))


@router.post("/{key}/bang")
def replace_table(key: str, desk: Desk = posting("draft")) -> Response:
    """Put a table in the place of one of the round's: the one that is chosen, else the one of the same name."""
    fields, shelf = desk.fields, _open_shelf(desk)
    kept = shelf.get_round(key)
    upload = fields.upload("tep")
    given = _check_table(desk, "tep", upload.filename if upload else "")
    target = fields.choice("thay", kept.tables) or (given if given in kept.tables else "")
    if given and not target:
        fields.errors.setdefault("thay", "chọn tệp của đợt mà bảng này thay")
    if fields.errors or upload is None:
        return _show_round(desk, kept, status=422)
    if PurePosixPath(given).suffix.lower() != PurePosixPath(target).suffix.lower():
        fields.errors["tep"] = f"tệp của đợt là {PurePosixPath(target).suffix}, tệp gửi lên là loại khác"
        return _show_round(desk, kept, status=422)
    try:
        shelf.replace_table(kept, target, upload.file.read())
    except InputError as error:
        fields.errors["tep"] = f"{error.message}{f' ({error.hint})' if error.hint else ''}"
        return _show_round(desk, kept, status=422)
    desk.note("upload", "round", key, target)
    return desk.go(f"/dot/{key}", "da-nhan-bang")


@router.get("/{key}/tep/{name}")
def download_table(key: str, name: str, desk: Desk = reading("draft")) -> Response:
    """Return a table of the round, or the workbook of its results with formulas."""
    from docgen.errors import NotFoundError

    kept = _open_shelf(desk).get_round(key)
    if name not in kept.tables:
        raise NotFoundError("đợt này không có tệp như vậy", hint="mở lại trang của đợt")
    desk.note("download", "round", key, name)
    return send_file((kept.folder / name).read_bytes(), name)


@router.get("/{key}/bang-diem.xlsx")
def download_workbook(key: str, desk: Desk = reading("draft")) -> Response:
    """Return the results as a workbook in which every figure is a formula."""
    from docgen.parindex.workbook import write_workbook

    shelf = _open_shelf(desk)
    round_ = shelf.read(shelf.get_round(key))
    if not round_.has_scores:
        raise InputError("đợt này chưa có điểm", hint="tải bảng điểm lên trước")
    desk.note("download", "round", key, "bang-diem.xlsx")
    return send_file(write_workbook(round_), f"bang-diem-{key}.xlsx")


@router.post("/{key}/dung")
def build(key: str, desk: Desk = posting("draft")) -> Response:
    """Build the papers in the background, from a copy of the data as it is now."""
    kept = _open_shelf(desk).get_round(key)
    return _start_job(desk, kept, "round-build", f"Văn bản của đợt {key}", {"pdf": desk.fields.has("pdf")})


@router.post("/{key}/ban-hanh")
def issue(key: str, desk: Desk = posting("issue")) -> Response:
    """Hand in, approve, number and issue papers of the round in the background: for who may do all of that."""
    from docgen.workflow.round_papers import KINDS_BY_KEY

    kept, fields = _open_shelf(desk).get_round(key), desk.fields
    with desk.service.store.read() as connection:
        for action in ROUND_ACTIONS:
            require_role(connection, desk.actor.name, action)
    papers = [name for name in fields.many("giay") if name in KINDS_BY_KEY]
    if not papers:
        fields.errors["giay"] = "chọn ít nhất một văn bản"
    day = fields.day("ngay")
    if day is not None and fields.has("theo_moc"):
        fields.errors["ngay"] = "ghi một ngày, hoặc đánh dấu theo hạn của từng bước; không cả hai"
    if fields.errors:
        return _show_round(desk, kept, status=422)
    given = {
        "papers": papers,
        "date": day.isoformat() if day else "",
        "planned_dates": fields.has("theo_moc"),
        "pdf": not fields.has("khong_pdf"),
    }
    return _start_job(desk, kept, "round-issue", f"Ban hành văn bản của đợt {key}", given)


@router.post("/{key}/xoa")
def remove(key: str, desk: Desk = posting("draft")) -> Response:
    """Take the data of a round away."""
    shelf = _open_shelf(desk)
    shelf.remove(shelf.get_round(key))
    return desk.go("/dot", "da-xoa-dot")


def _start_job(desk: Desk, kept: KeptRound, kind: str, title: str, given: dict[str, Any]) -> Response:
    files = {path.name: io.BytesIO(path.read_bytes()) for path in kept.folder.iterdir() if path.is_file()}
    return start_job_once(desk, kind, title, given | {"round": kept.key}, files)


def _open_shelf(desk: Desk) -> RoundShelf:
    return RoundShelf(desk.service.serve.store_folder, desk.service.settings)


def _check_table(desk: Desk, field: str, name: str | None) -> str:
    """Return the safe name of a table that was sent; "" with an error at its field when it can be none."""
    bare = safe_name(PurePosixPath((name or "").replace("\\", "/")).name) if name else ""
    if not bare:
        desk.fields.errors[field] = "chọn tệp bảng điểm"
    elif PurePosixPath(bare).suffix.lower() not in TABLES:
        desk.fields.errors[field] = f"cần tệp bảng tính: {', '.join(TABLES)}"
        return ""
    return bare


def _show_list(desk: Desk, *, status: int = 200) -> Response:
    shelf = _open_shelf(desk)
    return desk.show("rounds.html", status=status, rounds=shelf.list_rounds(), samples=shelf.list_samples())


def _show_ranking(desk: Desk, *, status: int = 200, **shown: Any) -> Response:
    from docgen.parindex.class_files import list_schemes, load_scheme

    folder = _open_shelf(desk).sources.classes_folder
    schemes = {name: load_scheme(name, folder).title or name for name in list_schemes(folder)}
    given: dict[str, Any] = {"schemes": schemes, "problems": [], "ranking": None, "notes": [], "name": ""}
    return desk.show("ranking.html", status=status, **(given | shown))


def _show_round(desk: Desk, kept: KeptRound, *, status: int = 200, error: DocgenError | None = None) -> Response:
    from docgen.parindex.problems import RoundDataError
    from docgen.workflow.round_issued import ISSUED_FILE, read_issued
    from docgen.workflow.round_papers import select_papers

    shown: dict[str, Any] = {"round": None, "rankings": [], "selection": None, "papers": [], "notes": [], "issued": {}}
    try:
        round_ = _open_shelf(desk).read(kept)
    except RoundDataError as mistakes:
        shown["problems"] = _list_problems(mistakes.problems)
    except InputError as mistake:
        shown["problems"] = [{"file": "round.yaml", "message": mistake.message, "hint": mistake.hint}]
    else:
        selection = select_papers(round_, frozenset(), allow_missing=False)
        issued = read_issued(kept.folder / ISSUED_FILE)
        counts = Counter(paper.kind for paper in selection.papers)
        waiting = Counter(paper.kind for paper in selection.papers if paper.key not in issued)
        shown |= {
            "round": round_,
            "problems": _list_problems(round_.score_problems),
            "rankings": _rank_groups(round_),
            "selection": selection,
            "papers": [(kind.title, count) for kind, count in counts.items()],
            "waiting": [(kind.key, kind.title, count) for kind, count in waiting.items()],
            "issued": issued,
            "may_issue": all(desk.session.user.holds_role_for(action) for action in ROUND_ACTIONS),
            "notes": round_.notes,
        }
    return desk.show("round.html", status=status, kept=kept, error=error, **shown)


def _rank_groups(round_: Round) -> list[dict[str, Any]]:
    return [
        _describe_ranking(group.data.key, group.data.title, group.result.places, round_.scheme)
        | {"unranked": [unit.unit for unit in group.result.unranked]}
        for group in round_.groups
        if group.result
    ]


def _describe_ranking(key: str, title: str, places: tuple[Place, ...], scheme: ClassScheme) -> dict[str, Any]:
    from docgen.vietnamese.numbers import format_number

    names = [rule.name for rule in scheme.classes]
    counts = Counter(place.class_name for place in places)
    chart: Chart = draw_chart(places, names)
    return {
        "key": key,
        "title": title,
        "chart": chart,
        "rows": [
            (place.rank, place.unit, format_number(place.standing.total), format_number(place.percentage, decimals=2),
             place.class_name)
            for place in places
        ],
        "classes": [(name, counts[name], index) for index, name in enumerate(names)],
        "unranked": [],
    }  # fmt: skip


def _list_problems(problems: Any) -> list[dict[str, Any]]:
    """Return mistakes for a table: file (without where it lies on this machine), sheet, row, column, what, remedy."""
    return [_describe_problem(problem) for problem in problems[:_MOST_PROBLEMS]]


def _describe_problem(problem: Problem) -> dict[str, Any]:
    from docgen.parindex.problems import SheetProblem, TextProblem, name_column

    match problem:
        case SheetProblem():
            place = {"sheet": problem.sheet, "row": problem.row, "column": name_column(problem.column)}
        case TextProblem():
            place = {"row": problem.line, "column": problem.column}
        case _:
            return {"message": problem.describe()}
    return {"file": Path(problem.file).name, "message": problem.message, "hint": problem.hint, **place}
