"""The engines of node in the generation benchmark: installed on first use, left out where they cannot be."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "build" / "bench-node"
PACKAGES = ("docxtemplater@3.71.0", "pizzip@3.3.0", "easy-template-x@7.2.8")
ENGINES = ("docxtemplater", "easy-template-x")


def install_peers() -> bool:
    """Install the packages into the build folder; say why and return False where that cannot be done."""
    if not (shutil.which("node") and shutil.which("npm")):
        print("không có node hoặc npm: bỏ qua docxtemplater và easy-template-x", file=sys.stderr)
        return False
    if all((FOLDER / "node_modules" / package.rpartition("@")[0]).is_dir() for package in PACKAGES):
        return True
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "package.json").write_text('{"private": true}\n', encoding="utf-8")
    command = ["npm", "install", "--no-audit", "--no-fund", "--loglevel=error", *PACKAGES]
    done = subprocess.run(command, cwd=FOLDER, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"npm không cài được các gói, bỏ qua chúng: {done.stderr.strip()[-300:]}", file=sys.stderr)
    return done.returncode == 0


class NodePeer:
    """An engine of node in a process of its own, which lives as long as this object and idles between calls."""

    def __init__(self, engine: str, folder: Path, template: bytes) -> None:
        path = folder / f"{engine}.docx"
        path.write_bytes(template)
        script = Path(__file__).with_name("generation.mjs")
        command = ["node", str(script), engine, str(FOLDER), str(path)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def render(self, records: list[dict[str, Any]]) -> tuple[float, bytes]:
        """Return the seconds that a record takes but for the first, which warms up, and the last document."""
        to, back = self._process.stdin, self._process.stdout
        assert to is not None  # noqa: S101 - a pipe
        assert back is not None  # noqa: S101 - another
        to.write(json.dumps(records) + "\n")
        to.flush()
        said = json.loads(back.readline())
        return said["ms"] / 1000, base64.b64decode(said["last"])

    def close(self) -> None:
        """End the process."""
        self._process.communicate()
