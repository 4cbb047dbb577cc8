"""Where a title ends: real titles of the catalogue in sentences that go on behind them in many ways."""

from __future__ import annotations

import itertools
import textwrap

import pytest

from docgen.citations import find_citations, load_catalogue
from docgen.settings import find_data_folder

_CITED = "Nghị định số 12/2024/NĐ-CP ngày 02 tháng 3 năm 2024 của Chính phủ"
_FRAMES = (
    "Căn cứ {0};\nCăn cứ Luật Lưu trữ;",
    "Thực hiện {0}, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:",
    "Thực hiện {0}, UBND huyện Hương Sơn xây dựng Kế hoạch với các nội dung sau:",
    "Thực hiện {0}; Kế hoạch số 12/KH-UBND ngày 02/3/2024 của UBND tỉnh, Sở Nội vụ báo cáo như sau:",
    "Thực hiện {0} và Quyết định số 15/QĐ-UBND ngày 02/3/2024 của UBND tỉnh về giao chỉ tiêu, phòng đã báo cáo.",
    "{0} đã hết hiệu lực từ ngày 01/01/2017; đề nghị bỏ.",
    "{0} có hiệu lực thi hành từ ngày 15/8/2025.",
    "{0} được sửa đổi, bổ sung bởi Nghị định số 5/2025/NĐ-CP.",
    "{0} (sau đây gọi tắt là văn bản trên) được thay thế.",
    "{0} không còn phù hợp với thực tế.",
    "{0} chưa quy định về trường hợp này.",
    "{0} vẫn còn nhiều bất cập.",
    "{0} đã được Quốc hội thông qua.",
    "{0} nêu rõ: các địa phương tự cân đối.",
    "{0} quy định: mức chi là 100.000 đồng.",
    "{0} bãi bỏ Quyết định số 15/QĐ-UBND.",
    "{0} sẽ được áp dụng từ quý II.",
    "{0} ra đời đã tháo gỡ nhiều vướng mắc.",
    "{0} và các văn bản hướng dẫn thi hành.",
    "{0}, nhằm nâng cao chất lượng phục vụ, phòng đã kiểm tra.",
    "Theo {0}, đề nghị các cơ quan, đơn vị báo cáo trước ngày 15/6.",
    "Theo {0} thì mức chi được tính theo bậc.",
    "Theo {0}, từ ngày 01/7/2025 cấp xã tiếp nhận hồ sơ.",
    "Triển khai {0}, với các nội dung như sau:",
    "Để triển khai {0}, Giám đốc Sở Nội vụ yêu cầu các phòng thực hiện:",
    "Ngày 05/6, Chính phủ ban hành {0}, trong đó giao các địa phương rà soát.",
    "Trên cơ sở {0}, để kịp thời tổng hợp, đề nghị gửi số liệu.",
    "Căn cứ {0}, tình hình thực tế của địa phương, UBND xã lập kế hoạch.",
    "Căn cứ {0}, Hội đồng nhân dân tỉnh quyết nghị:",
    "Quán triệt {0} tới toàn thể cán bộ, công chức.",
    "| 1 | {0} | UBND tỉnh |",
    "{0}./.",
)
_OPENERS = ("về", "quy định", "ban hành", "phê duyệt", "hướng dẫn", "sửa đổi", "bổ sung", "bãi bỏ", "công bố")
_EACH = 5


@pytest.mark.parametrize("layout", ["one line", "wrapped", "double-spaced"])
def test_real_titles_end_where_they_end(layout: str) -> None:
    frames, wrong, count = itertools.cycle(_FRAMES), [], 0
    for title in _real_titles():
        for frame in itertools.islice(frames, _EACH):
            text = _lay_out(frame.format(f"{_CITED} {title}"), layout)
            found = next(citation for citation in find_citations(text) if citation.symbol == "12/2024/NĐ-CP")
            count += 1
            if found.title != title:
                wrong.append((found.title, text))
    assert count > 1500
    assert len(wrong) <= 0.02 * count, wrong[:10]


def _real_titles() -> list[str]:
    documents = list(load_catalogue(find_data_folder("legal_refs")))
    titles = {document.title for document in documents if document.title and not document.type.endswith("uật")}
    small = (title[0].lower() + title[1:] for title in titles if "^" not in title)
    return sorted(title if title.startswith(_OPENERS) else f"về {title}" for title in small)


def _lay_out(text: str, layout: str) -> str:
    if layout == "one line":
        return text
    mark = "\n" if layout == "wrapped" else " \n\n"
    lines = (textwrap.wrap(line, 72, break_on_hyphens=False) for line in text.split("\n"))
    return "Đoạn mở đầu được viết cho dài bằng một dòng của văn bản này thì thôi.\n" + "\n".join(map(mark.join, lines))


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("QĐ 1/QĐ-UBND ngày 1/2/2024, đề nghị các sở báo cáo.", ""),
        ("Kế hoạch số 1/KH-UBND ban hành chậm so với yêu cầu.", ""),
        ("Trong khi đó, QĐ số 1/QĐ-UBND ban hành Quy định giá đất vẫn được áp dụng.", "ban hành Quy định giá đất"),
        ("theo QĐ số 1/QĐ-UBND về thu hồi đất đã giao cho hộ dân.", "về thu hồi đất đã giao cho hộ dân"),
        ("theo QĐ số 1/QĐ-UBND về tuyển quân để Hội đồng tuyển quân tổng hợp.", "về tuyển quân"),
        ("theo QĐ số 1/QĐ-UBND về Bộ\n\n3\n\ntiêu chí chấm điểm.", "về Bộ tiêu chí chấm điểm"),
    ],
)
def test_edges_of_titles(text: str, title: str) -> None:
    assert find_citations(text)[0].title == title
