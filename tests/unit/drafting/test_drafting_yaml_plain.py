"""YAML read without the library is what the library reads, place for place, or is left to it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from docgen.drafting.yaml_plain import compose_plain

SAMPLES = [p for p in sorted(Path(__file__).parents[3].glob("samples/*/*.vb.txt")) if p.parent.name != "rejected"]

PLAIN = """\
document_type: ke-hoach   # loại
organ:
  name: "Sở Nội vụ: tỉnh"
  heading: [SỞ NỘI VỤ, 'tỉnh "A"']
code_number:
# một dòng
subject: Về việc a:b, #1 và 10% [nháp] {x}
recipients:
- Như trên

- "Lưu: VT"
signature: {competence: [TM. ỦY BAN NHÂN DÂN, KT. CHỦ TỊCH], position: PHÓ CHỦ TỊCH, empty: []}
"""

UNUSUAL = (
    "a: |\n  b\n",
    "a: b\n  c\n",
    "a: b: c\n",
    'a: "x\\n"\n',
    "a: 'it''s'\n",
    "a: &x b\n",
    "a: !t b\n",
    "a: [b,\n  c]\n",
    "a: [b, ]\n",
    "- a\n",
    "a:\n  - b: c\n",
    "a:\n  -\n",
    "a:\n\t- b\n",
    "a:\n    b: c\n  d: e\n",
    "a: {b: c\n",
    "a: [b] c\n",
    'a: "b" c\n',
    "a b: c\n",
    "a: - b\n",
    "a: b:\n",
    "a\n",
    "",
    "  a: b\n",
    "a: b\n---\nc: d\n",
    "a: b\xa0c\n",
)


def read(node: Any) -> Any:
    """Return a node as plain data with its places."""
    place = (node.start_mark.line, node.start_mark.column)
    match node.id:
        case "mapping":
            pairs = [(read(key), read(child)) for key, child in node.value]
            return "mapping", place, pairs
        case "sequence":
            return "sequence", place, [read(child) for child in node.value]
        case _:
            # Nobody asks where nothing stands.
            return (node.style, place, node.value) if node.value or node.style else None


def compose(text: str) -> Any:
    return YAML(typ="safe", pure=True).compose(text)


def test_what_drafts_have_is_read_as_the_library_reads_it() -> None:
    node = compose_plain(PLAIN)
    assert node is not None
    assert read(node) == read(compose(PLAIN))


@pytest.mark.parametrize("draft", SAMPLES, ids=lambda path: path.stem)
def test_the_samples_need_no_library(draft: Path) -> None:
    head = draft.read_text(encoding="utf-8").split("---\n")[1]
    node = compose_plain(head)
    assert node is not None
    assert read(node) == read(compose(head))


@pytest.mark.parametrize("text", UNUSUAL)
def test_anything_else_is_left_to_the_library(text: str) -> None:
    assert compose_plain(text) is None


_PIECES = st.sampled_from(
    ["a", "b:", "c: ", "- ", "-", "  ", " ", "\n", "\n  ", '"', "'", "[", "]", "{", "}", ",", "#", " #", ":", "x y"]
) | st.sampled_from(["đ", "1", "~", "&", "*", "!", "|", ">", "%", "@", "`", "?", "\\", "\t", "---", "null", "<<", "="])


@settings(max_examples=400)
@given(st.lists(_PIECES, max_size=14).map("".join), st.sampled_from(["", "a: ", "a:\n  ", "k: v\na: [", "a: {b: "]))
def test_no_text_is_read_otherwise_than_by_the_library(text: str, before: str) -> None:
    node = compose_plain(before + text)
    if node is not None:
        try:
            expected = compose(before + text)
        except YAMLError as error:
            raise AssertionError(f"the library refuses {before + text!r}") from error
        assert read(node) == read(expected)
