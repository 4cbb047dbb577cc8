"""Which types of documents share one number series: the head of the agency decides (Article 15.1).

Each group is written as types joined by "+": ``nghi-quyet + quyet-dinh``; ``con-lai`` stands for every type that is not
named. A type in no group has its own series. That is the default for all types, since số and ký hiệu together must be
unique and the ký hiệu names the type; the types without an abbreviation of their own (công văn, thư công) share one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Final

from docgen.model.document_types import DOCUMENT_TYPES
from docgen.model.rules import AfterValidator
from docgen.model.value import ListItems, quote, refuse

THE_REST: Final = "con-lai"
_HINT: Final = "ghi loại văn bản nối bằng dấu +, ví dụ: [nghi-quyet + quyet-dinh, con-lai]"


def _split(group: str) -> list[str]:
    return [name.strip() for name in group.split("+")]


def _check(groups: tuple[str, ...]) -> tuple[str, ...]:
    seen: set[str] = set()
    for name in (name for group in groups for name in _split(group)):
        if name != THE_REST and name not in DOCUMENT_TYPES:
            raise refuse(f"không có loại văn bản {quote(name)}", _HINT)
        if name in seen:
            raise refuse(f"loại văn bản {quote(name)} nêu hai lần", _HINT)
        seen.add(name)
    return groups


NumberGroups = Annotated[ListItems, AfterValidator(_check)]
"""Groups of types, each as ``a + b``."""


def find_number_group(groups: Sequence[str], document_type: str) -> str:
    """Return the name of the series of ``document_type``."""
    split = [_split(group) for group in groups]
    named = {name for group in split for name in group}
    wanted = document_type if document_type in named or THE_REST not in named else THE_REST
    own = next((group for group in split if wanted in group), None)
    if own is None:
        return document_type if DOCUMENT_TYPES[document_type].abbreviation else _first(_unabbreviated(named))
    return _first(own)


def _unabbreviated(named: set[str]) -> list[str]:
    return [slug for slug, kind in DOCUMENT_TYPES.items() if not kind.abbreviation and slug not in named]


def _first(group: Sequence[str]) -> str:
    order = [THE_REST, *DOCUMENT_TYPES]
    return min(group, key=order.index)
