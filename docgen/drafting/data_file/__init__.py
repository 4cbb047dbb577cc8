"""Tables that clerks keep: XLSX, CSV and JSONL in, rows of cells out, one at a time."""

from docgen.drafting.data_file.binding import Binding, bind_columns
from docgen.drafting.data_file.problems import DataError, DataProblem, DataProblems
from docgen.drafting.data_file.reading import open_data_file
from docgen.drafting.data_file.table import DataRow, DataTable

__all__ = [
    "Binding",
    "DataError",
    "DataProblem",
    "DataProblems",
    "DataRow",
    "DataTable",
    "bind_columns",
    "open_data_file",
]
