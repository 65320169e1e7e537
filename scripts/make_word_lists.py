"""Makes src/wardleaf/checks/data/english.zlib and medicines.txt, the words and names that spelling is checked with.

    python scripts/make_word_lists.py DICTIONARY-EN DICTIONARY-EN-GB WORDNET MEDICINES

The first two are the unpacked npm packages `dictionary-en` and `dictionary-en-gb` (SCOWL, licence beside the data), the
third is the folder `usr/share/wordnet` of Debian's `wordnet-base` (WordNet licence, beside the data), the fourth is the
file `drug_ner_dictionary.pkl.bz2` of the Python package `drug-named-entity-recognition`, of which only names are taken:
those of DrugBank's open data (CC0), and the headings of the NHS website's list of medicines (Open Government Licence).
"""

from __future__ import annotations

import bz2
import pickle
import re
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
DATA = ROOT / "src" / "wardleaf" / "checks" / "data"
PLAIN = re.compile(r"[a-zA-Z]+(?:'[a-z]+)?")
NAME = re.compile(r"[a-z]{4,}")
# Of WordNet: body, process, state and substance; of artefacts, acts and persons only what ends like a medical word.
MEDICAL_FILES = {"08", "22", "26", "27"}
OTHER_FILES = {"04", "06", "18"}
MEDICAL_ENDING = re.compile(
    r"(?:scop[ey]|ectomy|otomy|ostomy|plasty|gram|graph|graphy|therapy|metry|logist|grapher|iatrist|therapist|ician)\Z"
)
LEAST = 6
BRITISH = (
    ("edema", "oedema"), ("emia", "aemia"), ("hemo", "haemo"), ("hema", "haema"), ("rrhea", "rrhoea"), ("esoph", "oesoph"),
    ("pedi", "paedi"), ("anesth", "anaesth"), ("estr", "oestr"), ("gynec", "gynaec"), ("ceco", "caeco"),
)  # fmt: skip
# Given in the shipped handouts, and in no list.
SHIPPED = (
    "datopotamab deruxtecan emtansine sacituzumab govitecan enhertu xeloda keytruda trodelvy ibrance kisqali lynparza herceptin phesgo taxotere "
    "verzenios verzenio talzenna tyverb tykerb kadcyla datroway taxane anthracycline folinic"
)


class _Names(pickle.Unpickler):
    """Reads texts, numbers, lists and tables; nothing that would run."""

    def find_class(self, module: str, name: str) -> type:
        raise pickle.UnpicklingError(f"{module}.{name} is no name of a medicine")


def read_dictionary(folder: Path) -> set[str]:
    """Every form of every word of a Hunspell dictionary, with the affixes of its rules; possessives are left out."""
    rules: dict[str, tuple[str, list[tuple[str, str, str]]]] = {}
    for line in (folder / "index.aff").read_text(encoding="utf-8").splitlines():
        parts = line.split()
        if len(parts) >= 5 and parts[0] in ("PFX", "SFX"):
            strip, add, condition = (part.partition("/")[0] for part in parts[2:5])
            rules.setdefault(parts[1], (parts[0], []))[1].append(
                (strip.replace("0", ""), add.replace("0", ""), condition)
            )

    def formed(word: str, flags: str, kind: str) -> Iterator[str]:
        for flag in flags:
            if flag in rules and rules[flag][0] == kind:
                for strip, add, condition in rules[flag][1]:
                    if kind == "SFX" and word.endswith(strip) and re.search(f"(?:{condition})$", word):
                        yield word[: len(word) - len(strip)] + add
                    elif kind == "PFX" and word.startswith(strip) and re.match(condition, word):
                        yield add + word[len(strip) :]

    words: set[str] = set()
    for line in (folder / "index.dic").read_text(encoding="utf-8").splitlines()[1:]:
        word, _, flags = line.partition("/")
        ended = {word, *formed(word, flags, "SFX")}
        words |= ended | {begun for form in ended for begun in formed(form, flags, "PFX")}
    return {word for word in words if PLAIN.fullmatch(word) and not word.endswith("'s")}


def read_medical_words(folder: Path) -> set[str]:
    """Medical nouns of one word, in both spellings, and their plurals."""
    words: set[str] = set()
    for line in (folder / "data.noun").read_text(encoding="utf-8").splitlines():
        if line.startswith(" "):
            continue
        _, number, _, count, *rest = line.split()
        for word in rest[: 2 * int(count, 16) : 2]:
            medical = number in MEDICAL_FILES or (number in OTHER_FILES and MEDICAL_ENDING.search(word))
            if medical and len(word) >= LEAST and NAME.fullmatch(word):
                words.add(word)
    words |= {word.replace(us, gb) for word in words for us, gb in BRITISH if us in word and gb not in word}
    return words | {f"{word}s" for word in words}


def read_medicines(path: Path, ordinary: set[str]) -> tuple[set[str], set[str]]:
    """The names of medicines that patients are given, and the other names of DrugBank, all of one word."""
    with bz2.open(path) as packed:
        tables = _Names(packed).load()
    given, others = set(SHIPPED.split()), set()
    for medicine in tables["drug_canonical_to_data"].values():
        name = medicine.get("name", "").casefold()
        if "drugbank_id" in medicine and NAME.fullmatch(name):
            (given if "medline_plus_id" in medicine or "nhs_url" in medicine else others).add(name)
        heading = medicine.get("nhs_url", "").rstrip("/").rpartition("/")[2]
        named = (word for word in heading.split("-") if NAME.fullmatch(word))
        given |= {word for word in named if word not in ordinary or word in tables["drug_variant_to_canonical"]}
    return given, others - given - ordinary


def main() -> None:
    """Write both files."""
    american, british = read_dictionary(Path(sys.argv[1])), read_dictionary(Path(sys.argv[2]))
    ordinary = {word.casefold() for word in american | british}
    given, others = read_medicines(Path(sys.argv[4]), ordinary)
    medical = read_medical_words(Path(sys.argv[3])) - ordinary
    groups = (american & british, british - american, american - british, medical | others)
    packed = zlib.compress("\n\n".join("\n".join(sorted(group)) for group in groups).encode("ascii"), 9)
    (DATA / "english.zlib").write_bytes(packed)
    head = (
        "# Names of medicines, one a line: DrugBank's open data (CC0) as far as patients are given them, the NHS website's list of medicines (Open Government\n"
        "# Licence v3.0), and those of the shipped handouts. Made by scripts/make_word_lists.py.\n\n"
    )
    (DATA / "medicines.txt").write_text(head + "\n".join(sorted(given)) + "\n", encoding="utf-8")
    print(*map(len, groups), len(given), len(packed))


if __name__ == "__main__":
    main()
