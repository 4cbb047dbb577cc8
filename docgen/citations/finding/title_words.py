"""The words that titles begin with, and the words with which the sentence goes on behind them.

Phrases stand between semicolons: "(a|b)" is either, "(a|b)?" either or none, "(?! a)" what must not follow, "(?<!a)"
what must not stand before. They are compared in plain small letters, but those whose name says MARKED only with their
marks: "đã" is not "đa".
"""

from __future__ import annotations

from typing import Final

from docgen.citations.finding.folding import any_of, fold, list_phrases


def _any_of(text: str) -> str:
    return any_of(list_phrases(text.replace("(?", "\0").replace("(", "(?:").replace("\0", "(?")))


def _plain(text: str) -> str:
    return _any_of(fold(text))


OPENERS: Final = _plain(
    """
về; v/v; v[e6]; ban hành; báo cáo; bãi bỏ; bàn giao; bảo vệ; biệt phái; bổ nhiệm; bổ sung; bố trí; bồi dưỡng
cải cách; cải thiện; chấm điểm; chấm dứt; chấn chỉnh; chấp thuận; chỉ đạo; chỉ định; chia tách; cho phép; chuẩn bị
chuẩn y; chủ động; chuyển đổi; chuyển giao; công bố; công khai; công nhận; cung cấp; củng cố; cưỡng chế; di dời
duy trì; đánh giá; đào tạo; đăng ký; đầu tư; đẩy mạnh; đề nghị; điều chỉnh; điều động; đính chính; đình chỉ
đo lường; đôn đốc; đổi mới; đổi tên; gia hạn; giải quyết; giải thể; giải trình; giám sát; giao; giới thiệu; góp ý
hỗ trợ; hợp nhất; huấn luyện; huy động; hướng dẫn; hưởng ứng; khảo sát; khắc phục; khẩn trương; khen thưởng
khôi phục; kích cầu; kiểm soát; kiểm tra; kiện toàn; kỷ luật; lấy ý kiến; luân chuyển; lựa chọn; miễn nhiệm; mở rộng
một số; nâng cao; ngăn chặn; nghiêm cấm; nghiệm thu; nhân rộng; phân bổ; phân cấp; phân công; phân loại; phát động
phát huy; phát triển; phê chuẩn; phê duyệt; phòng,? chống; phòng ngừa; phối hợp; phúc đáp; quản lý; quán triệt
quy định; quy hoạch; quyết toán; ra quân; rà soát; sáp nhập; sắp xếp; siết chặt; sơ kết; sửa đổi; tạm dừng; tạm ứng
tặng thưởng; tăng cường; tập huấn; tập trung(?! vào); tham gia; thanh tra; thành lập; tháo gỡ; thăm dò; thẩm định
thẩm tra; thí điểm; thi hành; thông báo; thông qua; thống kê; thu hồi; thúc đẩy; thực hành; thực hiện; tiếp nhận
tiếp thu; tiếp tục; tiêu hủy; tổ chức; tổng hợp; tổng kết; tổng rà soát; trả lời; triển khai; trưng tập; tuyên dương
tuyên truyền; tuyển chọn; tuyển dụng; tuyển sinh; ủy quyền; ứng dụng; ứng phó; vận động; vận hành; xác định
xác minh; xây dựng; xếp hạng; xếp loại; xin; xóa; xử lý; xử phạt; yêu cầu; rút ngắn; kéo dài; ấn định; trợ giúp; bầu
kỷ niệm; giảm (thuế|mức|thời|nghèo); miễn,? giảm; tôn vinh; trao tặng; phong tặng; chi trả; quyết định chủ trương
    """
)
"""What a title begins with."""

OPENERS_BEHIND_COMMA: Final = _plain(
    """
về; v/v; ban hành; bãi bỏ; công bố; điều chỉnh; giao; hướng dẫn; kiện toàn; phê duyệt; quy định; sửa đổi
thành lập; thông qua
    """
)
"""Behind a comma other words than these begin a clause: "…, đề nghị các sở báo cáo"."""

NO_OPENERS: Final = _plain(
    """
tiếp tục (áp dụng|có|được)
(điều chỉnh|sửa đổi|bổ sung)(,? bổ sung)?( một số (điều|nội dung))? (bởi|theo|bằng|cho)
(điều chỉnh|sửa đổi|bổ sung)(,? bổ sung)?( một số (điều|nội dung))? tại(?! (nghị|quyết|thông|luật))
(điều chỉnh|sửa đổi|bổ sung)(,? bổ sung)? lần (thứ )?[a-z0-9]+,? (bởi|theo|bằng|tại)
    """
)
"""Where such words go on with the sentence instead."""

NOT_ALONE: Final = _plain(
    """
ban hành; đánh giá; nghiệm thu; phối hợp; thực hiện; tổ chức; triển khai; vận hành; xây dựng
    """
)
"""These open no title when a mark follows them at once."""

NO_ISSUE_MARKED: Final = _any_of(
    """
được; có; còn; cùng; chậm; chưa; đã; để; đến; đúng; hết; không; kịp; là; muộn; năm; ngày; nhằm; nhưng; sau; tại
theo; thì; tới; trái; trong; trước; và; vào; vẫn; với; từ
    """
)
"""Behind these "ban hành" says when or how, not what: "ban hành chậm", "ban hành để"."""

_CHANGED: Final = "(sửa đổi|bổ sung|thay thế|bãi bỏ|hợp nhất|đính chính|hủy bỏ|điều chỉnh)"

GOES_ON: Final = _plain(
    f"""
bằng văn bản
(bảo đảm|đảm bảo) (đúng|chất lượng|tiến độ|nghiêm túc|kịp thời)
chậm nhất
cho thấy
((đang|còn|vẫn còn) )?có hiệu lực
sau ([a-z]+|[0-9]+) năm (áp dụng|thực hiện|triển khai)
đã (đạt|đề cập|nêu|chỉ rõ|yêu cầu)
đã quy định (tại|cụ thể|rõ|về)
đã xác định (rõ|cụ thể)
(đã|hiện nay|nay) (được|bị) {_CHANGED}
(được|bị) {_CHANGED}((, | và | hoặc ){_CHANGED})*( một số (điều|nội dung))? (bởi|tại|theo|bằng|năm [0-9]+)
gửi (kèm|đến|về|cho|ubnd|sở|bộ)
((nay )?đã |nay )?hết hiệu lực
hiện chưa
kể từ (ngày|khi)
không còn(?! (khả năng|sức))
làm (cơ sở|căn cứ)(?! cho)
làm tài liệu
một cách
(nêu|nói|dẫn|kể) trên
(cụ thể )?như sau
ra đời
theo (đề nghị|hướng dẫn|chỉ đạo|yêu cầu) (của|tại)
theo (đúng|tinh thần)
thông qua (phần mềm|hệ thống|việc|các hình thức)
(tới|đến) (toàn thể|từng|tận|mọi người|100%|tất cả|đông đảo)
(tới|đến) [0-9]+ (phường|xã|huyện|thôn|hộ|đơn vị|cơ quan|trường|chi bộ)
trên địa bàn (huyện|tỉnh|xã|thị xã|thành phố|quận|phường) [0-9]+ tháng
trong thời gian (tới|qua)
và (hướng dẫn|quy định|chỉ đạo|yêu cầu|nêu) tại
và (căn cứ )?(tình hình|điều kiện|yêu cầu|nhu cầu) thực (tế|tiễn)
và (ý kiến|tình hình của|gửi)
và báo cáo (kết quả|ubnd|sở|phòng)
và có (ý kiến|báo cáo|văn bản)
và hoàn thành (trong|trước|vào)
và (đề nghị|yêu cầu) (các|ubnd|sở|phòng|bộ)
và phối hợp (với|phòng|sở|ubnd|các)
vẫn còn
vì (đã|có)
    """
)
"""What goes on with the sentence wherever the citation stands in it."""

GOES_ON_MARKED: Final = _any_of(
    """
ban hành (chậm|muộn|kịp thời|chưa|không|trái); có nội dung (chưa|không|trái)
cần (có|được|phải|sớm); còn (bất cập|chậm|chung|hạn chế|thiếu|vướng); do (có|không|chưa|đã|sai|trùng)
đã (bộc lộ|cũ|đi vào|giúp|góp phần|lạc hậu|lỗi thời|phát huy|tạo (điều|động|hành)|tháo gỡ|trở thành)
đạt (kết quả|hiệu quả|được); để (báo cáo|các|chủ động|có cơ|cụ thể hóa|kịp|làm|phù hợp|thống nhất|tổng hợp|xem xét)
ghi rõ; theo hướng (bổ|đơn|giảm|mở|quy|sửa|tăng|thống)
mới (bố trí|chỉ|có [0-9]|đạt|được)
không quy định; chưa (chính xác|kịp thời|nghiêm túc|quy định|sát); có quy định (cụ thể|rõ|tại|về); nên(?! (người|con))
nêu rõ; nhưng (chưa|không|đến|còn|vẫn|thực|việc); quy định (như|rõ); thì
vì (cho rằng|chưa|chỉ|đây|giá|không|lý do|thiếu|việc)
    """
)
"""The same, where their marks tell them from other words."""

BEFORE_COLON_MARKED: Final = _any_of(
    """
bao gồm; có nội dung; ghi; gồm; nêu; như sau; quy định; yêu cầu
    """
)
"""What belongs to a colon behind it: "… quy định: mức chi"."""

CLOSING: Final = _plain(
    """
đúng (quy định|tiến độ); (gửi |đính )?kèm( theo)?; kịp thời; nghiêm túc
theo (quy định|kế hoạch|phân công|tiến độ|hướng dẫn|yêu cầu)( hiện hành| của pháp luật| đề ra)?
    """
)
"""What closes a sentence behind a title."""

PREDICATES_MARKED: Final = _any_of(
    r"""
bao gồm
(bãi bỏ|thay thế|hủy bỏ) ((các|toàn bộ) )?(Quyết|Nghị|Thông|Kế|Chỉ|Công|Quy|Luật)
có (quy|nêu|nhiều|ý|điểm|phạm)
còn (?!lại|nợ|tại|thiếu hụt)
cũng
chưa (?!thành|qua|đến|đủ|sử|nộp|tốt|hưởng|tham|đóng|kết|có (?!quy|hướng)|được (cấp|giao|công|đào|bồi|giải))
đề ra
đã(?! (nghỉ|phục|xuất|thôi|qua|mất|hết|được (phê duyệt|cấp|giao)))
đang (có|còn|được|trong|tiếp|lấy|dự)
đạt (?!chuẩn|tiêu|danh|giải|thành)
gặp (khó|nhiều|vướng|một)
(?<!hợp\s)được (ban hành|áp dụng|triển khai|thông qua|xây dựng|đăng|gửi|lấy|công khai)
(?<!hợp\s)được thực hiện (từ|đến|theo|trong|nghiêm)
gồm ([0-9]|các)
góp phần
hết
lại (chưa|giao|không|quy|yêu)
không (quy|còn|có quy|phù|đề|điều|áp|bao|nêu|yêu|được quy|hạn|thay|ghi|đúng|đảm|bảo|căn|rõ|thống)
(?<!người\s)(?<!viên\s)(?<!tượng\s)(?<!hợp\s)là
mà
nên
nêu(?! (gương|tại|trong))
nhằm
sẽ
tạo (điều|cơ sở|động|hành|chuyển)
vẫn
yêu cầu (các|phải|[A-ZĐ]\w*)
    """
)
"""What is said of a citation that is the subject of its sentence; elsewhere these may stand inside a title."""

ADVERBIALS_MARKED: Final = _any_of(
    """
bên cạnh; căn cứ; để; đến; đối với; do; hiện; kể từ; khi; ngày; nhằm; ngoài; qua; sau; sau khi; so với; tại; theo
thực hiện; trên; triển khai; trong; từ; tuy; và; về; vì; với; xét
    """
)
"""With these no subject begins."""

VERBS_MARKED: Final = _any_of(
    """
ban hành; báo cáo; bãi bỏ; cần; căn cứ; chỉ đạo; có; công bố; đã; đang; đề nghị; được; gửi; giao; là; nhận; phải
phê duyệt; quán triệt; rà soát; sẽ; sửa; tham mưu; thay; thống nhất; thực hiện; trình; trả lời; triển khai; vi phạm
xây dựng; yêu cầu
    """
)
"""Where one of these stands before a citation, what stands behind it is no predicate of a subject."""

ADVERBS: Final = _plain(
    """
bên; cũng; đến; do; đồng thời; hiện; mặt khác; năm; ngày; ngoài; nhưng; như; qua; riêng; so với; song; từ
thực tế; trên; trong; trước; tuy; theo; về; vì
    """
)
"""First words of an adverb in front of a subject: "Trong khi đó, Quyết định số …"."""

CLAUSES: Final = _plain(
    """
anh/chị; đối với; ông/bà; quý (công|cơ|ông|vị)
chịu trách nhiệm; áp dụng (từ|kể từ|cho); bao gồm; căn cứ; cùng với; cụ thể(?! hóa); chấp nhận; chuyển (đơn|hồ sơ)
đến nay; đề ra; đề nghị
để (kịp|bảo|đảm|triển|thực|nâng|tiếp|chủ động|tăng|có|giúp|đôn|hoàn|ứng|tổng|phục|phù hợp|tạo|thống); do đó; do vậy
đồng thời; giao (các|cho|ubnd|sở|bộ|[0-9]+); gồm (có )?[0-9]+; hiện (nay|chưa|đã|đang|còn|tôi)
hoàn thành (trong|trước|vào|xong|chậm); hôm nay; (kể )?từ (ngày|đầu (năm|tháng|quý)|nay|[0-9]+(?=[/-])); kèm theo
kết quả (kiểm tra|rà soát|cuộc họp|thẩm định|họp); kính (gửi|đề|trình|mong); không (còn|để); làm (cơ sở|căn cứ)
nhất là; nhằm(?! lẫn); nhờ đó; nội dung (chính|cụ thể|kiến nghị|như)
qua (rà soát|kiểm tra|theo dõi|xem xét|nghiên cứu|thực tế|tổng hợp|hơn|[0-9]+); sau (khi|đó|một|hơn|[0-9]+)
(tại|ở) (cuộc họp|hội nghị|buổi|điều|khoản|mục|phiên|kỳ họp); theo(?! dõi); thi hành kỷ luật; tình hình thực tế
tuy nhiên; tuyên (xử|bố); trên cơ sở; trong (đó|thời gian|những năm|năm|quý|tháng|quá trình|tuần|6 tháng|đợt)
(vào )?(sáng |chiều )?ngày [0-9]+; vì (thế|vậy)
với ((các|những|một số) )?(nội dung|mục tiêu|yêu cầu|nhiệm vụ|chỉ tiêu|quan điểm|kết quả|tổng); vừa qua
xác định (rõ|mục tiêu); xét (đề nghị|thấy|tờ trình|đơn); ý kiến; yêu cầu
(giải quyết|huy động|kiểm tra|phát hiện|tập huấn|thanh tra|thu hồi|tiếp nhận|tổ chức|xử (lý|phạt)) (được )?[0-9]+
    """
)
"""What begins a clause behind a comma."""

CLAUSES_MARKED: Final = _any_of(
    """
báo cáo(?= [A-ZĐỦ]); bị; chưa; cũng; đang; đã; được(?! (hưởng|miễn|giảm)); sẽ; song; thay thế(?! (hoặc|và|bãi)); thì
trình(?= [A-ZĐỦ]); trình trước; vẫn
    """
)
"""The same, where their marks tell them from other words: "chưa" is not "chữa"."""

NO_VERBS: Final = _plain(
    """
các; cấp; cho; của; do; đến; đối với; đồng; giai đoạn; hoặc; khi; khóa; là; năm; nhiệm kỳ; ở; sau; tại; từ
thành; theo; thị; thuộc; trên; trong; trước; trực thuộc; và; về; với
    """
)
"""Behind the name of an authority these go on with the name or with a list; any other word is what it does."""

GROUPS: Final = _plain(
    """
ban; bệnh viện; bộ; chi cục; công ty; cơ quan; cơ sở; cục; đội; địa phương; đoàn; đồng chí; đơn vị; hội; huyện
khối; ngành; nhóm; ông; phòng; phường; sở; tỉnh; tổ; thành viên; thôn; trung tâm; trường; xã
    """
)
"""Who may do something together: "các đơn vị …"."""

ACTIONS: Final = _plain(
    """
ban hành; báo cáo; căn cứ; công bố; công nhận; cũng; chỉ đạo; đánh giá; đề nghị; đề xuất; điều chỉnh; giao; gửi
hướng dẫn; kết luận; kiến nghị; kính; lưu ý; mời; nhận; phân bổ; phân công; phê duyệt; phối hợp; quyết định
rà soát; tiếp tục; tổ chức; tổng hợp; tự (chấm|đánh); tham mưu; thành lập; thống nhất; thông báo; thực hiện
trách nhiệm; trả lời; triển khai; trình; xây dựng; xin; ý kiến; yêu cầu
    """
)
"""What authorities and groups do."""

URGENCY: Final = _plain(
    """
chủ động; khẩn trương; kịp thời; nghiêm túc; phải; tập trung
    """
)
"""How they are told to do it."""

BODIES_MARKED: Final = _any_of(
    """
ban; bà; công ty; cơ quan; cục; chi cục; chúng tôi; địa phương; đoàn; đội; đơn vị; hội; hội đồng; huyện; ngành
nhà trường; ông; phòng; phường; sở; tập thể; tỉnh; tổ(?! chức); tôi; thanh tra; trạm; trung tâm; trường; xã
    """
)
"""One body in small letters."""

DEEDS_MARKED: Final = _any_of(
    """
ban hành; báo cáo; cần; có ý kiến; chưa; đã; đang; đề nghị; đề xuất; giao; kiến nghị; kính; lập; nhận; phải
phối hợp; quyết định; sẽ; tiến hành; tham mưu; thông báo; thống nhất; triển khai; trình; xây dựng; xin; yêu cầu
    """
)
"""What one body does at once: "phòng đã báo cáo"."""

OTHER_BASES: Final = _plain(
    """
bộ; các; căn cứ; biên bản; đề nghị; để (kịp|bảo|triển|thực|nâng|tiếp)[a-z]*; đồng thời; giao; hồ sơ; kết quả
luật; nhằm; nhu cầu; phương án; qua; sau; số; tại; tình hình; theo; trong đó; và; xét; ý kiến; yêu cầu
    """
)
"""What begins another căn cứ, or the sentence itself, behind a semicolon."""

OPEN_ENDS: Final = _plain(
    """
ban hành; bộ; các; của; cho; khóa; lần thứ; luật; một; phê duyệt; số; tại; theo; thực hiện; trên; trong; và; về; việc
với
    """
)
"""Behind these no line of its own begins."""

BEFORE_NUMBERS: Final = _plain(
    """
đến; điều; giai đoạn; hơn; khoản; khóa; năm; ngày; nhiệm kỳ; quý; số; từ; tháng; trong
    """
)
"""Behind these a number at the start of a line is no number of an item."""
