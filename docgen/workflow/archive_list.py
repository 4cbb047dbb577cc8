"""Metadata of issued documents as a table, into a file."""

from __future__ import annotations

from pathlib import Path

from docgen.errors import InputError
from docgen.files import replacing_whole
from docgen.records.store import Store
from docgen.workflow.archive_choice import choose
from docgen.workflow.archive_lists import write_csv, write_workbook
from docgen.workflow.archive_sources import Sources

_WRITERS = {".csv": write_csv, ".xlsx": write_workbook}


def write_list(store: Store, query: str, target: Path) -> int:
    """Write the metadata of what a search finds, of all that was issued for an empty one; return how many.

    Raises InputError for a file that is neither XLSX nor CSV, ArchiveError when nothing is found.
    """
    write = _WRITERS.get(target.suffix.lower())
    if write is None:
        raise InputError("không biết ghi loại tệp này", where=str(target), hint="đặt tên tệp kết thúc .xlsx hoặc .csv")
    with store.read() as connection:
        members = choose(connection, query=query).members
        with replacing_whole(target) as temporary, temporary.open("xb") as stream:
            write(stream, Sources(store, connection).read_documents(members), len(members))
    return len(members)
