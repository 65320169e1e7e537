"""The parts that each kind of handout must have, by the names that sections give under `parts:`."""

from __future__ import annotations

from collections.abc import Mapping

from wardleaf.library.schema import Kind

_ALWAYS = ("support-organisations", "questions")

REQUIRED_PARTS: Mapping[Kind, tuple[str, ...]] = {
    "treatment": ("how-it-works", "benefits", "risks", "without-treatment", "quality-of-life", "options", *_ALWAYS),
    "chemotherapy": (
        "drugs-and-why",
        "schedule",
        "side-effects",
        "when-to-call",
        "missed-doses",
        "interactions",
        "handling-at-home",
        "fertility-pregnancy",
        "follow-up",
        "contacts",
        *_ALWAYS,
    ),
    "support": _ALWAYS,
    "general": _ALWAYS,
}

KNOWN_PARTS: frozenset[str] = frozenset(part for parts in REQUIRED_PARTS.values() for part in parts)
