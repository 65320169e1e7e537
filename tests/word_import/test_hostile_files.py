"""Files of other kinds, damaged ones and those made to do harm: each is refused in a sentence, in little time."""

from __future__ import annotations

import time
import zipfile
from io import BytesIO

import pytest
from tests.word_import.wordfile import W, document, paragraph, relation, word_file

from wardleaf.office_package import Bounds, DamagedError, TooLargeError
from wardleaf.word_import import reading
from wardleaf.word_import.kinds import other_kind
from wardleaf.word_import.pasted import read_pasted
from wardleaf.word_import.reading import read_word


def _archive(**files: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/"), text)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "an empty file"),
        (b"%PDF-1.7\n...", "a PDF"),
        (b"\n\n%PDF-1.4", "a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "before 2007 (.doc)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "a file with a password"),
        (b"{\\rtf1\\ansi Hello}", "rich text (.rtf)"),
        (_archive(mimetype="application/vnd.oasis.opendocument.text"), "a LibreOffice document (.odt)"),
        (_archive(xl__workbook="x", **{"xl/workbook.xml": "x"}), "an Excel workbook"),
        (_archive(**{"Index/Document.iwa": "x"}), "a Pages file"),
        (_archive(**{"leaflet.docx": "x"}), "an archive that is no Word file"),
        (b"<html><body><p>Hello</p></body></html>", "a web page"),
        ("Dear patient, süß".encode(), "plain text"),
        (f'<?xml version="1.0"?><w:wordDocument xmlns:w="{W}"/>'.encode(), "in one piece of XML"),
        (b"\x89PNG\r\n\x1a\n\x00", "no Word file"),
    ],
)
def test_other_kinds_are_named_by_what_they_hold(data: bytes, words: str) -> None:
    assert words in other_kind(data)


def test_a_word_file_is_one() -> None:
    assert other_kind(word_file(paragraph("Hello."))) == ""


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04 cut off",
        word_file(paragraph("x"))[:-40],
        word_file(main="<w:document"),
        word_file(main=f'<w:other xmlns:w="{W}"><w:body/></w:other>'),
        word_file(main=f'<w:document xmlns:w="{W}"/>'),
        word_file(main='<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><d>&b;</d>'),
        word_file(main='<!DOCTYPE d SYSTEM "file:///etc/passwd"><d/>'),
        word_file(main='<?xml version="1.0" encoding="UTF-16"?><d/>'),
        word_file(paragraph("x"), parts={"word/styles.xml": '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><d>&a;</d>'}),
        word_file(paragraph("x"), parts={"_rels/.rels": '<Relationships xmlns="x"><Relationship Id="1" Type="a/officeDocument" Target="../../../etc/passwd"/></Relationships>'}),
        word_file(paragraph("x"), parts={"_rels/.rels": '<Relationships xmlns="x"><Relationship Id="1" Type="a/officeDocument" TargetMode="External" Target="https://a.example/x"/></Relationships>'}),
        word_file(document("<w:sdt><w:sdtContent>" * 5_000)),
        word_file(main=document("<w:sdt><w:sdtContent>" * 100 + paragraph("x") + "</w:sdtContent></w:sdt>" * 100)),
    ],
)  # fmt: skip
def test_damaged_and_harmful_files_are_refused(data: bytes) -> None:
    with pytest.raises(DamagedError):
        read_word(data)


def test_a_part_that_is_there_twice_is_refused() -> None:
    data = BytesIO(word_file(paragraph("x")))
    with pytest.warns(UserWarning), zipfile.ZipFile(data, "a") as archive:
        archive.writestr("word/document.xml", document(paragraph("another")))
    with pytest.raises(DamagedError):
        read_word(data.getvalue())


@pytest.mark.parametrize(
    ("bounds", "data"),
    [
        ({"unpacked": 1 << 20}, word_file(paragraph("a" * (2 << 20)))),
        ({"elements": 2_000}, word_file(*[paragraph("a")] * 1_000)),
        ({"names": 4_096}, word_file(paragraph("a"), parts={f"word/{number}.xml": "" for number in range(200)})),
    ],
)
def test_what_is_far_too_large_is_refused(bounds: dict[str, int], data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = reading.BOUNDS
    own = Bounds(
        unpacked=bounds.get("unpacked", usual.unpacked),
        elements=bounds.get("elements", usual.elements),
        names=bounds.get("names", usual.names),
        depth=usual.depth,
        pieces=usual.pieces,
        whole=usual.whole,
    )
    monkeypatch.setattr(reading, "BOUNDS", own)
    with pytest.raises(TooLargeError):
        read_word(data)


def test_a_linked_picture_is_never_opened() -> None:
    drawn = (
        '<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:link="rP"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )  # fmt: skip
    word = read_word(
        word_file(paragraph("See ", drawn), relations=relation("rP", "image", "file:///etc/passwd", outside=True))
    )
    assert word.pictures == {}


def test_a_picture_beside_the_package_is_not_there() -> None:
    word = read_word(word_file(paragraph("x"), relations=relation("rP", "image", "../../../../etc/passwd")))
    assert word.pictures == {}


@pytest.mark.parametrize("sign", ["<!--", "<", "<a ", "<b>", "&", "<?", "</a", "<script>", "<![CDATA[", "<tr><td>x"])
def test_pasted_signs_are_read_in_time_that_grows_with_their_number(sign: str) -> None:
    began = time.process_time()
    read_pasted(f"<p>{sign * 4_000}")
    assert time.process_time() - began < 2


def test_what_is_pasted_keeps_its_words() -> None:
    (block,) = read_pasted("<p>2 < 3 and <!-- a remark -->4 > 3 <b>so</b> <!-- on").blocks
    assert " ".join(block.text.split()) == "2 < 3 and 4 > 3 so <!-- on"  # type: ignore[union-attr]
