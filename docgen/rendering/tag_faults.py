"""Reads the tags of a template one after the other: what they ask for, and each fault with its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches

import jinja2
from jinja2 import nodes

from docgen.rendering.expressions import Reading, Value
from docgen.rendering.faults import Asked, Severity, TagReading, blame
from docgen.rendering.fields import SECTION_FIELDS, Kind
from docgen.rendering.jinja_messages import explain_syntax
from docgen.rendering.permitted import find_forbidden
from docgen.rendering.tag_places import find_halves, find_look_alikes, find_lost_text, find_unlike_pair
from docgen.rendering.tag_reading import Tag, read_tag
from docgen.rendering.tag_uses import judge_use
from docgen.rendering.tags import TAG, PlacedParagraph

_CLOSERS = {"endfor": "for", "endif": "if"}
_WITHIN = {"else": ("if", "for"), "elif": ("if",)}
_DOCXTPL = frozenset({"vm", "hm", "colspan", "cellbg"})
_REFUSED = frozenset(
    {"macro", "endmacro", "call", "endcall", "filter", "endfilter", "with", "endwith", "autoescape", "endautoescape",
     "block", "endblock", "raw", "endraw", "endset", "include", "import", "from", "extends", "do", "trans"}
)  # fmt: skip
_KEYWORDS = ("for", "endfor", "if", "elif", "else", "endif", "set", *_DOCXTPL)
_PARSER = jinja2.Environment(autoescape=True)
_SEE_GUIDE = "các trường và thẻ ghi ở docs/mau.md"


@dataclass(frozen=True, slots=True)
class _Open:
    """A for or if that waits for its end."""

    keyword: str
    tag: Tag
    paragraph: PlacedParagraph
    names: dict[str, Value]
    has_else: bool = False


_SHOWN = 60  # characters of a tag that is far too long


def read_tags(paragraphs: Iterable[PlacedParagraph]) -> TagReading:
    """Read the tags of all paragraphs, given in reading order."""
    reader = _Reader()
    for paragraph in paragraphs:
        reader.read_paragraph(paragraph)
    reader.finish()
    return reader.found


class _Reader:
    def __init__(self) -> None:
        self.found = TagReading()
        self._open: list[_Open] = []
        self._part = ""
        self._set: dict[str, Value] = {}

    def read_paragraph(self, paragraph: PlacedParagraph) -> None:
        if paragraph.place.part != self._part:
            self.finish()
            self._part = paragraph.place.part
        self.found.faults += find_look_alikes(paragraph)
        if "{" not in paragraph.text and "}" not in paragraph.text:
            return
        self.found.faults += find_halves(paragraph)
        for match in TAG.finditer(paragraph.text):
            tag, oddities = read_tag(match[0])
            for oddity in oddities:
                severity = Severity.ERROR if oddity.is_fatal else Severity.WARNING
                self._blame(paragraph, oddity.code, oddity.message, match[0], oddity.hint, severity)
            try:
                if tag.mark == "{":
                    self._read_value(paragraph, tag)
                elif tag.mark == "%":
                    self._read_statement(paragraph, tag)
            except RecursionError:
                excerpt = f"{tag.text[:_SHOWN]}…"
                self._blame(paragraph, "syntax", "thẻ lồng quá nhiều tầng", excerpt, "trong thẻ chỉ ghi tên trường")

    def finish(self) -> None:
        """Blame what was opened and never closed, at the end of a part."""
        for left in self._open:
            self._blame(
                left.paragraph, "not-ended", f"thẻ trong mẫu viết sai: “{left.keyword}” không có thẻ kết thúc",
                left.tag.text, f"thêm {{%{left.tag.prefix} end{left.keyword} %}} ở sau",
            )  # fmt: skip
        self._open.clear()
        self._set.clear()

    def _blame(
        self,
        paragraph: PlacedParagraph,
        code: str,
        message: str,
        excerpt: str,
        hint: str = "",
        severity: Severity = Severity.ERROR,
    ) -> None:
        self.found.faults.append(blame(paragraph, code, message, excerpt, hint, severity))

    # values: {{ … }}

    def _read_value(self, paragraph: PlacedParagraph, tag: Tag) -> None:
        expression = self._parse(paragraph, tag, f"{{{{ {tag.inner} }}}}")
        if expression is None:
            return
        value = self._read_expression(paragraph, tag, expression.body[0])
        self.found.faults += find_lost_text(paragraph, tag)
        problem = judge_use(tag, value)
        if problem:
            self._blame(paragraph, "wrong-kind", problem[0], tag.text, problem[1])

    def _read_expression(self, paragraph: PlacedParagraph, tag: Tag, node: nodes.Node) -> Value:
        """Note what an expression asks for and what it may not say."""
        scope = {**self._set, **{name: value for left in self._open for name, value in left.names.items()}}
        reading = Reading(scope)
        children = node.nodes if isinstance(node, nodes.Output) else [node]
        values = [reading.read(child) for child in children]
        for value in reading.asked:
            if value.path not in SECTION_FIELDS and value.kind:
                self.found.asked.append(Asked(value.path, value.kind, paragraph.place))
        for unknown in reading.unknown:
            hint = f"có phải là {unknown.near}?" if unknown.near else _SEE_GUIDE
            self._blame(paragraph, "unknown-field", f"không có trường “{unknown.path}”", tag.text, hint)
        for value in reading.misused:
            message = f"“{value.path}” là {value.kind}, không ghép với chữ, không cắt hay đổi chữ được"
            self._blame(paragraph, "wrong-kind", message, tag.text, f"in riêng {value.path} bằng thẻ của nó")
        for problem, _ in find_forbidden(node):
            message = f"mẫu không dựng được: không được phép dùng {problem} trong mẫu"
            self._blame(paragraph, "forbidden", message, tag.text, "trong thẻ chỉ ghi tên trường")
        return values[0] if values else Value("", Kind.TEXT)

    def _parse(self, paragraph: PlacedParagraph, tag: Tag, source: str) -> nodes.Template | None:
        try:
            tree = _PARSER.parse(source)
        except jinja2.TemplateSyntaxError as error:
            message = f"thẻ trong mẫu viết sai: {explain_syntax(error.message)}"
            self._blame(paragraph, "syntax", message, tag.text, _SEE_GUIDE)
            return None
        if not tree.body:
            self._blame(paragraph, "syntax", "thẻ trong mẫu viết sai: thẻ trống", tag.text, _SEE_GUIDE)
            return None
        return tree

    # statements: {% … %}

    def _read_statement(self, paragraph: PlacedParagraph, tag: Tag) -> None:
        keyword = tag.keyword
        self.found.faults += find_lost_text(paragraph, tag)
        if keyword in ("for", "if"):
            self._read_opener(paragraph, tag, keyword)
        elif keyword in _CLOSERS:
            self._read_closer(paragraph, tag, keyword)
        elif keyword in _WITHIN:
            self._read_middle(paragraph, tag, keyword)
        elif keyword == "set":
            self._read_set(paragraph, tag)
        elif keyword in _DOCXTPL:
            if keyword in ("colspan", "cellbg"):
                self._read_colspan(paragraph, tag)
        elif keyword in _REFUSED:
            message = f"mẫu không dựng được: không được phép dùng “{keyword}” trong mẫu"
            self._blame(paragraph, "forbidden", message, tag.text, "trong mẫu chỉ dùng for, if và tên trường")
        else:
            self._blame_keyword(paragraph, tag, keyword)

    def _read_opener(self, paragraph: PlacedParagraph, tag: Tag, keyword: str) -> None:
        names: dict[str, Value] = {}
        tree = self._parse(paragraph, tag, f"{{% {tag.inner} %}}x{{% end{keyword} %}}")
        if tree is not None:
            (node,) = tree.body
            if isinstance(node, nodes.For):
                names = self._read_loop(paragraph, tag, node)
            elif isinstance(node, nodes.If):
                self._read_expression(paragraph, tag, node.test)
        self._open.append(_Open(keyword, tag, paragraph, names))

    def _read_loop(self, paragraph: PlacedParagraph, tag: Tag, node: nodes.For) -> dict[str, Value]:
        items = self._read_expression(paragraph, tag, node.iter)
        if node.recursive:
            self._blame(
                paragraph, "forbidden", "không được phép dùng vòng lặp đệ quy trong mẫu", tag.text, "bỏ recursive"
            )
        if items.kind not in (Kind.LINES, Kind.PARTS, None):
            message = f"“{items.path or tag.inner}” không phải là danh sách, không lặp được"
            self._blame(paragraph, "wrong-kind", message, tag.text, "for chỉ dùng với trường là danh sách")
        item = items.get_item() if items.kind else items
        names = {target.name: item for target in node.target.find_all(nodes.Name)}
        if isinstance(node.target, nodes.Name):
            names[node.target.name] = item
        return {**names, "loop": Value("loop", Kind.FLAG)}

    def _read_closer(self, paragraph: PlacedParagraph, tag: Tag, keyword: str) -> None:
        if not self._open or self._open[-1].keyword != _CLOSERS[keyword]:
            waiting = f"; đang chờ end{self._open[-1].keyword}" if self._open else ""
            message = f"thẻ trong mẫu viết sai: “{keyword}” không có “{_CLOSERS[keyword]}” ở trước{waiting}"
            self._blame(paragraph, "not-opened", message, tag.text, "xóa thẻ thừa hoặc thêm thẻ mở")
            if not any(left.keyword == _CLOSERS[keyword] for left in self._open):
                return
            while self._open[-1].keyword != _CLOSERS[keyword]:
                left = self._open.pop()
                message = f"thẻ trong mẫu viết sai: “{left.keyword}” không có thẻ kết thúc"
                self._blame(left.paragraph, "not-ended", message, left.tag.text)
        self._blame_words_behind(paragraph, tag, keyword)
        opened = self._open.pop()
        self.found.faults += find_unlike_pair(opened.tag, opened.paragraph, tag, paragraph)

    def _read_middle(self, paragraph: PlacedParagraph, tag: Tag, keyword: str) -> None:
        if not self._open or self._open[-1].keyword not in _WITHIN[keyword]:
            message = f"thẻ trong mẫu viết sai: “{keyword}” không nằm giữa if và endif"
            self._blame(paragraph, "not-opened", message, tag.text, "xóa thẻ thừa hoặc thêm thẻ mở")
        elif self._open[-1].has_else:
            message = f"thẻ trong mẫu viết sai: “{keyword}” đứng sau “else”"
            self._blame(paragraph, "not-opened", message, tag.text, "else chỉ viết một lần, ngay trước phần cuối")
        elif keyword == "else":
            self._blame_words_behind(paragraph, tag, keyword)
            self._open[-1] = replace(self._open[-1], has_else=True)
        else:
            tree = self._parse(paragraph, tag, f"{{% if true %}}{{% {tag.inner} %}}x{{% endif %}}")
            if tree is not None and isinstance(tree.body[0], nodes.If):
                self._read_expression(paragraph, tag, tree.body[0].elif_[0].test)

    def _blame_words_behind(self, paragraph: PlacedParagraph, tag: Tag, keyword: str) -> None:
        """Blame "else if subject" and "endif subject": these tags stand alone."""
        words = tag.inner.removeprefix(keyword).strip()
        if not words:
            return
        right = f"el{words}" if keyword == "else" and words.startswith("if ") else keyword
        message = f"thẻ trong mẫu viết sai: sau “{keyword}” còn chữ “{words}”"
        self._blame(paragraph, "syntax", message, tag.text, f"viết {{%{tag.prefix} {right} %}}")

    def _read_set(self, paragraph: PlacedParagraph, tag: Tag) -> None:
        if "=" not in tag.inner:
            self._blame(paragraph, "forbidden", "không được phép dùng “set” không có dấu = trong mẫu", tag.text)
            return
        tree = self._parse(paragraph, tag, f"{{% {tag.inner} %}}")
        if tree is None or not isinstance(tree.body[0], nodes.Assign):
            return
        value = self._read_expression(paragraph, tag, tree.body[0].node)
        for problem, _ in find_forbidden(tree):
            self._blame(paragraph, "forbidden", f"không được phép dùng {problem} trong mẫu", tag.text)
        if isinstance(tree.body[0].target, nodes.Name):
            self._set[tree.body[0].target.name] = value

    def _read_colspan(self, paragraph: PlacedParagraph, tag: Tag) -> None:
        tree = self._parse(paragraph, tag, f"{{{{ {tag.inner.removeprefix(tag.keyword)} }}}}")
        if tree is not None:
            self._read_expression(paragraph, tag, tree.body[0])

    def _blame_keyword(self, paragraph: PlacedParagraph, tag: Tag, keyword: str) -> None:
        if keyword in ("p", "tr", "tc"):
            message, hint = f"thẻ viết rời: “{tag.text}”", f"viết liền {{%{keyword}, không có dấu cách trước {keyword}"
        else:
            near = get_close_matches(keyword, [*_KEYWORDS, *(f"p{word}" for word in _KEYWORDS)], n=1)
            message = f"thẻ trong mẫu viết sai: không có lệnh “{keyword}”"
            if near and near[0].startswith("p"):
                hint = f"viết {{%p {near[0][1:]} … %}}, có dấu cách sau p"
            else:
                hint = f"có phải là {near[0]}?" if near else "chỉ có for, endfor, if, elif, else, endif"
        self._blame(paragraph, "unknown-tag", message, tag.text, hint)
