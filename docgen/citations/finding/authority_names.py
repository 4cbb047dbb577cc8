"""The words that names of authorities are made of, past and present, and the words that end such a name.

The ministries, the provinces and their abbreviations stand in ``legal_refs/``; here is what offices are called besides.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from docgen.citations.catalogue.agencies import Issuer, load_issuers
from docgen.citations.catalogue.provinces import load_provinces
from docgen.citations.finding.folding import list_phrases


def _list_fields(issuers: tuple[Issuer, ...]) -> Iterator[str]:
    """Yield what the known ministries and departments are for: "Nội vụ" of "Bộ Nội vụ"."""
    for issuer in issuers:
        for name in (issuer.name, *issuer.aliases):
            kind, _, field = name.partition(" ")
            if kind in ("Bộ", "Sở") and field[:1].isupper():
                yield field


_ISSUERS: Final = tuple(load_issuers())

_FURTHER_FIELDS: Final = list_phrases(
    """
Giao thông vận tải - Xây dựng; Kinh tế; Kinh tế, Hạ tầng và Đô thị; Kinh tế và Hạ tầng; Quản lý đô thị
Chuyển đổi số; Hành chính - Quản trị; Hành chính - Tổng hợp; Kế hoạch - Tài chính; Kinh tế - Hạ tầng
Kinh tế - Kỹ thuật; Kinh tế - Ngân sách; Kinh tế - Xã hội; Tài chính - Ngân sách; Tổ chức - Hành chính
Tuyên giáo - Dân vận; An toàn thực phẩm; Bưu chính, Viễn thông; Công nghiệp; Dân tộc; Du lịch; GTVT
Kế hoạch - Đầu tư; KHĐT; Khoa học - Công nghệ; KHCN; LĐ-TB&XH; Ngoại vụ; Nông nghiệp; Quy hoạch - Kiến trúc
Tài chính - Kế hoạch; TNMT; Thương mại; Thủy sản; Thủy lợi; Văn hóa - Thông tin; Văn hóa và Thông tin
Văn hóa và Thể thao; VHTT&DL; Văn hóa, Thông tin, Thể thao và Du lịch; Văn hóa, Khoa học và Thông tin
Văn hóa - Xã hội; GD-ĐT; KH-CN; KH-ĐT; NN-PTNT
Nội vụ - Lao động, Thương binh và Xã hội; TC-KH; TN-MT; Tôn giáo; VH-TT; VH-TT&DL; VH-XH
    """
)
"""What ministries, departments and divisions (Phòng …) are or were for besides, and how that is shortened."""

FIELDS: Final = (*_list_fields(_ISSUERS), *_FURTHER_FIELDS)
"""What ministries (Bộ …), departments (Sở …) and divisions (Phòng …) are for."""

PROVINCES: Final = (
    *(name for province in load_provinces() for name in (province.name, *province.joined)),
    "Bà Rịa Vũng Tàu",
    "HCM",
    "Hà Tây",
    "Thừa Thiên - Huế",
    "Thừa Thiên Huế",
)
"""Provinces and cities under the central government, those joined to others in 2025 too."""

OFFICES: Final = list_phrases(
    """
agribank; ban; ban cán sự; bch; bcđ; bhxh; bql; bqp; báo; bí thư; bưu điện; bảo hiểm; bảo tàng; bệnh viện; bộ
bộ chỉ huy; bộ tư lệnh; chi bộ; chi cục; chi nhánh; chi ủy; chánh thanh tra; chánh văn phòng; chánh án; chính ủy
chỉ huy trưởng; chủ nhiệm; chủ tịch; chủ đầu tư; câu lạc bộ; công an; công ty; công đoàn; cơ quan; cơ sở; cảnh sát
cục; cục trưởng; doanh nghiệp tư nhân; giám đốc; hiệp hội; hiệu trưởng; huyện đoàn; hạt; hải quan; học viện; hội
hội đồng; hợp tác xã; kho bạc; khu; kiểm toán; liên bộ; liên hiệp; liên minh; liên ngành; liên sở; liên đoàn; lđlđ
lữ đoàn; mặt trận; ngân hàng; nhà khách; nhà máy; nhà thiếu nhi; nhà trường; nhà văn hóa; nhà xuất bản; phân hiệu
phòng; phó bí thư; phó hiệu trưởng; quân chủng; quân khu; quân đoàn; quận đoàn; quỹ; sư đoàn; sở; thanh tra; thuế
thành đoàn; thông tấn xã; thư viện; thị đoàn; thủ trưởng; tiểu ban; trung tâm; trung đoàn; trung ương; trường
trưởng ban; trưởng khoa; trưởng phòng; trưởng đoàn; trưởng đoàn kiểm tra; trưởng đoàn thanh tra; trạm; tòa án
tư lệnh; tạp chí; tập đoàn; tỉnh đoàn; tổ; tổ trưởng; tổng công ty; tổng cục; tổng giám đốc; tổng hội
tổng liên đoàn; tổng lđlđ; tổng thanh tra; tổng thư ký; ubkt; ubmttq; viện; viện kiểm sát; viện trưởng; vpcp; vpub
văn phòng; vườn quốc gia; vụ; vụ trưởng; xí nghiệp; điện lực; đoàn; đoàn giám sát; đoàn kiểm tra; đoàn thanh tra
đài; đại học; đại sứ quán; đảng bộ; đảng đoàn; đảng ủy; đồn biên phòng; đội; đội trưởng; ủy ban
    """
)
"""First words of offices whose names are open: what follows is read word by word."""

CLOSED_NAMES: Final = list_phrases(
    """
Ban Bí thư; Ban Chấp hành Trung ương; Ban Chấp hành Trung ương Đảng; Bảo hiểm xã hội Việt Nam; Bộ Chính trị
Chính phủ; Chủ tịch nước; Hội đồng Thẩm phán Tòa án nhân dân tối cao; Kiểm toán nhà nước; Ngân hàng Nhà nước
Ngân hàng Nhà nước Việt Nam; Quốc hội; Thanh tra Chính phủ; Thủ tướng; Thủ tướng Chính phủ; Tòa án nhân dân tối cao
Ủy ban Thường vụ Quốc hội; Văn phòng Chính phủ; Viện kiểm sát nhân dân tối cao
    """
)
"""Authorities that are read whole even where a scanner spoiled them."""

LOCAL_HEADS: Final = list_phrases(
    """
Ban Chấp hành; Ban Thường vụ; Bí thư; Chủ tịch; Giám đốc; Phó Chủ tịch; Phó Giám đốc; Thường trực; Trưởng phòng
    """
)
"""Who acts for a local authority."""

DUTIES: Final = (
    "chỉ đạo",
    "kiểm tra",
    "tổ chức",
    "xây dựng",
    "thẩm định",
    "xác minh",
    "công tác",
    "quản lý",
    "giám sát",
    "phối hợp",
)
"""Words that right behind the first word of an office belong to its name, and further on to the sentence."""

COMPOUNDS: Final = (
    "an toàn giao thông",
    "bầu cử",
    "chương trình",
    "công trình",
    "giao dịch",
    "giao thông",
    "hàng không",
    "phòng không",
    "không quân",
    "thi đua - khen thưởng",
    "giáo dục",
    "nhân dân",
    "cấp cao tại",
    "doanh nghiệp",
    "hành chính về trật tự xã hội",
    "QLHC về TTXH",
    "tội phạm về",
    "vốn nhà nước tại doanh nghiệp",
    "phổ biến, giáo dục pháp luật",
    "tham nhũng, lãng phí, tiêu cực",
    "tham nhũng, tiêu cực",
    "đăng ký đất đai",
    "lưu trữ",
    "thi tuyển",
    "thị trấn",
    "thị xã",
    "thi đua",
    "dân số",
    "dự án",
    "chuyên gia",
    "chuyên môn",
    "cơ quan",
    "cơ sở",
    "đầu tư",
    "thiên tai",
    "tổ chức nhà nước",
    "văn thư - lưu trữ",
    "và cứu nạn",
    "và phát triển",
    "và tìm kiếm cứu nạn",
)
"""Words of names whose second syllable alone would end the name."""

CONCERNS: Final = (
    "biến đổi khí hậu",
    "cải cách thủ tục hành chính",
    "chuyển đổi số",
    "hội nhập quốc tế",
    "người cao tuổi",
    "người khuyết tật",
    "phát triển bền vững",
    "phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số",
    "phát triển khoa học, công nghệ, đổi mới sáng tạo, chuyển đổi số",
    "phòng, chống tham nhũng",
    "phòng, chống tham nhũng, lãng phí, tiêu cực",
    "phòng, chống tham nhũng, tiêu cực",
    "trẻ em",
)
"""What a national body is for, behind "về": "Ủy ban Quốc gia về chuyển đổi số"."""

NAME_ENDS: Final = list_phrases(
    """
ban hành; bãi bỏ; báo cáo; bổ nhiệm; bổ sung; căn cứ; cấp phép; chấp thuận; chỉ đạo; chủ trì; cho phép; công bố
công nhận; cử; đăng ký; đẩy mạnh; đề nghị; điều chỉnh; điều động; đính chính; đôn đốc; gia hạn; giải quyết; giao
góp ý; hỗ trợ; hợp nhất; hướng dẫn; kế hoạch; khắc phục; khen thưởng; kiểm tra; kiến nghị; kiện toàn; một số
nghiên cứu; phân bổ; phân cấp; phân công; phát động; phát hành; phê duyệt; phối hợp; quán triệt; quy chế; quy định
quy trình; quyết định; rà soát; sửa đổi; tăng cường; thay thế; thành lập; thi hành; thông báo; thông qua
thống nhất; thu hồi; thực hiện; tiếp tục; tổ chức; trình; triển khai; tổng hợp; tuyển dụng; ủy quyền; ứng phó
v/v; về; xác định; xây dựng; xếp hạng; xin; yêu cầu; áp dụng; bao gồm; bằng; bị; chưa; có; còn; công văn; cùng
cụ thể; do; dưới; đã; đang; đến; để; đồng thời; được; gồm; gửi; hiện; hoặc; kèm; khi; khẩn trương; không; ký; là
làm; liên quan; mà; nay; này; năm; nếu; ngày; nhằm; nhưng; như; nội dung; phải; phù hợp; ra; sau; sẽ; số; tại
theo; thì; trên; trong; trước; từ; và các; vào; việc; với; cho; cũng; nêu; bố trí; bởi; cấp cho; cấp giấy
cấp kinh; cần; chấm dứt; chấn chỉnh; chính thức; chịu; chuyển; cung cấp; dành; dự họp; đánh giá; đều; đối với
đồng ý; ghi nhận; góp; gắn; hết hiệu; kể; kết luận; khảo sát; khẳng định; lấy; lập; lên; luôn; miễn nhiệm; mời
mới; nâng; nhấn mạnh; nhất trí; nhận; phản ánh; phúc đáp; quyết nghị; tặng; tập trung; tham gia; tham mưu; thay
thể hiện; tiếp nhận; tiến hành; tới; trả lời; trừ; tuyên truyền; vì; vận động; vừa; xem; xử lý; xử phạt
    """
)
"""Words that begin a title or go on with the sentence: no name of an authority goes on with them."""

_FURTHER_ABBREVIATIONS: Final = list_phrases(
    """
TU; HU; HĐTP; BCĐ
    """
)
"""Bodies without a record of their own."""

ABBREVIATIONS: Final = (*(short for issuer in _ISSUERS for short in issuer.abbreviations), *_FURTHER_ABBREVIATIONS)
"""Abbreviations in symbols that may be run together with the type before them ("NĐCP"), or printed in small letters."""
