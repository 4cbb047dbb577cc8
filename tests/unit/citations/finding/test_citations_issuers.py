"""Where the name of an authority ends."""

from __future__ import annotations

import pytest

from docgen.citations.finding.folding import Page
from docgen.citations.finding.issuers import read_issuer


@pytest.mark.parametrize(
    "text",
    [
        "Chính phủ| về công tác văn thư",
        "Chính phủ| thì",
        "Thủ tướng Chính phủ| phê duyệt Đề án",
        "Bộ trưởng Bộ Nội vụ| và các văn bản liên quan",
        "Bộ Văn hóa, Thể thao và Du lịch|, các địa phương",
        "Bộ Lao động - Thương binh và Xã hội| hướng dẫn",
        "Bộ Nông nghiệp và Phát triển nông thôn|;",
        "UBND tỉnh| về việc",
        "UBND tỉnh|, Sở Nội vụ",
        "UBND huyện Hương Sơn, tỉnh Hà Tĩnh| về",
        "UBND thành phố| được",
        "Ủy ban\nnhân dân tỉnh\nHà Nam| ban hành Quy chế",
        "Ủy ban nhân dân huyện\nĐức Thọ| về",
        "UBND huyện|\nCăn cứ Nghị định",
        "UBND huyện|\n\nSở Nội vụ báo cáo",
        "Sở Nội vụ tỉnh Hải Dương| về việc",
        "Chủ tịch Ủy ban nhân dân tỉnh Bà Rịa - Vũng Tàu| ban hành",
        "UBND Thành phố Hồ Chí Minh| quy định",
        "UBND phường 12, Quận 3| về",
        "Ban Chỉ đạo cải cách hành chính tỉnh| về",
        "Ban Quản lý dự án đô thị| về",
        "Cục Văn thư và Lưu trữ nhà nước| về",
        "Cục Thuế tỉnh Hà Tĩnh| và Quyết định số",
        "Sở Nội vụ| và UBND huyện",
        "Ban Thường vụ Tỉnh ủy| về",
        "Đảng ủy Sở Nội vụ| về",
        "Bộ Chính trị, Ban Bí thư| về",
        "Quốc hội khóa XV| về",
        "ỦY BAN NHÂN DÂN TỈNH HÀ NAM| VỀ VIỆC",
        "SỞ NỘI VỤ| BAN HÀNH",
        "ủy ban nhân dân tỉnh hà tĩnh| về",
        "Uy ban nhan dan tinh Ha Nam| ve viec",
        "Bo trudng\nB6 Noi vu| vé phé duyét",
    ],
)
def test_right_edge(text: str) -> None:
    name, _, rest = text.partition("|")
    assert read_issuer(Page.of(name + rest), 0) == len(name)


def test_several_authors_are_read_only_where_there_are_several() -> None:
    page = Page.of("Bộ Tài chính, Bộ Nội vụ và Bộ Tư pháp hướng dẫn")
    assert read_issuer(page, 0) == len("Bộ Tài chính")
    assert read_issuer(page, 0, is_joint=True) == len("Bộ Tài chính, Bộ Nội vụ và Bộ Tư pháp")


@pytest.mark.parametrize("text", ["ông Nguyễn Văn An", "các quy định", "đơn vị", ""])
def test_what_is_no_authority(text: str) -> None:
    assert read_issuer(Page.of(text), 0) is None
