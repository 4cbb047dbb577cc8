import pytest

from docgen.vietnamese.collation import collation_key, personal_name_key


def assert_in_order(words: list[str], key: object = collation_key) -> None:
    upside_down = words[::2][::-1] + words[1::2]
    assert sorted(upside_down, key=key) == words  # type: ignore[call-overload]


def test_letters_stand_in_the_order_of_the_alphabet() -> None:
    assert_in_order(list("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"))


def test_tones_come_in_dictionary_order() -> None:
    assert_in_order(["a", "à", "ả", "ã", "á", "ạ", "ă", "ằ", "ẳ", "ẵ", "ắ", "ặ", "â", "ầ", "ẩ", "ẫ", "ấ", "ậ", "ba"])


def test_letters_of_a_syllable_count_before_its_tone() -> None:
    assert_in_order(["la", "là", "lạ", "lan", "làn", "lăn", "lận", "me"])


def test_each_syllable_is_settled_before_the_next() -> None:
    # "hòa bình" after "hoa quả": the tone of the first syllable decides before the second is looked at.
    assert_in_order(["hoa", "hoa quả", "hòa bình", "hòa giải", "hóa đơn"])
    assert_in_order(["Hà", "Hà Giang", "Hà Nam", "Hà Tĩnh", "Hải Dương", "Hải Phòng"])


def test_provinces() -> None:
    names = (
        "An Giang, Bắc Ninh, Cà Mau, Cao Bằng, Cần Thơ, Đà Nẵng, Đắk Lắk, Điện Biên, Đồng Nai, Gia Lai, Hà Nội, Huế, "
        "Hưng Yên, Lai Châu, Lạng Sơn, Lào Cai, Lâm Đồng, Thanh Hóa, Ủy ban, Vĩnh Long"
    )
    assert_in_order(names.split(", "))


def test_numbers_go_by_value() -> None:
    assert_in_order(["Quận 1", "Quận 2", "Quận 10", "Quận 12", "Quận Ba Đình"])
    assert_in_order(["Phụ lục 9", "Phụ lục 09a", "Phụ lục 10", "Phụ lục " + "9" * 5000])


def test_case_comes_last() -> None:
    assert_in_order(["an", "An", "AN", "án", "Án"])
    assert_in_order(["sở nội vụ", "Sở Nội vụ", "Sở Nội Vụ", "sở nội vụng"])


def test_punctuation_only_parts_syllables() -> None:
    assert_in_order(["Hà Nam 1", "Hà-Nam 2", "Hà, Nam 3"])


def test_two_ways_of_setting_a_tone_stand_together() -> None:
    assert_in_order(["hoa", "hoà", "hòa", "hoả", "hỏa"])


def test_both_normal_forms_have_one_key() -> None:
    assert collation_key("Viê\u0323t") == collation_key("Việt")


@pytest.mark.parametrize("text", ["", " ", "???", "日本", "ñ", "Straße", "İ", "Müller", "\u0301", "٣", "a\x00"])
def test_any_text_has_a_key(text: str) -> None:
    assert collation_key(text) <= collation_key(text)
    assert personal_name_key(text) <= personal_name_key(text)


def test_other_writing_comes_after_z() -> None:
    assert_in_order(["z", "ß", "α", "日"])


def test_names_go_by_given_name_then_surname_then_middle_name() -> None:
    assert_in_order(
        ["An", "Lê Thị An", "Nguyễn An", "Nguyễn Thị An", "Nguyễn Văn An", "Trần AN", "Hồ Ánh", "Bùi Ân", "Đỗ Bình"],
        personal_name_key,
    )


def test_the_case_of_a_name_does_not_part_namesakes() -> None:
    assert_in_order(["Lê AN", "Trần An", "Vũ AN"], personal_name_key)
