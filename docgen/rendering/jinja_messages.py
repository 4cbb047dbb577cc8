"""What Jinja says of a tag that it cannot read, in Vietnamese."""

from __future__ import annotations

import re

_WORDS = {
    "end of statement block": "hết thẻ",
    "end of print statement": "hết thẻ",
    "end of template": "hết thẻ",
    "name": "một tên",
    "assign": "=",
}
# What Jinja says → what the clerk reads; groups are what was expected and what was found.
_MESSAGES = (
    (re.compile(r"expected token '(.+?)', got '(.+)'"), "cần “{0}” nhưng gặp “{1}”"),
    (re.compile(r"unexpected '(.+?)', expected '(.+)'"), "cần “{1}” nhưng gặp “{0}”"),
    (
        re.compile(r"unexpected char ['\"](.+)['\"] at \d+"),
        "ký tự “{0}” lạc chỗ, hoặc dấu nháy mở mà không đóng",
    ),
    (re.compile(r"unexpected '(.+)'"), "thừa “{0}”"),
    (re.compile(r"Expected an expression, got '(.+)'"), "thiếu tên trường trước “{0}”"),
)


def explain_syntax(message: str | None) -> str:
    """Return the message of a ``jinja2.TemplateSyntaxError`` in Vietnamese."""
    for pattern, said in _MESSAGES:
        match = pattern.fullmatch((message or "").rstrip("."))
        if match:
            return said.format(*(_WORDS.get(group, group) for group in match.groups()))
    return message or "không đọc được"
