"""The agency that issues a document."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field, StringConstraints

from docgen.model.value import FilledLine, Line, ListItem, ListItems, Value, wrap_single

MAX_ORGAN_NAME = 200  # Annex VI, part II: OrganName


class Regime(StrEnum):
    """How an agency decides (Article 13): as a collective, signed TM., or by its head."""

    COLLECTIVE = "collective"
    HEAD = "head"


class Organ(Value):
    """An agency, organisation or advisory body, as the heading block and the register need it.

    ``parent`` is the direct parent as it is printed ("UBND TỈNH HÀ TĨNH"), empty for those that print none (a People's
    Committee). ``heading`` breaks the name into lines; empty means that the name is printed as it is. ``place`` is set
    by each agency and never inferred (II.4.a). ``archive`` is what stands after "Lưu:".
    """

    name: Annotated[FilledLine, StringConstraints(max_length=MAX_ORGAN_NAME)]
    parent: Line = ""
    heading: Annotated[tuple[FilledLine, ...], BeforeValidator(wrap_single)] = ()
    abbreviation: Annotated[FilledLine, StringConstraints(max_length=30)]
    place: Annotated[FilledLine, StringConstraints(max_length=100)]
    regime: Regime = Regime.HEAD
    head_position: FilledLine = Field(default="THỦ TRƯỞNG")
    recipients: ListItems = ()
    archive: ListItem = "VT"
    contact: Line = ""
    allows_academic_titles: bool = False

    @property
    def heading_lines(self) -> tuple[str, ...]:
        """The lines of the name in the heading block, in capitals (II.2.b)."""
        return tuple(line.upper() for line in self.heading) or (self.name.upper(),)
