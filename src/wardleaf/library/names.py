"""Ids and addresses, which are names of files."""

from __future__ import annotations

import re
import unicodedata

from wardleaf.findings import Findings
from wardleaf.library import faults
from wardleaf.library.files import FoundFile

MOST_LETTERS = 200  # computers give up at 255, of which `-large-print-print.pdf` and the like need some
_WHOLE = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "'": "", "’": ""}
)
# No file of Windows can be called so, whatever its ending (Microsoft, "Naming Files, Paths, and Namespaces").
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
)
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")


def check_name(file: FoundFile, address: str, *, findings: Findings) -> bool:
    """Whether every part of `address`, the id that `file` gives, is an id; tells it otherwise."""
    long = next((part for part in address.split("/") if len(part) > MOST_LETTERS), "")
    if long:
        message = f"a name has at most {MOST_LETTERS} letters, so that files can be called by it; this one has {len(long)}: `{long[:40]}…`"
        findings.add(faults.WRONG_NAME.at(file.span, message, help="give it a shorter name"))
        return False
    if device := device_in(address):
        findings.add(
            faults.WRONG_NAME.at(
                file.span,
                f"Windows keeps the name `{device}` for a device and opens no file of that name",
                help="give it another name",
            )
        )
        return False
    if all(_ID.match(part) for part in address.split("/")):
        return True
    better = id_of(address)
    message = f"the name `{address}` has more in it than small letters a to z, digits and hyphens"
    findings.add(
        faults.WRONG_NAME.at(
            file.span, message, help=f"rename it, for example to `{better}{file.ending.lower()}`" if better else ""
        )
    )
    return False


def device_in(address: str) -> str:
    """The part of `address` that Windows keeps for a device; empty when there is none."""
    return next((part for part in address.split("/") if part.casefold() in _DEVICES), "")


def same_name(address: str) -> str:
    """A form that is equal for two names that some computers cannot tell apart."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", address).casefold())


def id_of(address: str) -> str:
    """The id that a name such as "Knee Replacement" is given: `knee-replacement`; the parts of an address each; empty
    when it has no letters of a to z.
    """
    parts = [_slug(part) for part in address.split("/")]
    return "/".join(parts) if all(parts) else ""


def _slug(part: str) -> str:
    plain = "".join(
        character
        for character in unicodedata.normalize("NFKD", part.casefold().translate(_WHOLE))
        if not unicodedata.combining(character)
    )
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
