import pytest

from docgen.vietnamese.syllables import is_syllable

TRUE = """
cộng hòa hoà xã hội chủ nghĩa Việt Nam độc lập tự do hạnh phúc nghiêng khuỷu ngoằn ngoèo quyết quốc quý quỳnh
gì gìn giết giếng giữ giáo ỷ ủy uỷ yêu yếu ý á ơi rượu hươu thuở khuya tuýp xoong boóc đầu tư nghệ ghế gà ngà
QUYẾT ĐỊNH pin kỹ lý tỷ y huỳnh huýt nguệch loạc xoắn thoăn thoắt sướng mười lăm bưu điện
"""
FALSE = """
café Müller Plông Krông zürich fê cê kà ghà ngê cát̀ cac các̉ cap tet nghà gê hoạ́ QĐ UBND đ ă strengths
Céng hßa chñ nghÜa Coäng hoøa ngành̀ bcd quu
"""


@pytest.mark.parametrize("word", TRUE.split())
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", FALSE.split())
def test_no_syllables(word: str) -> None:
    assert not is_syllable(word)


def test_long_words_are_no_syllables() -> None:
    assert not is_syllable("a" * 1_000_000)
    assert not is_syllable("")
