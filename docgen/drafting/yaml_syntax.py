"""The YAML library at the door: composing nodes, and its complaints in Vietnamese. Nothing else imports it."""

from __future__ import annotations

import re
from typing import Any

from docgen.drafting.problems import DraftProblem
from docgen.drafting.yaml_plain import compose_plain


class YamlSyntaxError(Exception):
    """The text is not YAML: place (from 0), what is wrong, what to do."""

    def __init__(self, line: int, column: int, message: str, hint: str) -> None:
        super().__init__(message)
        self.line = line
        self.column = column
        self.message = message
        self.hint = hint

    def at(self, first_line: int) -> DraftProblem:
        """Return the problem for a text that begins on ``first_line`` of its file."""
        return DraftProblem(first_line + self.line, self.column + 1, self.message, self.hint)


def compose_yaml(text: str) -> Any:
    """Return the root node of a YAML text, None when it is empty. Raises YamlSyntaxError."""
    plain = compose_plain(text)
    if plain is not None:
        return plain
    # Imported here: half of the time that `docgen --help` may take.
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    if _count_open_brackets(text) > _MOST_OPEN_BRACKETS:
        raise _make_depth_error()
    yaml = YAML(typ="safe", pure=True)
    # An anchor is refused anyway, once or twice; a warning would only reach the log.
    yaml.composer.warn_double_anchors = False
    try:
        return yaml.compose(text)
    except MarkedYAMLError as error:
        raise _explain(error) from error
    except RecursionError as error:
        raise _make_depth_error() from error
    except (YAMLError, ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError) as error:
        # The library's own checks of odd escapes, directives and numbers are not always wrapped.
        raise YamlSyntaxError(0, 0, "phần khai báo có ký tự không đọc được", "gõ lại phần này") from error


_MOST_OPEN_BRACKETS = 200
"""Nobody nests so deep, and no text leaves so many open; the library's time grows with their square."""

_BRACKET = re.compile(r"[][{}]")


def _count_open_brackets(text: str) -> int:
    """Return how many brackets are open at once at most, counted also inside quotes."""
    now = most = 0
    for bracket in _BRACKET.finditer(text):
        now = now + 1 if bracket[0] in "[{" else max(now - 1, 0)
        most = max(most, now)
    return most


def _make_depth_error() -> YamlSyntaxError:
    return YamlSyntaxError(0, 0, "phần khai báo lồng quá sâu", "giảm số ngoặc hoặc số cấp thụt lề")


_QUOTE_HINT = 'đặt cả giá trị trong ngoặc kép, ví dụ: subject: "…"'

# Words of the library's message → what to say. The first that fits is taken.
_EXPLANATIONS = (
    ("mapping values are not allowed", "có dấu “: ” trong giá trị không đặt trong ngoặc kép", _QUOTE_HINT),
    (
        "escape",
        "dấu \\ trong ngoặc kép không đúng",
        "gõ \\\\ để in một dấu \\, hoặc dùng ngoặc đơn: '…'",
    ),
    ("alias", "giá trị bắt đầu bằng dấu * hoặc &", _QUOTE_HINT),
    ("anchor", "giá trị bắt đầu bằng dấu * hoặc &", _QUOTE_HINT),
    ("tag", "giá trị bắt đầu bằng dấu !", _QUOTE_HINT),
    ("found character", "giá trị bắt đầu bằng ký tự đặc biệt", _QUOTE_HINT),
    ("quoted scalar", "ngoặc kép hoặc ngoặc đơn mở mà không đóng", "thêm dấu \" hoặc ' ở cuối giá trị"),
    ("flow", "ngoặc [ ] hoặc { } không khớp", "kiểm tra dấu ngoặc và dấu phẩy giữa các mục"),
    ("but found ']'", "thừa dấu ngoặc ]", f"bỏ dấu ngoặc thừa, hoặc {_QUOTE_HINT}"),
    ("but found '}'", "thừa dấu ngoặc }", f"bỏ dấu ngoặc thừa, hoặc {_QUOTE_HINT}"),
    (
        "sequence entries",
        "danh sách không bắt đầu trên cùng dòng với tên trường",
        "xuống dòng rồi ghi “- ” cho từng mục",
    ),
    ("could not find expected ':'", "dòng này không có dạng “tên: giá trị”", "thêm dấu hai chấm và một dấu cách"),
    (
        "<block end>",
        "thừa chữ sau dấu ngoặc đóng, hoặc thụt lề không khớp với các dòng trên",
        "đặt cả giá trị trong ngoặc kép, thụt lề các dòng cùng cấp như nhau",
    ),
)


def _explain(error: Any) -> YamlSyntaxError:
    context, problem = str(error.context or ""), str(error.problem or "")
    # What was opened and never closed is wrong where it was opened, not where the text ends.
    is_unclosed = "while parsing a flow" in context or "quoted scalar" in context
    mark = (error.context_mark if is_unclosed and "escape" not in problem else error.problem_mark) or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    said = f"{problem} {context}"
    for words, message, hint in _EXPLANATIONS:
        if words in said:
            return YamlSyntaxError(line, column, message, hint)
    return YamlSyntaxError(line, column, "phần khai báo không đúng cú pháp", "mỗi dòng một trường dạng “tên: giá trị”")
