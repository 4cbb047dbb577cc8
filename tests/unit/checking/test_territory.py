"""Units that ended on 01/7/2025, from the shipped data."""

from __future__ import annotations

import pytest

from docgen.checking.territory import find_named_provinces, find_new_province, get_former_provinces, names_district


def test_twenty_nine_provinces_were_joined_to_others() -> None:
    assert len(get_former_provinces()) == 29
    assert not {"ha tinh", "ninh binh", "hai phong", "ha noi"} & set(get_former_provinces())


@pytest.mark.parametrize(
    ("place", "province"),
    [
        ("Hà Nam", "Ninh Bình"),
        ("tỉnh Hải Dương", "Hải Phòng"),
        ("BÌNH DƯƠNG", "Thành phố Hồ Chí Minh"),
        ("Hà Tĩnh", None),
        ("Hà Nam Ninh", None),
    ],
)
def test_the_province_that_a_former_one_was_joined_to(place: str, province: str | None) -> None:
    assert find_new_province(place) == province


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sở Nội vụ tỉnh Hà Nam và Sở Nội vụ tỉnh Hà Tĩnh", [("tỉnh Hà Nam", "Ninh Bình")]),
        ("UBND TỈNH HẢI DƯƠNG;", [("TỈNH HẢI DƯƠNG", "Hải Phòng")]),
        ("tỉnh Bà Rịa - Vũng Tàu", [("tỉnh Bà Rịa - Vũng Tàu", "Thành phố Hồ Chí Minh")]),
        ("xã Hà Nam, phường Nam Định", []),
        ("các tỉnh, thành phố", []),
    ],
)
def test_former_provinces_named_in_a_text(text: str, found: list[tuple[str, str]]) -> None:
    assert list(find_named_provinces(text)) == found


def test_districts_by_their_own_words() -> None:
    assert names_district("Huyện Gia Viễn")
    assert not names_district("Gia Viễn")
