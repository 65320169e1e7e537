"""docs/rules.md: every rule with its code and name, which requirement each serves, and which requirements no rule
serves, with the reason.

`python -m wardleaf.checks.rule_table > docs/rules.md` writes it anew after a rule has changed; a test holds the two
together.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from wardleaf.checks.allowances import FAULTS as ALLOWANCE_FAULTS
from wardleaf.checks.registry import all_rules
from wardleaf.checks.rule import AnyRule

_GROUPS = {
    "R1": "Reading",
    "R2": "Structure",
    "R3": "Action",
    "R4": "Numbers",
    "R5": "Medicine safety",
    "R7": "Sources and independence",
    "R8": "Layout",
    "R9": "Access and language",
}
# What no rule here serves, wholly or in part, and why.
ELSEWHERE: tuple[tuple[str, str], ...] = (
    ("RD-02", "That a text is too short for SMOG is not told: it would be said of every short handout, and nothing can be done about it."),
    ("RD-06", "“Used only once, so not needed” is left out: a leaflet may name an abbreviation once because staff will say it."),
    ("ST-02", "That the main message stands on page 1 holds by construction; a page layout without it does not exist."),
    ("ST-04", "A skipped level and a second H1 are told when a section is read (L204), because nothing can be built from them."),
    ("ST-05", "More than one sentence to a bullet is left out: an instruction and its reason often belong to one item. Whether items match each other in form is for a reviewer: no pattern tells it reliably."),
    ("ST-06", "A table without its header row is told when a section is read (L219); an icon array always says what its figures mean."),
    ("NU-03", "A number without words is left out: in running text a number always stands in a sentence, and a chart has its sentence by construction."),
    ("NU-04", "Time and group are asked of icon arrays by their form; in running text no pattern finds them reliably, so only the source is checked."),
    ("NU-05", "Benefits without harms are seen by `missing-part` for handouts of kind `treatment`; sentences that praise are left to the reviewer."),
    ("MS-02", "Spaces before units and °F beside °C are written by the profile when a handout is resolved, so they cannot be wrong."),
    ("MS-04", "Two values of one thing cannot stand in a handout: a clinic's file gives each once, and typed ones are found."),
    ("MS-03", "“With food” alone is left out: it is often all that the label says."),
    ("GV-01 to GV-05", "Governance: who wrote, reviewed and approved, who paid, and until when. Its findings have the codes R6xx and their own room (docs/approval.md); here only words of advertising are checked."),
    ("RF-02", "Missing references and the order of numbers are seen to when a handout is resolved, and only cited sources are printed; a number after a dose is safe, because citations print in brackets."),
    ("RF-03", "Whether a journal's short name is the right one is left out: no list of abbreviations is shipped. A retraction is looked for by people, who write the date under `checked`."),
    ("LY-03", "Justified and centred text does not exist in any style; underlining is not in the markup."),
    ("LY-04", "Pages that fill a booklet up are never blank but have lines to write on, and building tells their number; where a line `fit:` would spare two or three of them, it says so (T514). Multiples of four, padding and the order of pages hold by construction; the thickness as printed is told by imposition (P6xx)."),
    ("LY-05", "Text that does not fit (T502), signs that no font has (T501) and pictures below 200 dots an inch (T504) are told by typesetting; no heading is left alone at the foot of a page, by construction."),
    ("AX-02", "Alt text, or the decision against it, is asked when a section is read (L221)."),
    ("AX-03", "A finished PDF is proved by validators (docs/pdf-ua.md), and cannot be allowed away; here only the words of links are checked."),
    ("LG-01", "Whether a reviewer is qualified is for people to judge; that one is named, with a role where a machine translated, is checked. No English formula or word list is used for another language."),
    ("LG-02", "The notice of availability in fifteen languages needs texts that the clinic supplies; only the line on other formats is checked."),
)  # fmt: skip


def rules_page() -> str:
    """The text of docs/rules.md."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    rules = all_rules()
    yield "# What the checks look for"
    yield ""
    yield "Made by `python -m wardleaf.checks.rule_table > docs/rules.md` from the rules themselves; do not edit it by hand. `wardleaf explain CODE` prints a rule's page: what it finds, why it"
    yield "matters to a reader, an example, what to write instead, its options and its evidence."
    yield ""
    yield "An **error** makes every page a DRAFT; a **warning** wants to be mended or accepted; an **info** is told once. To accept a finding, write its name, a reason, who and until"
    yield "when, under `allow:` in the definition or in the section's front matter:"
    yield ""
    yield '    allow: {long-sentence: {reason: "Quoted from the label", by: "A. Morgan, nurse specialist", until: 2027-11-01}}'
    yield ""
    yield "or, for one paragraph, list, table or component, right above it in the section:"
    yield ""
    yield "    ::: allow"
    yield '    long-sentence: {reason: "Quoted from the label", by: "A. Morgan, nurse specialist", until: 2027-11-01}'
    yield "    :::"
    yield ""
    yield "It stays in the report as an info. Rules marked † cannot be accepted. Past its date the acceptance itself becomes the error or warning that it covers; the pages stay as they are, because"
    yield "a file never depends on the day on which it is built. Findings of governance (R6xx) can be accepted in the same way, except those about approval, withdrawal and an overdue review."
    for prefix, name in _GROUPS.items():
        yield ""
        yield f"## {prefix}: {name}"
        yield ""
        yield "| Code | Name | Usual weight | Finds | Serves |"
        yield "|---|---|---|---|---|"
        yield from (_row(rule) for rule in rules if rule.fault.code.startswith(prefix))
    yield ""
    yield "## R0: Allowances"
    yield ""
    yield "| Code | Name | Usual weight |"
    yield "|---|---|---|"
    yield from (f"| {fault.code} | `{fault.name}` | {fault.severity} |" for fault in ALLOWANCE_FAULTS)
    yield ""
    yield "## Requirements"
    yield ""
    yield "The ids are those of the list of requirements that the rules were made from (PEMAT-P, CDC Clear Communication Index, NHS, WCAG and others; each rule's page names its sources)."
    yield ""
    yield "| Id | Rules |"
    yield "|---|---|"
    served: dict[str, list[str]] = {}
    for rule in rules:
        for id in rule.ids:
            served.setdefault(id, []).append(f"`{rule.fault.name}`")
    order = ("RD", "ST", "AC", "NU", "MS", "GV", "RF", "LY", "AX", "LG")
    yield from (
        f"| {id} | {', '.join(served[id])} |"
        for id in sorted(served, key=lambda served_id: (order.index(served_id[:2]), served_id))
    )
    yield ""
    yield "## Left out, and why"
    yield ""
    yield "| Id | Reason |"
    yield "|---|---|"
    yield from (f"| {id} | {reason} |" for id, reason in ELSEWHERE)
    yield ""
    yield "## How reading is counted"
    yield ""
    yield "Flesch-Kincaid grade = 0.39 × words ÷ sentences + 11.8 × syllables ÷ words − 15.59. SMOG = 1.0430 × √(long words × 30 ÷ sentences) + 3.1291 on the American scale, and five more on"
    yield "the British one; the finding names the scale. A long word has three syllables or more. Spanish: INFLESZ = 206.835 − 62.3 × syllables ÷ words − words ÷ sentences. Other languages: LIX = words ÷"
    yield "sentences + 100 × words over six letters ÷ words."
    yield ""
    yield "Each heading, list item, step and paragraph ends its last sentence. A word with hyphens is one word; a number is one word of one syllable; letters such as NHS are said one by one. Left out"
    yield "are citations, meanings in brackets, table cells, contacts, phone numbers, addresses, labels of lines to write on, sources and the last page. Topic words are left out of the grade that counts, and"
    yield "the grade with them is shown. Syllables come from a reviewed list of medical words, then a table made from the CMU Pronouncing Dictionary (the fewest of each word's pronunciations), then rules."


def _row(rule: AnyRule) -> str:
    first = " ".join(rule.fault.explanation.partition("\n\n")[0].split())
    mark = "" if rule.allowable else " †"
    return (
        f"| {rule.fault.code} | `{rule.fault.name}`{mark} | {rule.fault.severity} | {first} | {', '.join(rule.ids)} |"
    )


if __name__ == "__main__":
    sys.stdout.write(rules_page())
