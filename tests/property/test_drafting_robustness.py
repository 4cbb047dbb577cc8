"""Whatever is given to drafting, it answers with a document or with a DocgenError that says where and what."""

from __future__ import annotations

import json
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.drafting import DraftError, Organs, load_organs, parse_document_json, parse_draft, read_draft, write_draft
from docgen.errors import DocgenError
from docgen.settings import load_settings

_SETTINGS = load_settings()
_DRAFTS = sorted((*_SETTINGS.samples_folder.glob("*/*.vb.txt"), *_SETTINGS.templates_folder.glob("*/*.vb.txt")))

# What a slip of the hand, a bad paste or malice puts into a draft.
_SCRAPS = (
    *("|", "**", "*", "\\", "[^1]", "[^", "[[", "]]", "---\n", ":::\n", "\n", "\n\n", '"', "'", "{", "}", "[", "]"),
    *(": ", ":", "- ", "&a ", "*a", "!x ", "%YAML 1.3\n", "@", "`", "\t", "\x00", "\x0b", "\ud800", "\u2028", "\r"),
    *("1. ", "Chương 1\n", "Mục II\n", "a) ", "<<", "^^", "|--|", "<br>", "|\n", "#", " ", "\ufeff", "\ufffe", "é"),
    *('"\\UFFFFFFFF"', '"\\ud800"', "? ", "<<: *a\n", "null", "organ: {organ: {organ: a}}\n", "9" * 50, ".", "::: phụ"),
)


@pytest.fixture(scope="module")
def organs() -> Organs:
    return load_organs(_SETTINGS.organs_file)


def _check_answer(text: str, organs: Organs) -> None:
    refusal: DraftError | None = None
    try:
        document = parse_draft(text, organs)
    except DraftError as error:
        refusal = error
    else:
        assert parse_draft(write_draft(document, organs), organs) == document
    if refusal:
        assert refusal.problems
        assert all(problem.line >= 1 and problem.column >= 1 and problem.message for problem in refusal.problems)
        str(refusal).encode()


@settings(max_examples=150)
@given(st.text(st.one_of(st.characters(), st.sampled_from("|*\\[]^:-#&{}\"'\n"))))
def test_any_text_as_a_whole_draft(text: str) -> None:
    _check_answer(text, {})


@settings(max_examples=150)
@given(st.lists(st.one_of(st.sampled_from(_SCRAPS), st.text(max_size=5)), max_size=20).map("".join), st.booleans())
def test_any_text_as_front_matter_or_body(text: str, is_body: bool) -> None:
    head = "document_type: ke-hoach\norgan: {name: A, abbreviation: A, place: B}\nsignature: {position: C}\nsubject: x"
    _check_answer(f"---\n{head}\n---\n{text}" if is_body else f"---\n{head}\n{text}\n---\nx", {})


@settings(max_examples=60)
@given(st.one_of(st.binary(max_size=200), st.text(max_size=50).map(lambda text: text.encode("utf-16"))))
def test_any_bytes_as_a_file(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    for name in ("a.vb.txt", "a.json"):
        path = tmp_path_factory.getbasetemp() / name
        path.write_bytes(data)
        with pytest.raises(DocgenError):
            read_draft(path, {})


def _mutate(text: str, random: Random) -> str:
    for _ in range(random.randint(1, 6)):
        at, length = random.randrange(len(text) + 1), random.randint(1, 30)
        match random.randrange(5):
            case 0:
                text = text[:at] + random.choice(_SCRAPS) * random.randint(1, 4) + text[at:]
            case 1:
                text = text[:at] + text[at + length :]
            case 2:
                other = random.randrange(len(text) + 1)
                text = text[:at] + text[other : other + 5 * length] + text[at:]
            case 3:
                lines = text.split("\n")
                lines.insert(random.randrange(len(lines)), random.choice(lines))
                text = "\n".join(lines)
            case _:
                lines = text.split("\n")
                del lines[random.randrange(len(lines))]
                text = "\n".join(lines)
    return text


def test_mutated_drafts(organs: Organs) -> None:
    random = Random(20230915)  # noqa: S311
    texts = [path.read_bytes().decode("utf-8", "replace") for path in _DRAFTS]
    for _ in range(150):
        _check_answer(_mutate(random.choice(texts), random), organs)


_VALUES: tuple[Any, ...] = (
    *(None, 1, -1, 1.5, True, "", [], {}, "x" * 600, 10**30, [[1]], {"a": 1}, "\ud800", "\x00", "a\nb", [None], ["a"]),
    *([{}], "2023-02-31", {"year": 2023, "month": 13}, float("nan"), {"\ud800": 1}, {"kind": "run"}),
)


def _spoil(data: Any, random: Random) -> None:
    """Replace one value, at any depth, by one of another kind."""
    while True:
        keys = list(data) if isinstance(data, dict) else list(range(len(data)))
        key = random.choice(keys)
        inner = data[key]
        if not isinstance(inner, (dict, list)) or not inner or random.random() < 0.2:
            data[key] = random.choice(_VALUES)
            return
        data = inner


def test_spoilt_json_documents(organs: Organs) -> None:
    random = Random(20230915)  # noqa: S311
    good = [parse_draft(path.read_text(encoding="utf-8"), organs) for path in _DRAFTS if path.parent.name != "rejected"]
    for _ in range(100):
        data = json.loads(random.choice(good).model_dump_json())
        _spoil(data, random)
        refusal: DraftError | None = None
        try:
            document = parse_document_json(json.dumps(data), organs)
        except DraftError as error:
            refusal = error
        else:
            assert parse_document_json(document.model_dump_json(), organs) == document
        if refusal:
            assert refusal.problems
            str(refusal).encode()
