"""The base of values that use all of pydantic: dates, numbers with digits, mappings.

Documents do without (``docgen.model.base``); what this room says of text and of documents can stand in both.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class PydanticValue(BaseModel):
    """A frozen value. Unknown fields are refused: a misspelt field must not vanish."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
