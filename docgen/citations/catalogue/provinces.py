"""The provinces and cities under the central government (``legal_refs/provinces.toml``), and those joined to them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from docgen.errors import LegalRefError
from docgen.settings import find_data_folder


@dataclass(frozen=True, slots=True)
class Province:
    """A province since 01/7/2025; ``joined`` are those that ended on that day and became a part of it."""

    name: str
    joined: tuple[str, ...] = ()


@cache
def load_provinces() -> tuple[Province, ...]:
    """Read the shipped provinces. Raises LegalRefError when the file cannot be used."""
    path = find_data_folder("legal_refs") / "provinces.toml"
    try:
        return tuple(map(_build, tomllib.loads(path.read_text(encoding="utf-8"))["province"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise LegalRefError(
            f"không dùng được danh mục tỉnh ({error})", where=str(path), hint="cài đặt lại docgen"
        ) from error


def _build(values: Mapping[str, Any]) -> Province:
    return Province(values["name"], tuple(values.get("joined", ())))
