"""The organs of one store: a file in its folder, which an administrator edits; before that, the configured file."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path
from typing import Final

from docgen.drafting import load_organs
from docgen.files import write_whole
from docgen.records.audit import STORE_CHAIN, Act, append_act
from docgen.records.documents import Actor
from docgen.records.roles import require_role
from docgen.records.store import Store
from docgen.settings import Settings

ORGANS_FILE: Final = "organs.yaml"


def find_organs_file(store_folder: Path, settings: Settings) -> Path:
    """Return the file that the organs of a store are read from."""
    own = store_folder / ORGANS_FILE
    return own if own.is_file() else settings.organs_file


def save_organs(store: Store, store_folder: Path, text: str, actor: Actor) -> int:
    """Make ``text`` the organs file of a store; return how many organs it has.

    Raises ForbiddenError, and DraftError with every mistake and its line; then the old file stays.
    """
    with store.read() as connection:
        require_role(connection, actor.name, "organ-set")
    data = text.encode("utf-8")
    with tempfile.TemporaryDirectory(prefix="docgen-organs-") as folder:
        trial = Path(folder) / ORGANS_FILE
        trial.write_bytes(data)
        count = len(load_organs(trial))
    with store.write() as connection:
        require_role(connection, actor.name, "organ-set")
        facts = {"sha256": hashlib.sha256(data).hexdigest(), "organs": count}
        append_act(connection, store.id, Act(STORE_CHAIN, actor.at, actor.name, "organ-set", "organs", "", facts))
        # Before the row is committed: a file that cannot be written leaves no trace of having been.
        write_whole(store_folder / ORGANS_FILE, data)
    return count
