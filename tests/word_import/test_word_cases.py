"""Eight Word files with everything that a right import makes of them and must tell."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from zipfile import ZipFile

import pytest
from tests.word_import.converted import CASES, bodies, case, converted, told

from wardleaf.word_import.accounting import words_in
from wardleaf.word_import.converting import Library, convert
from wardleaf.word_import.names import name_of
from wardleaf.word_import.reading import read_word

ALL = sorted(path.name for path in CASES.glob("*.docx"))


def test_there_are_cases() -> None:
    assert len(ALL) >= 8


def test_heading_styles() -> None:
    made = converted(case("01"))
    definition = made.texts["handouts/having-a-bladder-scan.yaml"]
    for line in (
        "title: Having a bladder scan",
        "purpose: What will happen at the Millbrook Continence Clinic",
        "code: MCC-041 ",
        'version: "2.1"',
        "language: en-GB",
        "  last-reviewed: 9999-12-31    # Word says 2026-03 without the day",
        "  review-by: 9999-12-31    # Word says 2028-03 without the day",
        "  - having-a-bladder-scan/what-the-scan-is",
        '  approver: "TODO: ',
    ):
        assert line in definition
    assert bodies(made) == {
        "what-the-scan-is": "A bladder scan shows how much *urine* is left after you pass water. It **does not hurt**.\n",
        "before-you-come": "## What to drink {#what-to-drink}\n\n- Drink two glasses of water in the hour before.\n    - Tea or squash will do.\n- Do not drink more than 500 ml.\n\n"
        "## What to bring {#what-to-bring}\n\n1. Your letter.\n2. A list of your medicines.\n",
        "finding-out-more": "Read about bladder health at [the Bladder Care Trust](https://bladder.example/care) or write to [scan@millbrook.example](mailto:scan@millbrook.example).\n",
    }
    assert told(made.findings, "F114") == [
        "footer: “Ref: MCC-041 …”: read as code, version, date and review date; the words are not imported, and the page number is dropped"
    ]
    assert any("“Document1” in the file's properties is ignored" in text for text in told(made.findings, "F127"))
    assert told(made.findings, "F126") == ["paragraph 9, “Do not drink more”: the no-break space became a space"]
    assert any("need them" in text for text in told(made.findings, "F119"))


def test_bold_headings() -> None:
    made = converted(case("02"))
    definition = made.texts["handouts/caring-for-your-plaster-cast.yaml"]
    assert "title: Caring for your plaster cast\n" in definition
    assert 'version: "3"' in definition
    assert "written-by: J. Smit\n" in definition
    assert "# Word says 2026-05 without the day" in definition
    assert bodies(made) == {
        "why-do-i-need-a-cast": "A cast keeps the bone still while it heals.\n",
        "looking-after-it": "Keep the cast dry. **Do not push anything down inside it.**\n\n**Never cut the cast yourself, even if it feels loose.**\n",
        "swelling": "**Raise your arm.** Rest it on pillows so that your hand is higher than your elbow.\n",
        "driving": "You must not drive while you wear a cast.\n",
    }
    headings = told(made.findings, "F117")
    assert any(
        text.startswith("paragraphs 5, 8, 13 and 16, “Why do I need”")
        and text.endswith("paragraphs 8 and 16 were underlined")
        for text in headings
    )
    assert any(text.startswith("paragraph 11, “Never cut the cast”: bold, but a sentence") for text in headings)
    assert told(made.findings, "F127")[-1].startswith("paragraph 1, “CARING FOR YOUR PLASTER”: taken as the title")
    assert "check names" in told(made.findings, "F127")[-1]
    assert told(made.findings, "F134")[0].startswith("paragraph 2, “Millbrook Fracture Clinic”: not imported")
    assert told(made.findings, "F132") == [
        "paragraph 18, “Version 3 Reviewed: 05/2026”: read as version, date and author; the line is not imported"
    ]
    assert "the file: 6 empty paragraphs were dropped" in told(made.findings, "F126")


def test_typed_lists() -> None:
    made = converted(case("03"))
    assert bodies(made) == {
        "the-first-week": "Choose soft food:\n\n- white bread\n- eggs\n- ripe bananas\n\nAvoid:\n\n- nuts and seeds\n- fizzy drinks\n",
        "after-two-weeks": "Take these steps:\n\n1. Add one new food a day.\n2. Wait a day before the next.\n    1. write it down\n    2. note any pain\n3. If it hurts, stop that food.\n\n"
        "3\\. 5 g of salt a day is the most you should have.\n\nBreakfast: porridge\n\nLunch: soup\n",
    }
    assert told(made.findings, "F125") == [
        "paragraphs 4–7, “- white bread”: typed marks became lists",
        "paragraphs 10–13, “1. Add one new”: typed marks became lists",
        "paragraph 12, “a) write it down”: lettered points (a, b) are numbered here",
    ]
    assert [text.split(":")[0] for text in told(made.findings, "F131")] == [
        "paragraph 13, “2. If it hurts”",
        "paragraph 14, “3. 5 g of”",
    ]
    assert told(made.findings, "F126") == [
        "paragraphs 15–16, “Breakfast: porridge”: tabs used as columns became one space; perhaps this is a table"
    ]
    assert sum("typed number" in text for text in told(made.findings, "F117")) == 2


def test_typed_sources() -> None:
    made = converted(case("04"))
    assert bodies(made) == {
        "do-they-work": "Iron tablets raise your blood count in most people within four weeks [@arden2019; @nationalblood2021]. A lower dose works nearly as well [@okoro2020; @lund2022; @source5]. "
        "The ward is 20 m² in size and opens on the 4th floor.\n",
        "side-effects": "About one in ten people feel sick [@nationalblood2021]. Taking them every other day helps.\n",
    }
    assert made.sources == 6
    for text in (
        (
            "- id: arden2019\n  type: article-journal\n  title: Oral iron in adults\n  author:\n    - {family: Arden, given: P}\n    - {family: Quill, given: S}\n  container-title: J Inv Blood Med\n  issued: 2019\n"
            '  volume: "12"\n  issue: "3"\n  page: 101-109\n  DOI: 10.5555/jibm.2019.101\n  note: "from Word: 1. Arden P, Quill S. Oral iron'
        ),
        '- id: nationalblood2021\n  type: webpage\n  title: "Iron deficiency: guide for adults"\n  author:\n    - {literal: National Blood Group}\n  issued: 2021\n  URL: https://blood.example/iron\n  accessed: 2026-05-03\n',
        'PMID: "99999901"',
        "- {family: Lund, given: M}\n    - {literal: et al.}",
        '- id: source5\n  type: report\n  title: Same as 4\n  note: "from Word: 5. Same as 4."\n',
        '- id: vance2018\n  type: book\n  title: "Iron: a handbook"\n  author:\n    - {family: Vance, given: R}\n  issued: 2018\n  edition: "2"\n  publisher: River Press\n  publisher-place: Anytown\n',
    ):
        assert text in made.references
    assert "checked" not in made.references
    assert told(made.findings, "F118") == [
        "paragraph 5, “About one in ten”: number 9 has no entry in the list of sources; it was left out"
    ]
    raised = told(made.findings, "F126")
    assert any("“m²”" in text for text in raised)
    assert any("“4th”" in text for text in raised)
    sources = told(made.findings, "F119")
    for words in ("entry 6", "“et al”", "not a source by itself", "paragraph 6, “References”", "looked up"):
        assert any(words in text for text in sources), words


def test_citation_fields() -> None:
    made = converted(case("05"))
    assert bodies(made) == {
        "what-helps": "Warm packs ease dry eyes [@osei2021; @eyecharity2024].\n\nClean your lids every day [@rees2017].\n\nPacks are cheap [@osei2021].\n"
    }
    assert made.references == (
        "- id: osei2021\n  type: article-journal\n"
        '  title: "Warm packs for dry eye: a trial"\n  author:\n    - {family: Osei, given: Ada B.}\n    - {family: van der Berg, given: Jan}\n'
        "  container-title: Journal of Invented Eye Care\n  container-title-short: J Inv Eye Care\n  issued: 2021-04-09\n"
        '  volume: "14"\n  issue: "2"\n  page: 55-61\n  DOI: 10.5555/jiec.2021.55\n  PMID: "99999902"\n\n'
        "- id: eyecharity2024\n  type: webpage\n  title: Dry eye\n  author:\n    - {literal: Eye Charity of Anytown}\n  issued: 2024\n  URL: https://eye.example/dry\n  accessed: 2026-05-02\n\n"
        '- id: rees2017\n  type: book\n  title: Handbook of the lids\n  author:\n    - {family: Rees, given: C}\n  issued: 2017\n  edition: "3"\n  publisher: River Press\n  publisher-place: Anytown\n  note: "cited in Word: page 112"\n'
    )
    sources = told(made.findings, "F119")
    for words in (
        "paragraph 4, “Clean your lids every”: the place “page 112”",
        "abstract",
        "(paragraphs 6–7) is made anew",
        "different ids",
        "before a full stop",
    ):
        assert any(words in text for text in sources), words


def test_changes_and_comments_are_asked() -> None:
    made = convert(read_word(case("06")), shown="leaflet.docx", stem="leaflet", library=Library(), changes=None)
    assert isinstance(made, tuple)
    (question,) = told(made, "F103")
    assert question == "the file: the file has changes that nobody has accepted; nothing was written"
    assert any("“twice” → “once”" in text for text in told(made, "F111"))
    assert any("Is it still yellow?" in text for text in told(made, "F112"))


def test_changes_accepted() -> None:
    made = converted(case("06"), changes="accept")
    assert bodies(made) == {
        "your-dose": "Take your tablets once a day at 6pm.\n\nDo not double the dose if you forget one.\n\nCarry your yellow book.\n",
        "food": "Keep what you eat much the same.\n\nAsk before you take any herbal remedy.\n",
    }
    changes = told(made.findings, "F111")
    assert changes[0].endswith("“twice” → “once”, N. Reviewer, 2026-05-01; the new words hold")
    assert changes[1].endswith("a paragraph mark was deleted, N. Reviewer, 2026-05-01; paragraphs 4 and 5 are one")
    assert "paragraphs 7 and 10; it is imported once" in changes[2]
    assert len(changes) == 3
    assert told(made.findings, "F112") == [
        "paragraph 6, “Carry your yellow book”: comment by N. Reviewer, 2026-05-01 on “Carry your yellow book.”: “Is it still yellow?”"
    ]
    hidden = told(made.findings, "F113")
    assert "“Draft note: check with pharmacy.” was not imported" in hidden[0]
    assert "“Old advice struck out by hand.” was struck through" in hidden[1]


def test_changes_rejected() -> None:
    assert bodies(converted(case("06"), changes="reject")) == {
        "your-dose": "Take your tablets twice a day at 6pm.\n\nDo not double the dose\n\nif you forget one.\n\nCarry your yellow book.\n\nAsk before you take any herbal remedy.\n",
        "food": "Keep what you eat much the same.\n",
    }


def test_tables_and_a_call_box() -> None:
    made = converted(case("07"))
    assert bodies(made) == {
        "introduction": "::: call-now\n- your eye becomes very painful\n- your sight gets worse\n:::\n",
        "your-drops": "| Drops | When | For how long |\n|---|---|---|\n| Clearol | 4 times a day | 2 weeks |\n| Softol | at night | 4 weeks |\n\nTable: Your eye drops\n",
        "what-you-may-do": "| First week | First week | Later |\n|---|---|---|\n| Read | Yes | Yes |\n| Swim | No | After 4 weeks |\n| Swim | No goggles | Goggles |\n",
        "who-is-who": "**Nurse**\n\nTel: 01632 960 712\n\n**Optometrist**\n\nTel: 01632 960 713\n",
    }
    (box,) = told(made.findings, "F130")
    assert "“CALL US STRAIGHT AWAY IF:”" in box
    assert "compare “01632 960 711”, “999” with the clinic's numbers" in box
    tables = told(made.findings, "F122")
    assert tables[0].startswith("table 3: merged cells were repeated; no heading row is marked in Word")
    assert tables[1].startswith("table 4: a layout table was read row by row")
    assert any("“Table 1:” was dropped" in text for text in told(made.findings, "F126"))
    assert sum("960 712" in text or "960 713" in text for text in told(made.findings, "F116")) == 2


def test_pictures_and_text_boxes() -> None:
    made = converted(case("08"))
    assert bodies(made) == {
        "how-to-hold-it": '![A hand holding an inhaler upright](figures/using-your-inhaler-1.png "Hold it upright")\n\nBreathe out first.\n\n::: note\nRinse your mouth after each dose.\n:::\n\n'
        "Then breathe in slowly.\n\n::: note\nBox made by another program.\n:::\n\nShake it first.\n\n![](figures/using-your-inhaler-1.png){.decorative}\n\n::: note\nAn old style box: keep the cap on.\n:::\n"
    }
    assert list(made.pictures) == ["handouts/figures/using-your-inhaler-1.png"]
    assert list(made.beside) == ["using-your-inhaler-1.emf"]
    assert [text.split(":")[0] for text in told(made.findings, "F115")] == [
        "paragraph 5, “Breathe out first”",
        "paragraph 6, “Then breathe in slowly”",
        "paragraph 11, without words",
    ]
    left = told(made.findings, "F121")
    assert left[0].startswith("paragraph 7, “Shake it first”: a picture inside a sentence")
    assert "(`file:///C:/pics/logo.png`); it was not opened" in left[1]
    assert "EMF drawing and cannot be printed" in left[2]
    assert "marked as decorative in Word" in told(made.findings, "F120")[0]


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("changes", ["accept", "reject"])
def test_each_word_of_the_file_is_written_or_told(name: str, changes: str) -> None:
    data = (CASES / name).read_bytes()
    made = converted(data, changes="accept" if changes == "accept" else "reject")
    assert told(made.findings, "F129") == []
    lost = words_of_xml(CASES / name) - words_held(made)
    # What was set apart in Word as a raised number stands beside its word in the XML.
    assert {word for word in lost if not (word.isdigit() or word in ("well3", "m2", "m", "4", "th"))} == set()


def words_of_xml(path: Path) -> Counter[str]:
    """The words of every part of a Word file, read apart from our own walk: each `w:t` and `w:delText`, once for two alternatives."""
    import xml.etree.ElementTree as ET

    found: Counter[str] = Counter()
    with ZipFile(path) as archive:
        for name in archive.namelist():
            if not name.startswith("word/") or not name.endswith(".xml"):
                continue
            root = ET.fromstring(archive.read(name))  # noqa: S314  # our own files
            fallbacks = {id(one) for part in root.iter() if name_of(part) == "mc:Fallback" for one in part.iter()}
            for paragraph in (one for one in root.iter() if name_of(one) == "w:p"):
                inner = {
                    id(one)
                    for part in paragraph.iter()
                    if part is not paragraph and name_of(part) == "w:p"
                    for one in part.iter()
                }
                texts = [
                    one.text or ""
                    for one in paragraph.iter()
                    if name_of(one) in ("w:t", "w:delText") and id(one) not in fallbacks and id(one) not in inner
                ]
                found.update(words_in(" ".join(texts)))
    return found


def words_held(made: object) -> Counter[str]:
    """The words of everything that was written and told."""
    from wardleaf.word_import.converting import ImportedHandout

    assert isinstance(made, ImportedHandout)
    held: Counter[str] = Counter()
    for text in (
        *made.texts.values(),
        made.references,
        *(finding.message for finding in made.findings),
        *(note for finding in made.findings for note in finding.notes),
    ):
        held.update(words_in(text))
    return held
