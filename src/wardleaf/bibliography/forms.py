"""What the two styles share: which form a source takes, and the parts of it that they print alike.

This module reads a `Reference`; it knows neither italics nor the order of either style.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, assert_never

from msgspec import Struct

from wardleaf.bibliography.locations import Location, read_issue, read_volume
from wardleaf.bibliography.markup import marked
from wardleaf.bibliography.names import cuts_short, is_others
from wardleaf.bibliography.pieces import bare_doi, stem, tidy
from wardleaf.bibliography.titles import capitalised
from wardleaf.library.schema import Reference
from wardleaf.values import replace

Form = Literal[
    "article", "preprint", "newspaper", "magazine", "blog", "book", "chapter", "thesis", "presentation", "page", "report", "label", "dataset", "software",
    "podcast", "video", "law",
]  # fmt: skip
MARKED_GENRES = ("letter", "editorial", "comment", "abstract", "interview")
"""What both styles put in brackets after an article's title; other words under `genre` of an article are not printed.
"""

_LABEL = "package insert"
_MASTER = re.compile(r"\b(?:master|m\.?\s?(?:sc|a|phil|ed|ph)\b)", re.IGNORECASE)
_DOCTOR = re.compile(r"\b(?:ph\.?\s?d|doctor|dr\.?|d\.?phil|m\.?d\b|dissertation|thesis)", re.IGNORECASE)


def form_of(reference: Reference) -> Form:
    """The form a source is printed in: a guideline or report in a journal is an article, a guideline on the web a page."""
    kind = reference.type.value
    match kind:
        case "article-journal":
            return "article"
        case "article-newspaper":
            return "newspaper"
        case "article-magazine":
            return "magazine"
        case "post-weblog":
            return "blog"
        case "webpage":
            return "page"
        case "report" | "guideline":
            if reference.container_title and (reference.volume or reference.issue):
                return "article"
            return "page" if kind == "guideline" and (url(reference) or doi(reference)) else "report"
        case "drug-label":
            return "label"
        case "paper-conference":
            if not container(reference):
                return "presentation"
            return "article" if (reference.volume or reference.issue) and not reference.publisher else "chapter"
        case "legislation":
            return "law"
        case "book" | "chapter" | "preprint" | "thesis" | "dataset" | "software" | "podcast" | "video":
            return kind
        case _:
            assert_never(kind)


def title(reference: Reference) -> str:
    """The title with `markup`'s marks around its italics."""
    return marked(reference.title.value)


def original_title(reference: Reference) -> str:
    """The title in the language of the source, or empty."""
    return tidy(marked(reference.original_title))


def doi(reference: Reference) -> str:
    """The bare DOI, or empty."""
    return bare_doi(reference.doi.value) if reference.doi else ""


def url(reference: Reference) -> str:
    """The address, or empty."""
    return reference.url.value.strip() if reference.url else ""


def container(reference: Reference) -> str:
    """The journal's, book's or site's name: the verified abbreviation where there is one, else the full title."""
    return stem(marked(reference.container_title_short)) or stem(marked(reference.container_title))


def pages(reference: Reference) -> str:
    """The pages as stored, or empty."""
    return tidy(reference.page.value) if reference.page else ""


def location(reference: Reference) -> tuple[Location, Location]:
    """The volume and the issue, each with the supplement and the part that belong to it: to the issue where there is
    one.
    """
    volume, issue = read_volume(reference.volume), read_issue(reference.issue)
    supplement = tidy(reference.supplement) or issue.supplement or volume.supplement
    part = tidy(reference.part) or issue.part or volume.part
    if issue.number:
        return replace(volume, supplement="", part=""), replace(issue, supplement=supplement, part=part)
    return replace(volume, supplement=supplement, part=part), Location()


def genre_mark(reference: Reference) -> str:
    """`[letter]`, after the title of an article that is one; empty for what needs no mark."""
    genre = stem(reference.genre).casefold()
    return f"[{genre}]" if genre in MARKED_GENRES else ""


def thesis_kind(reference: Reference) -> str:
    """`dissertation` or `master's thesis`; any other degree by the name that it is given."""
    genre = stem(reference.genre)
    if _MASTER.search(genre):
        return "master's thesis"
    return "dissertation" if not genre or _DOCTOR.search(genre) else genre


def label_kind(reference: Reference) -> str:
    """`package insert`, or what the medicine's text is called."""
    return stem(reference.genre) or _LABEL


def presented(reference: Reference) -> str:
    """`Paper`, `Poster` or `Abstract`: what was presented at a meeting."""
    genre = stem(reference.genre)
    kind = re.sub(r"^(?:conference|meeting)\s+|(?<!\s)\s+(?:presentation|session)$", "", genre.casefold())
    return {"": "Paper", "paper": "Paper", "poster": "Poster", "abstract": "Abstract"}.get(
        kind, genre[:1].upper() + genre[1:]
    )


def noun(reference: Reference) -> str:
    """What a source is called where its language is told, or empty: `Article` in Norwegian."""
    form = form_of(reference)
    match form:
        case "article" | "newspaper" | "magazine" | "preprint" | "blog":
            return "Article"
        case "book" | "chapter" | "report" | "dataset" | "podcast" | "video":
            return form.capitalize()
        case "thesis":
            return capitalised(thesis_kind(reference))
        case "presentation":
            return presented(reference)
        case "page":
            return "Web page"
        case "label":
            return capitalised(label_kind(reference))
        case "software" | "law":
            return ""
        case _:
            assert_never(form)


def blog_name(reference: Reference, word: str) -> tuple[str, str]:
    """The name of a blog or podcast, and `word` after it unless the name says it itself."""
    name = container(reference)
    return name, "" if not name or word in name.casefold() else f" {word}"


def newspaper(reference: Reference) -> str:
    """The name of a newspaper or magazine, in full: neither style abbreviates it."""
    return stem(marked(reference.container_title)) or container(reference)


def missing_facts(reference: Reference) -> Iterator[str]:
    """What the form of `reference` cannot be printed rightly without, each in words with its key."""
    where, form = container(reference), form_of(reference)
    for name in (*reference.author, *reference.editor):
        if cuts_short(name) and not is_others(name):
            yield (
                f"a name in the place of “{name.literal or name.family}” (write names that nobody knows as an author `{{literal: et al.}}`, and a group as one of its own)"
            )
    if reference.author and all(is_others(name) for name in reference.author):
        yield "the names of its authors"
    if form == "article":
        waits = reference.status in ("online-first", "in-press")
        if reference.type.value == "article-journal" and not (
            pages(reference) or reference.number or doi(reference) or reference.pmid or waits
        ):
            yield "pages, article number, DOI or PubMed number"
        if (
            reference.status == "online-first"
            and not reference.volume
            and not (reference.issued and reference.issued.month)
        ):
            yield "the day it came out online (`issued`)"
    elif form == "preprint" and not (where and (doi(reference) or url(reference))):
        yield "the preprint server (`container-title`), and its DOI or address"
    elif form in ("newspaper", "magazine", "blog", "podcast") and not where:
        yield f"the {form}'s name (`container-title`)"
    elif form == "thesis" and not reference.publisher:
        yield "the university (`publisher`)"
    elif form == "presentation" and not reference.event_title:
        yield "the meeting (`event-title`) or the proceedings (`container-title`)"
    elif form == "dataset" and not (where or reference.publisher):
        yield "the repository (`container-title`)"
    elif form == "law" and cited_law(reference) is None:
        yield "a citation that both styles have a form for: `container-title` USC, CFR, Fed Reg or Pub L with its numbers; cite any other law as the `webpage` on which it can be read"
    if form in ("preprint", "newspaper", "magazine", "blog") and reference.issued and reference.issued.month is None:
        yield "the month, and the day where there is one (`issued`)"
    if (
        form in ("article", "preprint", "newspaper", "magazine", "blog", "podcast", "law")
        and reference.type.value != "article-journal"
        and not reference.issued
    ):
        yield "its date (`issued`)"


class Law(Struct, frozen=True, kw_only=True):
    """A citation of US law in both styles, without title and date: AMA §3.16 writes no stops, NLM follows the
    Bluebook's; `by_day` asks for the whole date.
    """

    ama: str
    nlm: str
    by_day: bool = False


def cited_law(reference: Reference) -> Law | None:
    """How the place of a statute or rule is cited; None for law of which neither style has a form."""
    return law_citation(
        container(reference),
        volume=reference.volume,
        section=reference.section,
        number=reference.number,
        page=pages(reference),
    )


def law_citation(code: str, *, volume: str, section: str, number: str, page: str) -> Law | None:
    """The citation in `code` (USC, CFR, Fed Reg or Pub L, written out or not) with what it needs; None where that is
    missing or the code is another.
    """
    code = re.sub(r"[^a-z]", "", code.casefold())
    volume, section, number, page = stem(volume), stem(section).lstrip("§ "), stem(number), tidy(page)
    if code in ("usc", "unitedstatescode") and volume and section:
        return Law(ama=f"{volume} USC §{section}", nlm=f"{volume} U.S.C. Sect. {section}")
    if code in ("cfr", "codeoffederalregulations") and volume and section:
        return Law(ama=f"{volume} CFR §{section}", nlm=f"{volume} C.F.R. Sect. {section}")
    if code in ("fedreg", "federalregister") and volume and page:
        return Law(ama=f"{volume} Fed Reg {page}", nlm=f"{volume} Fed. Reg. {page}", by_day=True)
    if code in ("publ", "publiclaw") and number:
        bare = re.sub(r"(?i)^(?:pub(?:lic)?\.?\s*l(?:aw)?\.?\s*)?(?:no\.?\s*)?", "", number)
        at = volume and page
        return Law(
            ama=f"Pub L No. {bare}" + (f", {volume} Stat {page}" if at else ""),
            nlm=f"Pub. L. No. {bare}" + (f", {volume} Stat. {page}" if at else ""),
        )
    return None


def status(reference: Reference) -> str:
    """The status as it is printed, in brackets, or empty."""
    return f"[{reference.status}]" if reference.status == "historical" else ""


def noted(title: str, *notes: str) -> str:
    """`title` and, in their brackets, the notes that follow it."""
    told = [note for note in notes if note]
    return " ".join([stem(title), *told]).strip() if told else tidy(title)


def made_by_author(reference: Reference, name: str) -> bool:
    """Whether `name`, a publisher or a site, is the only author, so that a style need not say it again."""
    return len(reference.author) == 1 and stem(reference.author[0].literal).casefold() == stem(name).casefold()
