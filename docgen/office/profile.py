"""A LibreOffice profile that trusts nothing: no macro, no link, no network, no dialog.

Measured on 7.4: a DOCX with a linked image makes LibreOffice fetch the URL and embed local files. Of the settings
below BlockUntrustedRefererLinks alone stops both; the dead proxy alone stops the network. Both stand, so that one
may fail. Names that a version does not know (DisableActiveContent is younger than 7.4) are ignored by it.
"""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

_SCRIPTING = "/org.openoffice.Office.Common/Security/Scripting"
_MISC = "/org.openoffice.Office.Common/Misc"
_INET = "/org.openoffice.Inet/Settings"
_RECOVERY = "/org.openoffice.Office.Recovery"

# Port 9 is “discard”: nothing listens there, so a request dies on the spot.
_DEAD_PORT = "9"
_LOCALHOST = "127.0.0.1"

_SETTINGS: tuple[tuple[str, str, str], ...] = (
    (_SCRIPTING, "DisableMacrosExecution", "true"),
    (_SCRIPTING, "MacroSecurityLevel", "3"),  # very high: only signed macros from trusted places, and there are none
    (_SCRIPTING, "DisableActiveContent", "true"),
    (_SCRIPTING, "DisablePythonRuntime", "true"),
    (_SCRIPTING, "DisableOLEAutomation", "true"),
    (_SCRIPTING, "ExecutePlugins", "false"),
    (_SCRIPTING, "BlockUntrustedRefererLinks", "true"),
    (_SCRIPTING, "SecureURL", ""),  # no folder is trusted
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),  # never
    (_INET, "ooInetProxyType", "2"),  # the proxies given here, whatever the system says
    (_INET, "ooInetNoProxy", ""),
    (_INET, "ooInetHTTPProxyName", _LOCALHOST),
    (_INET, "ooInetHTTPProxyPort", _DEAD_PORT),
    (_INET, "ooInetHTTPSProxyName", _LOCALHOST),
    (_INET, "ooInetHTTPSProxyPort", _DEAD_PORT),
    (_INET, "ooInetFTPProxyName", _LOCALHOST),
    (_INET, "ooInetFTPProxyPort", _DEAD_PORT),
    (f"{_RECOVERY}/RecoveryInfo", "Enabled", "false"),
    (f"{_RECOVERY}/AutoSave", "Enabled", "false"),
    # Nobody types here: what LibreOffice does for somebody who does costs time in each document.
    ("/org.openoffice.Office.Linguistic/SpellChecking", "IsSpellAuto", "false"),
    ("/org.openoffice.Office.Linguistic/GrammarChecking", "IsAutoCheck", "false"),
    ("/org.openoffice.Office.Writer/AutoFunction/Completion", "Enable", "false"),
    ("/org.openoffice.Office.Writer/AutoFunction/Completion", "CollectWords", "false"),
    ("/org.openoffice.Office.Common/SmartTags/Writer", "RecognizeSmartTags", "false"),
    ("/org.openoffice.Office.Common/Undo", "Steps", "0"),
    (_MISC, "CrashReport", "false"),
    (_MISC, "FirstRun", "false"),
    (_MISC, "ShowTipOfTheDay", "false"),
    ("/org.openoffice.Setup/Office", "ooSetupInstCompleted", "true"),
    (
        "/org.openoffice.Office.Jobs/Jobs/org.openoffice.Office.Jobs:Job['UpdateCheck']/Arguments",
        "AutoCheckEnabled",
        "false",
    ),
    ("/org.openoffice.Office.Update/Update", "Enabled", "false"),
)


def write_profile(folder: Path, build_id: str = "") -> None:
    """Prepare ``folder`` (made if absent) as a new LibreOffice profile with the hardened settings.

    With the ``build_id`` of the LibreOffice in it, the first start need not look for extensions and start again.
    Raises OSError when the folder cannot be written.
    """
    user = folder / "user"
    (user / "extensions").mkdir(parents=True)
    if build_id:
        (user / "extensions" / "buildid").write_text(build_id, encoding="utf-8")
    items = "".join(_write_item(*setting) for setting in _SETTINGS)
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry"'
        ' xmlns:xs="http://www.w3.org/2001/XMLSchema"'
        f' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n{items}</oor:items>\n',
        encoding="utf-8",
    )


def _write_item(path: str, name: str, value: str) -> str:
    prop = f'<prop oor:name="{name}" oor:op="fuse"><value>{escape(value)}</value></prop>'
    return f'<item oor:path="{escape(path, {chr(34): "&quot;"})}">{prop}</item>\n'
