import itertools
import time
import unicodedata

import pytest

from docgen.errors import InputError
from docgen.vietnamese.encoding import decode_text, find_legacy_encoding, find_legacy_span
from docgen.vietnamese.text import VIETNAMESE_LETTERS, clean_text

# The two tables once more, laid out by letter as the fonts document them, so that a slip in the code's own table
# cannot hide: TCVN 5712 VN3 bytes in the order plain, huyền, hỏi, ngã, sắc, nặng.
TCVN3_BYTES = {
    "aàảãáạ": "61 B5 B6 B7 B8 B9",
    "ăằẳẵắặ": "A8 BB BC BD BE C6",
    "âầẩẫấậ": "A9 C7 C8 C9 CA CB",
    "eèẻẽéẹ": "65 CC CE CF D0 D1",
    "êềểễếệ": "AA D2 D3 D4 D5 D6",
    "iìỉĩíị": "69 D7 D8 DC DD DE",
    "oòỏõóọ": "6F DF E1 E2 E3 E4",
    "ôồổỗốộ": "AB E5 E6 E7 E8 E9",
    "ơờởỡớợ": "AC EA EB EC ED EE",
    "uùủũúụ": "75 EF F1 F2 F3 F4",
    "ưừửữứự": "AD F5 F6 F7 F8 F9",
    "yỳỷỹýỵ": "79 FA FB FC FD FE",
    "đ": "AE",
    "ĂÂÊÔƠƯĐ": "A1 A2 A3 A4 A5 A6 A7",
}
TCVN3 = {
    letter: bytes([int(code, 16)])
    for letters, codes in TCVN3_BYTES.items()
    for letter, code in zip(letters, codes.split(), strict=True)
}
# VNI: the same order; a letter is its base and one mark.
VNI_UNITS = {
    "aàảãáạ": "a aø aû aõ aù aï",
    "ăằẳẵắặ": "aê aè aú aü aé aë",
    "âầẩẫấậ": "aâ aà aå aã aá aä",
    "eèẻẽéẹ": "e eø eû eõ eù eï",
    "êềểễếệ": "eâ eà eå eã eá eä",
    "iìỉĩíị": "i ì æ ó í ò",
    "oòỏõóọ": "o oø oû oõ où oï",
    "ôồổỗốộ": "oâ oà oå oã oá oä",
    "ơờởỡớợ": "ô ôø ôû ôõ ôù ôï",
    "uùủũúụ": "u uø uû uõ uù uï",
    "ưừửữứự": "ö öø öû öõ öù öï",
    "yỳỷỹýỵ": "y yø yû yõ yù î",
    "đ": "ñ",
}
VNI = {
    letter: unit for letters, units in VNI_UNITS.items() for letter, unit in zip(letters, units.split(), strict=True)
}


def to_tcvn3(text: str) -> str:
    """Capitals with a tone have no place of their own in TCVN3: fonts named …H draw them from the small letters."""
    codes = (TCVN3.get(letter) or TCVN3.get(letter.lower()) or letter.encode("latin-1", "replace") for letter in text)
    return b"".join(codes).decode("latin-1")


def to_vni(text: str) -> str:
    return "".join(
        VNI.get(letter, letter) if letter == letter.lower() else VNI.get(letter.lower(), letter.lower()).upper()
        for letter in text
    )


def to_cp1258(text: str) -> bytes:
    """Windows-1258 keeps the letter and puts its tone after it."""
    coded = b""
    for letter in text:
        try:
            coded += letter.encode("cp1258")
        except UnicodeEncodeError:
            decomposed = unicodedata.normalize("NFD", letter)
            tone = "".join(mark for mark in decomposed if mark in "\u0300\u0301\u0303\u0309\u0323")
            base = unicodedata.normalize("NFC", "".join(part for part in decomposed if part not in tone))
            coded += base.encode("cp1258") + tone.encode("cp1258")
    return coded


SENTENCES = """
Cộng hòa xã hội chủ nghĩa Việt Nam
Ủy ban nhân dân tỉnh ban hành Kế hoạch xác định Chỉ số cải cách hành chính năm 2023.
Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;
Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư;
Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 45/TTr-SNV.
Quyết định này có hiệu lực kể từ ngày ký ban hành.
Chánh Văn phòng, Giám đốc các sở, Thủ trưởng các cơ quan chịu trách nhiệm thi hành Quyết định này.
Đánh giá khách quan, trung thực, công bằng kết quả thực hiện của từng đơn vị.
Tăng cường kỷ luật, kỷ cương trong hoạt động công vụ và nâng cao đạo đức công chức.
Các đơn vị gửi báo cáo tự chấm điểm kèm tài liệu kiểm chứng trước ngày 15 tháng 12.
Hội đồng thẩm định họp, xem xét từng tiêu chí và kết luận bằng văn bản.
Kinh phí thực hiện được bố trí trong dự toán chi thường xuyên của cơ quan.
Người đứng đầu đơn vị chịu trách nhiệm về tính chính xác của số liệu.
Trong quá trình thực hiện, nếu có vướng mắc, đề nghị phản ánh kịp thời để được hướng dẫn.
Mức độ hài lòng của người dân, tổ chức đối với sự phục vụ của cơ quan hành chính nhà nước.
Phiếu khảo sát được gửi tới hộ gia đình, doanh nghiệp và đại biểu Hội đồng nhân dân.
Tỷ lệ hồ sơ giải quyết đúng hạn và trước hạn đạt từ chín mươi lăm phần trăm trở lên.
Số hóa hồ sơ, giấy tờ; cung cấp dịch vụ công trực tuyến toàn trình.
Thời gian lấy ý kiến từ đầu tháng mười đến hết tháng mười một.
Các huyện, thị xã, thành phố tổ chức triển khai ở xã, phường, thị trấn.
Khuyến khích sáng kiến, cách làm mới, hiệu quả và dễ nhân rộng.
Xử lý nghiêm những trường hợp nhũng nhiễu, gây phiền hà, chậm trễ.
Nhiệm vụ này giao Văn phòng chủ trì, phối hợp với phòng chuyên môn thực hiện.
Đơn vị xếp loại xuất sắc được biểu dương tại hội nghị tổng kết cuối năm.
Thủ tục rườm rà phải được rà soát, bãi bỏ hoặc đơn giản hóa ngay.
Cán bộ tiếp nhận cần giữ thái độ nhã nhặn, giải thích rõ ràng, dễ hiểu.
Mưa lũ kéo dài khiến nhiều tuyến đường bị sạt lở nghiêm trọng.
Trường học, trạm y tế, chợ và nhà văn hóa đã được sửa chữa.
Nghệ nhân truyền dạy nghề dệt thổ cẩm cho thế hệ trẻ trong bản.
Nguyễn Thị Thùy Dương, Phạm Quỳnh Anh và Đỗ Hữu Nghĩa tham dự buổi làm việc.
Sông Hồng, sông Đuống, sông Thái Bình chảy qua địa bàn nhiều tỉnh.
Điểm thưởng chỉ được cộng khi có tài liệu chứng minh hợp lệ.
Bãi bỏ những quy định trước đây trái với Quyết định này.
Việc sắp xếp tổ chức bộ máy bảo đảm tinh gọn, hoạt động hiệu lực, hiệu quả.
Lãnh đạo chủ chốt kiểm tra đột xuất bộ phận một cửa mỗi quý hai lần.
Phụ lục kèm theo là một phần không tách rời của Kế hoạch này.
Nơi nhận: như trên; Thường trực Tỉnh ủy; lưu: Văn thư, Nội chính.
Thay mặt Ủy ban nhân dân, Phó Chủ tịch thường trực ký thay Chủ tịch.
QUYẾT ĐỊNH VỀ VIỆC THÀNH LẬP HỘI ĐỒNG THẨM ĐỊNH CHỈ SỐ CẢI CÁCH HÀNH CHÍNH
ỦY BAN NHÂN DÂN TỈNH ĐỀ NGHỊ CÁC ĐƠN VỊ NGHIÊM TÚC TRIỂN KHAI THỰC HIỆN
""".strip().splitlines()

# Sentences as plans have them: who, does what, until when.
WHO = ["Sở Nội vụ", "Văn phòng Ủy ban", "Các sở, ban, ngành", "Thủ trưởng đơn vị", "Hội đồng thẩm định", "Tổ giúp việc"]
WHAT = [
    "tổng hợp kết quả tự đánh giá",
    "hướng dẫn chấm điểm theo bộ tiêu chí",
    "phối hợp điều tra xã hội học",
    "kiểm tra hồ sơ, tài liệu kiểm chứng",
    "niêm yết công khai thủ tục tại trụ sở",
    "trình phê duyệt và công bố xếp hạng",
    "rà soát, khắc phục những hạn chế đã nêu",
]
WHEN = [
    "trong quý bốn",
    "trước ngày mười lăm tháng chín",
    "ngay sau khi được giao",
    "đúng thời hạn quy định",
    "hằng tuần",
]
CORPUS = SENTENCES + [f"{who} {what} {when}." for who, what, when in itertools.product(WHO, WHAT, WHEN)]
LONG_ENOUGH = [sentence for sentence in CORPUS if len(sentence) >= 30]

FOREIGN = [
    "L'été dernier, où étais-tu ? Près du lac, sûr. Le thé, la fête, mûr et dû à l'été.",
    "Ông François Hollande, bà Noëlle Lenoir, GS. Trần Văn Thọ và TS. André Gügler tham dự.",
    "Müller, Köln, Zürich, Düsseldorf, São Paulo, Curaçao, Málaga, Bogotá, México, Perú, Haití, Panamá",
    "El niño y la niña vivirán en España mañana; la Peña, el señor Núñez y el año próximo.",
    "Für die Tür und über die Straße: Gäste, Öl, Übung, schön, größer.",
    "The committee shall review the report and publish the final ranking by the end of the year.",
    "Đoàn Krông Búk, Krông Pắk, Đắk Lắk, Kon Plông, Pác Bó, Ý Yên, Mù Cang Chải",
    "5 µm, 10 µg, 20 µl, 3 µA; ±0,5 °C; 2½ × 3¾ ÷ ¼; x¹ + m¹ = y¹; ¬p ∧ ¬n; § 5, § 6",
    "· an\n· bao\n· anh\n§ a\n§ an\n® ba\n© ca",
    "«an toàn», «bảo đảm», «quy định», £5, ¥10, ¢3, ª º",
    "Microsoft® Windows®, Unikey®, Intel® Core™",
    "QĐ-UBND, NQ-HĐND, TTr, CCHC, BNV, ĐBQH, GDĐT, LĐTBXH",
    "naïve café résumé façade cliché déjà vu crème brûlée",
    "aø",
    "Céng",
    "·",
    "",
    "\u00ad\u00ad",
]


def test_the_tables_of_this_test_cover_the_alphabet() -> None:
    assert set(VIETNAMESE_LETTERS[:67]) <= set(TCVN3)
    assert set(VIETNAMESE_LETTERS[:67]) <= set(VNI)
    assert to_tcvn3("Cộng hòa xã hội chủ nghĩa Việt Nam") == "Céng hßa x· héi chñ nghÜa ViÖt Nam"
    assert to_vni("Cộng hòa xã hội chủ nghĩa Việt Nam") == "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam"


@pytest.mark.parametrize(("convert", "name"), [(to_tcvn3, "TCVN3"), (to_vni, "VNI")])
def test_legacy_text_is_found(convert: object, name: str) -> None:
    assert callable(convert)
    assert len(LONG_ENOUGH) > 200
    missed = [sentence for sentence in LONG_ENOUGH if find_legacy_encoding(convert(sentence)) != name]
    assert len(missed) <= 0.01 * len(LONG_ENOUGH), missed


def test_tcvn3_is_found_also_after_cleaning_took_its_soft_hyphens() -> None:
    missed = [
        sentence for sentence in LONG_ENOUGH if find_legacy_encoding(clean_text(to_tcvn3(sentence)).text) != "TCVN3"
    ]
    assert len(missed) <= 0.01 * len(LONG_ENOUGH), missed


def test_proper_vietnamese_raises_no_alarm() -> None:
    assert [sentence for sentence in CORPUS if find_legacy_span(sentence)] == []
    assert find_legacy_span("\n".join(CORPUS)) is None
    assert find_legacy_span("\n".join(CORPUS).upper()) is None
    assert find_legacy_span(unicodedata.normalize("NFD", "\n".join(CORPUS))) is None


@pytest.mark.parametrize("text", FOREIGN)
def test_names_units_and_symbols_raise_no_alarm(text: str) -> None:
    assert find_legacy_span(text) is None


def test_the_span_is_the_pasted_stretch() -> None:
    pasted = to_tcvn3("Quyết định thành lập Hội đồng thẩm định")
    text = f"Căn cứ Luật Tổ chức chính quyền địa phương;\n{pasted} của Ủy ban nhân dân tỉnh."
    span = find_legacy_span(text)
    assert span is not None
    assert text[span[0] : span[1]] == pasted
    assert span[2] == "TCVN3"


def test_the_first_of_two_stretches_is_reported() -> None:
    between = " Căn cứ đề nghị của Sở Nội vụ; "
    vni, tcvn3 = to_vni("Hội đồng thẩm định họp"), to_tcvn3("Hội đồng thẩm định họp")
    first = find_legacy_span(vni + between + tcvn3)
    assert first is not None
    assert first[0] == 0
    assert first[2] == "VNI"
    second = find_legacy_span(tcvn3 + between + vni)
    assert second is not None
    assert second[2] == "TCVN3"


@pytest.mark.parametrize("piece", ["QuyÕt ®Þnh ", "é", "Müller ", "a\u00ad", "hé µ ", "ñ·"])
def test_searching_takes_time_in_proportion(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    started = time.process_time()
    find_legacy_span(text)
    assert time.process_time() - started < 10


TEXT = "Cộng hòa xã hội chủ nghĩa Việt Nam\nĐộc lập - Tự do - Hạnh phúc\n"


def test_utf8_is_read_with_and_without_its_mark() -> None:
    assert decode_text(TEXT.encode()) == TEXT
    assert decode_text(TEXT.encode("utf-8-sig")) == TEXT
    assert decode_text(b"") == ""
    assert decode_text("\r\n\ufeff😀".encode()) == "\r\n\ufeff😀"


@pytest.mark.parametrize(
    ("data", "name", "advice"),
    [
        (TEXT.encode("utf-16"), "UTF-16", "UTF-8"),
        (TEXT.encode("utf-16-le"), "UTF-16", "UTF-8"),
        (TEXT.encode("utf-16-be"), "UTF-16", "UTF-8"),
        (b"A\0B\0", "UTF-16", "UTF-8"),
        (to_tcvn3(TEXT).encode("latin-1"), "TCVN3 (ABC)", "Unikey"),
        (to_vni(TEXT).encode("latin-1"), "VNI-Windows", "VNI Windows"),
        (to_cp1258(TEXT), "Windows-1258", "CP 1258"),
        (b"%PDF-1.7\n%\xe2\xe3", "PDF", ".docx"),
        (b"PK\x03\x04....word/document.xml", "Word (.docx)", "Word"),
        (b"PK\x03\x04....xl/workbook.xml", "Excel", "UTF-8"),
        (b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.text", "LibreOffice", "UTF-8"),
        (b"PK\x03\x04", ".zip", "giải nén"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(100), ".doc", "Word"),
        (b"{\\rtf1\\ansi", "RTF", "Word"),
        (b"\x89PNG\r\n\x1a\n", "PNG", "ảnh"),
        (b"\xff\xd8\xff\xe0", "JPEG", "ảnh"),
        (bytes(range(256)) * 4, "nhị phân", "UTF-8"),
        (b"text with \0 inside and more of it", "nhị phân", "UTF-8"),
        (TEXT.encode()[:-40] + b"\xe1", "UTF-8 bị hỏng", "bản gốc"),
        ("Ça c'était à l'école".encode("latin-1"), "bảng mã lạ", "UTF-8"),
    ],
)
def test_other_files_are_named_with_advice(data: bytes, name: str, advice: str) -> None:
    with pytest.raises(InputError) as caught:
        decode_text(data, where="ke-hoach.vb.txt")
    assert name in caught.value.message
    assert advice in caught.value.hint
    assert caught.value.where == "ke-hoach.vb.txt"


@pytest.mark.parametrize("sentence", SENTENCES[::4])
def test_encodings_are_told_apart_by_one_sentence(sentence: str) -> None:
    coded = {
        "TCVN3": to_tcvn3(sentence).encode("latin-1"),
        "VNI-Windows": to_vni(sentence).encode("latin-1"),
        "Windows-1258": to_cp1258(sentence),
    }
    for name, data in coded.items():
        with pytest.raises(InputError, match=name):
            decode_text(data)


def test_the_first_bad_byte_is_named_by_place_and_line() -> None:
    with pytest.raises(InputError, match=r"byte thứ 9 \(dòng 3\)"):
        decode_text("một\nb\n".encode() + b"\xff\n")
    with pytest.raises(InputError, match=r"byte thứ 3 \(dòng 2\)"):
        decode_text(b"a\n\xff\x00")
    with pytest.raises(InputError, match=r"byte thứ 5 \(dòng 1\)"):
        decode_text(b"\xef\xbb\xbfa\xff")


def test_lone_surrogates_and_overlong_forms_are_refused() -> None:
    for data in (b"\xed\xa0\x80", b"\xc0\xaf", b"\xf4\x90\x80\x80"):
        with pytest.raises(InputError):
            decode_text(data)
