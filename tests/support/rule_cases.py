"""The cases of the rules: ``tests/rules/CODE.toml`` read into values, and the documents that they describe."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from base_documents import render_base, render_draft
from layouts import LAYOUTS
from mutations import LOOKS, apply_mutation

from docgen.checking import CheckSettings
from docgen.model import Regime

FOLDER = Path(__file__).resolve().parents[1] / "rules"
_KEYS = {
    "name", "base", "draft", "number", "date", "paper", "mutate", "args", "then", "layouts", "how", "settings", "count",
    "found", "excerpt", "also", "severity",
}  # fmt: skip
_DEFAULT_LAYOUTS = ("styled", "flat", "tabs")


@dataclass(frozen=True)
class Case:
    """One document and what the rule must say about it.

    ``mutations`` are (name, args) in order; ``also`` names rules that may speak too.
    """

    code: str
    fails: bool
    label: str
    base: str
    draft: str
    number: int | None
    date: str
    paper: bool
    mutations: tuple[tuple[str, dict[str, Any]], ...]
    layout: str
    settings: CheckSettings
    count: int | None = None
    found: str | None = None
    excerpt: str | None = None
    severity: str | None = None
    also: frozenset[str] = frozenset()
    source: str = field(default="", compare=False)

    def build(self) -> bytes:
        """Return the document: rendered, mutated, laid out. Raises LookupError when a mutation finds nothing."""
        key = (self.base, self.draft, self.number, self.date, self.paper)
        return _build(key, tuple((name, _freeze(args)) for name, args in self.mutations), self.layout)


def _freeze(args: dict[str, Any]) -> tuple[tuple[str, Any], ...]:
    return tuple(sorted(args.items()))


@lru_cache(maxsize=256)
def _build(key: tuple[Any, ...], mutations: tuple[Any, ...], layout: str) -> bytes:
    base, draft, number, date, paper = key
    data = render_draft(draft, number, date, paper) if draft else render_base(base, number, date, paper)
    for name, args in mutations:
        data = apply_mutation(data, name, dict(args))
    return LAYOUTS[layout](data)


def load_cases(code: str | None = None) -> Iterator[Case]:
    """Yield all cases (of one rule). Raises ValueError for a file that says something nobody understands."""
    for path in sorted(FOLDER.glob(f"{code or '*'}.toml")):
        yield from read_cases(path)


def read_cases(path: Path) -> Iterator[Case]:
    """Yield the cases of one file: every layout and every way of making a look is a case by itself."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    if set(data) - {"pass", "fail"}:
        raise ValueError(
            f"{path.name}: only [[pass]] and [[fail]] are read, not {sorted(set(data) - {'pass', 'fail'})}"
        )
    for kind in ("pass", "fail"):
        for index, entry in enumerate(data.get(kind, ())):
            if set(entry) - _KEYS:
                raise ValueError(f"{path.name}: [[{kind}]] {index}: unknown keys {sorted(set(entry) - _KEYS)}")
            yield from _expand(path, kind, index, entry)


def _expand(path: Path, kind: str, index: int, entry: dict[str, Any]) -> Iterator[Case]:
    steps = ([{"mutate": entry["mutate"], "args": entry.get("args", {})}] if "mutate" in entry else []) + entry.get(
        "then", []
    )
    ways = _ways(entry, steps)
    for layout in entry.get("layouts", _DEFAULT_LAYOUTS):
        # A look made directly and one made through the style are the same once the styles are flattened.
        for how in ways if layout == "styled" else ways[:1]:
            mutations = tuple(
                (step["mutate"], {**step.get("args", {}), **({"how": how} if step["mutate"] in LOOKS and how else {})})
                for step in steps
            )
            name = entry.get("name") or (f"{entry.get('mutate', 'clean')} {_write(entry.get('args', {}))}").strip()
            variant = "/".join(filter(None, (layout, how)))
            yield Case(
                code=path.stem,
                fails=kind == "fail",
                label=f"{path.stem} {kind}{index} {entry.get('base', 'draft')} {name} [{variant}]",
                base=entry.get("base", ""),
                draft=entry.get("draft", ""),
                number=entry.get("number"),
                date=str(entry.get("date", "")),
                paper=entry.get("paper", False),
                mutations=mutations,
                layout=layout,
                settings=_read_settings(entry.get("settings", {})),
                count=entry.get("count"),
                found=entry.get("found"),
                excerpt=entry.get("excerpt"),
                severity=entry.get("severity"),
                also=frozenset(entry.get("also", ())),
            )


def _ways(entry: dict[str, Any], steps: list[dict[str, Any]]) -> tuple[str, ...]:
    """Return how looks are made: as the case says, else both ways; only directly for one paragraph among several."""
    if not any(step["mutate"] in LOOKS for step in steps):
        return ("",)
    if "how" in entry:
        return tuple(entry["how"])
    if any(
        "nth" in step.get("args", {}) or str(step.get("args", {}).get("target", "")).startswith("text:")
        for step in steps
    ):
        return ("direct",)
    return ("style", "direct")


def _write(args: dict[str, Any]) -> str:
    return ",".join(f"{key}={value}" for key, value in args.items())[:70]


def _read_settings(values: dict[str, Any]) -> CheckSettings:
    values = dict(values)
    if "places" in values:
        values["places"] = tuple(values["places"])
    if "regime" in values:
        values["regime"] = Regime(values["regime"])
    return CheckSettings(**values)
