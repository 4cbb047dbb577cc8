"""What is wrong with a catalogue: every fault of every file, with its line.

Faults are what contradicts itself: two records for one document, dates in an order that cannot be, a symbol that
belongs to another type or agency, a circle of replacements. That a relation names a document of which there is no
record is no fault but a note.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from docgen.citations.catalogue.agencies import Issuers, load_issuers
from docgen.citations.catalogue.catalogue import find_catalogue_files
from docgen.citations.catalogue.documents import LISTS, LegalDocument
from docgen.citations.catalogue.records import Record, RecordProblem, read_catalogue_text
from docgen.citations.catalogue.symbol_parts import Symbol, fold_symbol, parse_symbol
from docgen.citations.type_names import ABBREVIATION_BY_TYPE
from docgen.errors import LegalRefError, explain_os_error
from docgen.model.value import quote
from docgen.vietnamese.dates import format_short_date
from docgen.vietnamese.folding import fold

_ID = re.compile(r"vn(?:/[a-z0-9]+(?:-[a-z0-9]+)*){3,4}")
_NATIONAL_ASSEMBLY = ("Luật", "Bộ luật", "Hiến pháp")
# Resolutions of the National Assembly carry no type in their symbol (132/2020/QH14), letters never do.
_WITHOUT_TYPE = ("Nghị quyết", "Công văn", "Thư công", *_NATIONAL_ASSEMBLY)
_ORDERED = (
    ("date", "effective_from", "ngày bắt đầu có hiệu lực ({later}) trước ngày ban hành ({earlier})"),
    ("effective_from", "effective_to", "ngày hết hiệu lực ({later}) không sau ngày bắt đầu có hiệu lực ({earlier})"),
    ("date", "effective_to", "ngày hết hiệu lực ({later}) không sau ngày ban hành ({earlier})"),
    ("date", "checked_on", "ngày kiểm chứng ({later}) trước ngày ban hành ({earlier})"),
    ("confirmed_on", "effective_to", "ngày hết hiệu lực ({later}) không sau ngày xác nhận còn hiệu lực ({earlier})"),
)
_MAY_BE_EQUAL = (("date", "effective_from"), ("date", "checked_on"))


def validate_catalogue(places: Sequence[Path]) -> tuple[int, list[RecordProblem]]:
    """Return the number of records in these folders and files, and all problems by file and line.

    A record of a later place may take that of an earlier with the same id. Raises LegalRefError when a place is
    missing, or when there is no record at all: nothing checked is not "no fault".
    """
    records: list[Record] = []
    problems: list[RecordProblem] = []
    for place in places:
        if not place.exists():
            raise LegalRefError("không tìm thấy thư mục hoặc tệp danh mục văn bản", where=str(place))
        own: list[Record] = []
        for path in find_catalogue_files(place):
            found, faults = _read_file(path)
            own += found
            problems += faults
        problems += _find_duplicates(own)
        problems += _find_issuer_problems(place / "issuers.toml")
        overridden = {record.document.id for record in own}
        records = [record for record in records if record.document.id not in overridden] + own
    if not records and not problems:
        raise LegalRefError("danh mục không có bản ghi nào", where=", ".join(map(str, places)))
    issuers = load_issuers()
    for record in records:
        problems += validate_record(record, issuers)
    problems += _find_relation_problems(records)
    ordered = sorted(problems, key=lambda problem: (str(problem.path), problem.line, problem.message))
    return len(records), ordered


def validate_record(record: Record, issuers: Issuers) -> Iterator[RecordProblem]:
    """Yield what is wrong with one record by itself."""
    document = record.document
    if document.id and not _ID.fullmatch(document.id):
        yield record.problem("id", f"mã {quote(document.id)} phải có dạng vn/loại/cơ quan/ngày/số-ký-hiệu, không dấu")
    elif document.id and document.type and fold(document.type).replace(" ", "-") != document.id.split("/")[1]:
        yield record.problem("id", f"mã {quote(document.id)} không theo tên loại {quote(document.type)}")
    symbol = parse_symbol(document.symbol)
    if symbol is None and document.symbol:
        yield record.problem("symbol", f"{quote(document.symbol)} không phải là số, ký hiệu văn bản")
    if symbol is not None and document.type:
        yield from _check_symbol(record, symbol, issuers)
    yield from _check_dates(record)
    for field in LISTS:
        if fold_symbol(document.symbol) in map(fold_symbol, getattr(document, field)):
            yield record.problem(field, f"{field} nêu chính văn bản này")


def _find_issuer_problems(path: Path) -> Iterator[RecordProblem]:
    """Yield examples of the issuers that do not resolve to them, where a folder has issuers."""
    if not path.is_file():
        return
    try:
        issuers = load_issuers(path.parent)
    except LegalRefError as error:
        yield RecordProblem(path, 1, error.message)
        return
    lines = path.read_text(encoding="utf-8").split("\n")
    for issuer in issuers:
        line = lines.index(f'name = "{issuer.name}"') + 1 if f'name = "{issuer.name}"' in lines else 1
        for writing in issuer.writings:
            agency = issuers.find_agency(writing)
            if agency is None or agency.issuer is not issuer:
                yield RecordProblem(path, line, f"{quote(writing)} không được hiểu là {issuer.name}")
        for symbol in issuer.examples:
            if issuer not in issuers.find_of_symbol(symbol):
                yield RecordProblem(path, line, f"{quote(symbol)} không được hiểu là số, ký hiệu của {issuer.name}")


def _read_file(path: Path) -> tuple[list[Record], list[RecordProblem]]:
    try:
        return read_catalogue_text(path, path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        return [], [RecordProblem(path, line, "không phải bảng mã UTF-8; lưu lại tệp là UTF-8")]
    except OSError as error:
        return [], [RecordProblem(path, 1, f"không đọc được tệp: {explain_os_error(error)}")]


def _check_symbol(record: Record, symbol: Symbol, issuers: Issuers) -> Iterator[RecordProblem]:
    document = record.document
    expected = ABBREVIATION_BY_TYPE.get(document.type, "")
    if symbol.type_name and symbol.type_name != document.type:
        yield record.problem(
            "type", f"số, ký hiệu {document.symbol} là của {symbol.type_name}, không của {document.type}"
        )
    elif not symbol.type_name and expected and document.type not in _WITHOUT_TYPE:
        yield record.problem("symbol", f"số, ký hiệu {document.symbol} không có chữ viết tắt {expected} của tên loại")
    elif document.type in _NATIONAL_ASSEMBLY and symbol.agencies != ("QH",):
        yield record.problem("symbol", f"số, ký hiệu của {document.type} phải kết thúc bằng QH và khóa Quốc hội")
    if document.issuer and issuers.contradict_symbol(document.issuer, document.symbol):
        yield record.problem("issuer", f"số, ký hiệu {document.symbol} không phải của {document.issuer}")
    if document.date and symbol.year and symbol.year != document.date.year:
        yield record.problem(
            "date", f"ngày {format_short_date(document.date)} khác năm trong số, ký hiệu {document.symbol}"
        )


def _check_dates(record: Record) -> Iterator[RecordProblem]:
    for first, second, message in _ORDERED:
        earlier, later = getattr(record.document, first), getattr(record.document, second)
        if earlier is None or later is None or earlier < later:
            continue
        if earlier > later or (first, second) not in _MAY_BE_EQUAL:
            said = message.format(earlier=format_short_date(earlier), later=format_short_date(later))
            yield record.problem(second, said)


def _find_duplicates(records: Iterable[Record]) -> Iterator[RecordProblem]:
    by_id: dict[str, Record] = {}
    by_work: dict[tuple[str, str, int | None], Record] = {}
    for record in records:
        document = record.document
        if not document.id or not document.symbol:
            continue
        first = by_id.setdefault(document.id, record)
        if first is not record:
            yield record.problem("id", f"mã {quote(document.id)} đã có ở {first.path.name}:{first.line}")
            continue
        work = (fold_symbol(document.symbol), fold(document.issuer), document.year)
        first = by_work.setdefault(work, record)
        if first is not record:
            yield record.problem(
                "symbol", f"{document.symbol} của {document.issuer} đã có ở {first.path.name}:{first.line}"
            )


def _find_relation_problems(records: Sequence[Record]) -> Iterator[RecordProblem]:
    by_symbol: dict[str, list[Record]] = {}
    for record in filter(lambda record: record.document.symbol, records):
        by_symbol.setdefault(fold_symbol(record.document.symbol), []).append(record)
    for record in records:
        for field in LISTS:
            for symbol in getattr(record.document, field):
                if parse_symbol(symbol) is None:
                    yield record.problem(field, f"{field}: {quote(symbol)} không phải là số, ký hiệu văn bản")
                elif fold_symbol(symbol) not in by_symbol:
                    yield record.problem(field, f"{field}: danh mục chưa có {symbol}", is_note=True)
        yield from _find_order_problems(record, by_symbol)
    yield from _find_circles(records, by_symbol)


def _find_order_problems(record: Record, by_symbol: dict[str, list[Record]]) -> Iterator[RecordProblem]:
    """Yield replacements that were promulgated before what they are said to replace."""
    for symbol in record.document.replaced_by:
        found = by_symbol.get(fold_symbol(symbol), ())
        other = found[0].document if len(found) == 1 else None
        if other and other.date and record.document.date and other.date < record.document.date:
            when = format_short_date(other.date)
            yield record.problem("replaced_by", f"replaced_by: {symbol} ban hành ngày {when}, trước văn bản này")


def _find_circles(records: Sequence[Record], by_symbol: dict[str, list[Record]]) -> Iterator[RecordProblem]:
    """Yield one fault for every circle of replacements."""
    following = {
        fold_symbol(record.document.symbol): [fold_symbol(symbol) for symbol in record.document.replaced_by]
        for record in records
        if record.document.symbol and len(by_symbol[fold_symbol(record.document.symbol)]) == 1
    }
    done: set[str] = set()
    for start in following:
        path: list[str] = []
        pending = [(start, 0)]
        while pending:
            symbol, depth = pending.pop()
            del path[depth:]
            if symbol in path:
                circle = path[path.index(symbol) :]
                if len(circle) > 1:
                    names = [_symbol_of(by_symbol, each) for each in (*circle, symbol)]
                    record = by_symbol[symbol][0]
                    yield record.problem("replaced_by", f"thay thế vòng tròn: {' → '.join(names)}")
                continue
            if symbol in done:
                continue
            done.add(symbol)
            path.append(symbol)
            pending += [(each, len(path)) for each in following.get(symbol, ())]


def _symbol_of(by_symbol: dict[str, list[Record]], folded: str) -> str:
    document: LegalDocument = by_symbol[folded][0].document
    return document.symbol
