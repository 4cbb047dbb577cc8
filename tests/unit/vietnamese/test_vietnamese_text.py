import re
import string
import unicodedata

import pytest

from docgen.vietnamese.text import (
    CAPITAL_LETTERS,
    SMALL_LETTERS,
    VIETNAMESE_LETTERS,
    clean_text,
    find_control_characters,
    fold_whitespace,
    normalize_text,
)


def kinds(text: str) -> list[str]:
    return [note.kind for note in clean_text(text).notes]


def test_there_are_134_letters_each_one_precomposed_character() -> None:
    assert len(VIETNAMESE_LETTERS) == len(set(VIETNAMESE_LETTERS)) == 134
    assert unicodedata.normalize("NFC", VIETNAMESE_LETTERS) == VIETNAMESE_LETTERS
    assert VIETNAMESE_LETTERS[67:] == VIETNAMESE_LETTERS[:67].upper()
    assert all(unicodedata.category(letter) == "Ll" for letter in VIETNAMESE_LETTERS[:67])
    assert set("ưƯđĐặẶỹỸ") <= set(VIETNAMESE_LETTERS)


def test_patterns_tell_small_letters_from_capitals() -> None:
    letters = string.ascii_letters + VIETNAMESE_LETTERS
    assert re.findall(f"[{SMALL_LETTERS}]", letters) == [letter for letter in letters if letter.islower()]
    assert re.findall(f"[{CAPITAL_LETTERS}]", letters) == [letter for letter in letters if letter.isupper()]


def test_the_letters_are_all_that_marks_can_make_of_vietnamese_vowels() -> None:
    made = {"đ"}
    for base in "aăâeêioôơuưy":
        made |= {
            unicodedata.normalize("NFC", base + tone) for tone in ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
        }
    assert {letter for letter in made if not letter.isascii()} == set(VIETNAMESE_LETTERS[:67])


def test_normalize_text_composes_and_keeps_compatibility_characters() -> None:
    assert normalize_text("Viê\u0323t") == "Việt"
    assert normalize_text("m² ½ … ﬁ") == "m² ½ … ﬁ"


@pytest.mark.parametrize(
    "character",
    list("\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"),
)
def test_clean_text_removes_what_has_no_width(character: str) -> None:
    clean = clean_text(f"kế{character} hoạch{character}")
    assert clean.text == "kế hoạch"
    assert [(note.kind, note.count) for note in clean.notes] == [("zero-width", 2)]


@pytest.mark.parametrize("character", ["\u00a0", "\u202f", "\u2007", "\u2000", "\u2003", "\u200a", "\u3000"])
def test_clean_text_makes_each_unusual_space_one_space(character: str) -> None:
    clean = clean_text(f"Điều{character}{character}1")
    assert clean.text == "Điều  1"
    assert [(note.kind, note.count) for note in clean.notes] == [("no-break-space", 2)]


def test_clean_text_makes_each_tab_one_space() -> None:
    clean = clean_text("a)\tnội\t\tdung")
    assert clean.text == "a) nội  dung"
    assert [(note.kind, note.count) for note in clean.notes] == [("tab", 3)]


def test_clean_text_composes_letters_also_around_invisible_characters() -> None:
    clean = clean_text("Viê\u0323t Nam, thư\u0323c hiê\u200b\u0323n")
    assert clean.text == "Việt Nam, thực hiện"
    assert {note.kind: note.count for note in clean.notes} == {"zero-width": 1, "decomposed": 3}


def test_clean_text_composes_a_lone_look_alike_and_counts_it() -> None:
    clean = clean_text("5 \u212b")
    assert clean.text == "5 \u00c5"
    assert [(note.kind, note.count) for note in clean.notes] == [("decomposed", 1)]


def test_clean_text_makes_every_line_end_a_newline_and_keeps_the_lines() -> None:
    clean = clean_text("một\r\nhai\rba\u2028bốn\u2029năm\x85sáu\n\nbảy")
    assert clean.text == "một\nhai\nba\nbốn\nnăm\nsáu\n\nbảy"
    assert clean.notes == ()


def test_clean_text_leaves_what_can_be_seen() -> None:
    text = "“Số: 05/BNV-VP” – V/v … ≥ 85,25 %; m²\u2011a 😀\n  thụt đầu dòng  \n"
    assert clean_text(text).text == text
    assert clean_text(text).notes == ()


def test_notes_speak_vietnamese_with_the_count() -> None:
    for note in clean_text("a\u200b\t\u00a0e\u0301 hòa hoà").notes:
        assert str(note.count) in note.message or note.kind == "mixed-tone"
        assert not note.message.isascii()


@pytest.mark.parametrize(
    "text",
    [
        "hòa bình và hoà giải",
        "Ủy ban; uỷ viên",
        "THỦY LỢI, THUỶ SẢN",
        "khỏe khoẻ",
        "tòa nhà, toạ đàm",
        "xòe, loè loẹt, hoè",
        "chìa khóa; tổng hợp hoá đơn",
    ],
)
def test_mixed_tone_marks_are_reported_and_never_changed(text: str) -> None:
    clean = clean_text(text)
    assert clean.text == text
    assert [note.kind for note in clean.notes] == ["mixed-tone"]


@pytest.mark.parametrize(
    "text",
    [
        "hòa, thủy, ủy, khỏe, tòa",
        "hoà, thuỷ, uỷ, khoẻ, toà",
        "quý hòa, quà thủy, quỹ tòa, quỷ khỏe",  # the u of qu is no part of the rhyme
        "hòa hoàn hoạch toán thuế quỳnh khoét",  # a closed rhyme is written one way only
        "hòa của giá giò già múa mùa tìa tía",
        "hòa và ngoèo khuỷu thoải xoáy",
        "",
    ],
)
def test_one_way_of_setting_tones_is_no_mixture(text: str) -> None:
    assert kinds(text) == []


def test_mixed_tone_counts_the_rarer_way_and_quotes_words() -> None:
    (note,) = clean_text("hòa hòa hòa hoà thủy").notes
    assert note.count == 1
    assert "“hòa”, “thủy”" in note.message
    assert "“hoà”" in note.message


def test_find_control_characters() -> None:
    assert find_control_characters("a\x00b\x0bc\x1f\n\t\r") == (1, 3, 5)
    assert find_control_characters("\x7f\x80\x84\x85\x86\x9f\xa0") == (0, 1, 2, 4, 5)
    assert find_control_characters("\ud800\ufffe\uffff\ufffd😀") == (0, 1, 2)
    assert find_control_characters("Cộng hòa xã hội chủ nghĩa Việt Nam") == ()


def test_fold_whitespace() -> None:
    assert fold_whitespace("  Quyết\u00a0định \n\t số  5 ") == "Quyết định số 5"
    assert fold_whitespace(" \n ") == ""
