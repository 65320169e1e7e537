"""What authors may write in `handouts/`: every file and key, as frozen records.

This is the one list of keys: `source/` decodes by it, `wardleaf schema` makes the editors' JSON Schemas from it, and
docs/authoring.md explains it to people. It knows no YAML and resolves nothing: a name here is only a name.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from msgspec import Struct, field

from wardleaf.editions import EditionName
from wardleaf.findings import SourceFile, Span
from wardleaf.library.dates import PartialDate, SourceDate
from wardleaf.library.labels import LabelSheet
from wardleaf.source.keys import At, Key

Kind = Literal["treatment", "chemotherapy", "support", "general"]
ProfileName = Literal["uk", "us"]
ReferencesPolicy = Literal["full", "short", "on-request"]
ReferenceStyle = Literal["ama", "nlm"]
QrChoice = Literal["published", "website", "none"]
SourceKind = Literal[
    "article-journal", "article-newspaper", "article-magazine", "preprint", "book", "chapter", "thesis", "paper-conference", "webpage", "post-weblog",
    "report", "guideline", "drug-label", "dataset", "software", "podcast", "video", "legislation",
]  # fmt: skip


# --- settings ---------------------------------------------------------------------------------------------------------


class Approver(Struct, frozen=True, kw_only=True):
    """Somebody who may approve."""

    name: Annotated[At[str], Key("as in `--as`, such as Dr S. Rao")]
    role: Annotated[At[str], Key("as what, such as oncologist")]
    may: Annotated[
        tuple[At[str], ...],
        Key("sections, clinics, handouts, or one: section:topic/name, section:topic/, clinic:name, handout:name"),
    ]
    until: Annotated[At[datetime.date] | None, Key("the last day; approvals of before count on")] = None
    own_words: Annotated[At[str] | None, Key("why this person may also approve what they wrote")] = None
    span: Span


class LibrarySettings(Struct, frozen=True, kw_only=True):
    """`library.yaml`."""

    default_clinic: Annotated[At[str], Key("the clinic that is built when none is named")]
    languages: Annotated[tuple[At[str], ...], Key("languages that sections are written in")]
    approvers: Annotated[tuple[Approver, ...] | None, Key("who may approve what; without it anybody may")] = None
    span: Span


# --- components that are written in YAML ------------------------------------------------------------------------------


class WriteInSpec(Struct, frozen=True, kw_only=True):
    """Space to write: ruled lines under a prompt, or one labelled line for each of `fields`."""

    heading: Annotated[At[str] | None, Key("a heading above the space")] = None
    prompt: Annotated[At[str] | None, Key("a sentence that says what to write")] = None
    lines: Annotated[At[int] | None, Key("how many ruled lines")] = None
    fields: Annotated[tuple[At[str], ...], Key("labels, one line each")] = ()
    span: Span


class DiarySpec(Struct, frozen=True, kw_only=True):
    """A table to fill in by hand."""

    heading: Annotated[At[str] | None, Key("a heading above the diary")] = None
    columns: Annotated[tuple[At[str], ...], Key("column headings")]
    rows: Annotated[At[int] | tuple[At[str], ...], Key("how many empty rows, or their labels")]
    span: Span


class IconGroup(Struct, frozen=True, kw_only=True):
    """One group of people in an icon array."""

    label: Annotated[At[str], Key("who they are: `with a cold cap`")]
    count: Annotated[At[int], Key("to how many of `out-of` it happened")]
    span: Span


class IconArraySpec(Struct, frozen=True, kw_only=True):
    """Absolute risks as figures: one denominator, both framings, time frame, group and source."""

    out_of: Annotated[At[int], Key("the denominator: 100 or 1000")]
    who: Annotated[At[str], Key("which people: `women having chemotherapy`")]
    period: Annotated[At[str], Key("over what time: `after four rounds`")]
    event: Annotated[At[str], Key("what happened to the dark figures: `kept at least half of their hair`")]
    otherwise: Annotated[At[str], Key("what happened to the others")]
    groups: Annotated[tuple[IconGroup, ...], Key("one to four groups")]
    note: Annotated[At[str] | None, Key("about the study, in a sentence")] = None
    source: Annotated[tuple[At[str], ...], Key("reference ids")]
    span: Span


class PreparedForSpec(Struct, frozen=True, kw_only=True):
    """Who this copy is for, as lines to fill in."""

    fields: Annotated[tuple[At[str], ...], Key("ids of the definition's fields, or name, hospital-number, nurse")] = ()
    span: Span


class ContactsSpec(Struct, frozen=True, kw_only=True):
    """Names and numbers from the clinic's file."""

    show: Annotated[tuple[At[str], ...], Key("clinic, services, helplines, or single ids")]
    heading: Annotated[At[str] | None, Key("a heading above the list")] = None
    span: Span


class QrSpec(Struct, frozen=True, kw_only=True):
    """A QR code with its address in print."""

    address: Annotated[At[str], Key("an https address, or a clinic fact")]
    caption: Annotated[At[str], Key("what the reader finds there")]
    span: Span


ComponentSpec = WriteInSpec | DiarySpec | IconArraySpec | PreparedForSpec | ContactsSpec | QrSpec


# --- definitions ------------------------------------------------------------------------------------------------------


class When(Struct, frozen=True, kw_only=True):
    """Where an entry is printed; everywhere as far as a key is not there."""

    edition: Annotated[tuple[At[EditionName], ...], Key("only in these editions", filled=True)] = ()
    profile: Annotated[tuple[At[ProfileName], ...], Key("only for clinics of these profiles", filled=True)] = ()
    span: Span


class SectionUse(Struct, frozen=True, kw_only=True):
    """A section with choices."""

    use: Annotated[At[str], Key("a section's path below handouts/sections")]
    heading: Annotated[At[str] | None, Key("another heading for it")] = None
    only: Annotated[tuple[At[str], ...], Key("just these sub-sections, by written id", filled=True)] = ()
    when: Annotated[When | None, Key("where it is printed")] = None
    span: Span


class HandoutUse(Struct, frozen=True, kw_only=True):
    """A whole handout, in a pack."""

    handout: Annotated[At[str], Key("another handout's id")]
    span: Span


class ComponentUse(Struct, frozen=True, kw_only=True):
    """A component written in the definition itself: one of them."""

    exactly_one: ClassVar[tuple[str, ...]] = ("write_in", "diary", "contacts", "prepared_for", "icon_array", "qr")
    write_in: Annotated[WriteInSpec | None, Key("space to write")] = None
    diary: Annotated[DiarySpec | None, Key("a table to fill in")] = None
    contacts: Annotated[ContactsSpec | None, Key("names and numbers")] = None
    prepared_for: Annotated[PreparedForSpec | None, Key("who this copy is for")] = None
    icon_array: Annotated[IconArraySpec | None, Key("absolute risks as figures")] = None
    qr: Annotated[QrSpec | None, Key("a QR code")] = None
    when: Annotated[When | None, Key("where it is printed")] = None
    span: Span


SectionEntry = At[str] | SectionUse | HandoutUse | ComponentUse


class Fit(Struct, frozen=True, kw_only=True):
    """How the page count may be fitted to the sheets of a booklet."""

    pages: Annotated[At[Literal["multiple-of-4"]], Key("what to aim for")]
    write_in_lines: Annotated[At[str] | None, Key("a range such as `4–12`")] = None
    may_drop: Annotated[tuple[At[str], ...], Key("sections that may be left out, first to last")] = ()
    span: Span


class FieldSpec(Struct, frozen=True, kw_only=True):
    """Something a personal copy fills in."""

    label: Annotated[At[str], Key("printed beside the line")]
    type: Annotated[At[Literal["text", "date", "appointments"]] | None, Key("what it holds")] = None
    required: Annotated[bool, Key("whether a personal copy must fill it")] = False
    max_length: Annotated[At[int] | None, Key("most characters")] = None
    span: Span


class Extension(Struct, frozen=True, kw_only=True):
    """A review date moved once."""

    until: Annotated[At[datetime.date], Key("the new date")]
    by: Annotated[At[str], Key("who decided")]
    reason: Annotated[At[str], Key("why")]
    span: Span


class Review(Struct, frozen=True, kw_only=True):
    """Who answers for the words, and until when."""

    written_by: Annotated[At[str], Key("name and role")]
    clinical_reviewer: Annotated[At[str], Key("name and role; not the author")]
    approver: Annotated[At[str], Key("name and role")]
    last_reviewed: Annotated[At[datetime.date], Key("when the words were last checked")]
    review_by: Annotated[At[datetime.date], Key("when they must be checked again")]
    extend: Annotated[Extension | None, Key("a review date moved once")] = None
    funding: Annotated[At[str], Key("who paid: `none`, or a sentence")]
    to_agree: Annotated[
        At[str] | None, Key("what the clinical reviewer has still to agree, printed on the last page")
    ] = None
    span: Span


class Translation(Struct, frozen=True, kw_only=True):
    """What a handout in another language was made from, by whom and how."""

    of: Annotated[At[str], Key("the id of the handout that was translated")]
    original: Annotated[
        At[str] | None, Key("the wording hash of that handout when it was translated: `wardleaf list translations`")
    ] = None
    by: Annotated[At[str] | None, Key("who translated it: name and role")] = None
    reviewed_by: Annotated[At[str] | None, Key("who compared it with the original: name and role")] = None
    method: Annotated[At[Literal["human", "machine"]], Key("whether a person or a machine translated it")]
    span: Span


class Allowance(Struct, frozen=True, kw_only=True):
    """A finding that was looked at and accepted."""

    reason: Annotated[At[str], Key("why it is accepted")]
    by: Annotated[At[str], Key("who accepted it")]
    until: Annotated[At[datetime.date], Key("when it must be looked at again")]
    span: Span


class HandoutDefinition(Struct, frozen=True, kw_only=True):
    """`handouts/NAME.yaml`: one handout. Its id is the file's name without the ending."""

    title: Annotated[At[str], Key("the title on the first page")]
    short_title: Annotated[At[str], Key("the title in running headers")]
    purpose: Annotated[At[str], Key("one sentence: what the reader will find")]
    code: Annotated[At[str], Key("the document code, such as RBC-014")]
    version: Annotated[At[str], Key('in quotes, such as "3.1"')]
    language: Annotated[At[str], Key("language of the words, such as en-GB")]
    translation: Annotated[Translation | None, Key("what it was translated from, by whom and how")] = None
    kind: Annotated[At[Kind], Key("decides which parts are required")]
    specialty: Annotated[At[str] | None, Key("given by clinics of this specialty only, such as orthopaedics")] = None
    audience: Annotated[At[str], Key("who it is for")]
    editions: Annotated[tuple[At[EditionName], ...], Key("what is printed")]
    main_message: Annotated[At[str], Key("one to three short sentences")]
    key_points: Annotated[tuple[At[str], ...], Key("3 to 5 sentences")]
    call_signs: Annotated[tuple[At[str], ...], Key("the signs in the short box on the first page and the last")] = ()
    contents: Annotated[Literal["auto", "yes", "no"], Key("whether a contents list is printed")] = "auto"
    sections: Annotated[tuple[SectionEntry, ...], Key("what it says, in order")]
    references: Annotated[At[ReferencesPolicy], Key("which sources are printed")]
    topic_words: Annotated[tuple[At[str], ...], Key("words that the reading-grade check leaves out")] = ()
    not_applicable: Annotated[Mapping[str, At[str]], Key("required parts that do not apply, with a reason")] = field(
        default_factory=dict
    )
    fit: Annotated[Fit | None, Key("how to fit the page count")] = None
    fields: Annotated[Mapping[str, FieldSpec], Key("what a personal copy fills in")] = field(default_factory=dict)
    review: Annotated[Review, Key("who answers for it, and until when")]
    allow: Annotated[Mapping[str, Allowance], Key("accepted findings, by rule name")] = field(default_factory=dict)
    span: Span


# --- sections ---------------------------------------------------------------------------------------------------------


class FrontMatter(Struct, frozen=True, kw_only=True):
    """What stands between the `---` lines of a section."""

    title: Annotated[At[str], Key("the section's heading")]
    question: Annotated[At[str] | None, Key("the heading as the reader would ask it")] = None
    answer: Annotated[At[str] | None, Key("its answer in one sentence that the section's text bears out")] = None
    reviewed: Annotated[At[datetime.date], Key("when the words were last checked")]
    review_by: Annotated[At[datetime.date] | None, Key("when they must be checked again")] = None
    clinical: Annotated[bool, Key("yes: every fact needs a source")]
    language: Annotated[At[str] | None, Key("language of the words, if not the library's first")] = None
    parts: Annotated[tuple[At[str], ...], Key("which required parts it serves")] = ()
    allow: Annotated[Mapping[str, Allowance], Key("accepted findings, by rule name")] = field(default_factory=dict)
    span: Span


class Section(Struct, frozen=True, kw_only=True):
    """A reusable section: its address, front matter, and Markdown that nobody has parsed yet.

    `body` holds the lines after the front matter; its first line is line `body_line` of `file`.
    """

    address: str
    front_matter: FrontMatter
    file: SourceFile
    body: str
    body_line: int


# --- references -------------------------------------------------------------------------------------------------------


class Name(Struct, frozen=True, kw_only=True):
    """A person (family and given) or a group (literal)."""

    family: Annotated[str, Key("family name")] = ""
    given: Annotated[str, Key("given names or initials")] = ""
    suffix: Annotated[str, Key("Jr, 3rd")] = ""
    literal: Annotated[str, Key("a group, as it writes itself")] = ""


class Correction(Struct, frozen=True, kw_only=True):
    """Where a journal printed what was wrong in an article."""

    container_title: Annotated[str, Key("journal, by its verified abbreviation where there is one")] = ""
    issued: Annotated[SourceDate | None, Key("when it was published")] = None
    volume: Annotated[str, Key("volume")] = ""
    issue: Annotated[str, Key("issue")] = ""
    page: Annotated[str, Key("pages in full, or article number")] = ""


class Reference(Struct, frozen=True, kw_only=True):
    """One source, in CSL's field names. Author lists are complete; pages are written in full."""

    id: Annotated[At[str], Key("cited as [@id]")]
    key: Annotated[bool, Key("printed also where references are `short`")] = False
    type: Annotated[At[SourceKind], Key("what kind of source")]
    title: Annotated[At[str], Key("as published, in sentence case")]
    original_title: Annotated[str, Key("in the language that it was published in, where `title` is a translation")] = ""
    language: Annotated[str, Key("the language of a source that is not in English, in English: Norwegian")] = ""
    author: Annotated[tuple[Name, ...], Key("everybody")] = ()
    editor: Annotated[tuple[Name, ...], Key("of the book that holds a chapter")] = ()
    container_title: Annotated[
        str, Key("journal, newspaper, book, proceedings, site, preprint server, repository, podcast or code of law")
    ] = ""
    container_title_short: Annotated[str, Key("the journal's verified NLM abbreviation")] = ""
    issued: Annotated[SourceDate | None, Key("when it was published")] = None
    updated: Annotated[PartialDate | None, Key("when a web page was last updated")] = None
    volume: Annotated[str, Key("volume")] = ""
    issue: Annotated[str, Key("issue")] = ""
    supplement: Annotated[str, Key("supplement number, or `Suppl` where it has none")] = ""
    part: Annotated[str, Key("part of a volume, issue or supplement")] = ""
    page: Annotated[At[str] | None, Key("pages in full: 111-121")] = None
    number: Annotated[str, Key("article number, or a report's or guideline's number")] = ""
    section: Annotated[str, Key("section of a code of law")] = ""
    edition: Annotated[str, Key('edition: "2"')] = ""
    version: Annotated[str, Key("version of software or of a dataset")] = ""
    publisher: Annotated[str, Key("publisher")] = ""
    publisher_place: Annotated[str, Key("its place")] = ""
    genre: Annotated[
        str, Key("NICE guideline, AHRQ publication; letter, editorial or comment; dissertation; poster or abstract")
    ] = ""
    contract: Annotated[str, Key("contract number of a report")] = ""
    event_title: Annotated[str, Key("meeting at which it was presented")] = ""
    event_date: Annotated[SourceDate | None, Key("when the meeting was: 2005-05-14/2005-05-19")] = None
    event_place: Annotated[str, Key("where the meeting was")] = ""
    correction: Annotated[Correction | None, Key("where the journal printed what was wrong in it")] = None
    doi: Annotated[At[str] | None, Key("bare, without https", name="DOI")] = None
    pmid: Annotated[At[str] | None, Key("digits", name="PMID")] = None
    pmcid: Annotated[At[str] | None, Key("PMC and digits", name="PMCID")] = None
    url: Annotated[At[str] | None, Key("https address", name="URL")] = None
    accessed: Annotated[PartialDate | None, Key("when the page was read")] = None
    status: Annotated[
        Literal["", "historical", "online-first", "in-press"],
        Key("`historical` is printed in brackets; an article that has no volume yet is `online-first` or `in-press`"),
    ] = ""
    verified: Annotated[
        Literal["", "source", "report"],
        Key("where somebody read what is cited of it: in the source itself, or in a report of it"),
    ] = ""
    checked: Annotated[
        At[datetime.date] | None, Key("when somebody last looked for a newer edition or a retraction")
    ] = None
    note: Annotated[str, Key("for staff, never printed")] = ""
    span: Span


# --- clinics ----------------------------------------------------------------------------------------------------------


class AdviceAnyTime(Struct, frozen=True, kw_only=True):
    """One number for day and night."""

    any_time: Annotated[At[str], Key("the number for day and night")]
    span: Span


class AdviceDayNight(Struct, frozen=True, kw_only=True):
    """One number for the day and one for the night."""

    day: Annotated[At[str], Key("the number by day")]
    day_hours: Annotated[At[str] | None, Key("when it is answered")] = None
    night: Annotated[At[str], Key("the number at night and weekends")]
    night_hours: Annotated[At[str] | None, Key("when it is answered")] = None
    span: Span


class Phone(Struct, frozen=True, kw_only=True):
    """A further number."""

    number: Annotated[At[str], Key("as people dial it")]
    name: Annotated[At[str] | None, Key("what it is called in print, if not as its key")] = None
    hours: Annotated[At[str] | None, Key("when it is answered")] = None
    span: Span


class Emergency(Struct, frozen=True, kw_only=True):
    """The emergency number and when to call it."""

    number: Annotated[At[str], Key("999, 911, 112")]
    when: Annotated[At[str], Key("for what: `chest pain, …`")]
    place: Annotated[At[str] | None, Key("where to go instead: A&E, the emergency room")] = None
    source: Annotated[tuple[At[str], ...], Key("reference ids of `when`, cited in the box")] = ()
    span: Span


class ClinicRule(Struct, frozen=True, kw_only=True):
    """A clinic's whole phrase on something that clinics decide differently, with its source."""

    rule: Annotated[At[str], Key("the clinic's whole phrase, such as 37.5 °C or higher, or below 36 °C")]
    source: Annotated[tuple[At[str], ...], Key("reference ids")]
    span: Span


class Service(Struct, frozen=True, kw_only=True):
    """People inside the clinic that a reader may call."""

    id: Annotated[At[str], Key("named in text")]
    name: Annotated[At[str], Key("as printed")]
    phone: Annotated[At[str] | None, Key("number")] = None
    hours: Annotated[At[str] | None, Key("when it is answered")] = None
    purpose: Annotated[At[str] | None, Key("what they help with", name="for")] = None
    span: Span


class Helpline(Struct, frozen=True, kw_only=True):
    """A national service, as somebody checked it."""

    id: Annotated[At[str], Key("named in text")]
    name: Annotated[At[str], Key("as printed")]
    phone: Annotated[At[str], Key("number")]
    hours: Annotated[At[str] | None, Key("when it is answered")] = None
    purpose: Annotated[At[str] | None, Key("what they help with", name="for")] = None
    checked: Annotated[At[datetime.date], Key("when the number was last tried")]
    span: Span


class Links(Struct, frozen=True, kw_only=True):
    """Where printed codes lead."""

    qr: Annotated[At[QrChoice], Key("what the QR code on the last page leads to")]
    span: Span


class Publish(Struct, frozen=True, kw_only=True):
    """Where the pages that `wardleaf publish` makes stand."""

    address: Annotated[At[str], Key("https address without a slash at the end, short enough to type")]
    span: Span


class Clinic(Struct, frozen=True, kw_only=True):
    """`handouts/clinics/NAME.yaml`: who gives the handout. Its id is the file's name without the ending."""

    name: Annotated[At[str], Key("as printed")]
    part_of: Annotated[At[str] | None, Key("printed under the name")] = None
    extends: Annotated[At[str] | None, Key("another clinic's id, whose keys this file replaces")] = None
    specimen: Annotated[bool, Key("yes: this clinic does not exist")] = False
    specialty: Annotated[At[str] | None, Key("gives only handouts of this specialty, such as orthopaedics")] = None
    profile: Annotated[At[ProfileName], Key("spacing of units, date style")]
    language: Annotated[At[str], Key("spelling and labels, such as en-GB")]
    style: Annotated[At[str], Key("a file in styles/")]
    reference_style: Annotated[At[ReferenceStyle], Key("how sources are printed")]
    address: Annotated[tuple[At[str], ...], Key("lines of the address")]
    website: Annotated[At[str], Key("https address without a slash at the end")]
    links: Annotated[Links | None, Key("where printed codes lead")] = None
    publish: Annotated[Publish | None, Key("where published pages stand")] = None
    hours: Annotated[At[str] | None, Key("opening hours")] = None
    phones: Annotated[Mapping[str, AdviceAnyTime | AdviceDayNight | Phone], Key("`advice`, and further named numbers")]
    emergency: Annotated[Emergency, Key("the emergency number")]
    fever: Annotated[ClinicRule, Key("the clinic's rule on temperature")]
    cover: Annotated[
        ClinicRule | None, Key("for which treatments the advice number is, and how long after the last")
    ] = None
    no_answer: Annotated[ClinicRule | None, Key("what to do when nobody answers the advice number")] = None
    services: Annotated[tuple[Service, ...], Key("people inside the clinic")] = ()
    helplines: Annotated[tuple[Helpline, ...], Key("national services")] = ()
    feedback: Annotated[At[str] | None, Key("the imprint's line on feedback")] = None
    other_formats: Annotated[At[str] | None, Key("the imprint's line on formats and languages")] = None
    publisher: Annotated[At[str] | None, Key("if not the clinic itself")] = None
    translations: Annotated[
        Mapping[str, Mapping[str, At[str]]],
        Key("its words in other languages: a language's code, and below it facts by the paths that text names them by"),
    ] = field(default_factory=dict)
    span: Span


# --- approvals --------------------------------------------------------------------------------------------------------


class ApprovalRecord(Struct, frozen=True, kw_only=True):
    """One entry of `approvals.yaml`: a decision about one part, written by `wardleaf approve` or `wardleaf withdraw`;
    the latest counts.
    """

    exactly_one: ClassVar[tuple[str, ...]] = ("section", "clinic", "handout")
    section: Annotated[
        At[str] | None, Key("a section's path below handouts/sections: its wording with its sources")
    ] = None
    clinic: Annotated[At[str] | None, Key("a clinic's id: its facts")] = None
    handout: Annotated[At[str] | None, Key("a handout's id: its own choice, order and words")] = None
    state: Annotated[At[Literal["approved", "withdrawn"]], Key("what was decided")]
    by: Annotated[At[str] | None, Key("who decided")] = None
    role: Annotated[At[str] | None, Key("as what")] = None
    date: Annotated[At[datetime.date], Key("when")]
    version: Annotated[At[str] | None, Key("the handout's version at that time")] = None
    code: Annotated[
        At[str] | None, Key("the code of a handout that was withdrawn, which finds it when its file gets another name")
    ] = None
    reason: Annotated[At[str] | None, Key("why it was withdrawn")] = None
    hash: Annotated[At[str], Key("the part as it was at that time")]
    made_of: Annotated[Mapping[str, str], Key("its hash, piece by piece, to tell what changed")] = field(
        default_factory=dict
    )
    facts: Annotated[Mapping[str, str], Key("the clinic's facts at that time")] = field(default_factory=dict)
    span: Span


# --- words ------------------------------------------------------------------------------------------------------------


class GlossaryWord(Struct, frozen=True, kw_only=True):
    """A medical word in plain words."""

    word: Annotated[At[str], Key("as written in text")]
    also: Annotated[tuple[At[str], ...], Key("its other forms")] = ()
    meaning: Annotated[At[str], Key("in plain words, without a full stop")]
    span: Span


class Picture(Struct, frozen=True, kw_only=True):
    """A picture file's bytes, and the path authors name it by (counted from `handouts/`)."""

    path: str
    data: bytes

    def __repr__(self) -> str:
        return f"Picture(path={self.path!r})"


class Library(Struct, frozen=True, kw_only=True):
    """Everything in `handouts/`, and the style files as text. Files with findings of their own are left out.

    Keys of the mappings are ids (addresses for sections, paths for pictures, languages for sheets of labels). `unread`
    holds the ids and addresses of files that were there but were rejected, so that nobody calls them unknown. `words` are
    right however they look to a dictionary, without capitals. `meant` are definitions that were rejected, as far as they can be read all the same: only to look for more mistakes in them.
    """

    settings: LibrarySettings
    handouts: Mapping[str, HandoutDefinition]
    sections: Mapping[str, Section]
    references: Mapping[str, Reference]
    clinics: Mapping[str, Clinic]
    glossary: tuple[GlossaryWord, ...]
    spelling: tuple[Mapping[str, str], ...]
    styles: Mapping[str, SourceFile]
    pictures: Mapping[str, Picture]
    sheets: Mapping[str, LabelSheet] = field(default_factory=dict)
    words: frozenset[str] = frozenset()
    unread: frozenset[str] = frozenset()
    meant: Mapping[str, HandoutDefinition] = field(default_factory=dict)
