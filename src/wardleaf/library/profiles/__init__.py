"""How a country writes quantities and dates, and how strict the careful editor is there: one YAML file a profile."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Struct

from wardleaf.source.keys import Key


class Thresholds(Struct, frozen=True, kw_only=True):
    """What the checks ask for. A limit that is not written is not applied. Shares are in percent."""

    grade_warning: Annotated[int, Key("reading grade (Flesch-Kincaid) above which a warning is told")]
    grade_error: Annotated[int | None, Key("reading grade above which no clean file is made")] = None
    smog_scale: Annotated[Literal["us", "uk"], Key("which SMOG grades are printed")]
    smog_warning: Annotated[int, Key("SMOG grade, on that scale, that is told")]
    smog_error: Annotated[int | None, Key("SMOG grade above which no clean file is made")] = None
    smog_is_info: Annotated[bool, Key("yes: the SMOG grade only helps to choose what to rewrite first")] = False
    inflesz_warning: Annotated[int, Key("INFLESZ score of Spanish below which a warning is told")]
    lix_warning: Annotated[int, Key("LIX of other languages above which a warning is told")]
    sentence_words: Annotated[int, Key("longest sentence, in words")]
    sentence_words_error: Annotated[int, Key("sentence above which no clean file is made, in words")]
    paragraph_sentences: Annotated[int, Key("longest paragraph, in sentences")]
    passive_share: Annotated[int, Key("most sentences in the passive voice")]
    words_between_headings: Annotated[int, Key("most words of running text under one heading")]
    list_items: Annotated[int, Key("most items of a list")]
    step_words: Annotated[int, Key("longest step, in words")]
    steps: Annotated[int, Key("most steps in a row")]
    sentence_case_headings: Annotated[bool, Key("yes: capitals only for the first word and for names")]
    title_words: Annotated[int, Key("longest title, in words")]
    table_columns: Annotated[int, Key("most columns of a table on a full page")]
    table_columns_booklet: Annotated[int, Key("most columns of a table in a booklet")]
    table_header_words: Annotated[int, Key("longest column heading, in words")]
    bold_share: Annotated[int, Key("most words in bold")]
    source_years: Annotated[int, Key("age at which a source is looked at again, in years")]
    line_characters: Annotated[int, Key("longest line of running text, in characters")]
    line_characters_error: Annotated[int, Key("line above which no clean file is made, in characters")]
    line_characters_least: Annotated[int, Key("shortest that full lines of running text may be, in characters")]
    booklet_pages: Annotated[int, Key("most pages of a stapled booklet")]
    booklet_pages_error: Annotated[int, Key("booklet above which no clean file is made, in pages")]


class ShortNumber(Struct, frozen=True, kw_only=True):
    """A short number that a whole country knows, which is no clinic's own."""

    number: Annotated[str, Key("as people dial it")]
    name: Annotated[str, Key("what it is called")]
    use: Annotated[str, Key("what it is for, in a few words", name="for")]


class Profile(Struct, frozen=True, kw_only=True):
    """The habits of one country. Names in braces are filled in."""

    name: Annotated[str, Key("the file's name: uk, us")]
    quantity_space: Annotated[bool, Key("yes: `250 mg`; no: `250mg`")]
    degree_space: Annotated[bool, Key("yes: `38 °C`; no: `38°C`")]
    fahrenheit: Annotated[bool, Key("yes: `38 °C (100.4 °F)`")]
    date_pattern: Annotated[str, Key("{day}, {month} and {year}, in their order")]
    month_pattern: Annotated[str, Key("{month} and {year}, in their order")]
    short_numbers: Annotated[
        tuple[ShortNumber, ...], Key("short numbers that are known in the whole country, besides the emergency number")
    ]
    checks: Annotated[Thresholds, Key("what the checks ask for")]
