"""Times as plans write them; units as they were on a day."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from docgen.errors import InputError
from docgen.parindex.deadlines import parse_deadline
from docgen.parindex.units import find_unit_list, load_unit_lists, name_committee, write_inside

LISTS = load_unit_lists(Path(__file__).resolve().parents[3] / "legal_refs" / "units")


@pytest.mark.parametrize(
    ("text", "written", "last_day"),
    [
        ("tháng 9/2023", "tháng 9/2023", "2023-09-30"),
        ("Tháng 02/2024", "tháng 02/2024", "2024-02-29"),
        ("tháng 10/2023, hạn cuối 31/10/2023", "tháng 10/2023, hạn cuối ngày 31/10/2023", "2023-10-31"),
        ("trước ngày 20/11/2023", "trước ngày 20/11/2023", "2023-11-19"),
        ("chậm nhất ngày 5/1/2022", "chậm nhất ngày 05/01/2022", "2022-01-05"),
        ("2023-12-08", "ngày 08/12/2023", "2023-12-08"),
        ("từ ngày 05/01/2022 đến ngày 15/01/2022", "từ ngày 05/01/2022 đến ngày 15/01/2022", "2022-01-15"),
    ],
)
def test_a_time_is_read_and_written_by_the_decree(text: str, written: str, last_day: str) -> None:
    deadline = parse_deadline(text)
    assert deadline.text == written
    assert deadline.last_day == datetime.date.fromisoformat(last_day)
    assert parse_deadline(deadline.text) == deadline


@pytest.mark.parametrize(
    "text",
    [
        "",
        "sớm",
        "trước ngày 31/02/2023",
        "tháng 13/2023",
        "tháng 9",
        "từ ngày 15/01/2022 đến ngày 05/01/2022",
        "tháng 9/2023, hạn cuối 01/10/2023",
    ],
)
def test_a_time_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        parse_deadline(text)


def test_lists_hold_on_their_days() -> None:
    old = find_unit_list(LISTS, "Tỉnh Hà Tĩnh", datetime.date(2022, 12, 1))
    new = find_unit_list(LISTS, "tỉnh hà tĩnh", datetime.date(2026, 1, 1))
    assert old is not None
    assert new is not None
    districts = old.below(old.province)
    assert len(districts) == 13
    assert sum(len(old.below(district)) for district in districts) == 216
    assert len(new.below(new.province)) == 69
    assert old.find("Huyện Hương Sơn")
    assert not new.find("Huyện Hương Sơn")
    assert find_unit_list(LISTS, "Tỉnh Hà Nam", datetime.date(2025, 7, 1)) is None
    assert find_unit_list(LISTS, "Tỉnh Hải Dương", datetime.date(2021, 12, 1)) is not None


def test_a_committee_is_named_after_its_unit() -> None:
    assert name_committee("Thị trấn Nam Sách") == "Ủy ban nhân dân thị trấn Nam Sách"
    assert name_committee("Sở Nội vụ") == "Sở Nội vụ"
    assert write_inside("Huyện Kim Bảng") == "huyện Kim Bảng"
    assert write_inside("Phường 1") == "Phường 1"
    assert write_inside("Thành phố Hồ Chí Minh") == "Thành phố Hồ Chí Minh"
