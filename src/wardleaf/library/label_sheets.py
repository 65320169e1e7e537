"""The words that Wardleaf prints, in the languages of a library: files of `handouts/labels/` as nodes become complete
sheets.

A sheet has every word, or extends another of the same language: a word that is missing would stand in English on a page
that nobody can read who needs it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from msgspec import Struct

from wardleaf.findings import Findings
from wardleaf.library import faults
from wardleaf.library.label_files import label_languages, shipped_labels_node
from wardleaf.library.labels import LabelSheet
from wardleaf.library.languages import base_language, language_name
from wardleaf.source import faults as source_faults
from wardleaf.source.decode import decode
from wardleaf.source.nodes import MappingNode, Node, ScalarNode, merge_nodes
from wardleaf.source.suggest import did_you_mean
from wardleaf.values import replace

# How dates are written is said by a country's profile in English, and by the sheet in any other language.
_DATE_PATTERNS: Mapping[str, str] = {"date-pattern": "{day} {month} {year}", "month-pattern": "{month} {year}"}
_ABOUT = ("language", "extends", "translated-by", "reviewed-by")
_OURS = "en"
_LISTS = ("months", "appointment-columns")
# What our text can set: from left to right, one letter after the other, with spaces between words.
_SCRIPTS = frozenset({"LATIN", "GREEK", "CYRILLIC"})
_HOLE = re.compile(r"\{[a-z_]+\}")


class ResolvedSheets(Struct, frozen=True):
    """The sheets that are complete, and the languages of the others."""

    sheets: Mapping[str, LabelSheet]
    unread: frozenset[str]


def english_words() -> Mapping[str, str]:
    """Every word that a sheet gives, by key, in English: what a translator starts from, and whose names in braces must
    be kept.
    """
    node = shipped_labels_node("en-GB")
    words = {
        key.text: value.text for key, value in node.entries if isinstance(value, ScalarNode) and key.text not in _ABOUT
    }
    return {**words, **_DATE_PATTERNS}


def resolve_sheets(nodes: Mapping[str, Node | None], *, findings: Findings) -> ResolvedSheets:
    """Every sheet in `nodes`, by the language that its file is named after (None for a file that could not be read),
    with the words of those it extends.
    """
    english = english_words()
    sheets: dict[str, LabelSheet] = {}
    for language, written in nodes.items():
        own = Findings()
        if isinstance(written, MappingNode):
            _check_words(written, english, own)
        node = _complete(language, nodes, own)
        sheet = decode(node, LabelSheet, findings=own) if node else None
        if sheet:
            _check_language(sheet, language, node, own)
        findings.extend(own)
        if sheet and not own.has_errors:
            sheets[language] = sheet
    return ResolvedSheets(sheets, frozenset(nodes) - frozenset(sheets))


def _complete(language: str, nodes: Mapping[str, Node | None], findings: Findings) -> Node | None:
    """The node of `language` with the words of those it extends; None when one of them is missing or could not be read."""
    node = nodes[language]
    seen = [language]
    chain = [node] if isinstance(node, MappingNode) else []
    while chain and isinstance(extends := chain[-1].get("extends"), ScalarNode) and not extends.empty:
        name = extends.text
        if name in seen:
            message = f"`{name}` extends itself over {' and '.join(seen)}; one sheet must have every word"
            findings.add(faults.SHEET_LANGUAGE.at(extends.span, message))
            return None
        if base_language(name) != base_language(language):
            message = f"a sheet in `{language}` cannot extend `{name}`: words that are left out would be printed in another language"
            findings.add(faults.SHEET_LANGUAGE.at(extends.span, message, hint="translate every word"))
            return None
        if name in label_languages():
            chain.append(shipped_labels_node(name))
            break
        if name not in nodes:
            known = (*nodes, *label_languages())
            message = f"there is no sheet `{name}` to extend in handouts/labels"
            findings.add(faults.SHEET_LANGUAGE.at(extends.span, message, hint=did_you_mean(name, known)))
            return None
        parent = nodes[name]
        if not isinstance(parent, MappingNode):
            return None  # told in its own place
        chain.append(parent)
        seen.append(name)
    if not chain:
        return node
    *parents, merged = chain
    for child in reversed(parents):
        merged = merge_nodes(merged, child)
    return merged


def _check_language(sheet: LabelSheet, language: str, node: Node | None, findings: Findings) -> None:
    if sheet.language != language:
        written = node.get("language") if isinstance(node, MappingNode) else None
        message = f"this sheet says that it is in `{sheet.language}`, and its file is named after `{language}`"
        place = written.span if written else sheet.span
        findings.add(faults.SHEET_LANGUAGE.at(place, message, hint=f"write `{language}`, or rename the file"))
    missing = [key for key in _DATE_PATTERNS if isinstance(node, MappingNode) and node.get(key) is None]
    if missing and base_language(language) != _OURS:
        listed = " and ".join(f"`{key}`" for key in missing)
        notes = tuple(f"{key}: such as {_DATE_PATTERNS[key]}" for key in missing)
        findings.add(
            source_faults.MISSING_KEY.at(
                replace(sheet.span, column=0), f"{listed} {'is' if len(missing) == 1 else 'are'} missing", notes=notes
            )
        )


def _check_words(node: MappingNode, english: Mapping[str, str], findings: Findings) -> None:
    """Tells what is wrong with single words: their names in braces, how many there are of a list, and letters that
    cannot be set.
    """
    for key, value in node.entries:
        if key.text not in english or not isinstance(value, ScalarNode):
            continue
        words = english[key.text]
        wanted, found = _holes(words), _holes(value.text)
        if value.text.strip() and wanted != found:
            kept = " and ".join(f"`{hole}`" for hole in dict.fromkeys(_HOLE.findall(words)))
            keep = f"must keep {kept} as {'they are' if ' and ' in kept else 'it is'}, and nothing else in braces"
            message = f"`{key.text}` {keep if kept else 'has no place for anything in braces'}"
            findings.add(faults.SHEET_PLACEHOLDER.at(value.span, message, notes=(f"in English: {words}",)))
        if key.text in _LISTS and value.text.strip() and len(value.text.split(",")) != len(words.split(",")):
            message = f"`{key.text}` lists {len(value.text.split(','))}; there are {len(words.split(','))}, with commas between them"
            findings.add(faults.SHEET_LIST.at(value.span, message, notes=(f"in English: {words}",)))
        letter = next(_unset_letters(value.text), "")
        if letter:
            message = f"`{letter}` is a letter of a script that Wardleaf does not set; it sets Latin, Greek and Cyrillic letters, from left to right"
            findings.add(faults.SCRIPT_NOT_SET.at(value.span, message))


def _holes(text: str) -> frozenset[str] | None:
    """The names in braces in `text`; None when the braces are not in order."""
    rest = _HOLE.sub("", text)
    return None if "{" in rest or "}" in rest else frozenset(_HOLE.findall(text))


def _unset_letters(text: str) -> Iterator[str]:
    for character in text:
        if (
            character.isalpha()
            and not character.isascii()
            and unicodedata.name(character, "").split(" ")[0]
            not in (*_SCRIPTS, "MODIFIER", "FEMININE", "MASCULINE", "MICRO")
        ):
            yield character


def new_sheet(language: str, *, extends: str = "") -> str:
    """An empty sheet to fill in for `language`, each word in English above its place; with `extends`, one that gives
    only what is different.
    """
    name = language_name(language)
    head = [
        f"# The words that Wardleaf itself prints, in {name}.",
        *_instructions(extends),
        "",
        f"language: {language}",
        *([f"extends: {extends}"] if extends else []),
        "translated-by:            # name and role",
        "reviewed-by:              # name and role of the person who checked the words",
        "",
    ]
    for key, words in english_words().items():
        place = f"# {key}:" if extends else f"{key}:"
        head += [f"# in English: {words}", place, ""]
    return "\n".join(head).rstrip("\n") + "\n"


def _instructions(extends: str) -> tuple[str, ...]:
    if extends:
        return (
            f"# What is not written here is taken from {extends}. To write a word, take the # before its key away.",
        )
    return (
        "# Write each after its colon, in quotes where it holds a colon or begins with a sign. A name in braces such as {page} stays as it is: the page's number",
        "# is put there. `wardleaf check` says what is still missing.",
    )
