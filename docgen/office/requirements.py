"""Does this Python have what the distribution ``docgen`` declares? Read from its metadata: no second list."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from importlib import metadata

_DISTRIBUTION = "docgen"
_REQUIREMENT = re.compile(r"(?P<name>[A-Za-z0-9._-]+)\s*(?:\[[^]]*])?\s*(?P<ranges>[^;]*?)\s*(?:;(?P<marker>.*))?")
_RANGE = re.compile(r"(>=|<=|==|<|>)\s*([0-9]+(?:\.[0-9]+)*)")
_RELEASE = re.compile(r"[0-9]+(?:\.[0-9]+)*")


@dataclass(frozen=True, slots=True)
class PackageCheck:
    """One Python package: ``found`` is its version (empty: absent), ``wanted`` the range declared by docgen."""

    name: str
    found: str
    wanted: str

    @property
    def ok(self) -> bool:
        """True when a version in range is installed."""
        return bool(self.found) and is_in_range(self.found, self.wanted)

    @property
    def requirement(self) -> str:
        """The package with its range, as pip takes it."""
        return self.name + self.wanted


def check_packages() -> tuple[PackageCheck, ...]:
    """Return one check for each package that docgen needs to run, in order of name; nothing for optional extras.

    Empty when docgen itself is not installed as a distribution: then there is nothing to compare with.
    """
    try:
        declared = metadata.requires(_DISTRIBUTION) or []
    except metadata.PackageNotFoundError:
        return ()
    parsed = (match for line in declared if (match := _REQUIREMENT.fullmatch(line)))
    needed = (match for match in parsed if match["marker"] is None)
    return tuple(PackageCheck(match["name"], _find_version(match["name"]), match["ranges"]) for match in needed)


def check_python() -> PackageCheck:
    """Return the check of the Python that runs now against what docgen declares."""
    try:
        wanted = str(metadata.metadata(_DISTRIBUTION).json.get("requires_python", ""))
    except metadata.PackageNotFoundError:
        wanted = ""
    return PackageCheck("Python", ".".join(map(str, sys.version_info[:3])), wanted)


def is_in_range(version: str, ranges: str) -> bool:
    """Return True when ``version`` meets all of ``ranges``, e.g. “>=1.2,<2”. A range in another form is not met.

    Not the whole of PEP 440, only the plain ranges that docgen's own pyproject uses: the packaging library is not
    there in an installation without development tools.
    """
    return all(_meets(version, piece.strip()) for piece in ranges.split(",") if piece.strip())


def _meets(version: str, piece: str) -> bool:
    wanted, release = _RANGE.fullmatch(piece), _RELEASE.match(version)
    if not wanted or not release:
        return False
    left, right = _pad(release[0]), _pad(wanted[2])
    return {
        ">=": left >= right,
        "<=": left <= right,
        "==": left == right,
        "<": left < right,
        ">": left > right,
    }[wanted[1]]


def _pad(release: str) -> tuple[int, ...]:
    numbers = [int(number) for number in release.split(".")]
    return tuple(numbers + [0] * (6 - len(numbers)))


def _find_version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""
