"""One service a store: what waits in its memory (second clicks, sign-ins that are too many) is known to no other."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from docgen.errors import RegisterError
from docgen.files import make_folder

try:
    import fcntl
except ImportError:  # Windows: one service a store is then the administrator's care
    fcntl = None  # type: ignore[assignment]

_LOCK: Final = "serve.lock"


@contextmanager
def being_the_only_service(store_folder: Path) -> Iterator[None]:
    """Hold the lock of a store's service, which the system frees when the process dies. Raises RegisterError."""
    make_folder(store_folder)
    descriptor = os.open(store_folder / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        if fcntl is not None:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise RegisterError(
                    "kho này đang có một dịch vụ docgen serve khác chạy",
                    where=str(store_folder),
                    hint="dừng dịch vụ đó trước; mỗi kho chỉ chạy một dịch vụ",
                ) from error
        yield
    finally:
        os.close(descriptor)
