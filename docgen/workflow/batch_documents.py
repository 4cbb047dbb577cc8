"""Many documents to files, on all cores: for whoever has documents rather than a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from docgen.model import Document
from docgen.workflow.batch_making import DocumentMaker, Made, Making
from docgen.workflow.batch_pool import FIRST_JOB, Pool, count_cores, cut_jobs


def write_documents(
    documents: Iterable[tuple[str, Document]], making: Making, *, workers: int | None = None
) -> Iterator[tuple[str, Made]]:
    """Write each document as ``<stem>.docx``; yields stem and result, in order, as the work goes on.

    ``documents`` are stems and documents, taken as they are needed; stems must differ and be safe as file names (see
    ``batch_names.make_safe_stem``). ``making`` says where they go. ``workers`` defaults to one a core; a handful of
    documents is made in this process. A document that fails is a result with its problem, not an error.
    """
    pieces = cut_jobs(documents)
    first = next(pieces, [])
    processes = (workers or count_cores()) if len(first) == FIRST_JOB else 1
    under_way: list[list[tuple[str, Document]]] = []

    def jobs() -> Iterator[list[tuple[str, Document]]]:
        piece = first
        while piece:
            under_way.append(piece)
            yield piece
            piece = next(pieces, [])

    with Pool(partial(DocumentMaker, making), processes) as pool:
        for results in pool.map("make_all", jobs()):
            for (stem, _), made in zip(under_way.pop(0), results, strict=True):
                yield stem, made
