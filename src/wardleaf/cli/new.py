"""`wardleaf new`: files to start from."""

from __future__ import annotations

import datetime
import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from wardleaf.cli.console import leave, say, show_findings
from wardleaf.cli.options import library_option, open_workshop, shown_path

if TYPE_CHECKING:
    from wardleaf.pipeline import Workshop
    from wardleaf.starters.making import LibraryStart
    from wardleaf.starters.topics import Profile, TopicName

Kind = Literal["handout", "section", "clinic", "labels", "library"]
_NEXT = {
    "handout": "change its lines, then: wardleaf build {name}",
    "section": "change its lines, then name it in a handout's `sections`: {name}",
    "clinic": "change its lines, then: wardleaf build --clinic {name}",
    "labels": "give it to a translator; `wardleaf check` says what is still missing, and a handout with `language: {name}` prints its words",
    "library": 'go into it (cd "{name}") and run: wardleaf build',
}
_NUMBER = re.compile(r"\+?[\d ()./-]{3,24}")
_PLACES = {
    "handout": "handouts/{name}.yaml",
    "section": "handouts/sections/{name}.md",
    "clinic": "handouts/clinics/{name}.yaml",
}


@click.command("new")
@click.argument(
    "kind",
    type=click.Choice(["handout", "section", "clinic", "labels", "library"]),
    metavar="handout|section|clinic|labels|library",
)
@click.argument("name", metavar="NAME")
@click.option("--title", metavar="NAME", help="A library: the name of its clinic, as it is printed.")
@click.option("--phone", metavar="NUMBER", help="A library: the number that patients call.")
@click.option("--profile", type=click.Choice(["uk", "us"]), help="A library: the habits of this country.")
@click.option(
    "--topic",
    type=click.Choice(["blank", "knee-replacement", "chemotherapy-day"]),
    help="A library: the handout to start with; the words, sources and picture of a topic are there.",
)
@library_option
def command(
    *,
    kind: Kind,
    name: str,
    title: str | None,
    phone: str | None,
    profile: Profile | None,
    topic: TopicName | None,
    library: Path | None,
) -> None:
    """Start a handout, section, clinic or library, or a sheet of the words that Wardleaf prints.

    NAME is the id, small letters, digits and hyphens, or a title that it is made of. A section's name is its path below handouts/sections, such as diet/eating-well; a library's is the folder to
    make; that of labels is the code of a language, such as es. The files hold remarks and examples, and build as they are, but for a sheet of labels: somebody who speaks the language
    fills it in. Nothing that is there already is changed.

    \b
    wardleaf new library our-handouts      a folder that builds at once; in a terminal it asks what it needs
    wardleaf new library our-handouts --title "Elm Clinic" --phone "01632 960 170" --topic knee-replacement
    wardleaf new section diet/eating-well
    wardleaf new handout eating-well
    wardleaf new labels es                 for handouts in Spanish
    """  # noqa: D301  # \b tells click to keep the lines as they are
    if kind != "library" and (title or phone or profile or topic):
        raise click.UsageError("--title, --phone, --profile and --topic are for `wardleaf new library`.")
    if kind == "library":
        from wardleaf.library.names import MOST_LETTERS
        from wardleaf.starters.making import library_files

        if any(len(part) > MOST_LETTERS for part in Path(name).parts):
            raise click.UsageError(f"The name of a folder has at most {MOST_LETTERS} letters. Choose a shorter one.")
        start = _asked(title, phone, profile, topic) if _is_a_person() else _start(title, phone, profile, topic)
        _write(Path(name), library_files(today=datetime.date.today(), start=start))
    elif kind == "labels":
        workshop = open_workshop(library)
        name = _language(workshop, name)
        _write(workshop.root, {f"handouts/labels/{name}.yaml": _sheet(workshop, name)})
    else:
        name = _id(kind, name)
        _write(*_file(open_workshop(library), kind, name))
    say(f"Next: {_NEXT[kind].format(name=name)}")


def _start(title: str | None, phone: str | None, profile: Profile | None, topic: TopicName | None) -> LibraryStart:
    """What was typed; wrong usage where a number is none, or a topic has no words for the country."""
    from wardleaf.starters.making import LibraryStart
    from wardleaf.starters.topics import profiles_of

    chosen, habits = topic or "blank", profile or "uk"
    if phone and not _is_number(phone):
        raise click.UsageError(
            f"`{phone}` is no phone number: write its figures as they are printed, such as 01632 960 170."
        )
    if habits not in profiles_of(chosen):
        raise click.UsageError(
            f"The topic {chosen} has no words for `--profile {habits}`: its rules are those of hospitals elsewhere. "
            "Choose another topic, or `--topic blank`."
        )
    return LibraryStart(name=title or "", phone=phone or "", profile=habits, topic=chosen)


def _asked(title: str | None, phone: str | None, profile: Profile | None, topic: TopicName | None) -> LibraryStart:
    """What was typed, and the answers of whoever sits there to what was not; Enter takes what is offered."""
    from wardleaf.starters.topics import TOPICS, profiles_of

    if profile is None:
        profile = click.prompt(
            "Which country's habits: units, dates, emergency number?", type=click.Choice(["uk", "us"]), default="uk"
        )
    if title is None:
        title = click.prompt("The name of the clinic, as it is printed", default="Our Clinic")
    while phone is None or (phone and not _is_number(phone)):
        if phone:
            say(f"`{phone}` is no phone number.", err=True)
        phone = click.prompt(
            "The number that patients call (Enter: an invented one, to try)", default="", show_default=False
        )
    if topic is None:
        fitting = [name for name in TOPICS if profile in profiles_of(name)]
        topic = click.prompt("Which handout to start with", type=click.Choice(fitting), default="blank")
    return _start(title, phone, profile, topic)


def _is_a_person() -> bool:
    """Whether somebody can answer: a terminal, not a file or another program."""
    return sys.stdin is not None and sys.stdin.isatty()


def _is_number(phone: str) -> bool:
    digits = sum(sign.isdigit() for sign in phone)
    return _NUMBER.fullmatch(phone.strip()) is not None and 3 <= digits <= 15


def _language(workshop: Workshop, name: str) -> str:
    """The code of the language that `name` is or names; wrong usage when Wardleaf or the library has its words, or when it is none."""
    from wardleaf.library.label_files import label_languages
    from wardleaf.library.languages import is_code, usual_code

    code = usual_code(name)
    if not is_code(code):
        raise click.UsageError(
            f"`{name}` is no code of a language. Write it like `es` for Spanish, or `pt-BR` for Portuguese as in Brazil."
        )
    if code in (*label_languages(), "en"):
        raise click.UsageError(f"Wardleaf has its own words in `{code}`.")
    return code


def _sheet(workshop: Workshop, language: str) -> str:
    """A new sheet; where the library has one in the same language, one that extends it."""
    from wardleaf.library.label_files import label_languages
    from wardleaf.library.label_sheets import new_sheet
    from wardleaf.library.languages import base_language

    known = (*workshop.library.sheets, *label_languages())
    same = [other for other in known if base_language(other) == base_language(language) and other != language]
    return new_sheet(language, extends=same[0] if same else "")


def _id(kind: str, name: str) -> str:
    """The id for `name`, which may be a title; says so when it is another, and is wrong usage when there is none."""
    from wardleaf.library.names import device_in, id_of

    plain = name.strip().replace("\\", "/")
    for start in ("handouts/sections/", "handouts/clinics/", "handouts/", "sections/", "clinics/"):
        plain = plain.removeprefix(start)
    plain = plain.removesuffix(".md").removesuffix(".yaml").removesuffix(".yml").strip("/")
    id = id_of(plain)
    if not id or (kind != "section" and "/" in id):
        raise click.UsageError(
            f"`{name}` gives no id. An id is made of small letters a to z, digits and hyphens, such as `knee-replacement`."
        )
    if device := device_in(id):
        raise click.UsageError(
            f"Windows keeps the name `{device}` for a device and opens no file of that name. Choose another."
        )
    if id != name:
        say(f"The id is {id}: small letters, digits and hyphens.", err=True)
    return id


def _file(
    workshop: Workshop, kind: Literal["handout", "section", "clinic"], name: str
) -> tuple[Path, Mapping[str, str]]:
    from wardleaf.findings import Findings
    from wardleaf.library.files import FoundFile
    from wardleaf.library.names import check_name
    from wardleaf.library.reader import RESERVED
    from wardleaf.starters.making import new_file

    path = _PLACES[kind].format(name=name)
    findings = Findings()
    if not check_name(FoundFile(workshop.root / path, path), name, findings=findings):
        show_findings(findings, format="text", err=True)
        leave(findings)
    if kind == "handout" and f"{name}.yaml" in RESERVED:
        raise click.UsageError(f"A handout cannot be called `{name}`: {path} has another use. Choose another name.")
    if kind == "handout" and name in workshop.library.handouts:
        raise click.UsageError(f"There is a handout `{name}` already. Choose another name.")
    return workshop.root, {path: new_file(workshop.library, kind, name, today=datetime.date.today())}


def _write(folder: Path, texts: Mapping[str, str]) -> None:
    from wardleaf.findings import Findings
    from wardleaf.records.files import write_file

    # Not a Path's own question, which a name of some hundred letters makes fail.
    there = [path for path in texts if os.path.lexists(folder / path)]
    if there:
        raise click.UsageError(f"{shown_path(folder / there[0])} is there already. Nothing was written.")
    findings = Findings()
    for path, text in texts.items():
        shown = shown_path(folder / path)
        if write_file(folder / path, text.encode(), shown=shown, findings=findings):
            say(shown)
    show_findings(findings, format="text", err=True)
    leave(findings)
