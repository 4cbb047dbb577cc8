"""The words that names of authorities are made of, past and present, and the words that end such a name.

The ministries, the provinces and their abbreviations stand in ``legal_refs/``; here is what offices are called besides.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from docgen.citations.catalogue.agencies import Issuer, load_issuers
from docgen.citations.catalogue.provinces import load_provinces


def _lines(text: str) -> tuple[str, ...]:
    return tuple(text.strip().splitlines())


def _list_fields(issuers: tuple[Issuer, ...]) -> Iterator[str]:
    """Yield what the known ministries and departments are for: "Nội vụ" of "Bộ Nội vụ"."""
    for issuer in issuers:
        for name in (issuer.name, *issuer.aliases):
            kind, _, field = name.partition(" ")
            if kind in ("Bộ", "Sở") and field[:1].isupper():
                yield field


_ISSUERS: Final = tuple(load_issuers())

_FURTHER_FIELDS: Final = _lines(
    """
Chuyển đổi số
Hành chính - Quản trị
Hành chính - Tổng hợp
Kế hoạch - Tài chính
Kinh tế - Hạ tầng
Kinh tế - Kỹ thuật
Kinh tế - Ngân sách
Kinh tế - Xã hội
Tài chính - Ngân sách
Tổ chức - Hành chính
Tuyên giáo - Dân vận
An toàn thực phẩm
Bưu chính, Viễn thông
Công nghiệp
Dân tộc
Du lịch
GTVT
Kế hoạch - Đầu tư
KHĐT
Khoa học - Công nghệ
KHCN
LĐ-TB&XH
Ngoại vụ
Nông nghiệp
Quy hoạch - Kiến trúc
Tài chính - Kế hoạch
TNMT
Thương mại
Thủy sản
Thủy lợi
Văn hóa - Thông tin
Văn hóa và Thông tin
Văn hóa và Thể thao
VHTT&DL
Văn hóa, Thông tin, Thể thao và Du lịch
Văn hóa, Khoa học và Thông tin
Văn hóa - Xã hội
    """
)
"""What ministries, departments and divisions (Phòng …) are or were for besides, and how that is shortened."""

FIELDS: Final = (*_list_fields(_ISSUERS), *_FURTHER_FIELDS)
"""What ministries (Bộ …), departments (Sở …) and divisions (Phòng …) are for."""

PROVINCES: Final = (
    *(name for province in load_provinces() for name in (province.name, *province.joined)),
    "Bà Rịa Vũng Tàu",
    "Hà Tây",
    "Thừa Thiên - Huế",
    "Thừa Thiên Huế",
)
"""Provinces and cities under the central government, those joined to others in 2025 too."""

OFFICES: Final = _lines(
    """
ban
ban cán sự
bảo hiểm
bảo tàng
báo
bch
bcđ
bệnh viện
bhxh
bộ
bộ chỉ huy
bộ tư lệnh
bqp
bưu điện
cảnh sát
chánh án
chánh thanh tra
chánh văn phòng
chi bộ
chi cục
chi nhánh
chỉ huy trưởng
chính ủy
chủ đầu tư
chủ nhiệm
chủ tịch
cơ quan
cơ sở
cục
cục trưởng
công an
công đoàn
công ty
đài
đại học
đảng đoàn
đảng ủy
đảng bộ
điện lực
đồn biên phòng
đoàn
đội
đội trưởng
giám đốc
hải quan
hạt
hiệu trưởng
phó hiệu trưởng
học viện
hội
hội đồng
hiệp hội
hợp tác xã
huyện đoàn
khu
kho bạc
kiểm toán
liên bộ
liên đoàn
liên hiệp
đoàn kiểm tra
đoàn thanh tra
đoàn giám sát
trưởng đoàn kiểm tra
trưởng đoàn thanh tra
trưởng đoàn
liên ngành
liên sở
mặt trận
ngân hàng
nhà máy
nhà trường
nhà văn hóa
nhà xuất bản
phòng
quân khu
quỹ
sở
tập đoàn
thanh tra
thành đoàn
thuế
thư viện
tỉnh đoàn
thị đoàn
quận đoàn
tòa án
tổ
tổ trưởng
tổng cục
tổng công ty
tổng giám đốc
tổng liên đoàn
tổng thanh tra
trạm
trung tâm
trung ương
trường
tư lệnh
trưởng ban
trưởng phòng
trưởng khoa
tổng thư ký
ubmttq
ủy ban
vpcp
vpub
viện
viện kiểm sát
viện trưởng
văn phòng
vụ
vụ trưởng
xí nghiệp
    """
)
"""First words of offices whose names are open: what follows is read word by word."""

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
)
"""Words that right behind the first word of an office belong to its name, and further on to the sentence."""

NAME_ENDS: Final = _lines(
    """
ban hành
bãi bỏ
báo cáo
bổ nhiệm
bổ sung
căn cứ
cấp phép
chấp thuận
chỉ đạo
chủ trì
cho phép
công bố
công nhận
cử
đăng ký
đẩy mạnh
đề nghị
điều chỉnh
điều động
đính chính
đôn đốc
gia hạn
giải quyết
giao
góp ý
hỗ trợ
hợp nhất
hướng dẫn
kế hoạch
khắc phục
khen thưởng
kiểm tra
kiến nghị
kiện toàn
một số
nghiên cứu
phân bổ
phân cấp
phân công
phát động
phê duyệt
phối hợp
quán triệt
quy chế
quy định
quy trình
quyết định
rà soát
sửa đổi
tăng cường
thay thế
thành lập
thi hành
thông báo
thông qua
thống nhất
thu hồi
thực hiện
tiếp tục
tổ chức
trình
triển khai
tuyển dụng
ủy quyền
ứng phó
v/v
về
xác định
xây dựng
xếp hạng
xin
yêu cầu
áp dụng
bao gồm
bằng
bị
chưa
có
còn
công văn
cùng
cụ thể
do
dưới
đã
đang
đến
để
đồng thời
được
gồm
gửi
hiện
hoặc
kèm
khi
khẩn trương
không
ký
là
làm
liên quan
mà
nay
này
năm
nếu
ngày
nhằm
nhưng
như
nội dung
phải
phù hợp
ra
sau
sẽ
số
tại
theo
thì
trên
trong
trước
từ
và các
vào
việc
với
cho
cũng
nêu
    """
)
"""Words that begin a title or go on with the sentence: no name of an authority goes on with them."""

_FURTHER_ABBREVIATIONS: Final = _lines(
    """
TU
HU
HĐTP
BCĐ
    """
)
"""Bodies without a record of their own."""

ABBREVIATIONS: Final = (*(short for issuer in _ISSUERS for short in issuer.abbreviations), *_FURTHER_ABBREVIATIONS)
"""Abbreviations in symbols that may be run together with the type before them ("NĐCP"), or printed in small letters."""
