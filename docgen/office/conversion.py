"""What becomes of a document on its way from DOCX to PDF."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from docgen.errors import ExitCode
from docgen.office.output import count_pages


@dataclass(frozen=True, slots=True)
class Conversion:
    """What became of one source.

    ``pdf`` is the finished file and ``pages`` its length; or ``pdf`` is None, ``problem`` and ``hint`` say in
    Vietnamese why and what to do, and ``exit_code`` of what family the trouble is.
    """

    source: Path
    pdf: Path | None
    pages: int
    problem: str
    hint: str
    exit_code: ExitCode = ExitCode.DONE


@dataclass(frozen=True, slots=True)
class Raw:
    """What LibreOffice made: ``docx`` is the copy of ``source`` that was converted, ``pdf`` what came out of it."""

    source: Path
    docx: Path
    pdf: Path


@dataclass(frozen=True, slots=True)
class Finished:
    """The bytes of a PDF as it goes out, and how many pages it has."""

    data: bytes
    pages: int


Finish = Callable[[Raw], Finished]


def take_as_is(raw: Raw) -> Finished:
    """Take LibreOffice's PDF as it comes, when it is whole; raises ConformanceError when it is not."""
    pages = count_pages(raw.pdf)
    return Finished(raw.pdf.read_bytes(), pages)
