"""Drives one LibreOffice through UNO: orders come in as JSON lines, answers go out as JSON lines.

A program, not a module of the house: the system's own Python runs it, because UNO's binding belongs to that Python
and is on no package index. So it needs nothing but the standard library and ``uno``, and docgen never imports it.

    python3 uno_worker.py PROGRAM PROFILE_URL PIPE_NAME

First it says {"ready": true, "office": pid} or {"fatal": why}, with a number or code. Then each order
{"source", "target", "import", "export", "options"} gets {"error": "" or what went wrong, "rss_kb": memory of
LibreOffice}. It and its LibreOffice are one process group, which dies as one when docgen is gone.
"""

from __future__ import annotations

import ctypes
import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

_FLAGS = ("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck", "--nofirststartwizard")
_KNOCK_EVERY_S = 0.01
_LOOK_EVERY_S = 1.0
# A new profile may make soffice.bin stop with this code to be started again.
_RESTART_CODE = 81
_PR_SET_PDEATHSIG = 1
_NAME_AND_ENDING = 3  # com.sun.star.text.FilenameDisplayFormat
_NEVER = 0  # com.sun.star.document: MacroExecMode.NEVER_EXECUTE and UpdateDocMode.NO_UPDATE


def main() -> None:
    """Obey orders until there are no more."""
    program, profile, pipe = sys.argv[1:]
    answers = _take_over_stdout()
    _die_with(os.getppid())
    try:
        import uno  # noqa: F401
    except ImportError:
        answers({"fatal": "uno"})
        return
    try:
        office, context = _start(program, profile, pipe)
    except OSError as error:
        answers({"fatal": "start", "errno": error.errno})
        return
    if context is None:
        answers({"fatal": "exit", "error": str(office.returncode)})
        return
    orders = _listen()
    answers({"ready": True, "office": office.pid})
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    while True:
        problem = _obey(desktop, orders.get())
        answers({"error": problem, "rss_kb": _read_rss_kb(office.pid)})


def _take_over_stdout() -> Callable[[Mapping[str, object]], None]:
    """Return what writes an answer; whatever else prints, LibreOffice too, goes to standard error."""
    stream = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)

    def answer(value: Mapping[str, object]) -> None:
        stream.write(json.dumps(value) + "\n")
        stream.flush()

    return answer


def _die_with(parent: int) -> None:
    """Watch docgen: it may be killed while this program waits for LibreOffice."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(_LOOK_EVERY_S)
        _end()

    threading.Thread(target=watch, daemon=True).start()


def _end() -> None:
    os.killpg(0, signal.SIGKILL)


def _listen() -> queue.SimpleQueue[dict[str, Any]]:
    """Read orders in the background, so that the end of input is noticed while LibreOffice works."""
    orders: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()

    def read() -> None:
        for line in sys.stdin.buffer:
            orders.put(json.loads(line))
        _end()

    threading.Thread(target=read, daemon=True).start()
    return orders


def _start(program: str, profile: str, pipe: str) -> tuple[subprocess.Popen[bytes], Any]:
    """Start LibreOffice and knock until it opens; returns it with its context, or with None when it ended."""
    command = [program, f"-env:UserInstallation={profile}", *_FLAGS, f"--accept=pipe,name={pipe};urp;"]
    prctl = ctypes.CDLL(None).prctl
    for _ in range(2):
        office = subprocess.Popen(  # noqa: S603 - a list, no shell; docgen chose the program
            command,
            stdin=subprocess.DEVNULL,
            # Should this program be killed alone, LibreOffice goes with it.
            preexec_fn=lambda: prctl(_PR_SET_PDEATHSIG, signal.SIGKILL),
        )
        context = _knock(office, f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        if context is not None or office.returncode != _RESTART_CODE:
            break
    return office, context


def _knock(office: subprocess.Popen[bytes], address: str) -> Any:
    import uno
    from com.sun.star.connection import NoConnectException

    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    while office.poll() is None:
        try:
            return resolver.resolve(address)
        except NoConnectException:
            time.sleep(_KNOCK_EVERY_S)
    return None


def _obey(desktop: Any, order: Mapping[str, Any]) -> str:
    """Load one document and store it; returns what went wrong, or nothing."""
    from com.sun.star.lang import DisposedException
    from com.sun.star.uno import Exception as UnoException

    try:
        return _convert(desktop, order)
    except DisposedException:
        _end()  # LibreOffice is gone; whoever waits sees the end of our answers
    except UnoException as error:
        return str(error.Message or type(error).__name__)
    return ""


def _convert(desktop: Any, order: Mapping[str, Any]) -> str:
    loading = {
        "Hidden": True,
        "ReadOnly": True,
        "FilterName": order["import"],
        "MacroExecutionMode": _NEVER,
        "UpdateDocMode": _NEVER,
    }
    document = desktop.loadComponentFromURL(_address(order["source"]), "_blank", 0, _properties(loading))
    if document is None:
        return "source file could not be loaded"
    try:
        _settle_fields(document)
        _settle_headings(document)
        storing = {"FilterName": order["export"]}
        if order["options"]:
            storing["FilterData"] = _sequence(order["options"])
        document.storeToURL(_address(order["target"]), _properties(storing))
    finally:
        document.close(True)
    return ""


def _settle_fields(document: Any) -> None:
    """Let fields print nothing of today and of this machine: the same document gives the same pages.

    Dates and times that follow the clock become those of the document's last saving, a file's name loses its folder.
    A document that does not know when it was saved keeps the clock, as it does in Word.
    """
    fields = document.getTextFields().createEnumeration()
    while fields.hasMoreElements():
        field = fields.nextElement()
        if field.supportsService("com.sun.star.text.textfield.DateTime") and not field.IsFixed:
            properties = document.getDocumentProperties()
            saved = next((d for d in (properties.ModificationDate, properties.CreationDate) if d.Year), None)
            if saved is not None:
                field.IsFixed = True
                field.DateTimeValue = saved
        elif field.supportsService("com.sun.star.text.textfield.FileName"):
            field.FileFormat = _NAME_AND_ENDING


def _settle_headings(document: Any) -> None:
    """Let no heading stand alone at the foot of a page.

    Now and then LibreOffice leaves one there although its style keeps it with what follows. Asked once more to keep
    it, it lays the page out again and does so, as Word does.
    """
    view = document.getCurrentController()
    cursor = view.getViewCursor()
    page = 1
    while page < view.PageCount:
        cursor.jumpToPage(page)
        cursor.jumpToEndOfPage()
        if cursor.ParaKeepTogether and cursor.TextTable is None:
            cursor.ParaKeepTogether = False
            cursor.ParaKeepTogether = True
        page += 1


def _address(path: str) -> str:
    return Path(path).as_uri()


def _properties(values: Mapping[str, object]) -> tuple[Any, ...]:
    from com.sun.star.beans import PropertyValue

    return tuple(PropertyValue(Name=name, Value=value) for name, value in values.items())


def _sequence(values: Mapping[str, object]) -> Any:
    import uno

    return uno.Any("[]com.sun.star.beans.PropertyValue", _properties(values))


def _read_rss_kb(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmRSS:")), 0)


if __name__ == "__main__":
    main()
