"""What docgen needs from the machine: is it there, is it right, and how to get it."""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

from docgen.errors import ToolError
from docgen.office.fonts import FAMILY, check_fonts
from docgen.office.remedies import write_install_command, write_pip_command
from docgen.office.requirements import PackageCheck, check_packages, check_python, is_in_range
from docgen.office.soffice import APT_PACKAGES, ask_version, find_soffice
from docgen.office.trial import find_conversion_problem
from docgen.settings import Settings

# The first that takes the PDF options as JSON; an older one ignores them and writes a PDF that is no PDF/A.
_OLDEST_OFFICE = ">=7.4"
_TRIAL_TIMEOUT_S = 60.0
_VERSION = re.compile(r"LibreOffice\S*\s+([0-9][0-9.]*)")


@dataclass(frozen=True, slots=True)
class ToolStatus:
    """One thing docgen needs. ``remedy`` is the command to run, empty when ``ok``; ``detail`` is Vietnamese.

    What is ``optional`` serves one command only: without it docgen does all the others.
    """

    name: str
    ok: bool
    detail: str
    remedy: str
    optional: bool = False


def check_tools(settings: Settings) -> tuple[ToolStatus, ...]:
    """Check Python, its packages, LibreOffice (by a trial conversion, about two seconds) and the fonts.

    A thing that is missing or broken is a status, never an error.
    """
    packages = tuple(_describe_package(check) for check in check_packages()) or (_no_metadata(),)
    return (_describe_python(check_python()), *packages, _check_office(settings), _check_fonts())


def _describe_python(check: PackageCheck) -> ToolStatus:
    detail = f"{check.found} (cần {check.wanted})" if check.wanted else check.found
    remedy = "" if check.ok else write_install_command("python3", "python3-venv")
    return ToolStatus("Python", check.ok, detail, remedy)


def _describe_package(check: PackageCheck) -> ToolStatus:
    found = check.found or "chưa cài"
    detail = f"{found} (cần {check.wanted})" if check.wanted else found
    return ToolStatus(
        f"Gói Python {check.name}", check.ok, detail, "" if check.ok else write_pip_command(check.requirement)
    )


def _no_metadata() -> ToolStatus:
    detail = "docgen chạy từ mã nguồn chưa cài đặt nên không kiểm tra được các gói nó cần"
    return ToolStatus("Gói Python", False, detail, write_pip_command("docgen"))


def _check_office(settings: Settings) -> ToolStatus:
    name, install = "LibreOffice", write_install_command(*APT_PACKAGES)
    program = find_soffice(settings.soffice)
    if program is None:
        named = f" ở {settings.soffice} (DOCGEN_SOFFICE)" if settings.soffice else ""
        return ToolStatus(name, False, f"không tìm thấy{named}", install)
    timeout_s = min(settings.convert_timeout_s, _TRIAL_TIMEOUT_S)
    try:
        version = _ask_version(program, timeout_s)
        if not is_in_range(version, _OLDEST_OFFICE):
            return ToolStatus(name, False, f"{program}: phiên bản {version or 'không rõ'}, cần 7.4 trở lên", install)
        problem = _try_conversion(settings, timeout_s)
    except ModuleNotFoundError as error:
        return ToolStatus(name, False, f"{program}: chưa chuyển thử được", write_pip_command(error.name or "pypdf"))
    except (ToolError, OSError) as error:
        return ToolStatus(name, False, f"{program}: {error}", install)
    if problem:
        return ToolStatus(name, False, f"{program}, phiên bản {version}, chuyển thử không được: {problem}", install)
    return ToolStatus(name, True, f"{program}, phiên bản {version}, chuyển thử được", "")


def _try_conversion(settings: Settings, timeout_s: float) -> str:
    try:
        return find_conversion_problem(settings.soffice, timeout_s)
    except ToolError as error:
        return error.message


def _ask_version(program: Path, timeout_s: float) -> str:
    """Return the version that ``program`` tells, or nothing when it tells none in time."""
    with tempfile.TemporaryDirectory(prefix="docgen-version-", ignore_cleanup_errors=True) as folder:
        told = _VERSION.search(ask_version(program, Path(folder).resolve(), patience_s=timeout_s))
    return told[1] if told else ""


def _check_fonts() -> ToolStatus:
    check = check_fonts()
    name = f"Phông {FAMILY}"
    if check.ok:
        return ToolStatus(name, True, f"{check.family} ({check.file}), đủ chữ tiếng Việt", "")
    # Debian 12 has the right fonts in fonts-liberation2; newer releases only in fonts-liberation.
    install = write_install_command("fontconfig", "fonts-liberation2")
    newer = write_install_command("fontconfig", "fonts-liberation")
    return ToolStatus(name, False, check.problem, install if install == newer else f"{install} || {newer}")
