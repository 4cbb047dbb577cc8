"""What the expressions in tags ask for: fields of the schema, through loops and items."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from jinja2 import nodes

from docgen.rendering.fields import ITEM_FIELDS, PART_SCHEMA, SCHEMA, Kind

_LOOP = frozenset(
    {"index", "index0", "revindex", "revindex0", "first", "last", "length", "previtem", "nextitem", "depth"}
)
_TEXT_FILTERS = frozenset({"capitalize", "e", "escape", "lower", "title", "trim", "upper"})
_ITEMS = {Kind.LINES: Kind.TEXT, Kind.PARTS: Kind.PART}


@dataclass(frozen=True, slots=True)
class Value:
    """What an expression stands for: where it comes from (``appendices[].title``), and its kind; None for a mistake."""

    path: str
    kind: Kind | None

    def get_item(self) -> Value:
        """Return what a loop over this value gives, one after the other."""
        return Value(f"{self.path}[]", _ITEMS.get(self.kind) if self.kind else None)


@dataclass(frozen=True, slots=True)
class Unknown:
    """A field that no schema knows, and the nearest that one does ("" for none)."""

    path: str
    near: str


Scope = Mapping[str, Value]


class Reading:
    """What one expression asks for: the values named in it, the fields that do not exist."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self.asked: list[Value] = []
        self.unknown: list[Unknown] = []
        self.misused: list[Value] = []
        """What is no text and is taken for one: put together with text, cut, set in capitals."""

    def read(self, node: nodes.Node) -> Value:
        """Return what an expression stands for, and note what it asks for on the way."""
        match node:
            case nodes.Name(name=name):
                return self._read_name(name)
            case (
                nodes.Getattr(node=inner, attr=str(name)) | nodes.Getitem(node=inner, arg=nodes.Const(value=str(name)))
            ):
                return self._read_attribute(self.read(inner), name)
            case nodes.Getitem(node=inner, arg=nodes.Const()):
                return self._misuse_block(self.read(inner)).get_item()
            case nodes.Filter(node=inner, name=name) if inner is not None:
                return self._read_filter(node, self.read(inner), name)
        values = [self.read(child) for child in node.iter_child_nodes()]
        if isinstance(node, nodes.Concat | nodes.Add):
            values = [*map(self._misuse, values)]
        elif isinstance(node, nodes.Getitem):
            values = [*map(self._misuse_block, values)]
        kinds = {value.kind for value in values}
        if isinstance(node, nodes.CondExpr) and len(kinds - {Kind.FLAG}) == 1:
            return next(value for value in values if value.kind is not Kind.FLAG)
        return Value("", Kind.TEXT)

    def _read_name(self, name: str) -> Value:
        if name in self._scope:
            value = self._scope[name]
        elif name in SCHEMA:
            value = Value(name, SCHEMA[name])
        else:
            return self._miss(name, [*self._scope, *SCHEMA], name)
        if name != "loop":
            self.asked.append(value)
        return value

    def _read_attribute(self, owner: Value, name: str) -> Value:
        if owner.kind is None:
            return owner
        if owner.path == "loop":
            return Value("", Kind.TEXT) if name in _LOOP else self._miss(f"loop.{name}", list(_LOOP), name)
        known = ITEM_FIELDS[owner.path.removesuffix("[]")] if owner.kind is Kind.PART else frozenset()
        if name not in known:
            return self._miss(f"{owner.path or 'chữ'}.{name}", sorted(known), name)
        value = Value(f"{owner.path}.{name}", PART_SCHEMA[name])
        self.asked.append(value)
        return value

    def _read_filter(self, node: nodes.Node, value: Value, name: str) -> Value:
        for child in list(node.iter_child_nodes())[1:]:
            self.read(child)
        if name in ("first", "last") and value.kind in _ITEMS:
            return value.get_item()
        if name in _TEXT_FILTERS:
            value = self._misuse(value)
        elif name in ("first", "last", "join"):
            value = self._misuse_block(value)
        return value if name in ("default", "d") else Value("", Kind.TEXT)

    def _misuse(self, value: Value) -> Value:
        """Note a value that is no text where a text is taken; return it as a mistake that is told."""
        if value.kind in (None, Kind.TEXT):
            return value
        self.misused.append(value)
        return Value(value.path, None)

    def _misuse_block(self, value: Value) -> Value:
        return self._misuse(value) if value.kind is Kind.BLOCK else value

    def _miss(self, path: str, known: list[str], name: str) -> Value:
        near = {word.casefold(): word for word in known}
        found = get_close_matches(name.casefold(), near, n=1)
        self.unknown.append(Unknown(path, near[found[0]] if found else ""))
        return Value(path, None)
