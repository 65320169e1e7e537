"""Where a clinic's handouts stand on the web: what the code on a last page leads to, and the paths of published pages.

A path never has capitals, for somebody types it from paper and servers tell capitals apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from wardleaf.findings import Finding, Findings
from wardleaf.library import faults
from wardleaf.library.schema import Clinic, HandoutDefinition, QrChoice
from wardleaf.library.specialties import is_for

_NOT_IN_A_PATH = re.compile(r"[^a-z0-9._-]+")


def qr_choice(clinic: Clinic) -> QrChoice | None:
    """What the code on a last page of `clinic` leads to; None for a clinic that has not said, which prints none."""
    if clinic.links:
        return clinic.links.qr.value
    return "published" if clinic.publish else None


def path_name(word: str) -> str:
    """A code, a version or a language as the name of a folder on the web."""
    return _NOT_IN_A_PATH.sub("-", word.casefold()).lstrip(".") or "-"


def version_path(code: str, version: str, issue: int = 1) -> str:
    """The path of a version of a handout below a clinic's published address: `rbc-014/3.1/`, and from the second on its
    issue: `rbc-014/3.1/2/`, since another issue may have other numbers to call.
    """
    path = f"{path_name(code)}/{path_name(version)}/"
    return f"{path}{issue}/" if issue > 1 else path


def address_in_qr(clinic: Clinic, *, code: str, version: str, issue: int, digits: str) -> str | None:
    """Where the code on the last page leads; None where none is printed. `digits` are the content hash's."""
    choice = qr_choice(clinic)
    if choice == "published" and clinic.publish:
        return f"{clinic.publish.address.value.rstrip('/')}/{version_path(code, version, issue)}"
    if choice == "website":
        return f"{clinic.website.value.rstrip('/')}/{code.lower()}?v={version}&h={digits}"
    return None


def check_published(clinic: Clinic, findings: Findings) -> None:
    """Tells of a clinic whose codes are to lead to published pages and that says no address for these."""
    if clinic.links and clinic.links.qr.value == "published" and clinic.publish is None:
        message = "the QR codes lead to published pages, and no address says where these are"
        hint = "write below it `publish: {address: https://…}`, the address that `wardleaf publish` makes the pages for"
        findings.add(faults.NO_PUBLISHED_ADDRESS.at(clinic.links.qr.span, message, hint=hint))


def qr_findings(clinic: Clinic) -> Iterator[Finding]:
    """What there is to tell, once, of where the codes of `clinic` lead: that none is printed, or what a page made by
    hand must say.
    """
    choice = qr_choice(clinic)
    if choice is None:
        message = f"no QR code is printed for {clinic.name.value}: its file does not say where one leads"
        help = (
            "write `publish: {address: https://…}` for pages that `wardleaf publish` makes, `links: {qr: website}` for "
            "pages that you make by hand on the website, or `links: {qr: none}` to have no code"
        )
        yield faults.NO_QR.at(clinic.website.span, message, help=help)
    elif choice == "website" and clinic.links:
        example = f"{clinic.website.value.rstrip('/')}/CODE"
        message = f"the QR codes of {clinic.name.value} lead to pages of its website that somebody makes by hand"
        help = (
            f"for each handout there must be a page `{example}`, with its code in small letters, that says which version "
            "holds, and what to do with others; `?v=` and `&h=` behind it tell the version and the digits of the copy"
        )
        yield faults.QR_BY_HAND.at(clinic.links.qr.span, message, help=help)


def shared_pages(
    clinics: Mapping[str, Clinic], handouts: Mapping[str, HandoutDefinition]
) -> Iterator[tuple[str, str, str]]:
    """Two clinics' ids and a handout's: both give it and publish it at one address, where one page cannot say the
    numbers of both.
    """
    first: dict[tuple[str, str], str] = {}
    for id, clinic in sorted(clinics.items()):
        if clinic.publish is None:
            continue
        address = clinic.publish.address.value.casefold().rstrip("/")
        for handout, definition in handouts.items():
            if is_for(definition, clinic):
                other = first.setdefault((address, handout), id)
                if other != id:
                    yield other, id, handout


def check_shared_pages(
    clinics: Mapping[str, Clinic], handouts: Mapping[str, HandoutDefinition], findings: Findings
) -> None:
    """Tells, once for two clinics, that they publish the same handout at one address."""
    told: set[tuple[str, str]] = set()
    for first, second, handout in shared_pages(clinics, handouts):
        publish = clinics[second].publish
        if (first, second) in told or publish is None:
            continue
        told.add((first, second))
        message = (
            f"`{first}` and `{second}` both publish the handout `{handout}` at {publish.address.value}, and one page "
            "cannot say the phone numbers of both"
        )
        findings.add(faults.SHARED_ADDRESS.at(publish.address.span, message, hint="give each its own address"))
