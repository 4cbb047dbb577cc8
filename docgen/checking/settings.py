"""What the checker is told about a document that the document itself does not say."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from docgen.model import Organ, Regime


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """How to judge. The defaults ask nothing of the user and judge nothing that only an agency knows.

    ``issued``: whether number and day must be there; None decides by the number being there. ``electronic``: an
    electronic document leaves number and day of the "(Kèm theo …)" line blank (Annex I, part I, III.1.c). ``places``
    are the địa danh that the agency uses; empty: not known. ``parent_organ`` is the chủ quản as it is printed, "" for
    an agency that prints none, None: not known. ``own_legal_refs`` is the user's own catalogue beside the shipped one.
    """

    issued: bool | None = None
    electronic: bool = True
    regime: Regime | None = None
    places: tuple[str, ...] = ()
    organ_name: str = ""
    parent_organ: str | None = None
    head_position: str = ""
    allows_academic_titles: bool = False
    own_legal_refs: Path | None = None


def settings_for_organ(organ: Organ, *, issued: bool | None = None, electronic: bool = True) -> CheckSettings:
    """Return the settings that an agency of the organs file asks for."""
    return CheckSettings(
        issued=issued,
        electronic=electronic,
        regime=organ.regime,
        places=(organ.place,),
        organ_name=organ.name,
        parent_organ=organ.parent,
        head_position=organ.head_position,
        allows_academic_titles=organ.allows_academic_titles,
    )
