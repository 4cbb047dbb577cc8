"""Settings come from the environment, once, with defaults that work out of the box."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.errors import InputError
from docgen.settings import DEFAULT_CONVERT_TIMEOUT_S, find_data_folder, load_settings


def test_defaults_are_the_shipped_data() -> None:
    settings = load_settings({})
    assert settings.organs_file.is_file()
    assert any(settings.templates_folder.glob("*/template.toml"))
    assert any(settings.legal_refs_folder.glob("*.toml"))
    assert settings.soffice is None
    assert settings.convert_timeout_s == DEFAULT_CONVERT_TIMEOUT_S


def test_the_environment_decides() -> None:
    settings = load_settings(
        {
            "DOCGEN_ORGANS": "/a/organs.yaml",
            "DOCGEN_TEMPLATES": "/a/templates",
            "DOCGEN_SOFFICE": "/a/soffice",
            "DOCGEN_CONVERT_TIMEOUT": "2.5",
        }
    )
    assert (settings.organs_file, settings.templates_folder) == (Path("/a/organs.yaml"), Path("/a/templates"))
    assert (settings.soffice, settings.convert_timeout_s) == ("/a/soffice", 2.5)


@pytest.mark.parametrize(
    ("environ", "folder"),
    [
        ({}, None),
        ({"HOME": "/h"}, "/h/.local/share/docgen/legal_refs"),
        ({"HOME": "/h", "XDG_DATA_HOME": "/d"}, "/d/docgen/legal_refs"),
        ({"HOME": "/h", "DOCGEN_LEGAL_REFS": "/r"}, "/r"),
    ],
)
def test_where_the_users_own_legal_documents_are(environ: dict[str, str], folder: str | None) -> None:
    assert load_settings(environ).own_legal_refs_folder == (Path(folder) if folder else None)


@pytest.mark.parametrize("value", ["0", "-1", "nan", "inf", "hai phút"])
def test_a_time_limit_that_is_none_is_refused(value: str) -> None:
    with pytest.raises(InputError) as caught:
        load_settings({"DOCGEN_CONVERT_TIMEOUT": value})
    assert value in caught.value.message
    assert "DOCGEN_CONVERT_TIMEOUT" in caught.value.where


def test_an_unknown_data_folder_is_looked_for_at_the_top() -> None:
    assert find_data_folder("samples").name == "samples"
