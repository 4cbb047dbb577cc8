"""Find LibreOffice and start it the one way that is safe: own profile, own home, own process group."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from docgen.errors import ToolError, explain_os_error
from docgen.office.leash import run_on_leash
from docgen.office.remedies import write_install_command

APT_PACKAGES = ("libreoffice-writer-nogui", "python3-uno")

_PLACES = (
    "usr/lib/libreoffice/program/soffice",
    "usr/lib64/libreoffice/program/soffice",
    "opt/libreoffice*/program/soffice",
)
_PROGRAM_FOLDERS = "/usr/local/bin:/usr/bin:/bin"
# Set by whoever runs the machine, for every program alike: the day of a date field, and which fonts there are.
_INHERITED = ("TZ", "FONTCONFIG_FILE", "FONTCONFIG_PATH")

_SYSTEM_PYTHON = Path("/usr/bin/python3")
_SCRIPT = Path(__file__).with_name("uno_worker.py")


def find_soffice(explicit: str | None = None) -> Path | None:
    """Return the absolute path of the LibreOffice program, or None.

    ``explicit`` is a path or a name on $PATH; when given, nothing else is tried: who names a program wants that one.
    Otherwise $PATH (soffice, libreoffice), then the places where packages put it, the newest version first.
    """
    names = (explicit,) if explicit else ("soffice", "libreoffice")
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None and not explicit:
        found = next((str(path) for path in _list_known_places() if os.access(path, os.X_OK)), None)
    return Path(found).absolute() if found else None


def get_soffice(explicit: str | None = None) -> Path:
    """Return what ``find_soffice`` finds; raises ToolError, with the command that installs it, when it is nothing."""
    found = find_soffice(explicit)
    if found is None:
        wrong_name = f"xem lại DOCGEN_SOFFICE={explicit}; hoặc " if explicit else ""
        raise ToolError(
            "không tìm thấy LibreOffice", hint=f"{wrong_name}cài bằng: {write_install_command(*APT_PACKAGES)}"
        )
    return found


def build_environment(home: Path) -> dict[str, str]:
    """Return the whole environment of a LibreOffice whose home and temporary files are under ``home``."""
    inherited = {name: os.environ[name] for name in _INHERITED if name in os.environ}
    return inherited | {
        "PATH": _PROGRAM_FOLDERS,
        "HOME": str(home),
        "TMPDIR": str(home),
        "LANG": "C.UTF-8",
        "SAL_USE_VCLPLUGIN": "svp",
        # It works in one thread at a time; an arena for each only scatters its memory.
        "MALLOC_ARENA_MAX": "2",
    }


@dataclass(frozen=True, slots=True)
class Engine:
    """How to start a worker: ``command`` takes the address of a profile and the name of a pipe as last arguments.

    ``build_id`` is that of the LibreOffice, empty when it is not told.
    """

    command: tuple[str, ...]
    build_id: str = ""


def get_engine(explicit: str | None = None) -> Engine:
    """Return how to start the LibreOffice that ``get_soffice`` finds; raises ToolError as it does."""
    program = _find_binary(get_soffice(explicit))
    python = next((path for path in (program.parent / "python", _SYSTEM_PYTHON) if os.access(path, os.X_OK)), None)
    if python is None:
        raise ToolError(
            f"không có {_SYSTEM_PYTHON} để điều khiển LibreOffice",
            hint=f"cài bằng: {write_install_command('python3', *APT_PACKAGES)}",
        )
    # -E and -s: nothing of the environment, nothing of the user's own packages.
    return Engine((str(python), "-E", "-s", str(_SCRIPT), str(program)), _read_build_id(program))


def _find_binary(program: Path) -> Path:
    """Return the binary behind the shell script ``soffice``: to be killed, it must be our own child."""
    binary = program.resolve().with_name("soffice.bin")
    return binary if os.access(binary, os.X_OK) else program


def _read_build_id(program: Path) -> str:
    try:
        lines = program.with_name("versionrc").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    return next((line.removeprefix("buildid=") for line in lines if line.startswith("buildid=")), "")


def ask_version(program: Path, folder: Path, *, patience_s: float) -> str:
    """Return what ``program --version`` prints within ``patience_s`` seconds; ``folder`` (made) is its home.

    Raises ToolError when it cannot be started at all.
    """
    try:
        run = run_on_leash(
            (str(program), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--version"),
            environment=build_environment(folder),
            folder=folder,
            patience_s=patience_s,
        )
    except OSError as error:
        raise ToolError(
            f"không chạy được LibreOffice: {explain_os_error(error)}",
            where=str(program),
            hint=f"cài lại bằng: {write_install_command(*APT_PACKAGES)}",
        ) from error
    return run.said


def _list_known_places() -> list[Path]:
    return [path for place in _PLACES for path in sorted(Path("/").glob(place), reverse=True)]
