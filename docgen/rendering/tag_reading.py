"""One tag as its pieces, and what Word did to its characters while the clerk typed."""

from __future__ import annotations

import re
from dataclasses import dataclass

# What AutoFormat and copying from web pages put in the place of the characters that a tag needs.
_QUOTES = str.maketrans("“”„«»‘’", '"""""\'\'')
_SPACES = str.maketrans(dict.fromkeys("\u00a0\u202f\u2007\u2009\u3000\t", " "))
_DASHES = str.maketrans(dict.fromkeys("–—−‑", "-"))
_INVISIBLE = str.maketrans(dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_TAG = re.compile(
    r"\{(?P<mark>[{%#])[-+]?(?P<prefix>(?:p|tr|tc|r)(?=[\s\u00a0]))?(?P<inner>.*?)[-+]?[}%#]\}", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag of a template: ``mark`` is {, % or #; ``prefix`` p, tr, tc, r or empty; ``inner`` what Jinja reads."""

    text: str
    mark: str
    prefix: str
    inner: str

    @property
    def keyword(self) -> str:
        """The first word of a statement: for, endfor, if …"""
        return self.inner.split(maxsplit=1)[0] if self.mark == "%" and self.inner else ""


@dataclass(frozen=True, slots=True)
class Oddity:
    """Characters in a tag that Word put there: the code and words for them, and whether Jinja chokes on them."""

    code: str
    message: str
    hint: str
    is_fatal: bool


def read_tag(text: str) -> tuple[Tag, tuple[Oddity, ...]]:
    """Return a tag with its characters set right, and what was not right with them."""
    clean = text.translate(_INVISIBLE).translate(_SPACES).translate(_QUOTES).translate(_DASHES)
    match = _TAG.fullmatch(clean)
    if match is None:  # mixed brackets, such as {{ x %}
        return Tag(text, clean[1], "", clean[2:-2].strip()), _find_oddities(text)
    return Tag(text, match["mark"], match["prefix"] or "", match["inner"].strip()), _find_oddities(text)


def _find_oddities(text: str) -> tuple[Oddity, ...]:
    found = []
    if text != text.translate(_QUOTES):
        hint = "gõ lại dấu nháy thẳng trong thẻ (Ctrl+Z ngay sau khi Word đổi dấu)"
        # docxtpl sets straight the four that Word writes.
        found.append(Oddity("curly-quote", "dấu nháy cong trong thẻ", hint, bool(set(text) & set("„«»"))))
    if text != text.translate(_SPACES):
        hint = "xóa khoảng trắng trong thẻ rồi gõ lại bằng phím cách"
        is_fatal = re.match(r"\{[{%#][-+]?(?:p|tr|tc|r)[^\w\s]|\{[{%#][-+]?(?:p|tr|tc|r)\s", text) is not None
        found.append(Oddity("odd-space", "khoảng trắng lạ (không ngắt, tab) trong thẻ", hint, is_fatal))
    if text != text.translate(_DASHES):
        found.append(Oddity("odd-dash", "gạch dài trong thẻ", "gõ lại dấu gạch nối -", is_fatal=True))
    if text != text.translate(_INVISIBLE):
        hint = "xóa cả thẻ rồi gõ lại, không dán"
        found.append(Oddity("invisible-character", "ký tự không thấy được trong thẻ", hint, is_fatal=True))
    return tuple(found)
