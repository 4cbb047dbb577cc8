"""The draft that a new document begins with: the starter of its type, for the organ that writes it."""

from __future__ import annotations

from docgen.drafting.draft_form import compose_draft, open_draft
from docgen.model import Organ, Regime


def begin_draft(starter: str, organ_key: str, organ: Organ, year: int) -> str:
    """Return the text of a draft: the body of the starter, signed by the head of the organ.

    Recipients are left to the organ, the name of the signer to the clerk. A starter signed by two keeps its second.
    """
    opened = open_draft(starter, organ=organ_key)
    signing = {
        # The first line of the heading says what the collective is: ỦY BAN NHÂN DÂN.
        "signature.competence": f"TM. {organ.heading_lines[0]}" if organ.regime is Regime.COLLECTIVE else "",
        "signature.position": organ.head_position.upper(),
        "signature.office": "",
        "signature.full_name": "",
    }
    own = {"recipients": "", "promulgation_date": str(year)}
    return compose_draft({**opened.values, **own, **signing}, opened.body)
