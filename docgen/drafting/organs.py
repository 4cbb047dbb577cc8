"""The file of organs: every agency that drafts are written for, by a short key."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from docgen.drafting.files import read_text_file
from docgen.drafting.kept_organs import KeptOrgans
from docgen.drafting.problems import DraftError, DraftProblem
from docgen.drafting.yaml_reading import YamlData, read_yaml
from docgen.kept import find_kept, keep
from docgen.model import Organ, explain_validation_error
from docgen.model.core import ValidationError
from docgen.settings import Settings

Organs = Mapping[str, Organ]


def load_organs(path: Path) -> dict[str, Organ]:
    """Read the organs file (YAML: key → fields of Organ).

    Raises InputError when it cannot be read and DraftError with every mistake and its line.
    """
    organs, _ = _read(path, _read_text(path))
    return organs


def find_organ(key: str, settings: Settings) -> tuple[Organ | None, Organs]:
    """Return the organ of this key in the configured file, None when it has none, and all organs of the file.

    What the file says is kept in the cache folder. Raises InputError and DraftError as ``load_organs`` does.
    """
    path = settings.organs_file
    text = _read_text(path)
    folder = settings.cache_folder / "organs" if settings.cache_folder else None
    fields = find_kept(folder, text.encode()) if folder else None
    if isinstance(fields, dict):
        # Another docgen may have kept what this one refuses: then the file is read anew, for its mistakes.
        with suppress(ValidationError):
            kept = KeptOrgans(fields)
            return kept.get(key), kept
    organs, yaml = _read(path, text)
    if folder:
        keep(folder, text.encode(), yaml.data)
    return organs.get(key), organs


def _read_text(path: Path) -> str:
    return read_text_file(path, hint="đặt DOCGEN_ORGANS hoặc --organs là đường dẫn của tệp cơ quan")


def _read(path: Path, text: str) -> tuple[dict[str, Organ], YamlData]:
    yaml = read_yaml(text)
    problems = list(yaml.problems)
    organs: dict[str, Organ] = {}
    for key, fields in yaml.data.items():
        try:
            organs[key] = Organ.model_validate(fields)
        except ValidationError as error:
            problems += [
                DraftProblem(
                    *yaml.place_of((key, *p.path)), f"{'.'.join(map(str, (key, *p.path)))}: {p.message}", p.hint
                )
                for p in explain_validation_error(error)
            ]
    if problems:
        raise DraftError(problems, source=str(path))
    return organs, yaml
