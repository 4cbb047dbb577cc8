"""The words that names of authorities are made of, past and present, and the words that end such a name."""

from __future__ import annotations

from typing import Final


def _lines(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.strip().replace("\n", "|").split("|"))


FIELDS: Final = _lines(
    """
An toàn thực phẩm | Bưu chính, Viễn thông | Công an | Công nghiệp | Công Thương | Dân tộc | Dân tộc và Tôn giáo
Du lịch | Giao thông vận tải | Giáo dục và Đào tạo | GD&ĐT | GDĐT | GTVT | Kế hoạch - Đầu tư | Kế hoạch và Đầu tư
KH&ĐT | KHĐT | Khoa học và Công nghệ | Khoa học - Công nghệ | KH&CN | KHCN | Lao động - Thương binh và Xã hội
LĐTBXH | LĐ-TB&XH | Ngoại giao | Ngoại vụ | Nông nghiệp và Môi trường | Nông nghiệp và Phát triển nông thôn
Nông nghiệp và PTNT | NN&PTNT | Nông nghiệp | NN&MT | Nội vụ | Quốc phòng | Quy hoạch - Kiến trúc | Tài chính
Tài chính - Kế hoạch | Tài nguyên và Môi trường | TN&MT | TNMT | Thông tin và Truyền thông | TT&TT | Thương mại
Thủy sản | Thủy lợi | Tư pháp | Văn hóa - Thông tin | Văn hóa và Thông tin | Văn hóa và Thể thao
Văn hóa, Thể thao và Du lịch | VHTT&DL | VHTTDL | Văn hóa, Thông tin, Thể thao và Du lịch
Văn hóa, Khoa học và Thông tin | Văn hóa - Xã hội | Xây dựng | Y tế
"""
)
"""What ministries (Bộ …), departments (Sở …) and divisions (Phòng …) are for."""

PROVINCES: Final = _lines(
    """
An Giang | Bà Rịa - Vũng Tàu | Bà Rịa Vũng Tàu | Bắc Giang | Bắc Kạn | Bạc Liêu | Bắc Ninh | Bến Tre | Bình Định
Bình Dương | Bình Phước | Bình Thuận | Cà Mau | Cần Thơ | Cao Bằng | Đà Nẵng | Đắk Lắk | Đắk Nông | Điện Biên
Đồng Nai | Đồng Tháp | Gia Lai | Hà Giang | Hà Nam | Hà Nội | Hà Tây | Hà Tĩnh | Hải Dương | Hải Phòng | Hậu Giang
Hòa Bình | Hồ Chí Minh | Huế | Hưng Yên | Khánh Hòa | Kiên Giang | Kon Tum | Lai Châu | Lâm Đồng | Lạng Sơn
Lào Cai | Long An | Nam Định | Nghệ An | Ninh Bình | Ninh Thuận | Phú Thọ | Phú Yên | Quảng Bình | Quảng Nam
Quảng Ngãi | Quảng Ninh | Quảng Trị | Sóc Trăng | Sơn La | Tây Ninh | Thái Bình | Thái Nguyên | Thanh Hóa
Thừa Thiên - Huế | Thừa Thiên Huế | Tiền Giang | Trà Vinh | Tuyên Quang | Vĩnh Long | Vĩnh Phúc | Yên Bái
"""
)
"""Provinces and cities under the central government, those joined to others in 2025 too."""

OFFICES: Final = _lines(
    """
ban | ban cán sự | bảo hiểm | bảo tàng | báo | bch | bcđ | bệnh viện | bhxh | bộ | bộ chỉ huy | bộ tư lệnh | bqp
bưu điện | cảnh sát | chánh án | chánh thanh tra | chánh văn phòng | chi bộ | chi cục | chi nhánh | chủ tịch
cơ quan | cơ sở | cục | cục trưởng | công an | công ty | đài | đại học | đảng đoàn | đảng ủy | điện lực | đoàn | đội
giám đốc | hải quan | hạt | hiệu trưởng | học viện | hội | hội đồng | hợp tác xã | huyện đoàn | khu | kho bạc
kiểm toán | liên bộ | liên đoàn | đoàn kiểm tra | đoàn thanh tra | đoàn giám sát | trưởng đoàn kiểm tra
trưởng đoàn thanh tra | trưởng đoàn | liên ngành | liên sở | mặt trận | ngân hàng | nhà máy | nhà xuất bản | phòng
quân khu | quỹ | sở | tập đoàn | thanh tra | thành đoàn | thuế | thư viện | tỉnh đoàn | tòa án | tổ | tổng cục
tổng công ty | tổng giám đốc | tổng liên đoàn | tổng thanh tra | trạm | trung tâm | trung ương | trường | trưởng ban
trưởng phòng | ubmttq | ủy ban | vpcp | vpub | viện | viện kiểm sát | viện trưởng | văn phòng | vụ | vụ trưởng
xí nghiệp
"""
)
"""First words of offices whose names are open: what follows is read word by word."""

NAME_ENDS: Final = _lines(
    """
ban hành | bãi bỏ | báo cáo | bổ nhiệm | bổ sung | căn cứ | cấp phép | chấp thuận | chỉ đạo | chủ trì | cho phép
công bố | công nhận | cử | đăng ký | đẩy mạnh | đề nghị | điều chỉnh | điều động | đính chính | đôn đốc | gia hạn
giải quyết | giao | góp ý | hỗ trợ | hợp nhất | hướng dẫn | kế hoạch | khắc phục | khen thưởng | kiểm tra
kiến nghị | kiện toàn | một số | nghiên cứu | phân bổ | phân cấp | phân công | phát động | phê duyệt | phối hợp
quán triệt | quy chế | quy định | quy trình | quyết định | rà soát | sửa đổi | tăng cường | thay thế | thành lập
thi hành | thông báo | thông qua | thống nhất | thu hồi | thực hiện | tiếp tục | tổ chức | trình | triển khai
tuyển dụng | ủy quyền | ứng phó | v/v | về | xác định | xây dựng | xếp hạng | xin | yêu cầu | áp dụng | bao gồm
bằng | bị | chưa | có | còn | công văn | cùng | cụ thể | do | dưới | đã | đang | đến | để | đồng thời | được | gồm
gửi | hiện | hoặc | kèm | khi | khẩn trương | không | ký | là | làm | liên quan | mà | nay | này | năm | nếu | ngày
nhằm | nhưng | như | nội dung | phải | phù hợp | ra | sau | sẽ | số | tại | theo | thì | trên | trong | trước | từ
và các | vào | việc | với | cho | cũng | nêu
"""
)
"""Words that begin a title or go on with the sentence: no name of an authority goes on with them."""

ABBREVIATIONS: Final = _lines(
    """
CP | TTg | TW | TU | HU | UBND | HĐND | CTN | VPCP | TTCP | NHNN | UBDT | KTNN | TANDTC | VKSNDTC | BHXH | UBTVQH | HĐTP
BCĐ | BNV | BTC | BTP | BCA | BQP | BNG | BCT | BXD | BVHTTDL | BKHCN | BGDĐT | BYT | BNNMT | BDTTG | BTTTT | BTNMT
BNNPTNT | BKHĐT | BLĐTBXH | BGTVT | SNV | STC | STP | SXD | SCT | SYT | SGDĐT | SKHCN | SNNMT | SVHTTDL | STTTT | STNMT
SKHĐT | SLĐTBXH | SGTVT | SNNPTNT
"""
)
"""Abbreviations in symbols that may be run together with the type before them ("NĐCP"), or printed in small letters."""
