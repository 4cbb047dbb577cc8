"""Where things are: the data folders and what the environment says.

Read once at the door (the command line) and passed on; no other room looks at the environment.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from docgen.errors import InputError

_PACKAGE = Path(__file__).resolve().parent

# Long enough for a document of several hundred pages on a slow machine, short enough that a clerk does not give up.
DEFAULT_CONVERT_TIMEOUT_S = 120.0


def find_data_folder(name: str) -> Path:
    """Return the folder of shipped data called ``name``: inside an installed package, else at the project's top."""
    installed = _PACKAGE / "_data" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name


class Settings(NamedTuple):
    """What an installation decides. Paths need not exist; whoever opens one says so if it does not."""

    organs_file: Path
    templates_folder: Path
    samples_folder: Path
    legal_refs_folder: Path
    own_legal_refs_folder: Path | None
    soffice: str | None
    convert_timeout_s: float
    store_folder: Path | None = None
    database: str | None = None
    cache_folder: Path | None = None
    own_templates_folder: Path | None = None


def load_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the settings from ``environ`` (default: the process environment).

    ``DOCGEN_ORGANS`` file of organs, ``DOCGEN_TEMPLATES`` folder of templates, ``DOCGEN_SOFFICE`` the LibreOffice
    program, ``DOCGEN_CONVERT_TIMEOUT`` seconds allowed for one conversion, ``DOCGEN_LEGAL_REFS`` folder of the user's
    own legal documents (default: ``legal_refs`` among the user's data of docgen; it need not exist), ``DOCGEN_STORE``
    folder of the records, ``DOCGEN_DATABASE`` their PostgreSQL database, ``DOCGEN_CACHE`` folder for what can be made
    again at any time (``off`` for none; by default the user's own cache folder), ``DOCGEN_OWN_TEMPLATES`` folder of
    Word files that take the place of templates of the same name (the web service has its own, in its store).

    Raises InputError when a value cannot be read.
    """
    env = os.environ if environ is None else environ
    samples = find_data_folder("samples")
    return Settings(
        organs_file=Path(env.get("DOCGEN_ORGANS") or samples / "organs.yaml"),
        templates_folder=Path(env.get("DOCGEN_TEMPLATES") or find_data_folder("templates")),
        samples_folder=samples,
        legal_refs_folder=find_data_folder("legal_refs"),
        own_legal_refs_folder=_find_own_legal_refs(env),
        soffice=env.get("DOCGEN_SOFFICE") or None,
        convert_timeout_s=_read_seconds(env.get("DOCGEN_CONVERT_TIMEOUT")),
        store_folder=Path(env["DOCGEN_STORE"]) if env.get("DOCGEN_STORE") else None,
        database=env.get("DOCGEN_DATABASE") or None,
        cache_folder=_find_cache_folder(env),
        own_templates_folder=Path(env["DOCGEN_OWN_TEMPLATES"]) if env.get("DOCGEN_OWN_TEMPLATES") else None,
    )


def _find_own_legal_refs(env: Mapping[str, str]) -> Path | None:
    """Return the folder that the user names, else the one of the XDG base directories; None without a home."""
    if named := env.get("DOCGEN_LEGAL_REFS"):
        return Path(named)
    if data := env.get("XDG_DATA_HOME") or env.get("APPDATA"):
        return Path(data) / "docgen" / "legal_refs"
    return Path(env["HOME"]) / ".local/share/docgen/legal_refs" if env.get("HOME") else None


def _find_cache_folder(env: Mapping[str, str]) -> Path | None:
    chosen = env.get("DOCGEN_CACHE", "")
    if chosen:
        return None if chosen == "off" else Path(chosen)
    base = env.get("XDG_CACHE_HOME") or env.get("LOCALAPPDATA")
    if base:
        return Path(base) / "docgen"
    return Path(env["HOME"]) / ".cache" / "docgen" if env.get("HOME") else None


def _read_seconds(value: str | None) -> float:
    if not value:
        return DEFAULT_CONVERT_TIMEOUT_S
    try:
        seconds = float(value)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        raise InputError(
            f"“{value}” không phải là số giây lớn hơn 0",
            where="biến môi trường DOCGEN_CONVERT_TIMEOUT",
            hint="ví dụ: DOCGEN_CONVERT_TIMEOUT=120",
        )
    return seconds
