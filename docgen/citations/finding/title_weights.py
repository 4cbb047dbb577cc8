"""The learnt weights of what speaks for and against the end of a title: ``title_weights.tsv``.

Three kinds of lines: "opening", a word with which sentences go on behind a title; "word", a word or two words in a row
and how much they speak for standing inside a title; "sign", what stands at its end. ``tests/support/title_training.py``
writes the file.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from docgen.citations.finding.folding import fold

PATH: Final = Path(__file__).with_suffix(".tsv")


class Weights(NamedTuple):
    """The weights; ``openings`` are the words before which a title may end without a mark."""

    openings: frozenset[str]
    words: dict[str, float]
    signs: dict[str, float]


@cache
def load_weights(*, worn: bool = False) -> Weights:
    """Return the weights, for a text without marks those of all words that look alike then."""
    lines = [line.split("\t") for line in PATH.read_text(encoding="utf-8").splitlines()]
    tables: dict[str, dict[str, float]] = {"opening": {}, "word": {}, "sign": {}}
    for kind, key, weight in lines:
        name = fold(key) if worn else key
        tables[kind][name] = tables[kind].get(name, 0.0) + float(weight)
    return Weights(frozenset(tables["opening"]), tables["word"], tables["sign"])
