"""Authors and editors as both styles print them: family name and initials, people before "et al", groups after a
semicolon.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from msgspec import Struct

from wardleaf.bibliography.pieces import stem
from wardleaf.library.schema import Name

_ROMAN = {"2nd": "II", "2d": "II", "3rd": "III", "3d": "III", "4th": "IV", "5th": "V"}
_ORDINAL = {"ii": "2nd", "iii": "3rd", "iv": "4th", "v": "5th"}
_PARTS = re.compile(r"[\s.\-‐‑–]+")
_OTHERS = re.compile(r"\W*(?:and\s+)?(?:others?|…|\.\.\.)\W*\Z", re.IGNORECASE)
_ET_AL = re.compile(r"\bet(?:\.\s*|\s+)al\b", re.IGNORECASE)
_ONLY_ET_AL = re.compile(r"\W*(?:and\s+)?(?:et(?:\.\s*|\s+)al|others)\W*\Z", re.IGNORECASE)
_MOST_INITIALS_IN_A_WORD = 4


class _NameForm(Struct, frozen=True, kw_only=True):
    """How a style shortens a list and a name.

    More than `most` people become the first `shown` and `and_others`; `initials` is the most that a person keeps (None:
    all); `roman` says whether somebody is "III" or "3rd".
    """

    most: int
    shown: int
    and_others: str
    initials: int | None
    roman: bool


AMA_NAMES: Final = _NameForm(most=6, shown=3, and_others="et al", initials=None, roman=True)
"""AMA 11th; the cut after six is §3.7."""

NLM_NAMES: Final = _NameForm(most=6, shown=6, and_others="et al.", initials=2, roman=False)
"""Citing Medicine for the form of a name; the cut after six is the Vancouver form, since NLM itself names everybody."""


def format_names(names: Iterable[Name], form: _NameForm) -> str:
    """The author list without its stop: people joined by commas, cut only where the style cuts, groups set off by
    semicolons.

    A group `et al.` says that not all people are known: then the list is cut, too.
    """
    listed = tuple(names)
    cut = any(is_others(name) for name in listed)
    written = [name for name in listed if not is_others(name) and (stem(name.literal) or format_person(name, form))]
    people = [format_person(name, form) for name in written if not name.literal]
    groups = [stem(name.literal) for name in written if name.literal]
    shown = [*people[: form.shown], form.and_others] if len(people) > form.most or (cut and people) else people
    together = ", ".join(shown)
    groups_lead = bool(written) and bool(written[0].literal)
    return "; ".join(part for part in ([*groups, together] if groups_lead else [together, *groups]) if part)


def is_others(name: Name) -> bool:
    """Whether a group is `et al.` and nothing else, which whoever keeps a list writes for the people they do not know."""
    return _ONLY_ET_AL.match(name.literal) is not None


def cuts_short(name: Name) -> bool:
    """Whether a name stands for names left out, alone or with other words; somebody called Others who has a given name
    does not.
    """
    if _OTHERS.match(name.literal or f"{name.given} {name.family}"):
        return True
    return any(
        _ET_AL.search(part)
        for part in (name.literal, name.family, name.given, name.suffix, f"{name.given} {name.family}")
    )


def format_person(name: Name, form: _NameForm) -> str:
    """One person: `Dear RF`, `Gilstrap LC III`; somebody of one name only is printed by it."""
    family = stem(name.family)
    if not family:
        return stem(name.given)
    letters = initials(name.given, most=form.initials)
    return " ".join(part for part in (family, letters, _suffix(name.suffix, form)) if part)


def initials(given: str, *, most: int | None = None) -> str:
    """The initials of given names as typed: `R. F.`, `Robert F.`, `RF` give RF; `S.-D.` and `Sung-Dae` give SD; at most
    `most`.
    """
    found: list[str] = []
    for word in _PARTS.split(unicodedata.normalize("NFC", given)):
        if word.isalpha() and word.isupper() and len(word) <= _MOST_INITIALS_IN_A_WORD:
            found.extend(word)
        else:
            found.extend(next((letter.upper() for letter in word if letter.isalpha()), ""))
    return "".join(found[:most])


def _suffix(suffix: str, form: _NameForm) -> str:
    bare = stem(suffix)
    return (_ROMAN if form.roman else _ORDINAL).get(bare.lower(), bare)
