"""Syllables and grades against counts that were made by hand, and the formulas against worked numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from wardleaf.checks.readability import Counts, count_sentences, flesch_kincaid, inflesz, lix, smog, spanish_syllables
from wardleaf.checks.sentences import Sentence, read_stretch
from wardleaf.checks.syllables import count_syllables, estimate_syllables, exceptions

HERE = Path(__file__).parent
DOT = "·"


@dataclass
class Passage:
    """A passage counted by hand: `said` are its words, syllable by syllable, sentence by sentence."""

    name: str
    sentences: tuple[Sentence, ...]
    by_hand: Counts


def stretches(text: str) -> list[str]:
    found: list[str] = []
    for block in re.split(r"\n\s*\n", text.strip()):
        pieces = re.split(r"(?:^|\n)- ", block)
        found += [" ".join(piece.split()) for piece in pieces if piece.strip()]
    return found


def read_passages() -> list[Passage]:
    written = re.sub(r"^#.*\n", "", (HERE / "passages.txt").read_text(encoding="utf-8"), flags=re.MULTILINE)
    made: list[Passage] = []
    for part in written.split("== ")[1:]:
        name, _, text = part.partition("\n")
        said = [sentence for stretch in stretches(text) for sentence in re.split(r"(?<=[.?])\s+", stretch)]
        words = [word for sentence in said for word in sentence.split()]
        counts = [1 + word.count(DOT) + word.strip("-").count("-") for word in words]
        by_hand = Counts(
            words=len(words),
            sentences=len(said),
            syllables=sum(counts),
            polysyllables=sum(count > 2 for count in counts),
            long_words=0,
        )
        read = tuple(
            sentence for stretch in stretches(text.replace(DOT, "")) for sentence in read_stretch(stretch).sentences
        )
        made.append(Passage(name, read, by_hand))
    return made


PASSAGES = read_passages()


def test_there_are_passages_of_a_hundred_words() -> None:
    assert len(PASSAGES) >= 5
    assert all(passage.by_hand.words >= 100 for passage in PASSAGES)


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda passage: passage.name)
def test_grades_are_those_of_hand_counts(passage: Passage) -> None:
    counts = count_sentences(passage.sentences)
    assert (counts.words, counts.sentences) == (passage.by_hand.words, passage.by_hand.sentences)
    assert abs(counts.syllables - passage.by_hand.syllables) <= 0.02 * passage.by_hand.syllables
    assert flesch_kincaid(counts) == pytest.approx(flesch_kincaid(passage.by_hand), abs=0.5)
    assert smog(counts) == pytest.approx(smog(passage.by_hand), abs=0.5)


def test_passages_of_all_grades_are_among_them() -> None:
    grades = [flesch_kincaid(passage.by_hand) for passage in PASSAGES]
    assert min(grades) < 4
    assert max(grades) > 14


def test_syllables_of_a_sample_of_the_dictionary() -> None:
    """One word in a hundred of the CMU Pronouncing Dictionary, with the fewest syllables that it gives."""
    lines = (HERE / "cmu-sample.txt").read_text(encoding="ascii").splitlines()
    sample = {word: int(count) for word, count in (line.split() for line in lines)}
    assert len(sample) > 1000
    right = sum(count_syllables(word) == count for word, count in sample.items())
    assert right / len(sample) >= 0.97
    by_rule = sum(estimate_syllables(word) == count for word, count in sample.items())
    assert by_rule / len(sample) >= 0.9


def test_the_table_is_small() -> None:
    assert 5_000 < len(exceptions()) < 12_000


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("chemotherapy", 5), ("Cyclophosphamide", 5), ("HER2", 2), ("NHS", 3), ("WHO", 5), ("4,756", 1), ("2nd", 1), ("don’t", 1), ("isn't", 2),
        ("nurse's", 2), ("part-breast", 2), ("diarrhoea", 4), ("every", 2), ("tired", 2), ("a", 1), ("café", 2), ("PD-L1", 4), ("the", 1), ("mg", 1), ("ml", 1), ("branch's", 2),
    ],
)  # fmt: skip
def test_syllables_of_a_word(word: str, count: int) -> None:
    assert count_syllables(word) == count


def counts(words: int, sentences: int, syllables: int = 0, polysyllables: int = 0, long_words: int = 0) -> Counts:
    return Counts(
        words=words, sentences=sentences, syllables=syllables, polysyllables=polysyllables, long_words=long_words
    )


def test_formulas_on_worked_numbers() -> None:
    assert flesch_kincaid(counts(100, 10, 150)) == pytest.approx(6.01)
    assert smog(counts(300, 30, 0, 30)) == pytest.approx(8.84, abs=0.01)
    assert smog(counts(300, 30, 0, 30), scale="uk") == pytest.approx(13.84, abs=0.01)
    assert inflesz(counts(100, 10), 200) == pytest.approx(72.235)
    assert lix(counts(100, 10, 0, 0, 20)) == pytest.approx(30.0)


def test_formulas_of_nothing() -> None:
    nothing = counts(0, 0)
    assert (flesch_kincaid(nothing), smog(nothing), lix(nothing), inflesz(nothing, 0)) == (0.0, 0.0, 0.0, 100.0)


def test_topic_words_are_left_out_in_every_form() -> None:
    sentences = read_stretch("Chemotherapy's cells. Two chemotherapies and chemotherapy.").sentences
    assert count_sentences(sentences).polysyllables == 3
    assert count_sentences(sentences, without=frozenset({"chemotherapy"})).polysyllables == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ask Dr. Smith at 5 p.m. He will help.", ["Ask Dr. Smith at 5 p.m.", "He will help."]),
        ("Take 2.5 mg. Rest.", ["Take 2.5 mg.", "Rest."]),
        ("You can say no. You can ask J. Ellis.", ["You can say no.", "You can ask J. Ellis."]),
        ("Take vitamin C. You can.", ["Take vitamin C.", "You can."]),
        ("“Why?” He left.", ["“Why?”", "He left."]),
        ("Wait … then call", ["Wait … then call"]),
        ("Fruit, e.g. Apples. Bread etc. is fine.", ["Fruit, e.g. Apples.", "Bread etc. is fine."]),
        (
            "Dr Smith, Mr. Lee and Mrs. Jones (i.e. The team) help. Soap vs. Water.",
            ["Dr Smith, Mr. Lee and Mrs. Jones (i.e. The team) help.", "Soap vs. Water."],
        ),
        ("...", []),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [sentence.text for sentence in read_stretch(text).sentences] == expected


@pytest.mark.parametrize(
    ("written", "aloud"),
    [
        ("Dr Lee", "doctor Lee"),
        ("Dr. Lee", "doctor Lee"),
        ("Mr and Mrs Lee", "mister and missis Lee"),
        ("fruit, e.g. plums", "fruit, for example plums"),
        ("fruit (i.e. plums)", "fruit (that is plums)"),
        ("soap vs. gel", "soap versus gel"),
        ("soap vs gel", "soap versus gel"),
        ("Prof. Lee, approx. ten", "professor Lee, approximately ten"),
    ],
)
def test_short_words_count_as_they_are_read_aloud(written: str, aloud: str) -> None:
    counted, said = (count_sentences(read_stretch(text).sentences) for text in (written, aloud))
    assert (counted.words, counted.sentences, counted.syllables, counted.polysyllables) == (
        said.words,
        said.sentences,
        said.syllables,
        said.polysyllables,
    )


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("medicina", 4),
        ("día", 2),
        ("agua", 2),
        ("tratamiento", 4),
        ("quien", 1),
        ("ahora", 3),
        ("país", 2),
        ("enfermera", 4),
        ("oír", 2),
        ("hoy", 1),
        ("guía", 2),
    ],
)
def test_spanish_syllables(word: str, count: int) -> None:
    assert spanish_syllables(word) == count
