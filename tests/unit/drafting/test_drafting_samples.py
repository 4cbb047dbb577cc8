"""Every shipped draft can be read and survives being written; every rejected one says exactly what is wrong."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from docgen.drafting import DraftError, Organs, load_organs, parse_draft, read_draft, write_draft
from docgen.errors import InputError
from docgen.settings import load_settings

_SETTINGS = load_settings()
_GOOD = sorted(
    path
    for folder in (_SETTINGS.samples_folder, _SETTINGS.templates_folder)
    for path in folder.glob("*/*.vb.txt")
    if path.parent.name != "rejected"
)
_REJECTED = sorted((_SETTINGS.samples_folder / "rejected").glob("*.vb.txt"))


@pytest.fixture(scope="module")
def organs() -> Organs:
    return load_organs(_SETTINGS.organs_file)


def test_there_are_drafts_to_check() -> None:
    assert len(_GOOD) > 30
    assert len(_REJECTED) > 20


@pytest.mark.parametrize("path", _GOOD, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_shipped_draft_survives_being_written(path: Path, organs: Organs) -> None:
    document = read_draft(path, organs).document
    assert parse_draft(write_draft(document, organs), organs) == document
    assert parse_draft(write_draft(document), {}) == document


@pytest.mark.parametrize("path", _REJECTED, ids=lambda path: path.name)
def test_a_rejected_draft_says_exactly_what_is_wrong(path: Path, organs: Organs) -> None:
    record = path.with_name(path.name.replace(".vb.txt", ".problems.toml"))
    if not record.exists():
        pytest.fail(f"{record.name} chưa có")
    expected = tomllib.loads(record.read_text(encoding="utf-8"))["problem"]
    with pytest.raises(InputError) as caught:
        read_draft(path, organs)
    if isinstance(caught.value, DraftError):
        found = [(p.line, p.column, f"{p.message} ({p.hint})") for p in caught.value.problems]
    else:
        found = [(0, 0, str(caught.value))]
    assert [(line, column) for line, column, _ in found] == [(item["line"], item["column"]) for item in expected]
    for (_, _, said), item in zip(found, expected, strict=True):
        assert item["says"] in said
