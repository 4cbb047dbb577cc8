"""Names of laws, codes and ordinances, past and present: where a name ends that a text cites without a number.

Only the words of the titles are kept here; which law is in force, and when, is the catalogue's to say.
"""

from __future__ import annotations

from typing import Final

LAW_NAMES: Final = tuple(
    """\
BHXH
BHYT
NSNN
PCTN
BVMT
BVBMNN
TCCQĐP
BHVBQPPL
XLVPHC
An ninh mạng
An ninh quốc gia
An toàn thông tin mạng
An toàn thực phẩm
An toàn, vệ sinh lao động
Ban hành văn bản quy phạm pháp luật
Ban hành văn bản quy phạm pháp luật của Hội đồng nhân dân, Ủy ban nhân dân
Báo chí
Bảo hiểm tiền gửi
Bảo hiểm xã hội
Bảo hiểm y tế
Bảo vệ bí mật nhà nước
Bảo vệ dữ liệu cá nhân
Bảo vệ môi trường
Bảo vệ quyền lợi người tiêu dùng
Bảo vệ sức khỏe nhân dân
Bảo vệ và kiểm dịch thực vật
Bảo vệ và phát triển rừng
Bảo vệ, chăm sóc và giáo dục trẻ em
Bầu cử đại biểu Hội đồng nhân dân
Bầu cử đại biểu Quốc hội
Bầu cử đại biểu Quốc hội và đại biểu Hội đồng nhân dân
Biên giới quốc gia
Biên phòng Việt Nam
Biển Việt Nam
Bình đẳng giới
Bưu chính
Bưu chính, viễn thông
Các công cụ chuyển nhượng
Các tổ chức tín dụng
Căn cước
Căn cước công dân
Cán bộ, công chức
Cạnh tranh
Cảnh sát biển Việt Nam
Cảnh sát cơ động
Cấp, thoát nước
Chăn nuôi
Chất lượng sản phẩm, hàng hóa
Chính quyền địa phương
Chứng khoán
Chuyển đổi số
Chuyển giao công nghệ
Chuyển giao người đang chấp hành án phạt tù
Công an nhân dân
Công an xã
Công chứng
Công đoàn
Công nghệ cao
Công nghệ thông tin
Công nghiệp công nghệ số
Công nghiệp quốc phòng, an ninh và động viên công nghiệp
Công tác dân số
Cơ yếu
Cư trú
Dân quân tự vệ
Dân số
Dầu khí
Dẫn độ
Di sản văn hóa
Doanh nghiệp
Doanh nghiệp nhà nước
Du lịch
Dự trữ quốc gia
Dữ liệu
Dược
Đa dạng sinh học
Đặc xá
Đất đai
Địa chất và khoáng sản
Điện ảnh
Điện lực
Điều ước quốc tế
Đo đạc và bản đồ
Đo lường
Đấu giá tài sản
Đấu thầu
Đầu tư
Đầu tư công
Đầu tư theo phương thức đối tác công tư
Đê điều
Đường bộ
Đường sắt
Giá
Giám định tư pháp
Giám sát của Quốc hội và Hội đồng nhân dân
Giáo dục
Giáo dục đại học
Giáo dục nghề nghiệp
Giáo dục quốc phòng và an ninh
Giao dịch điện tử
Giao thông đường bộ
Giao thông đường thủy nội địa
Hàng không dân dụng Việt Nam
Hải quan
Hiến, lấy, ghép mô, bộ phận cơ thể người và hiến, lấy xác
Hòa giải ở cơ sở
Hòa giải, đối thoại tại Tòa án
Hóa chất
Hoạt động chữ thập đỏ
Hoạt động giám sát của Quốc hội và Hội đồng nhân dân
Hôn nhân và gia đình
Hộ tịch
Hợp tác xã
Kế toán
Khám bệnh, chữa bệnh
Khí tượng thủy văn
Khiếu nại
Khiếu nại, tố cáo
Khoa học và công nghệ
Khoa học, công nghệ và đổi mới sáng tạo
Khoáng sản
Kiểm toán độc lập
Kiểm toán nhà nước
Kiến trúc
Kinh doanh bảo hiểm
Kinh doanh bất động sản
Lâm nghiệp
Lực lượng dự bị động viên
Lực lượng tham gia bảo vệ an ninh, trật tự ở cơ sở
Lưu trữ
Lý lịch tư pháp
Luật sư
Mặt trận Tổ quốc Việt Nam
Ngân hàng Nhà nước Việt Nam
Ngân sách nhà nước
Nghĩa vụ quân sự
Người cao tuổi
Người khuyết tật
Người lao động Việt Nam đi làm việc ở nước ngoài theo hợp đồng
Nhà giáo
Nhà ở
Nhập cảnh, xuất cảnh, quá cảnh, cư trú của người nước ngoài tại Việt Nam
Nuôi con nuôi
Năng lượng nguyên tử
Phá sản
Phí và lệ phí
Phòng bệnh
Phòng cháy và chữa cháy
Phòng cháy, chữa cháy và cứu nạn, cứu hộ
Phòng không nhân dân
Phòng thủ dân sự
Phòng, chống bạo lực gia đình
Phòng, chống bệnh truyền nhiễm
Phòng, chống khủng bố
Phòng, chống ma túy
Phòng, chống mua bán người
Phòng, chống nhiễm vi rút gây ra hội chứng suy giảm miễn dịch mắc phải ở người
Phòng, chống rửa tiền
Phòng, chống tác hại của rượu, bia
Phòng, chống tác hại của thuốc lá
Phòng, chống tham nhũng
Phòng, chống thiên tai
Phổ biến, giáo dục pháp luật
Quảng cáo
Quản lý, bảo vệ công trình quan trọng liên quan đến an ninh quốc gia
Quản lý, sử dụng tài sản công
Quản lý, sử dụng tài sản nhà nước
Quản lý, sử dụng vốn nhà nước đầu tư vào sản xuất, kinh doanh tại doanh nghiệp
Quản lý và đầu tư vốn nhà nước tại doanh nghiệp
Quản lý, sử dụng vũ khí, vật liệu nổ và công cụ hỗ trợ
Quản lý nợ công
Quản lý ngoại thương
Quản lý thuế
Quốc phòng
Quốc tịch Việt Nam
Quy hoạch
Quy hoạch đô thị
Quy hoạch đô thị và nông thôn
Sĩ quan Quân đội nhân dân Việt Nam
Sở hữu trí tuệ
Sử dụng năng lượng tiết kiệm và hiệu quả
Tài nguyên nước
Tài nguyên, môi trường biển và hải đảo
Tạm giữ, tạm giam
Tần số vô tuyến điện
Thanh niên
Thanh tra
Thể dục, thể thao
Thi đua, khen thưởng
Thi hành án dân sự
Thi hành án hình sự
Thi hành tạm giữ, tạm giam
Thống kê
Thỏa thuận quốc tế
Thú y
Thủ đô
Thủy lợi
Thủy sản
Thuế bảo vệ môi trường
Thuế giá trị gia tăng
Thuế sử dụng đất nông nghiệp
Thuế sử dụng đất phi nông nghiệp
Thuế tài nguyên
Thuế thu nhập cá nhân
Thuế thu nhập doanh nghiệp
Thuế tiêu thụ đặc biệt
Thuế xuất khẩu, thuế nhập khẩu
Thực hành tiết kiệm, chống lãng phí
Thực hiện dân chủ ở cơ sở
Thương mại
Tiêu chuẩn và quy chuẩn kỹ thuật
Tiếp cận thông tin
Tiếp công dân
Tình trạng khẩn cấp
Tín ngưỡng, tôn giáo
Tổ chức Chính phủ
Tổ chức chính quyền địa phương
Tổ chức cơ quan điều tra hình sự
Tổ chức Hội đồng nhân dân và Ủy ban nhân dân
Tổ chức Quốc hội
Tổ chức Tòa án nhân dân
Tổ chức Viện kiểm sát nhân dân
Tố cáo
Tố tụng hành chính
Trách nhiệm bồi thường của Nhà nước
Trẻ em
Trí tuệ nhân tạo
Trưng cầu ý dân
Trưng mua, trưng dụng tài sản
Trật tự, an toàn giao thông đường bộ
Trồng trọt
Trọng tài thương mại
Trợ giúp pháp lý
Tư pháp người chưa thành niên
Tương trợ tư pháp
Tương trợ tư pháp về dân sự
Tương trợ tư pháp về hình sự
Tham gia lực lượng gìn giữ hòa bình của Liên hợp quốc
Việc làm
Viên chức
Viễn thông
Xuất bản
Xuất cảnh, nhập cảnh của công dân Việt Nam
Xây dựng
Xử lý vi phạm hành chính
Đăng ký tài sản
Đầu tư nước ngoài tại Việt Nam
Đường thủy nội địa
Dạy nghề
Cơ quan đại diện nước Cộng hòa xã hội chủ nghĩa Việt Nam ở nước ngoài
Ký kết, gia nhập và thực hiện điều ước quốc tế
Quân nhân chuyên nghiệp, công nhân và viên chức quốc phòng
Hỗ trợ doanh nghiệp nhỏ và vừa
Cảnh vệ
Hoạt động giám sát của Quốc hội
Thủ tục bắt giữ tàu bay
""".splitlines()
)
"""Names that follow "Luật"."""

CODE_NAMES: Final = (
    "Dân sự",
    "Hàng hải Việt Nam",
    "Hàng hải",
    "Hình sự",
    "Lao động",
    "Tố tụng dân sự",
    "Tố tụng hình sự",
)
"""Names that follow "Bộ luật"."""

ORDINANCE_NAMES: Final = (
    "Án phí, lệ phí Tòa án",
    "Bảo vệ bí mật nhà nước",
    "Bảo vệ công trình quan trọng liên quan đến an ninh quốc gia",
    "Bảo vệ và kiểm dịch thực vật",
    "Bộ đội Biên phòng",
    "Bưu chính, Viễn thông",
    "Cán bộ, công chức",
    "Cảnh sát cơ động",
    "Cảnh sát môi trường",
    "Chất lượng hàng hóa",
    "Chi phí tố tụng",
    "Cơ yếu",
    "Công an xã",
    "Dân quân tự vệ",
    "Dân số",
    "Đào tạo nghề luật sư",
    "Đê điều",
    "Động viên công nghiệp",
    "Giống cây trồng",
    "Giống vật nuôi",
    "Hành nghề y, dược tư nhân",
    "Hợp nhất văn bản quy phạm pháp luật",
    "Khai thác và bảo vệ công trình thủy lợi",
    "Lực lượng dự bị động viên",
    "Lưu trữ quốc gia",
    "Ngoại hối",
    "Người cao tuổi",
    "Người tàn tật",
    "Pháp điển hệ thống quy phạm pháp luật",
    "Phí và lệ phí",
    "Phòng, chống lụt, bão",
    "Quản lý thị trường",
    "Quản lý, sử dụng vũ khí, vật liệu nổ và công cụ hỗ trợ",
    "Quy định danh hiệu vinh dự Nhà nước “Bà mẹ Việt Nam anh hùng”",
    "Thư viện",
    "Thú y",
    "Thực hành tiết kiệm, chống lãng phí",
    "Thực hiện dân chủ ở xã, phường, thị trấn",
    "Tín ngưỡng, tôn giáo",
    "Tình trạng khẩn cấp",
    "Ưu đãi người có công với cách mạng",
    "Vệ sinh an toàn thực phẩm",
    "Xử lý vi phạm hành chính",
)
"""Names that follow "Pháp lệnh"."""
