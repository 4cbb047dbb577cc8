"""What a template may say: the few constructs of Jinja that a form needs.

A template is a Word file that may come from anybody. Everything that could reach for Python, grow without end or run
for ever is refused before it is compiled: calls, names with underscores, multiplication, what carries a value from one
tag to the next and so could double it again and again. What is left is bounded by the data and the template, but for
loops within loops, which ``limits`` count.
"""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import nodes

FILTERS = frozenset(
    {"capitalize", "count", "d", "default", "e", "escape", "first", "join", "last", "length", "lower", "title", "trim",
     "upper"}
)  # fmt: skip
TESTS = frozenset({"defined", "undefined", "none", "string", "number", "even", "odd", "eq", "ne", "in"})
OWN_FILTERS = frozenset({"even_left", "even_right"})

_PLAIN = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.For, nodes.If, nodes.CondExpr,
    nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.Concat, nodes.Add, nodes.Sub, nodes.Neg,
    nodes.Pos, nodes.Tuple, nodes.List, nodes.Slice, nodes.Keyword,
)  # fmt: skip
_NAMES = {
    nodes.Call: "lời gọi",
    nodes.Mul: "phép nhân *",
    nodes.Pow: "phép lũy thừa **",
    nodes.Mod: "phép %",
    nodes.Div: "phép chia /",
    nodes.FloorDiv: "phép chia //",
    nodes.Include: "include",
    nodes.Import: "import",
    nodes.FromImport: "import",
    nodes.Extends: "extends",
    nodes.Block: "block",
    nodes.Macro: "macro",
    nodes.CallBlock: "call",
    nodes.FilterBlock: "filter",
    nodes.With: "with",
    nodes.AssignBlock: "set không có dấu =",
    nodes.Assign: "set ghép nhiều trường",
    nodes.ScopedEvalContextModifier: "autoescape",
    nodes.Dict: "{ }",
}


def find_forbidden(tree: nodes.Node) -> Iterator[tuple[str, int]]:
    """Yield what a template may not say, as it is named to the user, and the line where it stands."""
    for child in tree.iter_child_nodes():
        yield from find_forbidden(child)
    problem = _judge(tree)
    if problem:
        yield problem, tree.lineno


def _judge(node: nodes.Node) -> str:
    match node:
        case nodes.Getattr(attr=name) | nodes.Getitem(arg=nodes.Const(value=str(name))) if name.startswith("_"):
            return f"“{name}”"
        case nodes.Getattr() | nodes.Getitem():
            return ""
        case nodes.Call(node=nodes.Name(name=name)) | nodes.Call(node=nodes.Getattr(attr=name)):
            return f"lời gọi “{name}”"
        case nodes.Filter(name=name):
            return "" if name in FILTERS or name in OWN_FILTERS else f"bộ lọc “{name}”"
        case nodes.Test(name=name):
            return "" if name in TESTS else f"phép thử “{name}”"
        case nodes.Assign(target=nodes.Name()) if len(list(node.node.find_all(nodes.Name))) <= 1:
            # One name at most: a value that is set cannot grow by naming itself twice.
            return ""
        case nodes.Mul(left=nodes.Const(value=int()), right=nodes.Getattr(node=nodes.Name(name="loop"))):
            return ""  # what docxtpl makes of {% hm %}: columns times the items of a loop
        case nodes.For(recursive=True):
            return "vòng lặp đệ quy"
    if isinstance(node, _PLAIN):
        return ""
    return f"“{_NAMES.get(type(node), type(node).__name__.lower())}”"
