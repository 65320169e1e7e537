"""What a new library may start with: a topic whose words, sources and picture are there, or a blank one.

The sections are those of the shipped handouts, each statement with its source; a topic without such words is not
offered. Knows the templates of this folder and of `handouts/`; writes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Literal

from msgspec import Struct

_PACKAGE = "wardleaf.starters"
_REPOSITORY = Path(__file__).parents[3]
_CITED = re.compile(r"@([A-Za-z0-9_][\w:.+/-]*[A-Za-z0-9])")
_ENTRY = re.compile(r"^- (?=id: )", re.MULTILINE)

TopicName = Literal["blank", "knee-replacement", "chemotherapy-day"]
TOPICS: tuple[TopicName, ...] = ("blank", "knee-replacement", "chemotherapy-day")
Profile = Literal["uk", "us"]


class ClinicRules(Struct, frozen=True, kw_only=True):
    """What a topic's words ask of the clinic that it is written for, as lines of the clinic's file."""

    emergency: str = "  when: chest pain, severe trouble breathing or heavy bleeding"
    fever_rule: str
    fever_source: str
    more: str = ""


class Topic(Struct, frozen=True, kw_only=True):
    """Shipped sections by their addresses, the address of the section with the picture, and the clinic's rules."""

    sections: tuple[str, ...]
    picture: str
    rules: Mapping[Profile, ClinicRules]


_NO_ANSWER = (
    "\nno-answer:                      # what to do when nobody answers\n  rule: {rule}\n  source: [{source}]\n"
)
_COVER = (
    "\ncover:                          # for how long after treatment your day and night line takes calls\n"
    "  rule: for 6 weeks after, or 12 months after immunotherapy\n  source: [{source}]\n"
)
_CANCER_EMERGENCY = (
    "  when: chest pain, severe breathlessness, heavy bleeding, slurred speech, confusion, a {fit}, collapse or a swollen throat\n"
    "  place: {place}\n  source: [royalsurrey_hotline, cruk_infection2026, nhs_anaphylaxis]"
)
_KNEE_EMERGENCY = (
    "  when: sudden chest pain, trouble breathing, or new confusion\n  place: {place}\n  source: [weiss_joint]"
)
_TOPICS: Mapping[TopicName, Topic] = {
    "knee-replacement": Topic(
        sections=("orthopaedics/knee-when-to-call", "orthopaedics/knee-recovery"),
        picture="orthopaedics/knee-walks",
        rules={
            "uk": ClinicRules(
                emergency=_KNEE_EMERGENCY.format(place="A&E"),
                fever_rule="37.8 °C or higher",
                fever_source="lancaster_knee",
            ),
        },
    ),
    "chemotherapy-day": Topic(
        sections=("support/get-ready", "support/when-to-call"),
        picture="support/keep-together",
        rules={
            "uk": ClinicRules(
                emergency=_CANCER_EMERGENCY.format(place="A&E", fit="fit"),
                fever_rule="37.5 °C or higher, or below 36 °C",
                fever_source="cruk_infection2026",
                more=_COVER.format(source="royalsurrey_hotline, clatterbridge_hotline")
                + _NO_ANSWER.format(
                    rule="call 999, or get someone to drive you to A&E", source="bloodcancer_infection"
                ),
            ),
            "us": ClinicRules(
                emergency=_CANCER_EMERGENCY.format(place="the emergency room", fit="seizure"),
                fever_rule="100.4 °F (38.0 °C) or higher",
                fever_source="cdc_fever2026",
                more=_COVER.format(source="royalsurrey_hotline, esmo_irae_patient")
                + _NO_ANSWER.format(
                    rule="go to the emergency room. Tell the person who checks you in that you have cancer, and which treatment you have",
                    source="cdc_fever",
                ),
            ),
        },
    ),
}


def rules_of(topic: TopicName, profile: Profile) -> ClinicRules | None:
    """What `topic` asks of a clinic with the habits of `profile`; None where its words have no source for them."""
    return _TOPICS[topic].rules.get(profile) if topic in _TOPICS else None


def profiles_of(topic: TopicName) -> tuple[Profile, ...]:
    """The profiles that `topic` is written for."""
    return tuple(_TOPICS[topic].rules) if topic in _TOPICS else ("uk", "us")


def topic_files(topic: TopicName) -> Mapping[str, str]:
    """The files of `topic`, by their paths in a library: sections, picture, sources, glossary and spelling. The dates of
    its definition are still to be filled in.
    """
    start = _TOPICS[topic]
    texts = {f"handouts/sections/{address}.md": _shipped(f"sections/{address}.md") for address in start.sections}
    texts[f"handouts/sections/{start.picture}.md"] = _own(f"{topic}.md")
    definition = _own(f"{topic}.yaml")
    cited = set(_CITED.findall("\n".join((definition, *texts.values()))))
    for rules in start.rules.values():
        sources = re.findall(r"source: \[([^][\n]*)\]", rules.emergency + rules.more)
        cited |= {rules.fever_source, *(name.strip() for source in sources for name in source.split(","))}
    return {
        f"handouts/{topic}.yaml": definition,
        **texts,
        f"handouts/figures/{topic}.svg": _own(f"{topic}.svg"),
        "handouts/references.yaml": _entries(_shipped("references.yaml"), cited),
        "handouts/glossary.yaml": _shipped("glossary.yaml"),
        "handouts/spelling.yaml": _shipped("spelling.yaml"),
    }


def shipped_references(*ids: str) -> str:
    """The shipped entries with `ids`, as a list without a head."""
    _, *entries = _ENTRY.split(_entries(_shipped("references.yaml"), ids))
    return "".join(f"- {entry}" for entry in entries)


def _entries(text: str, ids: Iterable[str]) -> str:
    """The head of a list of references, and those of its entries that are in `ids`."""
    head, *entries = _ENTRY.split(text)
    wanted = set(ids)
    kept = [entry for entry in entries if entry.partition("\n")[0].removeprefix("id: ").strip() in wanted]
    return head + "".join(f"- {entry}" for entry in kept)


def _own(name: str) -> str:
    return (files(_PACKAGE) / "topics" / name).read_text(encoding="utf-8")


def _shipped(path: str) -> str:
    """A file of the shipped handouts: from the package, or from the repository where the package runs in it."""
    packaged = files(_PACKAGE) / "handouts" / path
    if packaged.is_file():
        return packaged.read_text(encoding="utf-8")
    return (_REPOSITORY / "handouts" / path).read_text(encoding="utf-8")


def shipped_paths() -> tuple[str, ...]:
    """The files of `handouts/` that a wheel must hold."""
    sections = (f"sections/{address}.md" for topic in _TOPICS.values() for address in topic.sections)
    return tuple(sorted({*sections, "references.yaml", "glossary.yaml", "spelling.yaml"}))
