"""Keep the records of the shipped catalogue beside it: ``python -m docgen.citations.catalogue.build legal_refs``."""

from __future__ import annotations

import sys
from pathlib import Path

from docgen.citations.catalogue.catalogue import find_catalogue_files
from docgen.citations.catalogue.keeping import write_kept_records

if __name__ == "__main__":
    folder = Path(sys.argv[1])
    write_kept_records(folder, find_catalogue_files(folder))
