"""Numbers: series, years, order of dates, never twice, none left out."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from registry_office import CLERK, ORGAN, at, make_approved, make_issued, make_submission, read_acts, read_row, take

from docgen.errors import RegisterError
from docgen.records.documents import void
from docgen.records.numbering import OUTGOING, NumberRequest, take_number
from docgen.records.store import Store
from docgen.records.verify import verify_store


def number(store: Store, kind: str = "thong-bao", day: date | None = None, **options: str) -> int:
    return int(take(store, make_approved(store, kind), day, **options)["code_number"])


def test_each_type_counts_for_itself_and_letters_with_letters(store: Store) -> None:
    kinds = ["thong-bao", "ke-hoach", "cong-van", "thong-bao", "thu-cong", "cong-van", "ke-hoach"]
    assert [number(store, kind) for kind in kinds] == [1, 1, 1, 2, 2, 3, 2]


def test_organs_count_for_themselves(store: Store) -> None:
    other = ORGAN.model_copy(update={"name": "Sở Tài chính tỉnh Hoa Lư", "abbreviation": "STC"})
    assert number(store) == 1
    assert take(store, make_approved(store, organ=other))["code_number"] == 1


def test_a_year_begins_at_one(store: Store) -> None:
    days = [date(2026, 12, 30), date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 4)]
    assert [number(store, day=day) for day in days] == [1, 2, 1, 2]
    assert number(store, day=date(2026, 12, 31)) == 3


def test_the_year_is_that_of_vietnam(store: Store) -> None:
    last_hour = datetime(2026, 12, 31, 16, 59, tzinfo=UTC)  # 23:59 in Vietnam
    first_hour = datetime(2026, 12, 31, 17, 0, tzinfo=UTC)
    rows = [take(store, make_approved(store), actor=at(CLERK, moment)) for moment in (last_hour, first_hour)]
    assert [row["promulgation_date"] for row in rows] == [date(2026, 12, 31), date(2027, 1, 1)]
    assert [row["code_number"] for row in rows] == [1, 1]


def test_the_same_request_twice_gives_the_same_number(store: Store) -> None:
    key = make_approved(store)
    assert take(store, key) == take(store, key, date(2026, 6, 1))
    assert number(store) == 2


def test_an_earlier_date_needs_a_recorded_reason(store: Store) -> None:
    number(store, day=date(2026, 5, 10))
    with pytest.raises(RegisterError, match=r"ngày 9/5/2026 trước ngày của số liền trước \(số 1, 10/5/2026\)"):
        number(store, day=date(2026, 5, 9))
    assert number(store, day=date(2026, 5, 9), override="ký ngày 9/5, trình muộn") == 2
    assert read_acts(store)[-1]["facts"]["override_date"] == "ký ngày 9/5, trình muộn"
    # The order is that of the latest date, not of the one let through.
    with pytest.raises(RegisterError, match="10/5/2026"):
        number(store, day=date(2026, 5, 9))
    assert number(store, day=date(2026, 5, 10)) == 3


def test_a_date_far_ahead_is_a_slip(store: Store) -> None:
    with pytest.raises(RegisterError, match="hơn một năm"):
        number(store, day=date(2206, 5, 10))


def test_a_void_number_is_given_to_nobody(store: Store) -> None:
    key = make_approved(store)
    take(store, key)
    void(store, key, CLERK, "in hỏng")
    assert read_row(store, key)["code_number"] == 1
    assert number(store) == 2
    assert verify_store(store).is_clean


def test_a_rolled_back_number_is_given_again(store: Store) -> None:
    key = make_approved(store)
    request = NumberRequest(1, OUTGOING, "thong-bao", "TB-SNV", date(2026, 5, 18), key, "t")

    def crash() -> None:
        with store.write() as connection:
            assert take_number(connection, request).number == 1
            raise InterruptedError

    with pytest.raises(InterruptedError):
        crash()
    assert take(store, key)["code_number"] == 1


def test_number_and_notation_stay_unique_when_series_are_configured_anew(store: Store) -> None:
    take(store, make_approved(store, "thong-bao"), organ=ORGAN.model_copy(update={"numbering": ("con-lai",)}))
    with pytest.raises(RegisterError, match=r"số 01/TB-SNV năm 2026 đã có trong sổ"):
        take(store, make_approved(store, "thong-bao"))


def test_groups_of_the_organ_share_a_series() -> None:
    organ = ORGAN.model_copy(update={"numbering": ("nghi-quyet + quyet-dinh", "con-lai")})
    groups = {kind: organ.number_group(kind) for kind in ("quyet-dinh", "nghi-quyet", "ke-hoach", "cong-van")}
    assert groups == {
        "quyet-dinh": "nghi-quyet",
        "nghi-quyet": "nghi-quyet",
        "ke-hoach": "con-lai",
        "cong-van": "con-lai",
    }


def test_the_number_of_a_draft_is_not_the_registers(store: Store) -> None:
    numbered = make_submission().document.number(127, date(2021, 10, 25))
    from dataclasses import replace

    from docgen.records.submission import read_version, submit

    submission = replace(make_submission(), document=numbered)
    assert submission.stated is not None
    assert submission.stated["code_number"] == 127
    row = submit(store, submission, CLERK)
    assert row["code_number"] is None
    assert type(read_version(store, row)).__name__ == "Document"


def test_issued_documents_keep_order(store: Store) -> None:
    keys = [make_issued(store) for _ in range(3)]
    assert [read_row(store, key)["code_number"] for key in keys] == [1, 2, 3]
