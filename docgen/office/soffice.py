"""Find LibreOffice and start it the one way that is safe: own profile, own home, own process group."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from docgen.errors import ToolError
from docgen.office.leash import Run, run_on_leash
from docgen.office.profile import write_profile
from docgen.office.remedies import write_install_command

APT_PACKAGE = "libreoffice-writer-nogui"

_PLACES = (
    "usr/lib/libreoffice/program/soffice",
    "usr/lib64/libreoffice/program/soffice",
    "opt/libreoffice*/program/soffice",
)
_PROGRAM_FOLDERS = "/usr/local/bin:/usr/bin:/bin"
# Set by whoever runs the machine, for every program alike: the day of a date field, and which fonts there are.
_INHERITED = ("TZ", "FONTCONFIG_FILE", "FONTCONFIG_PATH")

# soffice.bin on a new profile may stop with this code to be started again; the wrapper does not always do it.
_RESTART_CODE = 81

_IMPORT_FILTER = "MS Word 2007 XML"
_PDF_OPTIONS = {
    "SelectPdfVersion": {"type": "long", "value": "2"},  # PDF/A-2b
    "ExportFormFields": {"type": "boolean", "value": "false"},  # an issued page is read, not filled in
}


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
            "không tìm thấy LibreOffice", hint=f"{wrong_name}cài bằng: {write_install_command(APT_PACKAGE)}"
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
    }


def run_soffice(
    program: Path,
    arguments: Sequence[str],
    folder: Path,
    *,
    patience_s: float,
    count_progress: Callable[[], int] = lambda: 0,
) -> Run:
    """Start LibreOffice once with a new hardened profile under ``folder`` (absolute, made if absent) and wait.

    ``patience_s``: seconds without progress after which it is killed. Repeats once when the first start of the
    profile asks for it. Raises ToolError when the program cannot be started at all.
    """
    profile, home = folder / "profile", folder / "home"
    write_profile(profile)
    home.mkdir()
    command = (str(program), f"-env:UserInstallation={profile.as_uri()}", *_FIXED_ARGUMENTS, *arguments)
    environment = build_environment(home)
    try:
        for _ in range(2):
            run = run_on_leash(
                command, environment=environment, folder=folder, patience_s=patience_s, count_progress=count_progress
            )
            if run.exit_code != _RESTART_CODE:
                break
    except OSError as error:
        raise ToolError(
            f"không chạy được LibreOffice: {error.strerror}",
            where=str(program),
            hint=f"cài lại bằng: {write_install_command(APT_PACKAGE)}",
        ) from error
    finally:
        _remove_socket(profile)
    return run


_FIXED_ARGUMENTS = ("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck", "--nofirststartwizard")


def list_convert_arguments(sources: Sequence[Path], out_dir: Path) -> tuple[str, ...]:
    """Return the arguments that turn ``sources`` (DOCX, absolute paths), in order, into PDF/A-2b files in ``out_dir``.

    The import filter is pinned: without it LibreOffice takes whatever the bytes look like.
    """
    return (
        f"--infilter={_IMPORT_FILTER}",
        "--convert-to",
        f"pdf:writer_pdf_Export:{json.dumps(_PDF_OPTIONS)}",
        "--outdir",
        str(out_dir),
        *map(str, sources),
    )


def _list_known_places() -> list[Path]:
    return [path for place in _PLACES for path in sorted(Path("/").glob(place), reverse=True)]


def _remove_socket(profile: Path) -> None:
    """Remove the socket that a killed LibreOffice leaves in /tmp; its name is made from the profile's address."""
    digest = hashlib.md5(profile.as_uri().encode("utf-16-le"), usedforsecurity=False).digest()
    name = f"OSL_PIPE_{os.getuid()}_SingleOfficeIPC_" + "".join(f"{byte:x}" for byte in digest)
    for folder in ("/tmp", "/var/tmp"):  # noqa: S108 - where LibreOffice puts it, whatever TMPDIR says
        Path(folder, name).unlink(missing_ok=True)
