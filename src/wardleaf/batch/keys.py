"""The key of a target: a digest of everything that its build looks at. Two builds with the same key come to the same.

What counts is named here file by file, wide rather than narrow: a file too many costs a build, one too few would print
an old page. A test reads what builds really look at, and fails for anything that is not in the key.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from wardleaf.governance.approvals import APPROVALS_FILE
from wardleaf.library.composition import SHARED_FILES, definitions_behind, section_users, sections_of, sheets_of
from wardleaf.library.packs import MadePack, packed_handouts
from wardleaf.library.schema import Library
from wardleaf.library.snapshot import Snapshot
from wardleaf.pipeline import Workshop, told_about
from wardleaf.records.build_cache import findings_as_json, key_of
from wardleaf.records.built import Target
from wardleaf.style.layers import chain_files
from wardleaf.uses import files_within

_PICTURE = "!["


def target_keys(
    workshop: Workshop, snapshot: Snapshot, targets: Iterable[Target], *, program: str, tags: bool
) -> Mapping[Target, str]:
    """The key of each of `targets`; `snapshot` is of the files that `workshop` was read from, `program` of what does
    the work.
    """
    return _Keys(workshop, snapshot, program=program, tags=tags).of(tuple(targets))


def _authors(library: Library) -> Mapping[str, Sequence[object]]:
    return {
        id: [definition.review.written_by.value, sections_of(definition)] for id, definition in library.handouts.items()
    }


class _Keys:
    def __init__(self, workshop: Workshop, snapshot: Snapshot, *, program: str, tags: bool) -> None:
        self._workshop, self._library, self._snapshot = workshop, workshop.library, snapshot
        self._users = section_users(self._library)
        self._looks: dict[str, Sequence[str]] = {}
        library = self._library
        self._common = {
            "program": program,
            # Whether a review is overdue depends on the day, though no byte of a finished file does.
            "day": workshop.today.isoformat() if workshop.today else "",
            "tags": tags,
            # Names: what is not there is told with the likeliest of those that are.
            "handouts": list(library.handouts),
            "sections": list(library.sections),
            "clinics": list(library.clinics),
            "pictures": sorted(library.pictures),
            "styles": list(library.styles),
            "unread": sorted(library.unread),
            # A record of approvals under a wrong name is no file that counts here, and stops every build.
            "unclear": repr(workshop.approvals.unclear),
            # Whether somebody may approve a section depends on who wrote the handouts that use it, of which this target
            # may be none.
            "authors": _authors(library) if library.settings.approvers is not None else {},
            "folders": list(snapshot.told),
            "files": snapshot.of((*SHARED_FILES, APPROVALS_FILE)),
            "fonts": snapshot.fonts,
        }

    def of(self, targets: Iterable[Target]) -> Mapping[Target, str]:
        hosts: dict[str, object] = {}
        parts: dict[str, object] = {}
        told: dict[tuple[str, str], object] = {}
        keys: dict[Target, str] = {}
        for target in targets:
            pair = (target.handout, target.clinic)
            if target.clinic not in hosts:
                hosts[target.clinic] = self._clinic(target.clinic)
            if target.handout not in parts:
                parts[target.handout] = self._handout(target.handout)
            if pair not in told:
                told[pair] = findings_as_json(
                    told_about(self._workshop, handouts=[target.handout], clinics=[target.clinic])
                )
            named = [target.handout, target.clinic, target.edition]
            keys[target] = key_of("build", named, self._common, hosts[target.clinic], parts[target.handout], told[pair])
        return keys

    def _handout(self, handout: str) -> object:
        definitions = definitions_behind(self._library, handout)
        addresses = tuple(dict.fromkeys(address for definition in definitions for address in sections_of(definition)))
        sections = [self._library.sections[address] for address in addresses if address in self._library.sections]
        paths = {definition.span.file.path for definition in definitions} | {section.file.path for section in sections}
        for definition in definitions:
            paths |= set(sheets_of(definition, self._snapshot.digests))
        if any(_PICTURE in section.file.text for section in sections):
            paths |= {path for path in self._snapshot.digests if path.startswith("handouts/figures/")}
        return [
            self._snapshot.of(sorted(paths)),
            {address: self._users.get(address, ()) for address in addresses},
            self._made(handout),
        ]

    def _made(self, handout: str) -> object:
        """What a pack that no file defines is made of, beside the files of its handouts: these in their order, and its
        title.
        """
        definition = self._library.handouts.get(handout)
        if not isinstance(definition, MadePack):
            return None
        return [definition.title.value, [packed.handout.value for packed in packed_handouts(definition)]]

    def _clinic(self, clinic: str) -> object:
        host = self._library.clinics.get(clinic)
        if host is None:
            return self._snapshot.of(
                path for path in sorted(self._snapshot.digests) if path.startswith(("handouts/clinics/", "styles/"))
            )
        # A value may come from a file of which no place is left in it, such as "yes": so the value itself counts, and
        # the lines that findings show.
        return [
            repr(host),
            self._snapshot.of(sorted(set(files_within(host)))),
            self._snapshot.of(self._look(host.style.value)),
        ]

    def _look(self, style: str) -> Sequence[str]:
        """The files that the style may look like: its own and those it extends, and all logos."""
        if style not in self._looks:
            chain = chain_files(self._library.styles, style)
            if chain is None:
                paths = {path for path in self._snapshot.digests if path.startswith("styles/")}
            else:
                logos = (path for path in self._snapshot.digests if path.startswith("styles/logos/"))
                paths = {f"styles/{style}.yaml", *(file.path for file in chain), *logos}
            self._looks[style] = sorted(paths)
        return self._looks[style]
