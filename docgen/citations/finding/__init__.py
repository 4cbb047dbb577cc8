"""Finding: where a text names a legal document, and what it says of it.

``finder`` anchors on ``symbols`` and on named ``laws``, and grows each span over what stands before it (``heads``) and
behind it (``tails``, ``titles``); ``lists`` fills in what is said once for several; ``streaming`` works piece by piece.
"""

from docgen.citations.finding.finder import find_citations
from docgen.citations.finding.streaming import iterate_citations

__all__ = ["find_citations", "iterate_citations"]
