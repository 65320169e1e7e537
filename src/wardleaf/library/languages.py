"""Languages by their codes (BCP 47) and by the names that people write in a list: which of several a word means.

Knows names only, and no words of any language. Two codes of one base language, such as en-GB and en-US, are one
language in two spellings.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

# ISO 639, and BCP 47 where a script or a region tells two apart: the English name first, then others that people write.
NAMES = MappingProxyType(
    {
        "am": ("Amharic", "አማርኛ"),
        "ar": ("Arabic", "العربية"),
        "bg": ("Bulgarian", "български"),
        "bn": ("Bengali", "Bangla", "বাংলা"),
        "bs": ("Bosnian", "bosanski"),
        "ca": ("Catalan", "català"),
        "cs": ("Czech", "čeština", "česky"),
        "cy": ("Welsh", "Cymraeg"),
        "da": ("Danish", "dansk"),
        "de": ("German", "Deutsch"),
        "el": ("Greek", "ελληνικά"),
        "en": ("English",),
        "es": ("Spanish", "español", "Castilian", "castellano"),
        "et": ("Estonian", "eesti"),
        "fa": ("Persian", "Farsi", "فارسی"),
        "fi": ("Finnish", "suomi"),
        "fil": ("Filipino",),
        "fr": ("French", "français"),
        "ga": ("Irish", "Gaeilge"),
        "gd": ("Scottish Gaelic", "Gàidhlig"),
        "gu": ("Gujarati", "ગુજરાતી"),
        "ha": ("Hausa",),
        "he": ("Hebrew", "עברית"),
        "hi": ("Hindi", "हिन्दी"),
        "hmn": ("Hmong",),
        "hr": ("Croatian", "hrvatski"),
        "ht": ("Haitian Creole", "Kreyòl ayisyen", "Kreyòl"),
        "hu": ("Hungarian", "magyar"),
        "hy": ("Armenian", "հայերեն"),
        "id": ("Indonesian", "Bahasa Indonesia"),
        "ig": ("Igbo",),
        "is": ("Icelandic", "íslenska"),
        "it": ("Italian", "italiano"),
        "ja": ("Japanese", "日本語"),
        "ka": ("Georgian", "ქართული"),
        "km": ("Khmer", "Cambodian", "ខ្មែរ"),
        "ko": ("Korean", "한국어"),
        "ku": ("Kurdish", "Kurmanji", "kurdî"),
        "lo": ("Lao", "ລາວ"),
        "lt": ("Lithuanian", "lietuvių"),
        "lv": ("Latvian", "latviešu"),
        "mk": ("Macedonian", "македонски"),
        "ml": ("Malayalam", "മലയാളം"),
        "ms": ("Malay", "Bahasa Melayu"),
        "mt": ("Maltese", "Malti"),
        "my": ("Burmese", "မြန်မာ"),
        "ne": ("Nepali", "नेपाली"),
        "nl": ("Dutch", "Nederlands", "Flemish"),
        "no": ("Norwegian", "norsk"),
        "pa": ("Punjabi", "Panjabi", "ਪੰਜਾਬੀ"),
        "pl": ("Polish", "polski"),
        "ps": ("Pashto", "پښتو"),
        "pt": ("Portuguese", "português"),
        "ro": ("Romanian", "Moldovan", "română"),
        "ru": ("Russian", "русский"),
        "si": ("Sinhala", "Sinhalese", "සිංහල"),
        "sk": ("Slovak", "slovenčina"),
        "sl": ("Slovenian", "Slovene", "slovenščina"),
        "sn": ("Shona",),
        "so": ("Somali", "Soomaali"),
        "sq": ("Albanian", "shqip"),
        "sr": ("Serbian", "srpski", "српски"),
        "sv": ("Swedish", "svenska"),
        "sw": ("Swahili", "Kiswahili"),
        "ta": ("Tamil", "தமிழ்"),
        "te": ("Telugu", "తెలుగు"),
        "th": ("Thai", "ไทย"),
        "ti": ("Tigrinya", "ትግርኛ"),
        "tl": ("Tagalog",),
        "tr": ("Turkish", "Türkçe"),
        "uk": ("Ukrainian", "українська"),
        "ur": ("Urdu", "اردو"),
        "uz": ("Uzbek",),
        "vi": ("Vietnamese", "Tiếng Việt"),
        "yi": ("Yiddish", "ייִדיש"),
        "yo": ("Yoruba", "Yorùbá"),
        "zh": ("Chinese", "中文"),
        "zu": ("Zulu", "isiZulu"),
    }
)
_SCRIPT = 4  # letters, as in Hant
_CODE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?\Z")


def base_language(language: str) -> str:
    """The language without its region: `en` for `en-GB`."""
    return language.partition("-")[0].lower()


def is_code(text: str) -> bool:
    """Whether `text` has the form of a language code, whatever its capitals: es, es-MX, zh-Hant."""
    return _CODE.match(text) is not None


def usual_code(text: str) -> str:
    """The code `text` as it is usually written, or the code of the language that `text` names; `text` itself when it is
    neither.
    """
    code = _codes_by_name().get(_folded(text), text.strip().replace("_", "-"))
    if not is_code(code):
        return text
    first, *others = code.split("-")
    return "-".join([first.lower(), *(part.title() if len(part) == _SCRIPT else part.upper() for part in others)])


def language_name(code: str) -> str:
    """What people call the language `code`: `Spanish (es)`; just the code when no name is known."""
    names = NAMES.get(base_language(code))
    return f"{names[0]} ({code})" if names else code


def language_meant(text: str, languages: Iterable[str]) -> str | None:
    """The one of `languages` (codes) that `text`, a code or a name, means; None when it is none of them or may be
    several.
    """
    found = languages_meant(text, languages)
    return found[0] if len(found) == 1 else None


def languages_meant(text: str, languages: Iterable[str]) -> tuple[str, ...]:
    """All of `languages` (codes) that `text`, a code or a name, may mean.

    A code means itself, and where it is not there those of its base language, so `en` meets `en-GB`; never one in
    another script.
    """
    wanted = usual_code(text)
    known = {language.casefold(): language for language in languages}
    if wanted.casefold() in known:
        return (known[wanted.casefold()],)
    return tuple(language for language in known.values() if _is_near(language, wanted)) if is_code(wanted) else ()


def _is_near(language: str, wanted: str) -> bool:
    """Whether readers of `wanted` read `language`: one base language, and no other script."""
    scripts = {part for code in (language, wanted) for part in code.split("-") if len(part) == _SCRIPT}
    return base_language(language) == base_language(wanted) and len(scripts) <= 1


@cache
def _codes_by_name() -> Mapping[str, str]:
    return MappingProxyType({_folded(name): code for code, names in NAMES.items() for name in names})


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).replace("-", " ").replace("_", " ").casefold().split())
