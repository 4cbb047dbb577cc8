"""Names of the files of a batch: safe on every system, in NFC, as the user asked or by number and first column."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docgen.drafting.filling import Filling, Letters
from docgen.drafting.placeholders import Need, mask_placeholders
from docgen.errors import InputError
from docgen.vietnamese.text import clean_text, fold_whitespace, normalize_text

# A name has 255 bytes on most systems; what programs add (a number, ".docx", "~$") must fit as well.
MAX_STEM_BYTES = 200
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)")
_ENDINGS = (".docx", ".pdf")


def make_safe_stem(text: str, *, limit: int = MAX_STEM_BYTES) -> str:
    """Return a text as the name of a file without its ending; empty when nothing of it can stand in a name.

    Signs that a file system refuses become a dash; ``limit`` is in bytes of UTF-8.
    """
    stem = fold_whitespace(_FORBIDDEN.sub("-", normalize_text(fold_whitespace(text))))
    # Hidden files, and names that Windows shortens.
    stem = stem.lstrip(". ").rstrip(". ")
    stem = _RESERVED.sub(lambda match: f"{match[0]}_", stem, count=1) if _RESERVED.match(stem) else stem
    stem = stem.encode("utf-8")[:limit].decode("utf-8", "ignore").rstrip(". ")
    return stem if stem.strip("-_ ") else ""


def fold_stem(stem: str) -> str:
    """Return a name as file systems that ignore capitals compare it."""
    return normalize_text(stem.casefold())


class NamePattern:
    """The pattern of ``--name``: ``{{Mã}} {{Đơn vị}}``. Raises InputError for one that cannot be read."""

    def __init__(self, pattern: str) -> None:
        masked = mask_placeholders(clean_text(pattern).text)
        if masked.problems:
            raise InputError(masked.problems[0].message, where="--name", hint=masked.problems[0].hint)
        if re.search(r"[/\\]", masked.text):
            raise InputError("tên tệp có dấu gạch chéo", where="--name", hint="mọi tệp nằm trong một thư mục")
        if any(item.need is Need.CONDITION for item in masked.placeholders.values()):
            raise InputError("tên tệp không dùng điều kiện {{?…}}", where="--name", hint="dùng {{Tên cột?}}")
        if not masked.placeholders:
            hint = 'ví dụ --name "{{Mã}} {{Đơn vị}}"'
            raise InputError("tên tệp không có chỗ điền nào: mọi tệp sẽ trùng tên", where="--name", hint=hint)
        text = masked.text.strip()
        ending = next((ending for ending in _ENDINGS if text.lower().endswith(ending)), "")
        self._text = text.removesuffix(text[len(text) - len(ending) :]) if ending else text
        self._letters = Letters(masked.placeholders)
        self.placeholders = tuple(masked.placeholders.values())

    def write(self, values: Sequence[str]) -> str:
        """Return the stem for one row; ``values`` go by ``placeholders``."""
        return make_safe_stem(Filling(self._letters, values).fill_text(self._text))
