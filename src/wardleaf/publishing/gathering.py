"""What belongs on the shelf: the releases in an archive, beside what the library says of them today."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from wardleaf.document.diff import SectionChange, compare_documents
from wardleaf.document.facts import printed_address
from wardleaf.document.model import Document, Paragraph, runs_text
from wardleaf.findings import Findings
from wardleaf.library.publishing import path_name
from wardleaf.library.schema import AdviceAnyTime, AdviceDayNight, Clinic, HandoutDefinition
from wardleaf.library.specialties import is_for
from wardleaf.library.translations import handout_by_language
from wardleaf.pipeline import Workshop, editions_of, library_state_of
from wardleaf.publishing import faults
from wardleaf.publishing.shelf import Printing, ReleasedFile, Shelf, ShelfItem, ShelfWords
from wardleaf.records.archive import Release, find_releases, released_file, released_sources
from wardleaf.records.built import Target
from wardleaf.releases.comparing import current_document, document_of_files
from wardleaf.values import replace

_NUMBERS = re.compile(r"(\d+)")


def shelf_for(workshop: Workshop, clinics: Sequence[str], *, archive: Path, shown: str, findings: Findings) -> Shelf:
    """The shelf of `clinics`, which publish at one address: what `archive` (known as `shown`) holds of each handout,
    and whether it holds today. Tells which handouts are left out, and why.
    """
    library = workshop.library
    first = library.clinics[clinics[0]]
    releases = [one for one in find_releases(archive) if one.clinic in clinics and not _is_print_file(one)]
    by_code: dict[str, list[Release]] = {}
    for release in releases:
        by_code.setdefault(release.code.casefold(), []).append(release)
    items: list[ShelfItem] = []
    for id, definition in library.handouts.items():
        for clinic in clinics:
            if is_for(definition, library.clinics[clinic]):
                kept = by_code.pop(definition.code.value.casefold(), [])
                item = _Gathering(workshop, archive, shown, findings).item(id, clinic, kept)
                items += [item] if item else []
    items += [_gone(kept, library.clinics[kept[-1].clinic]) for kept in by_code.values()]
    publish = first.publish
    return Shelf(
        address=publish.address.value if publish else "",
        name=", ".join(library.clinics[clinic].name.value for clinic in clinics),
        language=first.language.value,
        specimen=any(library.clinics[clinic].specimen for clinic in clinics),
        items=tuple(sorted(items, key=lambda item: item.code)),
    )


class _Gathering:
    """Reads what a handout was from an archive, and what it is from the library."""

    def __init__(self, workshop: Workshop, archive: Path, shown: str, findings: Findings) -> None:
        self.workshop, self.archive, self.shown, self.findings = workshop, archive, shown, findings

    def item(self, id: str, clinic: str, kept: Sequence[Release]) -> ShelfItem | None:
        """The handout `id` on the shelf of `clinic`; None after telling why nothing of it was ever released."""
        workshop = self.workshop
        definition = workshop.library.handouts[id]
        state = library_state_of(workshop)
        standing = state.standing(id, clinic)
        due = state.review_date(id)
        now = self._document(id, clinic)
        why = self._why_not_released(now, standing.state if standing else "draft", clinic, kept)
        if not kept:
            self._tell(definition, f"it is not published: {why}" if why else "it is not published")
            return None
        printings = _printings(kept)
        shown = ShelfItem(
            code=definition.code.value,
            title=definition.title.value,
            language=definition.language.value,
            clinic=workshop.library.clinics[clinic].name.value,
            phones=tuple(_phones(workshop.library.clinics[clinic])),
            state="gone",
            printings=printings,
            languages=_languages(workshop, id, clinic),
            original=_original(workshop, definition),
        )
        withdrawal = standing.withdrawal if standing else None
        if withdrawal:
            reason = f": {withdrawal.reason.value}" if withdrawal.reason else ""
            said = f"Do not use this handout. It was withdrawn on {withdrawal.date.value.isoformat()}{reason}"
            return replace(shown, state="withdrawn", why=said)
        if standing and standing.unclear:
            self._tell(definition, "nobody can tell what was decided about it: `wardleaf check` says what to mend")
            return replace(shown, why="Ask us before you use this handout: it is being looked at.")
        if due and workshop.today and due.date < workshop.today:
            self._tell(definition, f"its review was due on {due.date.isoformat()}, so nothing of it is published")
            said = f"Ask us before you use this handout. It should have been reviewed by {due.date.isoformat()}."
            return replace(shown, state="overdue", why=said)
        if why or now is None:
            # What was approved before is not approved now in every part; no page may say that it holds.
            self._tell(definition, f"no version of it is published as the newest: {why}")
            return replace(shown, why="A new version of this handout is being made. Ask us which one holds.")
        return self._current(shown, now, clinic, kept)

    def _why_not_released(self, now: Document | None, state: str, clinic: str, kept: Iterable[Release]) -> str:
        """Why the library's words are no release; empty where they are one."""
        if now is None:
            return "its files have errors, which `wardleaf check` tells"
        if state == "withdrawn":
            return ""
        if state != "approved" and not self.workshop.library.clinics[clinic].specimen:
            return f"version {now.version} is a draft (its state is {state}), and drafts are never published"
        if not any(release.content_hash == now.hash for release in kept):
            return f"the archive `{self.shown}` holds no files of version {now.version} ({now.hash}); `wardleaf build --archive {self.shown}` keeps them"
        return ""

    def _current(self, item: ShelfItem, now: Document, clinic: str, kept: Sequence[Release]) -> ShelfItem:
        released = [release for release in kept if release.content_hash == now.hash]
        issue = released[0].issue
        current = next(one for one in item.printings if one.version == now.version and one.issue == issue)
        files: list[ReleasedFile] = []
        for release in released:
            data = released_file(self.archive, release, shown=self.shown, findings=self.findings)
            if data is not None and not any(file.edition == release.edition for file in files):
                stem, _, ending = release.file.rpartition(".")
                name = f"{path_name(stem)}-{release.digits}.{ending}"
                files.append(ReleasedFile(name=name, edition=release.edition, pages=release.pages, data=data))
        printings = tuple(
            one if one is current else replace(one, changes=self._changes(one, now, kept)) for one in item.printings
        )
        points = (block for part in now.first_page.key_points.blocks for block in _paragraphs(part))
        words = ShelfWords(
            purpose=now.first_page.purpose, main_message=now.first_page.main_message, key_points=tuple(points)
        )
        return replace(
            item,
            state="current",
            title=now.title,
            language=now.language,
            current=current,
            current_digits=now.hash,
            words=words,
            files=tuple(files),
            printings=printings,
            reviewed=now.reviewed,
        )

    def _changes(self, printing: Printing, now: Document, kept: Sequence[Release]) -> tuple[SectionChange, ...] | None:
        """What changed from `printing`, where it was released with one wording."""
        own = [one for one in kept if one.version == printing.version and one.issue == printing.issue]
        if len(printing.digits) != 1:
            return None
        sources = released_sources(self.archive, own[0], shown=self.shown, findings=self.findings)
        target = Target(handout=own[0].handout, clinic=own[0].clinic, edition=own[0].edition)
        old = document_of_files(sources, target, code=printing.code) if sources else None
        return compare_documents(old, now) if old else None

    def _document(self, id: str, clinic: str) -> Document | None:
        edition = next(iter(editions_of(self.workshop, id)), "")
        return current_document(self.workshop, Target(handout=id, clinic=clinic, edition=edition), Findings())

    def _tell(self, definition: HandoutDefinition, what: str) -> None:
        self.findings.add(faults.NOT_PUBLISHED.at(definition.code.span, f"{definition.code.value}: {what}"))


def _paragraphs(block: object) -> Iterable[str]:
    for item in getattr(block, "items", ()):
        yield " ".join(runs_text(one.runs) for one in item.blocks if isinstance(one, Paragraph))


def _is_print_file(release: Release) -> bool:
    """Whether it is a booklet's sheets, which nobody can read on a screen."""
    return release.file.endswith("-print.pdf")


def _printings(kept: Iterable[Release]) -> tuple[Printing, ...]:
    """The versions among `kept`, each issue apart, in the order of their numbers."""
    digits: dict[tuple[str, int], list[str]] = {}
    for release in kept:
        own = digits.setdefault((release.version, release.issue), [])
        if release.content_hash not in own:
            own.append(release.content_hash)
    code = next(iter(kept)).code
    return tuple(
        Printing(code=code, version=version, issue=issue, digits=tuple(sorted(own)))
        for (version, issue), own in sorted(digits.items(), key=lambda one: (_order(one[0][0]), one[0][1]))
    )


def _order(version: str) -> tuple[tuple[int, str], ...]:
    return tuple((int(part[:9]), "") if part.isdecimal() else (-1, part) for part in _NUMBERS.split(version))


def _gone(kept: Sequence[Release], clinic: Clinic) -> ShelfItem:
    """What was released once and is no longer in the library: its printed codes still lead somewhere."""
    last = kept[-1]
    return ShelfItem(
        code=last.code,
        title=last.title or last.code,
        language=last.language,
        clinic=clinic.name.value,
        phones=tuple(_phones(clinic)),
        state="gone",
        why="This handout is no longer given out. Ask us before you use it.",
        printings=_printings(kept),
    )


def _languages(workshop: Workshop, id: str, clinic: str) -> tuple[tuple[str, str], ...]:
    handouts = workshop.library.handouts
    host = workshop.library.clinics[clinic]
    found = handout_by_language(handouts, id)
    return tuple(
        sorted((language, handouts[one].code.value) for language, one in found.items() if is_for(handouts[one], host))
    )


def _original(workshop: Workshop, definition: HandoutDefinition) -> str:
    handouts: Mapping[str, HandoutDefinition] = workshop.library.handouts
    of = definition.translation.of.value if definition.translation else ""
    return handouts[of].code.value if of in handouts else ""


def _phones(clinic: Clinic) -> Iterable[tuple[str, str]]:
    advice = clinic.phones.get("advice")
    match advice:
        case AdviceAnyTime():
            yield "", advice.any_time.value
        case AdviceDayNight():
            day = f" ({advice.day_hours.value})" if advice.day_hours else ""
            night = f" ({advice.night_hours.value})" if advice.night_hours else ""
            yield f"By day{day}: ", advice.day.value
            yield f"By night{night}: ", advice.night.value
        case _:
            pass


def clinics_by_address(workshop: Workshop, asked: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """The ids of the clinics among `asked` that publish, by the address that they publish at."""
    found: dict[str, list[str]] = {}
    for id in asked:
        clinic = workshop.library.clinics.get(id)
        if clinic and clinic.publish:
            found.setdefault(printed_address(clinic.publish.address.value).casefold(), []).append(id)
    return {address: tuple(ids) for address, ids in found.items()}
