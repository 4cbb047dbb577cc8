"""Sentences that rightly name a document no longer in force, and those that do not."""

from __future__ import annotations

import pytest

from docgen.citations.finding import find_citations
from docgen.citations.judging.past_contexts import find_years_before, opens_past_list, tells_past

_OLD = "Nghị định số 110/2004/NĐ-CP ngày 08 tháng 4 năm 2004 của Chính phủ về công tác văn thư"


def _tells_past(text: str) -> bool:
    return tells_past(text, find_citations(text)[-1])


@pytest.mark.parametrize(
    "text",
    [
        f"Quyết định này thay thế {_OLD}.",
        f"Bãi bỏ Quyết định số 1/QĐ-BNV và {_OLD}.",
        f"Huỷ bỏ {_OLD}",
        f"Sửa đổi, bổ sung một số điều của {_OLD}",
        f"Tổng kết 10 năm thi hành {_OLD}",
        f"Trong giai đoạn trước, thực hiện {_OLD}",
        f"Hồ sơ hình thành trước ngày Luật Lưu trữ có hiệu lực lập theo {_OLD}",
        f"{_OLD} đã hết hiệu lực.",
        f"{_OLD}, nay được thay thế bằng quy định mới.",
        f"Hồ sơ lập theo {_OLD} trước đây.",
        "Văn bản sao theo quy định chuyển tiếp của Luật Lưu trữ năm 2011.",
    ],
)
def test_past(text: str) -> None:
    assert _tells_past(text)


@pytest.mark.parametrize(
    "text",
    [
        f"Căn cứ {_OLD};",
        f"Thực hiện {_OLD}, các phòng lập danh mục hồ sơ.",
        f"Quyết định này thay thế quy chế cũ. Thực hiện {_OLD}, các phòng lập danh mục hồ sơ.",
        f"Thực hiện {_OLD}. Bãi bỏ quy chế cũ.",
        f"Trước ngày 15/12/2026, báo cáo việc thực hiện {_OLD}",
        f"Thực hiện Chương trình giai đoạn 2021-2030 theo {_OLD}",
        f"Rà soát, bổ sung hồ sơ. Thực hiện {_OLD}",
        "Căn cứ Luật sửa đổi, bổ sung một số điều của Luật Viên chức ngày 25/11/2019; Căn cứ Luật Lưu trữ năm 2011",
    ],
)
def test_present(text: str) -> None:
    assert not _tells_past(text)


def test_years_that_the_sentence_speaks_of() -> None:
    text = f"Trong năm 2018 có lỗi. Năm 2019 và ngày 05 tháng 3 năm 2020, thực hiện {_OLD}"
    assert find_years_before(text, find_citations(text)[-1]) == (2019,)
    text = f"Thực hiện Luật Lưu trữ năm 2011; {_OLD}"
    assert find_years_before(text, find_citations(text)[-1]) == ()
    text = f"Trong giai đoạn 2011 - 2015, thực hiện {_OLD}"
    assert find_years_before(text, find_citations(text)[-1]) == (2015,)


def test_lists_that_a_line_opens() -> None:
    assert opens_past_list("Bãi bỏ các văn bản sau đây:")
    assert not opens_past_list("Thực hiện các văn bản sau đây:")
