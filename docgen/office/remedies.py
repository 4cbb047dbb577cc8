"""The exact command that gets what is missing."""

from __future__ import annotations

import os
import shutil
import sys


def write_install_command(*packages: str) -> str:
    """Return the shell command that installs Debian or Ubuntu ``packages``; on other systems, what to look for."""
    listed = " ".join(packages)
    if shutil.which("apt-get") is None:
        return f"cài các gói tương đương với {listed} bằng trình quản lý gói của máy"
    return f"{'' if os.geteuid() == 0 else 'sudo '}apt-get install -y {listed}"


def write_pip_command(requirement: str) -> str:
    """Return the shell command that installs a Python ``requirement`` for the interpreter that runs now."""
    return f"{sys.executable} -m pip install '{requirement}'"
