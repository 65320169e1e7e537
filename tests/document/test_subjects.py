"""Where each subject of the three texts that the library began with stands today, and what they said wrongly and no
section says.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXTS = {
    path.relative_to(ROOT / "handouts" / "sections").with_suffix("").as_posix(): path.read_text(encoding="utf-8")
    for path in (ROOT / "handouts" / "sections").rglob("*.md")
}
SECTIONS = {address: " ".join(text.split()) for address, text in TEXTS.items()}

# The subject; its section; words that must stand there.
SUBJECTS = (
    (
        "treatments for cancer that has spread",
        "chemotherapy/treatment-by-type",
        "most people have [hormone therapy]{.term} first",
    ),
    ("radiotherapy eases symptoms", "chemotherapy/radiotherapy-for-symptoms", "standard way to ease symptoms"),
    ("radiotherapy works where it is aimed", "chemotherapy/radiotherapy-for-symptoms", "works only where it is aimed"),
    ("chemotherapy goes round in the blood", "chemotherapy/what-it-does", "goes round your body in the blood"),
    ("the brain", "chemotherapy/what-it-does", "Cancer in the brain"),
    ("no set number of rounds", "chemotherapy/how-it-is-given", "there is no set number"),
    ("how long treatment lasts", "chemotherapy/how-it-is-given", "while it helps you"),
    ("treatment before surgery", "chemotherapy/before-surgery", "neoadjuvant"),
    ("large or inflamed cancers", "chemotherapy/before-surgery", "large or inflamed"),
    ("keeping the breast", "chemotherapy/before-surgery", "kept their breast"),
    ("a cancer that is gone, and the armpit", "chemotherapy/before-surgery", "are clear by then"),
    ("what is left guides the next treatment", "chemotherapy/before-surgery", "helps to plan the next treatment"),
    ("before or after: deaths", "chemotherapy/before-surgery", "No difference in deaths"),
    (
        "combinations in early cancer",
        "chemotherapy/names-early",
        "For early cancer, several medicines together do better",
    ),
    (
        "one medicine or several when it has spread",
        "chemotherapy/what-it-does",
        "one chemotherapy medicine at a time is preferred",
    ),
    ("the combinations by name", "chemotherapy/names-early", "AC-T or EC-T"),
    ("the combinations when it has spread", "chemotherapy/names-spread", "Gemcitabine with paclitaxel"),
    ("where breast cancer spreads", "chemotherapy/what-it-does", "bones, liver, lungs or brain"),
    ("fast-growing cells", "chemotherapy/what-it-does", "fast-growing cells"),
    ("control, not cure", "chemotherapy/what-it-does", "not usually cured"),
    ("resistance", "chemotherapy/what-it-does", "(resistance)"),
    ("symptoms and side effects", "chemotherapy/what-it-does", "ease symptoms"),
    ("the size of the cancer", "chemotherapy/what-it-does", "shrink the cancer"),
    ("genes and treatment", "chemotherapy/tablets-at-home", "[DPYD]{.term}"),
    ("side effects come, and there is help", "chemotherapy/side-effects", "There is help for most side effects"),
    ("options after recurrence", "recurrence/choices", "Your choices at a glance"),
    ("kinds of recurrence", "recurrence/kinds", "Regional"),
    ("a new biopsy", "recurrence/tests", "A new [biopsy]{.term} is advised"),
    ("a second lumpectomy", "recurrence/surgery", "A second lumpectomy"),
    ("radiotherapy again", "recurrence/radiotherapy-again", "Treating part of the breast again"),
    ("mastectomy as the standard", "recurrence/surgery", "The standard operation now is a [mastectomy]{.term}"),
    ("medicine before surgery of a recurrence", "recurrence/chemotherapy-after", "Sometimes medicine comes first"),
    ("resistance after a recurrence", "recurrence/chemotherapy-after", "(resistance)"),
    ("watching whether it works", "recurrence/chemotherapy-after", "checks during treatment that it works"),
    ("the other breast", "recurrence/other-breast", "not been shown to help them live longer"),
    ("reconstruction", "recurrence/surgery", "(reconstruction)"),
    ("what an operation does to feelings", "recurrence/other-breast", "sad, angry or worried"),
    ("lapatinib", "recurrence/lapatinib", "only for cancer that has spread"),
    ("lapatinib once a day", "recurrence/lapatinib", "once a day"),
    ("lapatinib and the heart", "recurrence/lapatinib", "a racing heart"),
    ("lapatinib and the liver", "recurrence/lapatinib", "serious harm to the liver"),
    ("lapatinib and the brain", "recurrence/lapatinib", "found no proof that it prevents this"),
    ("people around you", "support/family-and-friends", "people close to you"),
    ("mood and attitude", "support/feelings", "You do not have to be positive"),
    ("weighing up", "recurrence/choices", "what good and what harm"),
    ("palliative care beside treatment", "support/palliative-care", "early, beside treatment"),
    ("choosing to stop", "support/palliative-care", "That is your right"),
    ("men", "genes/family", "Men can carry the change"),
    ("trans readers", "genes/family", "If you are trans or non-binary"),
)

# What the three texts said wrongly, and words that blame, frighten or promise.
FALSE = (
    "suppressed completely",
    "not generally offered",
    "resilient",
    "negative attitude",
    "must be done",
    "very promising",
    "prolonging the inevitable",
    "inevitable",
    "waste of",
    "best breast cancer",
    "661,270",
    "puts life in danger soon",
    "are not to blame",
    "instead of treating",
    "cannot have breast",
    "maximum dose",
    "limited cardiovascular",
    "prevent brain",
    "risk of drug resistance",
    "any side effects",
    "genetic profile",
    "vital strategy",
    "aggressive",
    "fight",
    "battle",
    "failed",
    "success rate",
    "top breast",
    "kolkata",
)


@pytest.mark.parametrize(("subject", "address", "words"), SUBJECTS, ids=[subject for subject, _, _ in SUBJECTS])
def test_every_subject_has_its_place(subject: str, address: str, words: str) -> None:
    assert words in SECTIONS[address]


@pytest.mark.parametrize("claim", FALSE)
def test_no_section_says_what_was_wrong(claim: str) -> None:
    assert [address for address, text in SECTIONS.items() if claim in text.casefold()] == []


RUN = 7  # words: a shorter run is a phrase that anybody writes


def hashed_runs(text: str) -> set[str]:
    """Each run of words in `text`, as the file of the three texts has them: hashed, since their sentences are not ours
    to keep.
    """
    words = re.findall(r"[a-z0-9']+", re.sub(r"\[@[^\]]*\]|\{[^}]*\}", "", text.lower()))
    runs = (" ".join(words[start : start + RUN]) for start in range(len(words) - RUN + 1))
    return {hashlib.sha256(run.encode()).hexdigest()[:10] for run in runs}


def test_no_section_has_a_sentence_of_the_three_texts() -> None:
    theirs = set((Path(__file__).parent / "first-texts.txt").read_text(encoding="utf-8").split())
    assert len(theirs) > 1400
    assert hashed_runs("It has SERIOUS side-effects [@a] associated with the {.term}liver") & theirs  # as they had it
    assert [address for address, text in TEXTS.items() if hashed_runs(text) & theirs] == []


def test_no_section_cites_trade_news_where_a_primary_is_known() -> None:
    cited = {
        id
        for text in SECTIONS.values()
        for group in re.findall(r"\[(@[^\]]+)\]", text)
        for id in re.findall(r"@([\w-]+)", group)
    }
    assert not cited & {"oncnurse_dpyd", "fda_dpyd", "fda_sacituzumab2026", "fda_tdxd_pertuzumab2025"}


EMERGENCIES = (
    "chest pain",
    "pain in your chest",
    "chest feels tight",
    "struggle to breathe",
    "severe trouble breathing",
    "cough up blood",
    "coughing up blood",
    "confus",
    "slurred",
    "speech",
    "a fit",
    "passing out",
    "you faint",
    "hard to wake",
    "collapse",
    "swollen throat",
    "tight chest",
)


def units(text: str) -> list[str]:
    """The boxes of a section, each whole, and the paragraphs and lists between them."""
    body = text.split("---", 2)[2]
    boxes = re.findall(r"^::: .*?^:::$", body, flags=re.MULTILINE | re.DOTALL)
    for box in boxes:
        body = body.replace(box, "")
    return [" ".join(unit.split()).lower() for unit in (*boxes, *body.split("\n\n"))]


def test_what_the_emergency_number_is_for_is_never_said_without_it() -> None:
    """Neither in a list of signs to call the clinic about nor in running text."""
    found = [
        (address, sign, unit)
        for address, text in TEXTS.items()
        for unit in units(text)
        for sign in EMERGENCIES
        if sign in unit
    ]
    assert len(found) > 15
    assert [one for one in found if "clinic.emergency.number" not in one[2]] == []


def test_the_emergency_box_and_the_clinics_name_what_cannot_wait() -> None:
    box = next(unit for unit in units(TEXTS["support/when-to-call"]) if "call the emergency number" in unit)
    for sign in (
        "chest pain",
        "severe trouble breathing",
        "confusion",
        "slurred speech",
        "a fit",
        "passing out",
        "bleeding",
        "swollen throat",
        "extreme shivering",
        "no urine in a day",
        "mottled",
    ):
        assert sign in box
    for clinic in ("riverside", "lakeside"):
        named = (ROOT / "handouts" / "clinics" / f"{clinic}.yaml").read_text(encoding="utf-8")
        for sign in (
            "chest pain",
            "severe breathlessness",
            "confusion",
            "slurred speech",
            "collapse",
            "swollen throat",
        ):
            assert sign in named
        assert ("a fit" if clinic == "riverside" else "a seizure") in named


def test_both_levels_of_the_spine_signs_stand_in_both_handouts_about_it() -> None:
    """The metastatic handout prints the section's opening and the signs for 24 hours, the bone handout the whole
    section.
    """
    opening = SECTIONS["support/spine"].partition("## ")[0]
    for sign in ("numb arms or legs", "trouble walking", "bladder or bowel", "tight band", "shoots"):
        assert sign in opening
    assert "comes at night" in SECTIONS["support/spine"]
