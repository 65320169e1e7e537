"""EndNote's citations: the XML records in its fields, as the same items that other programs write in CSL-JSON.

The form is that of EndNote's XML export. What a record says in fields that have no place is left to the note of the
source by its number; nothing is guessed.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element

from wardleaf.office_package import DamagedError, TooLargeError, xml_tree
from wardleaf.word_import.model import Field

_START, _END = "<EndNote>", "</EndNote>"
_MOST_ELEMENTS, _DEEPEST = 100_000, 30
_KINDS = {
    "Journal Article": "article-journal", "Electronic Article": "article-journal", "Book": "book", "Edited Book": "book", "Electronic Book": "book", "Book Section": "chapter", "Web Page": "webpage",
    "Report": "report", "Government Document": "report", "Thesis": "thesis", "Conference Paper": "paper-conference", "Conference Proceedings": "paper-conference", "Newspaper Article": "article-newspaper",
    "Magazine Article": "article-magazine", "Dataset": "dataset", "Standard": "standard",
}  # fmt: skip
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


def endnote_items(field: Field) -> Sequence[Mapping[str, object]]:
    """The items that an EndNote field cites, in the form of CSL-JSON; nothing for another field, or one that cannot be
    read.
    """
    text = field.instruction
    if "EN.CITE" not in text:
        return ()
    if _START not in text:
        try:
            text = base64.b64decode("".join(field.data.split())).decode("utf-8", "replace").replace("\x00", "")
        except ValueError:
            return ()
    start, end = text.find(_START), text.rfind(_END)
    if not 0 <= start < end:
        return ()
    try:
        root = xml_tree(text[start : end + len(_END)].encode(), elements=_MOST_ELEMENTS, depth=_DEEPEST)
    except (DamagedError, TooLargeError):
        return ()
    return [_item(cite) for cite in root if cite.tag == "Cite"]


def _item(cite: Element) -> Mapping[str, object]:
    record = cite.find("record")
    number = _text(cite, "RecNum")
    item: dict[str, object] = {"id": number}
    if pages := _text(cite, "Pages"):
        item["locator"] = pages
    if prefix := _text(cite, "Prefix"):
        item["prefix"] = prefix
    if suffix := _text(cite, "Suffix"):
        item["suffix"] = suffix
    if record is not None:
        item["itemData"] = {key: value for key, value in _data(record, number).items() if value}
    return item


def _data(record: Element, number: str) -> dict[str, object]:
    kind = record.find("ref-type")
    name = kind.get("name", "") if kind is not None else ""
    year = _YEAR.search(_text(record, "dates/year"))
    journal = _text(record, "periodical/full-title") or _text(record, "titles/secondary-title")
    accession = _text(record, "accession-num")
    return {
        "id": number,
        "type": _KINDS.get(name, name),
        "title": _text(record, "titles/title"),
        "author": _people(record, "authors"),
        "editor": _people(record, "secondary-authors"),
        "container-title": journal,
        "journalAbbreviation": _text(record, "periodical/abbr-1"),
        "volume": _text(record, "volume"),
        "issue": _text(record, "number"),
        "page": _text(record, "pages"),
        "edition": _text(record, "edition"),
        "publisher": _text(record, "publisher"),
        "publisher-place": _text(record, "pub-location"),
        "issued": {"date-parts": [[int(year[0])]]} if year else None,
        "DOI": _text(record, "electronic-resource-num"),
        "PMID": accession if accession.isdecimal() and "pubmed" in _text(record, "remote-database-name").casefold() else "",
        "URL": _text(record, "urls/related-urls/url"),
        "language": _text(record, "language"),
    }  # fmt: skip


def _people(record: Element, kind: str) -> list[dict[str, str]]:
    people: list[dict[str, str]] = []
    for author in record.findall(f"contributors/{kind}/author"):
        name = " ".join("".join(author.itertext()).split())
        family, comma, given = name.partition(",")
        if name:
            people.append(
                {"family": family.strip(), "given": given.strip()}
                if comma and given.strip()
                else {"literal": name.rstrip(",")}
            )
    return people


def _text(parent: Element, path: str) -> str:
    """The words at `path`, also those that EndNote puts into elements of style."""
    found = parent.find(path)
    return " ".join("".join(found.itertext()).split()) if found is not None else ""
