"""Issuing: number, render, check, files, issued; and every way in which it can stop in between."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest
from registry_office import CLERK, make_approved, make_submission, read_acts, read_row, take
from sqlalchemy import select

from docgen.errors import RegisterError
from docgen.records.documents import recall, void
from docgen.records.store import Store
from docgen.records.tables import document_files
from docgen.records.verify import verify_store
from docgen.rendering import Renderer, TemplateFolder
from docgen.settings import load_settings
from docgen.vietnamese.dates import PartialDate
from docgen.workflow.issue import IssueOptions, Issuer

SETTINGS = load_settings({})
RENDERER = Renderer(TemplateFolder(SETTINGS.templates_folder), SETTINGS.legal_refs_folder)
WORD = IssueOptions(with_pdf=False)
# The ký hiệu is written in capitals (Annex I, part I, II.3.b).
FAULTY = {"code_notation": "tb-snv"}


def issuer(store: Store, options: IssueOptions = WORD, **settings: object) -> Issuer:
    return Issuer(store, RENDERER, SETTINGS._replace(**settings), CLERK, options)  # type: ignore[arg-type]


def files_of(store: Store, key: int) -> dict[str, bytes]:
    with store.read() as connection:
        rows = connection.execute(select(document_files).where(document_files.c.document_id == key)).all()
    return {row.name: store.files.read(row.sha256) for row in rows}


def text_of(data: bytes) -> str:
    document = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*cells, *(paragraph.text for paragraph in document.paragraphs)])


def test_the_final_document_says_its_number_and_date(store: Store) -> None:
    key = make_approved(store)
    [outcome] = issuer(store, replace(WORD, day=date(2026, 5, 4))).issue([key])
    assert outcome.row is not None
    assert (outcome.row["state"], outcome.row["code_number"]) == ("issued", 1)
    [(name, data)] = files_of(store, key).items()
    assert name == "01-TB-SNV.docx"
    assert "01/TB-SNV" in text_of(data)
    assert "ngày 04 tháng 5 năm 2026" in text_of(data)
    assert verify_store(store).is_clean


def test_issued_once_and_never_rendered_again(store: Store) -> None:
    key = make_approved(store)
    list(issuer(store).issue([key]))
    before, acts = files_of(store, key), len(read_acts(store))
    [again] = issuer(store, replace(WORD, day=date(2026, 6, 1))).issue([key])
    assert again.was_issued
    assert (files_of(store, key), len(read_acts(store))) == (before, acts)


def test_the_date_is_the_one_given_then_the_drafts_then_today(store: Store) -> None:
    dated = {"promulgation_date": PartialDate(2026, 4, 2)}
    keys = [make_approved(store, kind, **dated) for kind in ("thong-bao", "ke-hoach")] + [
        make_approved(store, "bao-cao")
    ]
    list(issuer(store, replace(WORD, day=date(2026, 4, 1))).issue(keys[:1]))
    list(issuer(store).issue(keys[1:]))
    days = [read_row(store, key)["promulgation_date"] for key in keys]
    assert days == [date(2026, 4, 1), date(2026, 4, 2), date(2026, 5, 18)]


def test_an_error_of_the_decree_stops_it_and_a_reason_lets_it_through(store: Store) -> None:
    key = make_approved(store, **FAULTY)
    [stopped] = issuer(store).issue([key])
    assert isinstance(stopped.error, RegisterError)
    assert "lỗi thể thức" in str(stopped.error)
    assert (read_row(store, key)["state"], files_of(store, key)) == ("reserved", {})
    [let_through] = issuer(store, replace(WORD, override_check="theo quy chế riêng")).issue([key])
    assert let_through.row is not None
    assert let_through.row["code_number"] == 1
    assert read_acts(store)[-1]["facts"]["override_check"] == "theo quy chế riêng"


def test_without_a_reason_a_faulty_document_can_only_be_voided(store: Store) -> None:
    key = make_approved(store, **FAULTY)
    list(issuer(store).issue([key]))
    void(store, key, CLERK, "sai ký hiệu")
    [outcome] = issuer(store).issue([make_approved(store)])
    assert outcome.row is not None
    assert outcome.row["code_number"] == 2
    assert verify_store(store).is_clean


def test_one_that_fails_does_not_stop_the_others(store: Store) -> None:
    keys = [make_approved(store), make_approved(store, **FAULTY), make_approved(store)]
    outcomes = {outcome.document_id: outcome for outcome in issuer(store).issue([*keys, 99, keys[0]])}
    assert [outcomes[key].error is None for key in keys] == [True, False, True]
    assert "không có văn bản 99" in str(outcomes[99].error)


def test_no_libreoffice_leaves_it_reserved_and_it_goes_on_from_there(store: Store) -> None:
    key = make_approved(store)
    [stopped] = issuer(store, IssueOptions(), soffice="/nonexistent/soffice").issue([key])
    assert stopped.error is not None
    assert stopped.error.exit_code == 6
    assert read_row(store, key)["state"] == "reserved"
    list(issuer(store).issue([key]))
    assert read_row(store, key)["state"] == "issued"


def test_a_kill_after_the_number_leaves_what_issue_completes(store: Store) -> None:
    key = make_approved(store)
    take(store, key, date(2026, 5, 2))
    [outcome] = issuer(store, replace(WORD, day=date(2026, 5, 20))).issue([key])
    assert outcome.row is not None
    assert outcome.row["promulgation_date"] == date(2026, 5, 2), "the date was taken with the number"


def test_a_file_store_that_cannot_be_written_leaves_it_reserved(store: Store) -> None:
    key = make_approved(store)
    take(store, key)
    folder = store.files.folder
    folder.rename(folder.with_name("away"))
    folder.write_bytes(b"a file where the folder was")
    [stopped] = issuer(store).issue([key])
    assert isinstance(stopped.error, RegisterError)
    folder.unlink()
    folder.with_name("away").rename(folder)
    assert read_row(store, key)["state"] == "reserved"
    list(issuer(store).issue([key]))
    assert read_row(store, key)["state"] == "issued"
    assert verify_store(store).is_clean


@pytest.fixture
def recalled(store: Store) -> int:
    key = make_approved(store)
    list(issuer(store).issue([key]))
    recall(store, key, CLERK, "sai")
    return key


def test_a_recalled_document_is_not_issued_again(store: Store, recalled: int) -> None:
    [outcome] = issuer(store).issue([recalled])
    assert "đã thu hồi" in str(outcome.error)


def test_what_was_approved_is_what_is_issued_though_the_draft_file_changes(store: Store, tmp_path: Path) -> None:
    from docgen.records.documents import approve
    from docgen.records.submission import read_submission, submit

    path = tmp_path / "tb.vb.txt"
    path.write_bytes(make_submission(subject="Bản đã duyệt").data)
    from registry_office import ORGANS

    key = submit(store, read_submission(path, ORGANS), CLERK)["id"]
    approve(store, key, CLERK)
    path.write_bytes(make_submission(subject="Bản bị đổi sau").data)
    list(issuer(store).issue([key]))
    assert "Bản đã duyệt" in text_of(next(iter(files_of(store, key).values())))


@pytest.mark.slow
def test_the_pdf_is_kept_beside_the_word_file(store: Store) -> None:
    if store.engine.dialect.name != "sqlite":
        return  # LibreOffice takes seconds and does not care about the database
    key = make_approved(store)
    [outcome] = issuer(store, IssueOptions()).issue([key])
    assert outcome.row is not None
    assert outcome.row["page_amount"] == 1
    assert files_of(store, key)["01-TB-SNV.pdf"].startswith(b"%PDF-")
