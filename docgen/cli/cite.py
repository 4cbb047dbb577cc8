"""``docgen cite``: the legal documents that files cite."""

from __future__ import annotations

import datetime
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

import click

from docgen.cli.vietnamese import VietnameseCommand
from docgen.errors import DocgenError, ExitCode, InputError

if TYPE_CHECKING:
    from docgen.citations import Catalogue, Citation
    from docgen.citations.judging import Judgement

_EPILOG = "Ví dụ: docgen cite --format json ke-hoach.docx"


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What became of one file: what it cites and the province it is of, or why it was not read."""

    file: str
    citations: tuple[Citation, ...] = ()
    home: str = ""
    error: str = ""


@click.command(cls=VietnameseCommand, epilog=_EPILOG)
@click.argument("files", metavar="TỆP...", nargs=-1, required=True)
@click.option("--format", "output_format", type=click.Choice(["text", "json"]), default="text", help="Cách in kết quả.")
@click.option("--on", "day", metavar="NGÀY", help="Xét hiệu lực vào ngày này, ví dụ 2025-07-01 hoặc 01/7/2025.")
def cite(files: tuple[str, ...], output_format: str, day: str | None) -> int:
    """Tìm văn bản được viện dẫn: loại, số, ký hiệu, ngày, cơ quan ban hành, trích yếu, điểm khoản điều.

    TỆP là tệp .txt, .docx, .pdf, thư mục (lấy các tệp .txt, .md, .docx, .pdf ở trong) hoặc “-” là đầu vào chuẩn.
    Mã thoát: 0 khi đọc được mọi tệp, 3 khi có tệp không đọc được; các tệp khác vẫn được xử lý.
    """
    from docgen.workflow.source_texts import find_sources

    on = _read_day(day) if day is not None else None
    names = find_sources(files)
    outcomes: list[_Outcome] = []
    with click.progressbar(
        names, label="Tìm viện dẫn", file=sys.stderr, hidden=len(names) < 2 or not sys.stderr.isatty()
    ) as waiting:
        outcomes.extend(map(_cite_one, waiting))
    catalogue = _load_catalogue()
    judged = [(outcome, _judge(outcome, catalogue, on)) for outcome in outcomes]
    if output_format == "json":
        click.echo(json.dumps([_write_json(*each) for each in judged], ensure_ascii=False, indent=2))
    else:
        for line in (line for each in judged for line in _write_text(*each)):
            click.echo(line)
    return ExitCode.INPUT if any(outcome.error for outcome in outcomes) else ExitCode.DONE


def _read_day(text: str) -> datetime.date:
    from docgen.vietnamese.dates import parse_date

    try:
        return parse_date(text).to_date()
    except InputError as error:
        raise InputError(error.message, where="--on", hint=error.hint) from error


def _cite_one(name: str) -> _Outcome:
    """Read one file; what keeps it from being read is part of the outcome."""
    from docgen.citations import iterate_citations
    from docgen.citations.judging import HEAD_LENGTH, find_home_province
    from docgen.cli.output import silence_pypdf
    from docgen.workflow.source_texts import read_source

    silence_pypdf()
    try:
        pieces = iter(read_source(name, sys.stdin.buffer))
        head = ""
        while len(head) < HEAD_LENGTH and (piece := next(pieces, "")):
            head += piece
        return _Outcome(name, tuple(iterate_citations(chain((head,), pieces))), find_home_province(head))
    except DocgenError as error:
        return _Outcome(name, error=str(error))


def _load_catalogue() -> Catalogue:
    from docgen.citations import load_catalogue
    from docgen.settings import load_settings

    settings = load_settings()
    return load_catalogue(settings.legal_refs_folder, settings.own_legal_refs_folder)


def _judge(outcome: _Outcome, catalogue: Catalogue, on: datetime.date | None) -> list[Judgement]:
    from docgen.citations.judging import judge_citations

    return judge_citations(outcome.citations, catalogue, on, home=outcome.home)


def _write_json(outcome: _Outcome, judgements: Sequence[Judgement]) -> dict[str, Any]:
    from docgen.citations.judging.description import describe_judgement

    failure = {"error": outcome.error} if outcome.error else {}
    return {"file": outcome.file, "citations": [describe_judgement(judgement) for judgement in judgements], **failure}


def _write_text(outcome: _Outcome, judgements: Sequence[Judgement]) -> Iterator[str]:
    if outcome.error:
        yield f"✗ {outcome.error}"
        return
    yield f"{outcome.file}: {len(judgements)} viện dẫn"
    for judgement in judgements:
        citation = judgement.citation
        repaired = f"; đúng là {citation.symbol}" if citation.is_repaired else ""
        known = f"; {judgement.status}: {judgement.reason}" if judgement.document or judgement.reason else ""
        yield f"  {citation.start}–{citation.end}  {' '.join(citation.text.split())}{repaired}{known}"
