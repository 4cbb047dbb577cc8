"""The two encodings of old Vietnamese fonts, as their glyphs look when such text is taken for Unicode.

TCVN3 (ABC), the fonts .VnTime and .VnTimeH: one symbol of Latin-1 for a letter. VNI-Windows, VNI-Times: most letters
are a base letter and, after it, a Latin-1 letter that stands for the marks.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

_TCVN3_GLYPHS: Final = "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ"
_TCVN3_LETTERS: Final = "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
_TCVN3: Final = str.maketrans(_TCVN3_GLYPHS, _TCVN3_LETTERS)

# Small letters only: VNI is read after lower(). Each row: the base as VNI writes it, the marks, the letters they make.
_VNI_ROWS: Final = (
    ("a", "øûõùïâàåãáäêèúüéë", "àảãáạâầẩẫấậăằẳẵắặ"),
    ("e", "øûõùïâàåãáä", "èẻẽéẹêềểễếệ"),
    ("o", "øûõùïâàåãáä", "òỏõóọôồổỗốộ"),
    ("u", "øûõùï", "ùủũúụ"),
    ("y", "øûõù", "ỳỷỹý"),
    ("ô", "øûõùï", "ờởỡớợ"),
    ("ö", "øûõùï", "ừửữứự"),
)
_VNI_SINGLES: Final = {"ô": "ơ", "ö": "ư", "ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI: Final = _VNI_SINGLES | {
    base + mark: letter for base, marks, letters in _VNI_ROWS for mark, letter in zip(marks, letters, strict=True)
}


def read_tcvn3(text: str) -> str:
    """Return ``text``, TCVN3 bytes seen as Latin-1, in Unicode. Characters that TCVN3 has not are kept."""
    return text.translate(_TCVN3)


def read_vni(text: str) -> str:
    """Return ``text``, VNI-Windows bytes seen as Latin-1, in Unicode and in small letters.

    Characters that VNI has not are kept.
    """
    return _vni_units().sub(lambda unit: _VNI[unit[0]], text.lower())


@cache
def _vni_units() -> re.Pattern[str]:
    """Return what finds a letter of VNI; compiled when a text looks as if it had some."""
    return re.compile("|".join(sorted(_VNI, key=len, reverse=True)))
