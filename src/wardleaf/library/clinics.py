"""Clinics that extend one another: their files as nodes become complete clinics, every value keeping the place it was
written at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import assert_never

from msgspec import Struct

from wardleaf.findings import Findings
from wardleaf.library import faults
from wardleaf.library.clinic_words import check_clinic_words
from wardleaf.library.publishing import check_published
from wardleaf.library.schema import AdviceAnyTime, AdviceDayNight, Clinic, Phone
from wardleaf.source import faults as source_faults
from wardleaf.source.decode import decode
from wardleaf.source.keys import At
from wardleaf.source.nodes import MappingNode, Node, ScalarNode, merge_nodes
from wardleaf.source.suggest import did_you_mean

_NOT_DIALLED = re.compile(r"[^\W\d_]+|[^\d\s()+.\u2010-\u2013-]")
_FEWEST_DIGITS = 3
_WEBSITE = re.compile(r"https://[^\s/@]+\.[^\s/@]+(?:/[^\s/]+)*")


class ResolvedClinics(Struct, frozen=True):
    """The clinics that are complete, and the ids of the others."""

    clinics: Mapping[str, Clinic]
    unread: frozenset[str]


def resolve_clinics(nodes: Mapping[str, Node | None], *, findings: Findings) -> ResolvedClinics:
    """Every clinic in `nodes` (None for a file that could not be read) with the keys of those it extends.

    A file that others extend may leave out keys; then it is no clinic of its own, and nothing is told.
    """
    extended = {extends.text for extends in map(_extends, nodes.values()) if extends}
    clinics: dict[str, Clinic] = {}
    for name in nodes:
        own = Findings()
        node = _complete(name, nodes, own)
        clinic = decode(node, Clinic, findings=own) if node else None
        if clinic:
            _check_phones(clinic, own)
            _check_numbers(clinic, own)
            _check_website(clinic.website, own)
            if clinic.publish:
                _check_website(clinic.publish.address, own)
            check_published(clinic, own)
            _check_contacts(clinic, own)
            check_clinic_words(clinic, own)
        only_missing = all(finding.code == source_faults.MISSING_KEY.code for finding in own)
        if name in extended and only_missing and clinic is None:
            continue
        findings.extend(own)
        if clinic and not own.has_errors:
            clinics[name] = clinic
    return ResolvedClinics(clinics, frozenset(nodes) - frozenset(clinics))


def _extends(node: Node | None) -> ScalarNode | None:
    found = node.get("extends") if isinstance(node, MappingNode) else None
    return found if isinstance(found, ScalarNode) and not found.empty else None


def _complete(name: str, nodes: Mapping[str, Node | None], findings: Findings) -> Node | None:
    """The node of clinic `name` over those it extends; None when one of them is not there or was not read."""
    chain: list[str] = [name]
    complete = nodes[name]
    while complete is not None:
        extends = _extends(nodes[chain[-1]])
        if extends is None:
            return complete
        parent = extends.text
        if parent in chain:
            circle = " → ".join(f"`{link}`" for link in [*chain[chain.index(parent) :], parent])
            message = (
                "this clinic extends itself"
                if parent == name and len(chain) == 1
                else f"these clinics extend one another in a circle: {circle}"
            )
            findings.add(faults.CLINIC_LOOP.at(extends.span, message, hint="delete this line in one of them"))
            return None
        if parent not in nodes:
            hint = did_you_mean(parent, nodes) or f"clinics are {', '.join(nodes)}"
            findings.add(faults.UNKNOWN_CLINIC.at(extends.span, f"there is no clinic `{parent}`", hint=hint))
            return None
        chain.append(parent)
        below = nodes[parent]
        if not isinstance(below, MappingNode) or not isinstance(complete, MappingNode):
            return None
        complete = merge_nodes(_without_other_advice(below, complete), complete)
    return None


def _without_other_advice(parent: MappingNode, child: MappingNode) -> MappingNode:
    """`parent` without its advice number where `child` gives the other kind: one number for day and night never joins a
    day's and a night's.
    """
    phones, over = parent.get("phones"), child.get("phones")
    before = phones.get("advice") if isinstance(phones, MappingNode) else None
    after = over.get("advice") if isinstance(over, MappingNode) else None
    if not (isinstance(phones, MappingNode) and isinstance(before, MappingNode) and isinstance(after, MappingNode)):
        return parent
    if (before.get("any-time") is None) == (after.get("any-time") is None):
        return parent
    kept = MappingNode(tuple(entry for entry in phones.entries if entry[0].text != "advice"), phones.span)
    return MappingNode(
        tuple((key, kept if key.text == "phones" else value) for key, value in parent.entries), parent.span
    )


def _check_phones(clinic: Clinic, findings: Findings) -> None:
    misspelt = [name for name, phone in clinic.phones.items() if name != "advice" and not isinstance(phone, Phone)]
    if "advice" not in clinic.phones and not misspelt:
        message = "`phones` has no `advice`, the number that patients call when something is wrong"
        findings.add(
            faults.WRONG_PHONES.at(
                clinic.span, message, help='write `advice: {any-time: "…"}` or `advice: {day: "…", night: "…"}`'
            )
        )
    for name, phone in clinic.phones.items():
        match phone:
            case Phone() if name == "advice":
                message = "the advice number must say when it is answered"
                findings.add(
                    faults.WRONG_PHONES.at(phone.span, message, hint="write `any-time: …`, or `day: …` and `night: …`")
                )
            case AdviceAnyTime() | AdviceDayNight() if name != "advice":
                message = f"only `advice` has `any-time`, `day` and `night`; `{name}` has `number` and perhaps `hours`"
                hint = (
                    ""
                    if "advice" in clinic.phones
                    else f"is `{name}` the number to call when something is wrong? Then name it `advice`"
                )
                findings.add(faults.WRONG_PHONES.at(phone.span, message, hint=hint))
            case _:
                pass


def _numbers(clinic: Clinic) -> Iterator[At[str]]:
    for phone in clinic.phones.values():
        match phone:
            case AdviceAnyTime():
                yield phone.any_time
            case AdviceDayNight():
                yield from (phone.day, phone.night)
            case Phone():
                yield phone.number
            case _:
                assert_never(phone)
    yield clinic.emergency.number
    yield from (service.phone for service in clinic.services if service.phone)
    yield from (helpline.phone for helpline in clinic.helplines)


def _check_numbers(clinic: Clinic, findings: Findings) -> None:
    for number in _numbers(clinic):
        letters = _NOT_DIALLED.search(number.value)
        if letters:
            hint = (
                "write the digit 0"
                if letters[0] in "Oo"
                else "write digits, spaces, hyphens, brackets or a plus sign only"
            )
            findings.add(
                faults.WRONG_NUMBER.at(
                    number.span, f"`{number.value}` cannot be dialled: `{letters[0]}` stands in it", hint=hint
                )
            )
        elif sum(sign.isdigit() for sign in number.value) < _FEWEST_DIGITS:
            findings.add(faults.WRONG_NUMBER.at(number.span, f"`{number.value}` is too short for a phone number"))


def _check_website(website: At[str], findings: Findings) -> None:
    if not _WEBSITE.fullmatch(website.value):
        whole = "https://" + re.sub(r"\Ahttps?://", "", website.value.strip()).rstrip("/")
        hint = (
            f"write `{whole}`" if _WEBSITE.fullmatch(whole) else "write `https://`, the name, and no slash at the end"
        )
        findings.add(faults.WRONG_WEBSITE.at(website.span, f"`{website.value}` is not a whole web address", hint=hint))


def _check_contacts(clinic: Clinic, findings: Findings) -> None:
    seen: dict[str, At[str]] = {}
    for id in [*(service.id for service in clinic.services), *(helpline.id for helpline in clinic.helplines)]:
        first = seen.setdefault(id.value, id)
        if first is not id:
            message = f"two services or helplines have the id `{first.value}`"
            findings.add(faults.DUPLICATE_CONTACT.at(id.span, message, hint=f"the first is in {first.span}"))
