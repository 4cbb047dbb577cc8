"""Files as answers: with a name that is safe everywhere, never run or shown inside our pages."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

from starlette.responses import Response

from docgen.vietnamese.folding import fold

_KINDS: Final = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".txt": "text/plain; charset=utf-8",
    ".json": "application/json",
}
_FORBIDDEN: Final = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*;\u200e\u200f\u202a-\u202e\u2066-\u2069]+')
_LONGEST: Final = 120


def safe_name(name: str) -> str:
    """Return a file name without what a system, a shell or a reader could be fooled by."""
    cleaned = _FORBIDDEN.sub("-", name).strip(" .-")
    if len(cleaned) > _LONGEST:
        stem, dot, ending = cleaned.rpartition(".")
        cleaned = f"{stem[: _LONGEST - 10]}{dot}{ending[:9]}" if dot else cleaned[:_LONGEST]
    return cleaned or "tep"


def send_file(data: bytes, name: str, *, inline: bool = False) -> Response:
    """Return bytes as a download called ``name``; ``inline`` lets the browser show a PDF or picture by itself."""
    name = safe_name(name)
    ending = f".{name.rpartition('.')[2].lower()}" if "." in name else ""
    kind = _KINDS.get(ending, "application/octet-stream")
    way = "inline" if inline and ending in (".pdf", ".png") else "attachment"
    return Response(data, headers={"Content-Disposition": name_attachment(name, way)}, media_type=kind)


def name_attachment(name: str, way: str = "attachment") -> str:
    """Return the header that gives a download its name, which is made safe."""
    name = safe_name(name)
    plain = re.sub(r"[^A-Za-z0-9._ -]", "_", fold(name))
    return f"{way}; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"
