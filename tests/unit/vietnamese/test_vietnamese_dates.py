import time
from datetime import date, datetime

import pytest

from docgen.errors import InputError
from docgen.vietnamese.dates import (
    PartialDate,
    find_dates,
    find_impossible_dates,
    format_long_date,
    format_short_date,
    parse_date,
    parse_long_date,
)


def found(text: str) -> list[tuple[str, str]]:
    return [(item.text, item.relation) for item in find_dates(text)]


class TestPartialDate:
    def test_parts_may_be_open(self) -> None:
        assert not PartialDate().is_full
        assert not PartialDate(2023, 9).is_full
        assert not PartialDate(month=9, day=15).is_full
        assert PartialDate(2023, 9, 15).is_full

    def test_february_29_depends_on_the_year(self) -> None:
        assert PartialDate(2024, 2, 29).to_date() == date(2024, 2, 29)
        assert PartialDate(2000, 2, 29).is_full
        assert PartialDate(None, 2, 29).day == 29
        for year in (1900, 2023, 2100):
            with pytest.raises(InputError, match="ngày 29 tháng 2"):
                PartialDate(year, 2, 29)

    @pytest.mark.parametrize(
        ("parts", "message"),
        [
            ((2023, 2, 31), "không có ngày 31 tháng 2 năm 2023"),
            ((2023, 4, 31), "không có ngày 31 tháng 4"),
            ((None, 4, 31), "không có ngày 31 tháng 4"),
            ((2023, 1, 0), "không có ngày 0"),
            ((2023, 13, None), "không có tháng 13"),
            ((2023, 0, 1), "không có tháng 0"),
            ((2023, None, 5), "chưa có tháng"),
            ((None, None, 5), "chưa có tháng"),
            ((1899, None, None), "1899"),
            ((2101, 1, 1), "2101"),
        ],
    )
    def test_impossible_dates_are_refused_in_vietnamese(
        self, parts: tuple[int | None, int | None, int | None], message: str
    ) -> None:
        with pytest.raises(InputError, match=message) as caught:
            PartialDate(*parts)
        assert caught.value.hint

    def test_to_date_needs_every_part(self) -> None:
        with pytest.raises(InputError, match="chưa đủ"):
            PartialDate(2023, 9).to_date()

    def test_from_date(self) -> None:
        assert PartialDate.from_date(date(2023, 9, 15)) == PartialDate(2023, 9, 15)
        assert PartialDate.from_date(datetime(2023, 9, 15, 8, 30)) == PartialDate(2023, 9, 15)


class TestFormat:
    @pytest.mark.parametrize(
        ("value", "text"),
        [
            (date(2022, 1, 5), "ngày 05 tháng 01 năm 2022"),
            (date(2019, 6, 29), "ngày 29 tháng 6 năm 2019"),
            (date(2023, 2, 10), "ngày 10 tháng 02 năm 2023"),
            (date(2023, 3, 9), "ngày 09 tháng 3 năm 2023"),
            (date(2023, 10, 1), "ngày 01 tháng 10 năm 2023"),
            (PartialDate(2023, 12, 31), "ngày 31 tháng 12 năm 2023"),
            (PartialDate(2023), "ngày      tháng     năm 2023"),
            (PartialDate(2023, 9), "ngày      tháng 9 năm 2023"),
            (PartialDate(2023, 1), "ngày      tháng 01 năm 2023"),
            (PartialDate(None, 9, 15), "ngày 15 tháng 9 năm"),
            (PartialDate(), "ngày      tháng     năm"),
            (None, "ngày      tháng     năm"),
        ],
    )
    def test_long(self, value: date | PartialDate | None, text: str) -> None:
        assert format_long_date(value) == text

    @pytest.mark.parametrize(
        ("value", "text"),
        [
            (date(2022, 10, 17), "17/10/2022"),
            (date(2022, 9, 28), "28/9/2022"),
            (date(2022, 1, 5), "05/01/2022"),
            (date(2022, 8, 8), "08/8/2022"),
        ],
    )
    def test_short(self, value: date, text: str) -> None:
        assert format_short_date(value) == text


class TestParseLong:
    @pytest.mark.parametrize(
        ("text", "value"),
        [
            ("ngày 05 tháng 01 năm 2022", PartialDate(2022, 1, 5)),
            ("  Ngày 5  tháng 1\nnăm 2022. ", PartialDate(2022, 1, 5)),
            ("NGÀY 15 THÁNG 09 NĂM 2023", PartialDate(2023, 9, 15)),
            ("ngày      tháng     năm 2023", PartialDate(2023)),
            ("ngày … tháng … năm 2023", PartialDate(2023)),
            ("ngày ..... tháng 9 năm 2023", PartialDate(2023, 9)),
            ("ngày ___ tháng ___ năm 2023", PartialDate(2023)),
            ("ngày … tháng … năm 20…", PartialDate()),
            ("ngày 15 tháng 9 năm 202...", PartialDate(None, 9, 15)),
            ("ngày tháng năm", PartialDate()),
            ("nga\u0300y 15 tha\u0301ng 9 năm 2023", PartialDate(2023, 9, 15)),
        ],
    )
    def test_reads(self, text: str, value: PartialDate) -> None:
        assert parse_long_date(text) == value

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("", "không có dạng"),
            ("15/9/2023", "không có dạng"),
            ("Hà Nội, ngày 15 tháng 9 năm 2023", "không có dạng"),
            ("ngày 15 tháng 9", "không có dạng"),
            ("ngày mười tháng 9 năm 2023", "“ngày”: “mười”"),
            ("ngày 15 tháng chín năm 2023", "“tháng”: “chín”"),
            ("ngày 15 tháng 9 năm 2023 tại", "“năm”"),
            ("ngày 015 tháng 9 năm 2023", "“ngày”"),
            ("ngày 31 tháng 02 năm 2023", "không có ngày 31"),
            ("ngày 01 tháng 13 năm 2023", "không có tháng 13"),
            ("ngày 15 tháng 9 năm 23", "23"),
            ("ngày 15 tháng   năm 2023", "chưa có tháng"),
            ("ngày ١ tháng 9 năm 2023", "“ngày”"),
        ],
    )
    def test_says_what_is_wrong(self, text: str, message: str) -> None:
        with pytest.raises(InputError, match=message):
            parse_long_date(text)


class TestParse:
    @pytest.mark.parametrize(
        ("text", "value"),
        [
            ("2023-09-15", PartialDate(2023, 9, 15)),
            ("2023-09", PartialDate(2023, 9)),
            ("2023", PartialDate(2023)),
            ("năm 2023", PartialDate(2023)),
            ("15/9/2023", PartialDate(2023, 9, 15)),
            (" 15/09/2023 ", PartialDate(2023, 9, 15)),
            ("15-9-2023", PartialDate(2023, 9, 15)),
            ("15.9.2023", PartialDate(2023, 9, 15)),
            ("ngày 15/9/2023", PartialDate(2023, 9, 15)),
            ("05/01/2022", PartialDate(2022, 1, 5)),  # always day before month
            ("9/2023", PartialDate(2023, 9)),
            ("tháng 9/2023", PartialDate(2023, 9)),
            ("Tháng 9 năm 2023", PartialDate(2023, 9)),
            ("tháng 9", PartialDate(None, 9)),
            ("ngày 15/9", PartialDate(None, 9, 15)),
            ("ngày 15 tháng 9", PartialDate(None, 9, 15)),
            ("ngày 15 tháng 9 năm 2023", PartialDate(2023, 9, 15)),
            ("15 tháng 9 năm 2023", PartialDate(2023, 9, 15)),
            ("ngày … tháng 9 năm 2023", PartialDate(2023, 9)),
        ],
    )
    def test_reads(self, text: str, value: PartialDate) -> None:
        assert parse_date(text) == value

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "hôm nay",
            "15/9",
            "15/9/23",
            "9/15/2023",
            "31/02/2023",
            "2023/09/15",
            "15/9-2023",
            "2023-9-15",
            "2023-13",
            "12",
            "15/9/2023 và",
            "Q3/2023",
            "30/2020",
            "tháng chín",
            "1899",
            "20230915",
            "ngày 15",
            "29/02/2023",
        ],
    )
    def test_refuses_with_advice(self, text: str) -> None:
        with pytest.raises(InputError) as caught:
            parse_date(text)
        assert caught.value.hint


class TestFind:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Hà Nội, ngày 05 tháng 01 năm 2022", [("ngày 05 tháng 01 năm 2022", "on")]),
            ("Quyết định số 2125/QĐ-UBND ngày 17/10/2022 của", [("17/10/2022", "on")]),
            ("Kế hoạch số 362/KH-UBND ngày 28/9/2022.", [("28/9/2022", "on")]),
            ("ngày 17-10-2022", [("17-10-2022", "on")]),
            ("ngày 15.9.2023.", [("15.9.2023", "on")]),
            ("(ngày 15/9/2023)", [("15/9/2023", "on")]),
            ("trong tháng 9", [("tháng 9", "on")]),
            ("tháng 9/2023; Tháng 10 năm 2023", [("tháng 9/2023", "on"), ("Tháng 10 năm 2023", "on")]),
            ("từ ngày 05/01/2022 - 15/01/2022", [("05/01/2022", "from"), ("15/01/2022", "on")]),
            ("từ 05/01/2022-15/01/2022", [("05/01/2022", "from"), ("15/01/2022", "on")]),
            ("từ ngày 05/01 đến ngày 15/01/2022", [("ngày 05/01", "from"), ("15/01/2022", "on")]),
            ("các ngày 05-15/01/2022", [("15/01/2022", "on")]),
            ("ngày 15\ntháng 9 năm\n2023", [("ngày 15\ntháng 9 năm\n2023", "on")]),
            ("họp 15 tháng 9 năm 2023", [("15 tháng 9 năm 2023", "on")]),
            ("ngày 30 tháng 4 hằng năm", [("ngày 30 tháng 4", "on")]),
            ("ngày      tháng     năm 2023", [("ngày      tháng     năm 2023", "on")]),
            ("ngày … tháng 9 năm 2023", [("ngày … tháng 9 năm 2023", "on")]),
            ("ngày … tháng 9 năm 20…", [("ngày … tháng 9 năm", "on")]),
            ("ngày … tháng 9 năm …", [("ngày … tháng 9 năm", "on")]),
            ("NGÀY 15 THÁNG 9 NĂM 2023", [("NGÀY 15 THÁNG 9 NĂM 2023", "on")]),
            ("ngày 15 tháng 9 năm 2023, ngày 16/9/2023", [("ngày 15 tháng 9 năm 2023", "on"), ("16/9/2023", "on")]),
        ],
    )
    def test_forms(self, text: str, expected: list[tuple[str, str]]) -> None:
        assert found(text) == expected

    @pytest.mark.parametrize(
        ("before", "relation"),
        [
            ("trước ngày ", "before"),
            ("Trước ", "before"),
            ("trước 17 giờ 00 ngày ", "before"),
            ("trước 17h00, thứ Sáu, ngày ", "before"),
            ("đến trước ngày ", "before"),
            ("chậm nhất ngày ", "by"),
            ("Chậm nhất vào ngày ", "by"),
            ("chậm nhất là ngày ", "by"),
            ("chậm nhất đến hết ngày ", "by"),
            ("chậm nhất trước ngày ", "by"),
            ("muộn nhất vào 16:30 ngày ", "by"),
            ("không muộn hơn ngày ", "by"),
            ("không quá ngày ", "by"),
            ("hạn cuối ", "by"),
            ("hạn cuối: ", "by"),
            ("thời hạn cuối cùng gửi báo cáo là ngày ", "by"),
            ("đến hết ngày ", "by"),
            ("từ ngày ", "from"),
            ("kể từ ngày ", "from"),
            ("từ thứ Hai, ngày ", "from"),
            ("ngày ", "on"),
            ("đến ngày ", "on"),
            ("tính đến ngày ", "on"),
            ("trước đó, ngày ", "on"),
            ("hạn cuối đã qua. Ngày ", "on"),
            ("nguồn từ Quyết định ngày ", "on"),
        ],
    )
    def test_relation(self, before: str, relation: str) -> None:
        assert found(f"Gửi báo cáo {before}25/12/2022.") == [("25/12/2022", relation)]

    @pytest.mark.parametrize(
        "text",
        [
            "Quyết định số 2125/QĐ-UBND",
            "Nghị định số 30/2020/NĐ-CP",
            "Thông tư số 12/2022/TT-BNV và 12/10/2022/TT",
            "số 12/10/2022-QĐ",
            "tiêu chí 7.3.3 và mục 1.2.2023.4",
            "tỷ lệ 1/2, 3/4 và 15/9",
            "điện thoại 0912.12.12.2022, 024-3825-2022, 0912-12-12-2022",
            "mỗi tháng 2 lần, lương tháng 2,5 triệu, tăng hàng tháng 5%",
            "06 tháng 10 ngày; 03 tháng; 6 tháng đầu năm",
            "năm 2023, quý III/2023, giai đoạn 2021-2025",
            "ngày 31/02/2023, ngày 31 tháng 4 năm 2023, tháng 13/2023",
            "ngày ... tháng ... năm ...; ngày … tháng … năm 20…",
            "12/10/202, 12/10/20222, 112/10/2022",
            "ngày 20 tháng 8 năm 1010",
            "5.000.12/10/2022",
            "",
        ],
    )
    def test_is_not_fooled(self, text: str) -> None:
        assert found(text) == []

    def test_offsets_and_values(self) -> None:
        text = "Đề nghị gửi trước ngày 15/9/2023 để tổng hợp trong tháng 10 năm 2023."
        first, second = find_dates(text)
        assert text[first.start : first.end] == first.text == "15/9/2023"
        assert first.value.to_date() == date(2023, 9, 15)
        assert text[second.start : second.end] == second.text
        assert second.value == PartialDate(2023, 10)


class TestFindImpossible:
    def test_reports_place_and_reason(self) -> None:
        text = "họp ngày 31/02/2023 và ngày 31 tháng 4 năm 2023, xong tháng 13/2023, tức ngày 45-10-2023"
        items = find_impossible_dates(text)
        assert [text[start:end] for start, end, _ in items] == [
            "31/02/2023",
            "ngày 31 tháng 4 năm 2023",
            "tháng 13/2023",
            "45-10-2023",
        ]
        assert items[0][2] == "không có ngày 31 tháng 2 năm 2023"

    @pytest.mark.parametrize(
        "text",
        [
            "15/9/2023",
            "29/02/2024",
            "99-99-2000",
            "10.20.2000",
            "ngày 20 tháng 8 năm 1010",
            "tháng 15 ngày",
            "30/2020/NĐ-CP",
        ],
    )
    def test_stays_silent(self, text: str) -> None:
        assert find_impossible_dates(text) == ()


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    [
        "ngày ",
        "ngày 1 tháng ",
        "1/",
        "1-1-",
        "tháng ",
        "ngày" + " " * 50,
        "trước ",
        "hạn cuối 15/9/2023 ",
        "ngày … … ",
        "12 ",
        "05/01/2022-",
        "1" * 50,
        "ngày" + "…" * 30,
        "\n",
        "từ 17 giờ ",
    ],
)
def test_hostile_text_takes_time_in_proportion(piece: str) -> None:
    text = piece * (300_000 // len(piece)) + " ngày 15/9/2023"
    started = time.process_time()
    find_dates(text)
    # A quadratic pattern would take hours; the limit leaves room for a slow machine.
    assert time.process_time() - started < 10
