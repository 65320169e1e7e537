"""Starting files as text, filled in. Knows the templates of this folder; writes nothing and reads no clock."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from string import Template
from typing import Literal, assert_never

from msgspec import Struct

from wardleaf.library.schema import Library
from wardleaf.starters.topics import ClinicRules, Profile, TopicName, rules_of, shipped_references, topic_files
from wardleaf.values import replace

FICTION_PHONES = ("01632 960 170", "(312) 555-0170")  # of those kept for fiction, in the UK and in the US
_CODE = re.compile(r"(?P<prefix>(?:.*\D)?)(?P<number>\d+)\Z")
_REMARK = re.compile(r"^([a-z].*?)(?<! ) +# ", re.MULTILINE)
_PACKAGE = "wardleaf.starters"
_TITLE = "\0"  # stands for a name, which may hold what looks like a remark, until the remarks are in place


_USUAL_EMERGENCY = ClinicRules(fever_rule="", fever_source="").emergency
_OF_EVERY_LIBRARY = ("handouts/library.yaml", "styles/our-style.yaml")
_AMERICAN_FEVER = ("100.4 °F (38.0 °C) or higher", "cdc_fever2026")
_AMERICAN_PAPER = """
page: {paper: Letter, inner: 0.9in, outer: 0.9in, text-indent: 1.2in, measure: 5.5in}
imposition: {sheet: Letter}

editions:
  large-print:
    page: {text-indent: 0in, measure: 6.7in}
  booklet:
    page: {paper: Half-letter, inner: 0.7in, outer: 0.55in, text-indent: 0in, measure: 4.25in}
"""


class LibraryStart(Struct, frozen=True, kw_only=True):
    """What a new library is made for: the name of its clinic and the number to call ("" for invented ones), the
    habits of which country, and with which handout.
    """

    name: str = ""
    phone: str = ""
    profile: Profile = "uk"
    topic: TopicName = "blank"


class ClinicStart(Struct, frozen=True, kw_only=True):
    """What a new clinic takes over from the library's own: none of it can be guessed."""

    profile: str
    language: str
    style: str
    reference_style: str
    emergency: str
    fever_rule: str
    fever_source: tuple[str, ...]
    emergency_lines: str = _USUAL_EMERGENCY
    more: str = ""
    phone: str = ""
    title: str = ""


_FIRST_CLINIC = ClinicStart(
    profile="uk",
    language="en-GB",
    style="our-style",
    reference_style="nlm",
    emergency="999",
    fever_rule="37.5 °C or higher, or below 36 °C",
    fever_source=("cruk_infection",),
)


def new_file(
    library: Library, kind: Literal["handout", "section", "clinic"], name: str, *, today: datetime.date
) -> str:
    """The text of a new file of `library`: codes go on counting, and a clinic starts from the library's own."""
    match kind:
        case "handout":
            codes = [handout.code.value for handout in library.handouts.values()]
            language = next((language.value for language in library.settings.languages), "en-GB")
            return _handout_file(name, code=next_code(codes), language=language, today=today)
        case "section":
            return _section_file(name, today=today)
        case "clinic":
            return _clinic_file(name, _start_from(library))
        case _:
            assert_never(kind)


def _start_from(library: Library) -> ClinicStart:
    own = library.clinics.get(library.settings.default_clinic.value) or next(iter(library.clinics.values()), None)
    if own is None:
        looks = [style for style in library.styles if style != "base"] or ["base"]
        return replace(
            _FIRST_CLINIC, style=looks[0], fever_source=tuple(library.references)[:1] or _FIRST_CLINIC.fever_source
        )
    return ClinicStart(
        profile=own.profile.value,
        language=own.language.value,
        style=own.style.value,
        reference_style=own.reference_style.value,
        emergency=own.emergency.number.value,
        fever_rule=own.fever.rule.value,
        fever_source=tuple(source.value for source in own.fever.source),
    )


def library_files(*, today: datetime.date, start: LibraryStart | None = None) -> Mapping[str, str]:
    """Every file of a new library that builds at once, by its path."""
    start = start or LibraryStart()
    folder = files(_PACKAGE) / "library"
    texts = dict(_texts(folder, ""))
    texts["styles/our-style.yaml"] += _AMERICAN_PAPER if start.profile == "us" else ""
    topic: Mapping[str, str] = {}
    if start.topic != "blank":
        texts = {path: text for path, text in texts.items() if path in _OF_EVERY_LIBRARY}
        topic = topic_files(start.topic)
        texts[f"handouts/{start.topic}.yaml"] = topic[f"handouts/{start.topic}.yaml"]
    elif start.profile == "us":
        texts["handouts/references.yaml"] += "\n" + shipped_references(_AMERICAN_FEVER[1])
    # What is shipped has no places to fill in, and may hold their sign.
    made = {**topic, **{path: _filled(text, _dates(today)) for path, text in sorted(texts.items())}}
    # The clinic's remarks are those of `new clinic`; a second copy would soon say something else.
    made["handouts/clinics/our-clinic.yaml"] = _clinic_file("our-clinic", _first_clinic(start))
    return made | {"styles/base.yaml": base_style()}


def _first_clinic(start: LibraryStart) -> ClinicStart:
    rules = rules_of(start.topic, start.profile)
    first = replace(_FIRST_CLINIC, title=start.name, phone=start.phone)
    if start.profile == "us":
        first = replace(first, profile="us", language="en-US", reference_style="ama", emergency="911")
        first = replace(first, fever_rule=_AMERICAN_FEVER[0], fever_source=_AMERICAN_FEVER[1:])
    if rules is None:
        return first
    return replace(
        first,
        fever_rule=rules.fever_rule,
        fever_source=(rules.fever_source,),
        emergency_lines=rules.emergency,
        more=rules.more,
    )


def _handout_file(id: str, *, code: str, language: str, today: datetime.date) -> str:
    """A new definition."""
    return _filled(_text("handout.yaml"), {"title": _title_of(id), "code": code, "language": language, **_dates(today)})


def _section_file(address: str, *, today: datetime.date) -> str:
    """A new section."""
    return _filled(_text("section.md"), {"title": _title_of(address.rpartition("/")[2]), **_dates(today)})


def _clinic_file(id: str, start: ClinicStart) -> str:
    """A new clinic, a specimen until somebody says otherwise; its phone numbers are of those kept for fiction."""
    values = {
        "title": _TITLE,
        "profile": start.profile,
        "language": start.language,
        "style": start.style,
        "reference_style": start.reference_style,
        "emergency": start.emergency,
        "fever_rule": start.fever_rule,
        "fever_source": ", ".join(start.fever_source),
        "phone": start.phone or FICTION_PHONES[start.profile == "us"],
        "emergency_lines": start.emergency_lines,
        "more": start.more,
    }
    title = _in_quotes(start.title or _title_of(id).title())
    return _filled(_text("clinic.yaml"), values).replace(_TITLE, title)


def base_style() -> str:
    """The shipped base style, from the package, or from the repository where the package runs in it."""
    packaged = files(_PACKAGE) / "base.yaml"
    if packaged.is_file():
        return packaged.read_text(encoding="utf-8")
    return (Path(__file__).parents[3] / "styles" / "base.yaml").read_text(encoding="utf-8")


def _title_of(id: str) -> str:
    """A title to start from: `first-visit` is "First visit"."""
    return id.replace("-", " ").capitalize()


def next_code(codes: Iterable[str]) -> str:
    """A document code that none of `codes` is: the commonest prefix with the next number."""
    found = [match for code in codes if (match := _CODE.match(code))]
    if not found:
        return "DOC-001"
    prefix = Counter(match["prefix"] for match in found).most_common(1)[0][0]
    numbers = [match["number"] for match in found if match["prefix"] == prefix]
    return f"{prefix}{max(map(int, numbers)) + 1:0{max(map(len, numbers))}}"


def _in_quotes(words: str) -> str:
    """`words` as they stand between the quotation marks of a YAML text."""
    return " ".join(words.split()).replace("\\", "\\\\").replace('"', '\\"')


def _dates(today: datetime.date) -> dict[str, str]:
    # The first of March follows a leap day by one; a review may be a day later than a year.
    year_on = (
        today.replace(year=today.year + 1)
        if (today.month, today.day) != (2, 29)
        else datetime.date(today.year + 1, 3, 1)
    )
    return {"today": today.isoformat(), "next_year": year_on.isoformat()}


def _filled(text: str, values: Mapping[str, str]) -> str:
    """`text` with `values` in it, and the remarks at the ends of lines below each other again."""
    return _REMARK.sub(lambda found: f"{found[1]:<31}  # ", Template(text).substitute(values))


def _text(name: str) -> str:
    return (files(_PACKAGE) / name).read_text(encoding="utf-8")


def _texts(folder: Traversable, path: str) -> Iterator[tuple[str, str]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _texts(entry, f"{path}{entry.name}/")
        elif entry.name.endswith((".yaml", ".md")):
            yield f"{path}{entry.name}", entry.read_text(encoding="utf-8")
