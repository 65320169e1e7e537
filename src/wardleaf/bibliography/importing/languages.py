"""Names of languages by the codes that files of references use (ISO 639-1, 639-2, PubMed's, and LaTeX's names for
BibLaTeX), as both styles print them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

_CODES: Final[Mapping[str, str]] = {
    code: name
    for name, codes in (
        line.split(": ")
        for line in (
            "Arabic: ar ara", "Bulgarian: bg bul", "Catalan: ca cat", "Chinese: zh chi zho", "Croatian: hr hrv scr", "Czech: cs cze ces", "Danish: da dan",
            "Dutch: nl dut nld", "English: en eng", "Estonian: et est", "Finnish: fi fin", "French: fr fre fra", "German: de ger deu", "Greek: el gre ell",
            "Hebrew: he heb", "Hungarian: hu hun", "Icelandic: is ice isl", "Irish: ga gle", "Italian: it ita", "Japanese: ja jpn", "Korean: ko kor",
            "Latvian: lv lav", "Lithuanian: lt lit", "Norwegian: no nor nb nob nn nno", "Persian: fa per fas", "Polish: pl pol", "Portuguese: pt por",
            "Romanian: ro rum ron", "Russian: ru rus", "Serbian: sr srp scc", "Slovak: sk slo slk", "Slovenian: sl slv", "Spanish: es spa",
            "Swedish: sv swe", "Turkish: tr tur", "Ukrainian: uk ukr", "Vietnamese: vi vie", "Welsh: cy wel cym",
        )
    )
    for code in codes.split()
}  # fmt: skip
_BABEL: Final = {
    word: name
    for name, words in {
        "English": "american australian british canadian newzealand ukenglish usenglish",
        "German": "austrian german naustrian ngerman nswissgerman swissgerman",
        "French": "acadian canadien francais",
        "Portuguese": "brazil brazilian portuges",
        "Norwegian": "bokmal norsk nynorsk",
        "Spanish": "mexican spanishmx",
    }.items()
    for word in words.split()
}
_NAMES: Final = {**{name.casefold(): name for name in _CODES.values()}, **_BABEL}


def language_name(written: str) -> str | None:
    """The English name of the language that `written` means: `nor`, `no-NO`, `Norwegian`; None where it is not known."""
    text = written.casefold().strip(" .")
    return _NAMES.get(text) or _CODES.get(re.split(r"[-_]", text)[0])
