"""Whether a tag can print what it asks for."""

from __future__ import annotations

from docgen.rendering.expressions import Value
from docgen.rendering.fields import Kind
from docgen.rendering.tag_reading import Tag


def judge_use(tag: Tag, value: Value) -> tuple[str, str] | None:
    """Return what is wrong with printing a value by this tag, and what to do; None when nothing is."""
    path = value.path or tag.inner
    match value.kind, tag.prefix:
        case None, _:
            return None
        case _, "r" | "tc" | "tr":
            return f"docgen không có dữ liệu cho {{{{{tag.prefix} … }}}}", f"viết {{{{ {tag.inner} }}}}"
        case Kind.BLOCK, "p":
            return None
        case Kind.BLOCK, _:
            return (
                f"“{path}” là khối nhiều đoạn, không đặt giữa dòng được",
                f"viết {{{{p {tag.inner} }}}} một mình một đoạn",
            )
        case Kind.LINES | Kind.PARTS, _:
            return f"“{path}” là danh sách, không in thẳng được", f"viết {{%p for x in {path} %}} … {{%p endfor %}}"
        case Kind.PART | Kind.FLAG, _:
            return (
                f"“{path}” là {value.kind}, không in được",
                "có/không chỉ dùng trong if; phần thì in từng trường của nó",
            )
        case _, "p":
            return f"“{path}” là chữ, không thay được cả đoạn", f"viết {{{{ {tag.inner} }}}}"
    return None
