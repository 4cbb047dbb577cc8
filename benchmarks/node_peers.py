"""The engines of node in the generation benchmark: installed on first use, left out where they cannot be."""

from __future__ import annotations

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


def run_peer(engine: str, folder: Path, template: bytes, records: list[dict[str, Any]]) -> tuple[float, bytes]:
    """Return the seconds a document takes, and the first document."""
    paths = [folder / name for name in ("template.docx", "records.json", "first.docx")]
    paths[0].write_bytes(template)
    paths[1].write_text(json.dumps(records), encoding="utf-8")
    script = Path(__file__).with_suffix("").with_name("generation.mjs")
    done = subprocess.run(
        ["node", str(script), engine, str(FOLDER), *map(str, paths)], capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)["ms"] / 1000, paths[2].read_bytes()
