"""The file of organs: every agency that drafts are written for, by a short key."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pydantic import ValidationError

from docgen.drafting.files import read_text_file
from docgen.drafting.problems import DraftError, DraftProblem
from docgen.drafting.yaml_reading import read_yaml
from docgen.model import Organ, explain_validation_error

Organs = Mapping[str, Organ]


def load_organs(path: Path) -> dict[str, Organ]:
    """Read the organs file (YAML: key → fields of Organ).

    Raises InputError when it cannot be read and DraftError with every mistake and its line.
    """
    text = read_text_file(path, hint="đặt DOCGEN_ORGANS hoặc --organs là đường dẫn của tệp cơ quan")
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
    return organs
