"""Tables that clerks keep: XLSX, CSV and JSONL in, rows of cells out, one at a time."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docgen.drafting.data_file.binding import Binding, CellProblem, RowReader, bind_columns
    from docgen.drafting.data_file.problems import DataError, DataProblem, DataProblems
    from docgen.drafting.data_file.reading import open_data_file
    from docgen.drafting.data_file.table import DataRow, DataTable

__all__ = [
    "Binding",
    "CellProblem",
    "DataError",
    "DataProblem",
    "DataProblems",
    "DataRow",
    "DataTable",
    "RowReader",
    "bind_columns",
    "open_data_file",
]

# Columns are bound to placeholders of drafts; who only reads rows imports nothing of drafts.
_HOMES = {
    "Binding": "binding",
    "CellProblem": "binding",
    "DataError": "problems",
    "DataProblem": "problems",
    "DataProblems": "problems",
    "DataRow": "table",
    "DataTable": "table",
    "RowReader": "binding",
    "bind_columns": "binding",
    "open_data_file": "reading",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
