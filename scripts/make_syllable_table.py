"""Makes src/wardleaf/checks/data/syllables.zlib from the CMU Pronouncing Dictionary.

    python scripts/make_syllable_table.py cmudict.dict

The dictionary (BSD licence, kept beside the table) is the file `cmudict.dict` of https://github.com/cmusphinx/cmudict,
also found in the source archive of the Python package `cmudict`. Only words that `estimate_syllables` gets wrong are
kept, so run this again after changing its rules. Prints how many words are right by rule alone and with the table.
"""

from __future__ import annotations

import re
import sys
import zlib
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parents[1]
TABLE = ROOT / "src" / "wardleaf" / "checks" / "data" / "syllables.zlib"
ENTRY = re.compile(r"([a-z]+)(?:\(\d+\))? ([A-Z][A-Z0-9 ]*)")


def read_dictionary(path: Path) -> dict[str, int]:
    """The fewest syllables of each word's pronunciations; a syllable is a sound that carries a stress number."""
    counts: dict[str, int] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        found = ENTRY.match(line)
        if found:
            count = sum(sound[-1].isdigit() for sound in found[2].split())
            if count:
                counts[found[1]] = min(count, counts.get(found[1], count))
    return counts


def main() -> None:
    """Write the table and say how good it is."""
    sys.path.insert(0, str(ROOT / "src"))
    from wardleaf.checks.syllables import estimate_syllables

    counts = read_dictionary(Path(sys.argv[1]))
    by_correction: defaultdict[int, list[str]] = defaultdict(list)
    for word, count in counts.items():
        correction = count - estimate_syllables(word)
        if correction:
            by_correction[correction].append(word)
    lines = [f"{correction} {' '.join(sorted(words))}" for correction, words in sorted(by_correction.items())]
    packed = zlib.compress("\n".join(lines).encode("ascii"), 9)
    TABLE.write_bytes(packed)
    wrong = sum(map(len, by_correction.values()))
    print(
        f"{len(counts)} words, {1 - wrong / len(counts):.1%} right by rule; {wrong} exceptions in {len(packed)} bytes"
    )


if __name__ == "__main__":
    main()
