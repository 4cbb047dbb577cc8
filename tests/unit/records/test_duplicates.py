"""Duplicates of outgoing documents are told of, by DocumentId and by số, ký hiệu and organ; they stop nobody."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from registry_office import CLERK, ORGAN, make_submission, take

from docgen.records.documents import approve, get_document
from docgen.records.duplicates import find_duplicates
from docgen.records.store import Store
from docgen.records.submission import submit
from docgen.records.tables import organs

CODED = ORGAN.model_copy(update={"code": "000.00.15.H99"})


def test_a_document_gets_the_document_id_of_its_organ(store: Store) -> None:
    key = submit(store, make_submission(organ=CODED), CLERK)["id"]
    approve(store, key, CLERK)
    row = take(store, key, date(2026, 5, 18), organ=CODED)
    assert row["document_code"] == "000.00.15.H99,2026/05/18,01/TB-SNV"
    with store.read() as connection:
        assert get_document(connection, key)["document_code"] == row["document_code"]
        assert connection.execute(organs.select()).one().organ_code == CODED.code
        assert find_duplicates(connection, row, CODED.name) == []


@pytest.mark.parametrize(
    ("year", "name", "told"),
    [
        (2026, ORGAN.name, True),
        (2026, "SỞ NỘI VỤ TỈNH HOA LƯ", True),
        (2025, ORGAN.name, False),
        (2026, "Sở Y tế", False),
    ],
)
def test_a_draft_that_states_a_number_of_the_register(store: Store, year: int, name: str, told: bool) -> None:
    first = submit(store, make_submission(), CLERK)["id"]
    approve(store, first, CLERK)
    take(store, first, date(2026, 5, 18))
    again = make_submission(organ=ORGAN.model_copy(update={"name": name}))
    stated = replace(again, document=again.document.number(1, date(year, 6, 1))).stated
    assert stated is not None
    with store.read() as connection:
        found = find_duplicates(connection, stated | {"id": None}, name)
    assert [f"văn bản {first}," in warning for warning in found] == ([True] if told else [])
