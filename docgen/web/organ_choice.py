"""Which organ of the office a form is about: one of the store, or one of the organs file that the store learns then."""

from __future__ import annotations

from docgen.errors import RegisterError
from docgen.records.organs import choose_organ, ensure_organ, list_organs
from docgen.web.desk import Desk


def list_organ_choices(desk: Desk) -> dict[str, str]:
    """Return the names of all organs that may be chosen: by id those of the store, by key those of the organs file."""
    with desk.service.store.read() as connection:
        known = {str(key): name for key, name in list_organs(connection).items() if name}
    there = set(known.values())
    return known | {key: organ.name for key, organ in desk.service.organs.items() if organ.name not in there}


def suggest_organ(desk: Desk) -> str:
    """Return the organ that a new form begins with: the only one that is used, "" where there are several."""
    with desk.service.store.read() as connection:
        try:
            chosen = choose_organ(connection)
        except RegisterError:
            return ""
    return str(chosen) if chosen is not None else ""


def read_organ(desk: Desk, name: str, choices: dict[str, str]) -> int | None:
    """Return the id of the organ that a field of the form names; None with an error at the field."""
    known = desk.service.organs
    # A form that was shown before the store learnt an organ of the file still names it by its key.
    chosen = desk.fields.choice(name, choices | dict.fromkeys(known, ""))
    if not chosen:
        desk.fields.errors.setdefault(name, "chọn cơ quan")
        return None
    if chosen.isdigit():
        return int(chosen)
    with desk.service.store.write() as connection:
        return ensure_organ(connection, desk.service.store, known[chosen], desk.actor)
