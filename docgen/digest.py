"""SHA-256 for what a short command hashes: a few files, a few names.

``hashlib`` loads OpenSSL, which takes longer than hashing half a megabyte. As Python's own ``random`` does, the lean
module inside Python is taken where there is one. Who hashes much, or anything else, takes ``hashlib``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__all__ = ["sha256"]

if TYPE_CHECKING:
    from hashlib import sha256
else:
    try:
        from _sha256 import sha256  # Python 3.11
    except ImportError:
        try:
            from _sha2 import sha256  # since Python 3.12
        except ImportError:
            from hashlib import sha256
