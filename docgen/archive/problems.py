"""What verifying a package finds."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing not as it was packed: ``area`` zip, bag, trail, document or pdf; where and what, in Vietnamese."""

    area: str
    where: str
    message: str

    def __str__(self) -> str:
        return "".join(sign if sign.isprintable() else "\ufffd" for sign in f"{self.where}: {self.message}")


@dataclass(frozen=True, slots=True)
class Verification:
    """How much of a package was verified, everything that is wrong, and what could not be judged (``notes``).

    ``signed_by`` is the public key (base64) of the package's own checkpoint, "" when it is not signed.
    """

    files: int
    size: int
    documents: int
    acts: int
    pdfs: int
    signed_by: str
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = field(default=())

    @property
    def is_clean(self) -> bool:
        """Whether something was verified and nothing is wrong."""
        return self.files > 0 and self.documents > 0 and not self.problems
