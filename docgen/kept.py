"""What was read once without a mistake, kept as JSON: the next process need not read it anew.

An entry is named by the digest of the text that it was read from. Entries may be deleted at any time, and one that
cannot be read is as good as none.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from docgen.digest import sha256
from docgen.errors import InputError
from docgen.files import write_whole


def find_kept(folder: Path, text: bytes) -> Any:
    """Return what was read from this text if the folder keeps it, else None."""
    try:
        return json.loads(_name_entry(folder, text).read_bytes())
    except (OSError, ValueError, RecursionError):
        return None


def keep(folder: Path, text: bytes, read: Any) -> None:
    """Keep what was read from a text; does nothing where nothing can be written."""
    entry = _name_entry(folder, text)
    with suppress(OSError, InputError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(entry, json.dumps(read, ensure_ascii=False).encode(), flush=False)


def _name_entry(folder: Path, text: bytes) -> Path:
    return folder / f"{sha256(text).hexdigest()}.json"
