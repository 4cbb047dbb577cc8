"""Temporary folders that do not outlive docgen, not even when it is killed.

Each is locked while its docgen lives; the system drops the lock of a dead process by itself. So a folder that can be
locked is a leftover, and the next docgen removes it, with the sockets that LibreOffice put outside.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import stat
import tempfile
import time
from contextlib import suppress
from pathlib import Path

_PREFIX = "docgen-office-"
_LOCK = "lock"
# worker/life/profile
_PROFILES = "*/*/profile"
# Between the making of a folder and its lock lies an instant; a folder without a lock is left alone this long.
_UNLOCKED_FOR_S = 600.0
_SOCKET_FOLDERS = ("/tmp", "/var/tmp")  # noqa: S108 - where LibreOffice puts them, whatever TMPDIR says


class WorkFolder:
    """A locked temporary folder at ``path``, removed by ``close``. Making one first removes those of dead processes."""

    def __init__(self) -> None:
        """Raises OSError when the folder for temporary files cannot be written."""
        remove_leftovers(Path(tempfile.gettempdir()))
        locked = None
        while locked is None:
            # Resolved: LibreOffice wants absolute paths.
            self.path = Path(tempfile.mkdtemp(prefix=_PREFIX)).resolve()
            locked = _lock(self.path)
        self._lock = locked

    def close(self) -> None:
        """Remove the folder. Whatever worked in it must have ended."""
        _remove(self.path)
        with suppress(OSError):
            os.close(self._lock)


def name_pipe(profile: Path) -> str:
    """Return the name of the pipe through which the LibreOffice of ``profile`` is spoken to: no two are alike."""
    return f"docgen_{_digest(profile)}"


def remove_sockets(profile: Path) -> None:
    """Remove the sockets that a killed LibreOffice leaves behind; their names are made from the profile's address."""
    for folder in _SOCKET_FOLDERS:
        for name in (f"SingleOfficeIPC_{_digest(profile)}", name_pipe(profile)):
            with suppress(OSError):
                Path(folder, f"OSL_PIPE_{os.getuid()}_{name}").unlink(missing_ok=True)


def remove_leftovers(temporary: Path) -> None:
    """Remove the work folders under ``temporary`` whose docgen is dead; those of the living, and of others, stay."""
    for folder in temporary.resolve().glob(f"{_PREFIX}*"):
        with suppress(OSError):
            # Not through links: everybody may put one under the folder for temporary files.
            told = folder.lstat()
            if stat.S_ISDIR(told.st_mode) and told.st_uid == os.getuid() and _is_left_over(folder):
                _remove(folder)


def _lock(folder: Path) -> int | None:
    """Lock ``folder``; None when another docgen took it for a leftover in the instant before the lock."""
    lock = os.open(folder / _LOCK, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    fcntl.flock(lock, fcntl.LOCK_EX)
    if (folder / _LOCK).exists():
        return lock
    os.close(lock)
    return None


def _is_left_over(folder: Path) -> bool:
    try:
        lock = os.open(folder / _LOCK, os.O_RDWR | os.O_CLOEXEC)
    except FileNotFoundError:
        return time.time() - folder.stat().st_mtime > _UNLOCKED_FOR_S
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    else:
        return True
    finally:
        os.close(lock)


def _remove(folder: Path) -> None:
    for profile in folder.glob(_PROFILES):
        remove_sockets(profile)
    # The lock goes last, and only when all else is gone: by it the next docgen knows at once what stays, should this
    # one be killed half-way, or a process that is dying add a file while its folder goes.
    with suppress(OSError):
        for path in list(folder.iterdir()):
            if path.name != _LOCK:
                shutil.rmtree(path, ignore_errors=True)
        if all(path.name == _LOCK for path in folder.iterdir()):
            shutil.rmtree(folder, ignore_errors=True)


def _digest(profile: Path) -> str:
    """Return the digits that LibreOffice makes of a profile's address for its own socket."""
    digest = hashlib.md5(profile.as_uri().encode("utf-16-le"), usedforsecurity=False).digest()
    return "".join(f"{byte:x}" for byte in digest)
