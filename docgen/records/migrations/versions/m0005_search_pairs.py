"""Search: this step paired words in the index, which 0007 makes anew: nothing is left to do here."""

from __future__ import annotations

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Do nothing: a store that took this step before 0007 may have pairs among its facets, which no key is made of."""
