"""Judging: which document of the catalogue a citation means, and what the catalogue says of it on a day."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docgen.citations.judging.force_on_day import Status, judge_force, name_documents
    from docgen.citations.judging.home import HEAD_LENGTH, find_home_province
    from docgen.citations.judging.judgements import Judgement, judge_citations

__all__ = [
    "HEAD_LENGTH",
    "Judgement",
    "Status",
    "find_home_province",
    "judge_citations",
    "judge_force",
    "name_documents",
]

# Whoever renders a document asks for the force of what it refers to, and does not wait for the agencies of the country.
_HOMES = {
    "HEAD_LENGTH": "home",
    "Judgement": "judgements",
    "Status": "force_on_day",
    "find_home_province": "home",
    "judge_citations": "judgements",
    "judge_force": "force_on_day",
    "name_documents": "force_on_day",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
