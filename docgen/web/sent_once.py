"""Forms that make something new: one that is sent twice makes one thing, and both senders arrive there."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import IO, Any, Final

from starlette.responses import Response

from docgen.errors import RegisterError
from docgen.records.answers import Question, claim, give_up, keep_answer
from docgen.web.desk import Desk
from docgen.web.fields import Fields

_BLOCK_BYTES: Final = 1024 * 1024
SENDING_FIELD: Final = "_lan_gui"
"""The field of a form that tells one showing of it from another (the macro ``form.sent_once``)."""


def go_once(desk: Desk, make: Callable[[], str], said: str = "") -> Response:
    """Go to the address that ``make`` returns of what it made; the same form once more only leads there.

    A double click sends the form twice at once: the second waits. The back button brings a form back that was sent;
    what was typed into it since makes it another one. Raises what ``make`` raises (then nothing was made, and the form
    may be sent again), and RegisterError when the service died while it was making: nobody knows how far it came.
    """
    service, sending = desk.service, desk.fields.raw(SENDING_FIELD)
    if not sending:
        return desk.go(make(), said)
    key = f"form:{_digest(desk.fields)}"
    asked = Question(desk.actor.name, key, desk.request.url.path[:300], "", service.worker)
    with service.alone_with(("form", asked.name, key)):
        known = claim(service.store, asked, desk.now)
        if known is not None and known.status:
            return desk.go(known.answer, said)
        if known is not None:
            give_up(service.store, asked)
            raise RegisterError(
                "lần gửi trước của biểu mẫu này bị ngắt giữa chừng",
                hint="xem trong danh sách đã có chưa; nếu chưa thì quay lại và gửi lần nữa",
            )
        try:
            url = make()
        except BaseException:
            give_up(service.store, asked)
            raise
        keep_answer(service.store, asked, 303, url)
    return desk.go(url, said)


def start_job_once(
    desk: Desk, kind: str, title: str, given: Mapping[str, Any], files: Mapping[str, IO[bytes]] | None = None
) -> Response:
    """Put a job into the queue and go to its page. Raises what ``Jobs.submit`` and ``go_once`` raise."""
    submit = desk.service.jobs.submit
    return go_once(desk, lambda: f"/cong-viec/{submit(kind, desk.actor, title, given, files)['id']}")


def _digest(fields: Fields) -> str:
    """Return the digest of all that a form brought, its files too."""
    digest = hashlib.sha256()
    for name, value in fields.items():
        digest.update(f"{len(name)} {len(value)} {name}{value}".encode("utf-8", "surrogatepass"))
    for name, file in fields.files():
        digest.update(f"{len(name)} {file.size} {name}{file.filename}".encode("utf-8", "surrogatepass"))
        file.file.seek(0)  # it may have been read, and be read again
        while block := file.file.read(_BLOCK_BYTES):
            digest.update(block)
        file.file.seek(0)
    return digest.hexdigest()
