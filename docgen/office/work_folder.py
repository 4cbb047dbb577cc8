"""Temporary folders that do not outlive docgen, not even when it is killed.

Beside each lies a file that is locked while its docgen lives; the system drops the lock of a dead process by itself. So
a file that can be locked tells of a leftover, and the next docgen removes it, with the sockets that LibreOffice put
outside. The file is there before its folder and goes after it: whenever docgen is killed, it tells of all that stays.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

_PREFIX = "docgen-office-"
_LOCK = ".lock"
# worker/life/profile
_PROFILES = "*/*/profile"
_SOCKET_FOLDERS = ("/tmp", "/var/tmp")  # noqa: S108 - where LibreOffice puts them, whatever TMPDIR says


class WorkFolder:
    """A temporary folder at ``path``, removed by ``close``. Making one first removes those of dead processes."""

    def __init__(self) -> None:
        """Raises OSError when the folder for temporary files cannot be written."""
        # Resolved: LibreOffice wants absolute paths.
        temporary = Path(tempfile.gettempdir()).resolve()
        remove_leftovers(temporary)
        self._lock, self._lock_file = _make_lock(temporary)
        self.path = _folder_of(self._lock_file)
        self.path.mkdir(mode=0o700)

    def close(self) -> None:
        """Remove the folder. Whatever worked in it must have ended."""
        with suppress(OSError):
            _remove(self._lock_file)
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
    for lock_file in temporary.resolve().glob(f"{_PREFIX}*{_LOCK}"):
        with suppress(OSError):
            # Not through links: everybody may put one under the folder for temporary files.
            lock = os.open(lock_file, os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
            try:
                told = os.fstat(lock)
                if stat.S_ISREG(told.st_mode) and told.st_uid == os.getuid():
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    _remove(lock_file)
            finally:
                os.close(lock)


def _make_lock(temporary: Path) -> tuple[int, Path]:
    while True:
        lock, name = tempfile.mkstemp(prefix=_PREFIX, suffix=_LOCK, dir=temporary)
        fcntl.flock(lock, fcntl.LOCK_EX)
        if os.fstat(lock).st_nlink:
            return lock, Path(name)
        # Another docgen took it for a leftover in the instant before the lock.
        os.close(lock)


def _folder_of(lock_file: Path) -> Path:
    return lock_file.with_name(lock_file.name.removesuffix(_LOCK))


def _remove(lock_file: Path) -> None:
    folder = _folder_of(lock_file)
    for profile in folder.glob(_PROFILES):
        remove_sockets(profile)
    shutil.rmtree(folder, ignore_errors=True)
    # Something may stay when a process that is dying adds a file while its folder goes: the next docgen takes it.
    if not os.path.lexists(folder):
        lock_file.unlink()


def _digest(profile: Path) -> str:
    """Return the digits that LibreOffice makes of a profile's address for its own socket."""
    digest = hashlib.md5(profile.as_uri().encode("utf-16-le"), usedforsecurity=False).digest()
    return "".join(f"{byte:x}" for byte in digest)
