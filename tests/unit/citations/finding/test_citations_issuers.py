"""Where the name of an authority ends."""

from __future__ import annotations

import pytest

from docgen.citations import find_citations
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


_NAMES = """
Chính phủ
Thủ tướng Chính phủ
Phó Thủ tướng Chính phủ
Quốc hội
Quốc hội khóa XV
Ủy ban Thường vụ Quốc hội
Ủy ban thường vụ Quốc hội khóa XIV
Chủ tịch nước
Bộ Chính trị
Bộ Chính trị khóa XIII
Ban Bí thư
Ban Bí thư Trung ương Đảng
Ban Chấp hành Trung ương Đảng
Ban Chấp hành Trung ương Đảng khóa XII
Ban Chấp hành Trung ương
Ban Tổ chức Trung ương
Ban Tuyên giáo Trung ương
Ban Tuyên giáo và Dân vận Trung ương
Ủy ban Kiểm tra Trung ương
Văn phòng Trung ương Đảng
Bộ trưởng Bộ Nội vụ
Bộ Giáo dục và Đào tạo
Bộ trưởng Bộ Giáo dục và Đào tạo
Bộ Lao động - Thương binh và Xã hội
Bộ trưởng Bộ Lao động – Thương binh và Xã hội
Bộ Nông nghiệp và Phát triển nông thôn
Bộ Nông nghiệp và Môi trường
Bộ trưởng Bộ Khoa học và Công nghệ
Bộ Dân tộc và Tôn giáo
Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ
Bộ trưởng, Chủ nhiệm Ủy ban Dân tộc
Tổng Thanh tra Chính phủ
Thống đốc Ngân hàng Nhà nước Việt Nam
Tổng Kiểm toán nhà nước
Kiểm toán nhà nước khu vực IV
Viện trưởng Viện kiểm sát nhân dân tối cao
Hội đồng Thẩm phán Tòa án nhân dân tối cao
Tòa án nhân dân tỉnh Nghệ An
Tòa án nhân dân thành phố Vinh
Viện kiểm sát nhân dân huyện Nghi Lộc
Cục trưởng Cục Thi hành án dân sự tỉnh Nghệ An
Chi cục Thi hành án dân sự thành phố Thủ Đức
Bảo hiểm xã hội Việt Nam
Bảo hiểm xã hội tỉnh Bình Phước
Tổng Liên đoàn Lao động Việt Nam
Liên đoàn Lao động tỉnh Cà Mau
Công đoàn Giáo dục Việt Nam
Công đoàn ngành Giáo dục tỉnh Kon Tum
Trung ương Đoàn TNCS Hồ Chí Minh
Ban Thường vụ Tỉnh đoàn
Ban Thường vụ Huyện đoàn Châu Thành
Trung ương Hội Liên hiệp Phụ nữ Việt Nam
Hội Liên hiệp Phụ nữ tỉnh Hậu Giang
Hội Nông dân Việt Nam
Hội Cựu chiến binh huyện Cái Bè
Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam
Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Vĩnh Phúc
Ủy ban MTTQ Việt Nam thành phố Cần Thơ
Tỉnh ủy Quảng Ngãi
Ban Thường vụ Tỉnh ủy
Ban Thường vụ Tỉnh ủy Quảng Ngãi
Ban Chấp hành Đảng bộ tỉnh
Ban Chấp hành Đảng bộ tỉnh khóa XXII
Ban Thường vụ Thành ủy Hà Nội
Ban Thường vụ Huyện ủy
Thường trực Huyện ủy Mường La
Ban Thường vụ Đảng ủy xã
Đảng ủy phường Bến Thành
Đảng ủy Khối các cơ quan tỉnh
Ban Tổ chức Tỉnh ủy
Ban Dân vận Huyện ủy
Văn phòng Tỉnh ủy
Ủy ban Kiểm tra Huyện ủy
Hội đồng nhân dân tỉnh
HĐND tỉnh Lai Châu
HĐND huyện khóa XX
Thường trực HĐND tỉnh
Thường trực Hội đồng nhân dân huyện
Hội đồng nhân dân thành phố Hồ Chí Minh
Ban Pháp chế HĐND tỉnh
Ban Kinh tế - Ngân sách HĐND huyện
UBND tỉnh
UBND tỉnh Thừa Thiên Huế
UBND Thành phố
UBND TP Đà Nẵng
UBND TP. Hồ Chí Minh
UBND thành phố Huế
Ủy ban nhân dân tỉnh Bà Rịa - Vũng Tàu
Ủy ban nhân dân Thành phố Hà Nội
Chủ tịch UBND tỉnh
Chủ tịch UBND tỉnh Đắk Lắk
Phó Chủ tịch UBND tỉnh
Chủ tịch Ủy ban nhân dân thành phố Hải Phòng
UBND quận Bình Thạnh
UBND huyện Krông Pắc
UBND huyện Ia H'Drai
UBND thị xã Hồng Lĩnh
UBND thành phố Thủ Dầu Một, tỉnh Bình Dương
UBND xã Tân Lập
UBND xã Đức Bồng, huyện Vũ Quang
UBND phường 5
UBND phường Nguyễn Cư Trinh, Quận 1
UBND thị trấn Đông Anh
UBND đặc khu Phú Quốc
Văn phòng UBND tỉnh
Văn phòng HĐND và UBND huyện
Văn phòng Đoàn ĐBQH và HĐND tỉnh
Sở Nội vụ
Sở Nội vụ tỉnh Bến Tre
Giám đốc Sở Y tế
Giám đốc Sở Giáo dục và Đào tạo Hà Nội
Sở Kế hoạch và Đầu tư
Sở Văn hóa, Thể thao và Du lịch
Sở Giao thông vận tải - Xây dựng
Sở Thông tin và Truyền thông TP. Hồ Chí Minh
Sở GDĐT
Sở GD&ĐT
Sở NN&PTNT
Sở TN&MT tỉnh
Ban Quản lý Khu kinh tế tỉnh
Ban Quản lý các khu công nghiệp
Ban Quản lý dự án đầu tư xây dựng huyện
Ban Dân tộc tỉnh
Công an tỉnh
Công an tỉnh Tuyên Quang
Giám đốc Công an tỉnh
Trưởng Công an huyện
Phòng Cảnh sát PCCC và CNCH
Bộ Chỉ huy Quân sự tỉnh
Bộ Chỉ huy Bộ đội Biên phòng tỉnh
Ban Chỉ huy Quân sự huyện Tri Tôn
Bộ Tư lệnh Quân khu 4
Cục Thuế tỉnh
Cục Thuế Thành phố Hồ Chí Minh
Chi cục Thuế khu vực Hương Sơn - Vũ Quang
Cục Hải quan Quảng Ninh
Kho bạc Nhà nước Đồng Tháp
Cục Thống kê
Ngân hàng Chính sách xã hội tỉnh
Ngân hàng Nhà nước chi nhánh tỉnh Gia Lai
Phòng Nội vụ
Phòng Nội vụ huyện
Phòng Nội vụ huyện Hương Sơn
Trưởng phòng Nội vụ
Phòng Tài chính - Kế hoạch
Phòng Lao động - Thương binh và Xã hội
Phòng Giáo dục và Đào tạo quận Gò Vấp
Phòng GD&ĐT
Phòng GDĐT huyện Thanh Chương
Phòng Văn hóa - Xã hội xã
Phòng Kinh tế, Hạ tầng và Đô thị phường
Trung tâm Phục vụ hành chính công xã
Trung tâm Y tế huyện
Trung tâm Kiểm soát bệnh tật tỉnh
Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên huyện
Trung tâm Phát triển quỹ đất
Bệnh viện Đa khoa tỉnh
Bệnh viện Đa khoa khu vực Cẩm Xuyên
Trạm Y tế xã
Trường Tiểu học Kim Đồng
Trường THCS Nguyễn Du
Trường THPT chuyên Hà Tĩnh
Trường Mầm non Hoa Hồng
Hiệu trưởng Trường Đại học Vinh
Hiệu trưởng trường THCS Lê Lợi
Đại học Quốc gia Hà Nội
Giám đốc Đại học Huế
Học viện Hành chính Quốc gia
Viện Khoa học tổ chức nhà nước
Hội đồng trường
Công ty Cổ phần Cấp nước Hà Tĩnh
Công ty TNHH MTV Thủy lợi Nam Hà Tĩnh
Công ty Điện lực Quảng Trị
Tập đoàn Điện lực Việt Nam
Đài Phát thanh và Truyền hình tỉnh
Báo Hà Tĩnh
Ban Chỉ đạo Cải cách hành chính của Chính phủ
Ban Chỉ đạo cải cách hành chính tỉnh
Ban Chỉ đạo 389 quốc gia
Ban Chỉ đạo Trung ương các chương trình mục tiêu quốc gia
Ban Chỉ đạo Phòng thủ dân sự
Ban Chỉ huy Phòng chống thiên tai và Tìm kiếm cứu nạn tỉnh
Hội đồng Thi đua - Khen thưởng Trung ương
Hội đồng nghĩa vụ quân sự huyện
Hội đồng thẩm định
Hội đồng bầu cử quốc gia
Ủy ban bầu cử tỉnh
Tổ công tác Đề án 06
Tổ Công tác của Thủ tướng Chính phủ
Đoàn ĐBQH tỉnh
Đoàn kiểm tra 1352
Thanh tra tỉnh
Chánh Thanh tra tỉnh
Thanh tra Sở Xây dựng
Hội Chữ thập đỏ tỉnh
Liên minh Hợp tác xã tỉnh
Cục Văn thư và Lưu trữ nhà nước
Cục Kiểm soát thủ tục hành chính
Tổng cục Thuế
Vụ Công chức - Viên chức
Trung tâm Lưu trữ quốc gia III
Trung tâm Lưu trữ lịch sử tỉnh
Chi cục Văn thư - Lưu trữ tỉnh
Chi cục Kiểm lâm
Hạt Kiểm lâm huyện
Ủy ban Quốc gia về chuyển đổi số
Ban Chỉ đạo Trung ương về phòng, chống tham nhũng, lãng phí, tiêu cực
Ủy ban Dân tộc
Hội đồng Quản trị
Hội đồng thành viên
Quỹ Bảo vệ môi trường Việt Nam
Quỹ Đầu tư phát triển tỉnh
Chi bộ Sở Nội vụ
Chi bộ Trường Mầm non Hoa Mai
Nhà Văn hóa Lao động tỉnh
Thư viện tỉnh
Bưu điện tỉnh
Ủy ban ATGT Quốc gia
Ban An toàn giao thông tỉnh
BCĐ CCHC tỉnh
Ban Chỉ đạo Chuyển đổi số tỉnh
Tiểu ban Kinh tế - Xã hội
Tổng Bí thư
Bí thư Tỉnh ủy
Bí thư Huyện ủy
Đảng ủy UBND tỉnh
Đảng ủy các cơ quan Đảng tỉnh
Ban Thường vụ Đảng ủy UBND tỉnh
Liên hiệp các Hội Khoa học và Kỹ thuật tỉnh
Hội Người cao tuổi
Hội đồng Đội Trung ương
Thống đốc NHNN
Đảng ủy Khối Doanh nghiệp tỉnh
Bí thư Đảng ủy phường Tân An
Viện kiểm sát nhân dân cấp cao tại Hà Nội
Cục Cảnh sát QLHC về TTXH
Trường Cao đẳng nghề số 4
Doanh nghiệp tư nhân Minh Khang
Ủy ban Quản lý vốn nhà nước tại doanh nghiệp
Phòng TC-KH huyện
Phó Chủ tịch Thường trực UBND tỉnh
Thông tấn xã Việt Nam
Ban Tôn giáo Chính phủ
Tổng KTNN
Tổng LĐLĐ Việt Nam
Bộ GD-ĐT
BQL KCN
Trường Tiểu học & THCS Yên Lễ
Chi ủy Chi bộ Trường Mầm non Hoa Sen
Hội đồng thi đua - khen thưởng tỉnh
Cục trưởng Cục Hàng không Việt Nam
Ban bầu cử đơn vị số 2
Đội Quản lý thị trường số 3
Ban Chỉ đạo phòng, chống dịch bệnh Covid-19 tỉnh
Ban Chỉ huy phòng, chống thiên tai và tìm kiếm cứu nạn
Hội đồng phối hợp phổ biến, giáo dục pháp luật tỉnh
Quân chủng Phòng không - Không quân
Trung tâm GDNN - GDTX huyện
Phòng Nội vụ - Lao động, Thương binh và Xã hội
Đoàn Thanh niên Cộng sản Hồ Chí Minh tỉnh
Cơ quan Cảnh sát điều tra Công an tỉnh
Nhà máy Đường Sông Con
Trưởng Ban Tổ chức Trung ương
Trưởng Ban Quản lý Khu kinh tế
Chủ tịch Hội đồng thẩm định
Thủ trưởng cơ quan
Chủ nhiệm Hợp tác xã Tân Tiến
""".strip().splitlines()
_GOES_ON = (
    " về việc ban hành Quy chế làm việc;",
    " quy định chi tiết một số điều.",
    ", Phòng Nội vụ báo cáo như sau:",
    " (gửi kèm).",
    " và Công văn số 15/SNV-CCHC.",
    " tại cuộc họp ngày 5/6.",
    " đã giao nhiệm vụ.",
    " V/v mời họp.",
    "\nCăn cứ Luật Lưu trữ;",
    " chỉ đạo các phòng.",
    " lấy ý kiến góp ý.",
    " tiến hành rà soát.",
    " được gửi kèm.",
    " thì hồ sơ gồm:",
)


@pytest.mark.parametrize("behind", _GOES_ON)
def test_names_of_all_kinds_are_read_whole(behind: str) -> None:
    texts = (f"Theo Văn bản số 12/VB-ABC ngày 02/3/2024 của {name}{behind}" for name in _NAMES)
    assert [find_citations(text)[0].issuer for text in texts] == _NAMES
