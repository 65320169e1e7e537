"""What `publish` makes: every printed code finds its page, and no page says that something holds which does not."""

from __future__ import annotations

import datetime
import json
import re
import socket
import zipfile
from html.parser import HTMLParser
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from tests.cli.approving import CLINIC, SECTION, WHO, approve_all, real_library, set_today
from tests.cli.running import change, run
from tests.printed_codes import read_codes

ADDRESS = "https://leaflets.riverside.example/"
HANDOUT = Path("handouts/chemotherapy.yaml")


class Page(HTMLParser):
    """The words of a page, its links and whatever it loads."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.words = ""
        self.tags: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = real_library(tmp_path, monkeypatch)
    approve_all()
    assert run("build", "--archive", "archive").exit_code == 0
    return root


def publish(*more: str) -> str:
    done = run("publish", *more)
    assert done.exit_code == 0, done.output
    return done.output


def page(path: str) -> Page:
    return Page(Path("site", path, "index.html").read_text(encoding="utf-8"))


def site() -> dict[str, bytes]:
    files = (path for path in Path("site").rglob("*") if path.is_file())
    return {path.relative_to("site").as_posix(): path.read_bytes() for path in files if not path.name.startswith(".")}


def new_version(version: str) -> None:
    """The next version of both handouts, which share a section, with another sentence, approved and released."""
    for definition in (HANDOUT, HANDOUT.with_name("second.yaml")):
        text = definition.read_text(encoding="utf-8")
        definition.write_text(re.sub(r'version: "[^"]+"', f'version: "{version}"', text), encoding="utf-8")
    path = Path(SECTION)
    path.write_text(path.read_text(encoding="utf-8") + f"\nOne more thing since {version}.\n", encoding="utf-8")
    approve_all()
    done = run("build", "--archive", "archive")
    assert done.exit_code == 0, done.output


def test_every_code_of_every_released_file_finds_its_page(library: Path) -> None:
    new_version("1.1")
    change(library / CLINIC, "01632 960140", "01632 960149")
    assert run("approve", "clinic:riverside", "--as", WHO).exit_code == 0
    assert run("build", "--archive", "archive").exit_code == 0
    publish()
    codes = [code for pdf in Path("archive").glob("*/*/*.pdf") for code in read_codes(pdf.read_bytes())]
    assert {f"{ADDRESS}rbc-001/1.0/", f"{ADDRESS}rbc-001/1.1/", f"{ADDRESS}rbc-001/1.1/2/"} <= set(codes)
    for code in codes:
        assert Path("site", code.removeprefix(ADDRESS), "index.html").is_file(), code
    first = page("rbc-001/1.0").words
    assert "You hold version 1.0; now 1.1 issue 2." in first
    assert "One more thing since 1.1." in first
    assert "You hold version 1.1; now 1.1 issue 2." in page("rbc-001/1.1").words
    assert "You hold version 1.1 issue 2, the newest." in page("rbc-001/1.1/2").words
    assert "01632 960149" in page("rbc-001/1.0").words and "01632 960140" not in page("rbc-001").words
    told = run("verify", "site/rbc-001/1.0/index.html").stdout
    assert told.startswith("SUPERSEDED\n")
    assert run("verify", "site/rbc-001/index.html").stdout.startswith("CURRENT\n")


def test_every_link_inside_leads_somewhere_and_nothing_comes_from_outside(library: Path) -> None:
    new_version("1.1")
    publish()
    pages = [path for path in site() if path.endswith(".html")]
    assert len(pages) >= 6
    for path in pages:
        one = Page(Path("site", path).read_text(encoding="utf-8"))
        for link in one.links:
            if link.startswith(("tel:", ADDRESS)):
                continue
            assert not re.match(r"[a-z]+:|//", link), link
            assert (Path("site", path).parent / link).resolve().is_file(), (path, link)
        assert one.tags.count("h1") == 1
    urls = re.findall("<loc>([^<]+)</loc>", Path("site/sitemap.xml").read_text(encoding="utf-8"))
    assert urls == [ADDRESS, f"{ADDRESS}rbc-001/", f"{ADDRESS}rbc-002/"]


def test_publishing_twice_writes_nothing_and_leftovers_stay(library: Path) -> None:
    publish()
    before = site()
    Path("site/old.html").write_text("old", encoding="utf-8")
    told = publish()
    assert "0 of them written" in told and "W203" in told and "old.html" in told
    assert site() == before | {"old.html": b"old"}
    publish("--out", "one.zip")
    publish("--out", "two.zip")
    assert Path("one.zip").read_bytes() == Path("two.zip").read_bytes()
    with zipfile.ZipFile("one.zip") as packed:
        assert {name: packed.read(name) for name in packed.namelist()} == before


def test_what_did_not_change_is_not_made_again(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish()
    assert "nothing has changed" in publish()
    before = site()
    Path("site/rbc-001/index.html").write_text("touched", encoding="utf-8")
    assert "1 of them written" in publish()
    assert site() == before
    assert "nothing has changed" in publish()
    set_today(monkeypatch, datetime.date(2035, 1, 1))
    assert "its review was due on" in publish()
    assert "its review was due on" in publish()


def test_a_draft_is_never_published(library: Path) -> None:
    Path(SECTION).write_text(Path(SECTION).read_text(encoding="utf-8") + "\nNot yet approved.\n", encoding="utf-8")
    told = publish()
    assert "RBC-001" in told and "drafts are never published" in told
    words = page("rbc-001/1.0").words
    assert "Ask us which one holds" in words and "the newest" not in words
    assert not [path for path in site() if path.startswith("rbc-001") and path.endswith(".pdf")]
    assert b"Not yet approved" not in b"".join(data for path, data in site().items() if path.endswith(".html"))


def test_a_withdrawn_handout_is_a_notice_with_reason_and_number(library: Path) -> None:
    publish()
    assert run("withdraw", "RBC-001", "--reason", "A <b>wrong</b> dose", "--as", WHO).exit_code == 0
    told = publish()
    assert "W203" in told  # the PDFs from before are told, not deleted
    for path in ("rbc-001", "rbc-001/1.0"):
        words = page(path).words
        assert "Do not use this handout. It was withdrawn" in words and "A <b>wrong</b> dose" in words
        assert "01632 960140" in words
    assert "RBC-001" not in Page(Path("site/index.html").read_text(encoding="utf-8")).words
    assert (
        json.loads(Path("site/versions.json").read_text(encoding="utf-8"))["handouts"]["RBC-001"]["state"]
        == "withdrawn"
    )


def test_what_is_overdue_is_not_published(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    set_today(monkeypatch, datetime.date(2035, 1, 1))
    told = publish()
    assert "its review was due on" in told
    assert "It should have been reviewed by" in page("rbc-001/1.0").words
    assert not [path for path in site() if path.endswith(".pdf")]


def test_a_handout_that_is_gone_keeps_its_page(library: Path) -> None:
    HANDOUT.unlink()
    publish()
    assert "no longer given out" in page("rbc-001/1.0").words


def test_two_versions_never_share_a_page(library: Path) -> None:
    new_version("1 1")
    new_version("1-1")
    done = run("publish")
    assert done.exit_code == 1 and "error[W201]" in done.output and "rbc-001/1-1/index.html" in done.output
    assert not Path("site/index.html").exists()


def test_a_hostile_title_is_only_words(library: Path) -> None:
    hostile = "</title><script>alert('x')</script>"
    change(HANDOUT, "title: Chemotherapy\n", f'title: "{hostile}"\n')
    change(HANDOUT, 'version: "1.0"', 'version: "1.1"')
    approve_all()
    run("build", "--archive", "archive")
    publish()
    for path in (path for path in site() if path.endswith(".html")):
        one = Page(Path("site", path).read_text(encoding="utf-8"))
        assert one.tags.count("script") == (1 if path == "index.html" else 0)
        assert one.tags.count("title") == 1


def test_a_damaged_release_is_not_published(library: Path) -> None:
    for pdf in Path("archive").glob("RBC-001/*/*.pdf"):
        pdf.write_bytes(b"%PDF-1.7 something else")
    done = run("publish")
    assert done.exit_code == 1 and "W105" in done.output
    assert not Path("site").exists()


def test_which_clinic_is_asked_where_addresses_differ(library: Path) -> None:
    change(library / CLINIC, "publish: {address: https://leaflets.riverside.example}\n", "")
    done = run("publish")
    assert done.exit_code == 2 and "publish: {address" in done.stderr


def answer(server: ThreadingHTTPServer, request: str) -> int:
    """The status that `server` gives to the line `request`."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.sendall(f"{request}\r\n\r\n".encode())
        ours.shutdown(socket.SHUT_WR)
        server.RequestHandlerClass(theirs, ("127.0.0.1", 1), server)
        theirs.close()
        return int(ours.makefile("rb").readline().split()[1])


def test_the_preview_gives_files_of_the_folder_alone(library: Path) -> None:
    from wardleaf.publishing.serving import site_server

    publish()
    Path("secret.html").write_text("secret", encoding="utf-8")
    Path("site/.hidden").write_text("secret", encoding="utf-8")
    Path("site/link.html").symlink_to(Path("secret.html").resolve())
    Path("site/empty").mkdir()
    asked = ("/", "/rbc-001/1.0/", "/empty/", "/../secret.html", "/%2e%2e/secret.html", "/link.html", "/.hidden")
    with site_server(library / "site", 0) as server:
        assert server.server_address[0] == "127.0.0.1"
        given = [path for path in asked if answer(server, f"GET {path} HTTP/1.0") == 200]
        assert given == ["/", "/rbc-001/1.0/"]
        assert answer(server, "POST / HTTP/1.0") == 501


def test_a_released_web_page_is_read_first(library: Path) -> None:
    assert run("build", "chemotherapy", "--edition", "web", "--archive", "archive").exit_code == 0
    publish()
    links = [
        link for link in page("rbc-001").links if link.endswith((".html", ".pdf")) and "-" in link.rpartition("/")[2]
    ]
    assert links[0].endswith(".html") and sum(link.endswith(".html") for link in links) == 1
    assert "Read it here (a web page," in page("rbc-001").words
    read = Path("site/rbc-001", links[0]).read_text(encoding="utf-8")
    assert read.startswith("<!DOCTYPE html>") and 'id="text"' in read
    assert len(list(Path("archive").glob("*/*/*.html"))) == 1


def test_a_page_has_the_numbers_of_the_clinic_that_gives_its_handout(library: Path) -> None:
    joints = (library / CLINIC).read_text(encoding="utf-8").replace("01632 960140", "01632 960199")
    (library / "handouts" / "clinics" / "joints.yaml").write_text(f"{joints}specialty: joints\n", encoding="utf-8")
    with HANDOUT.with_name("second.yaml").open("a", encoding="utf-8") as file:
        file.write("specialty: joints\n")
    done = run("approve", "clinic:joints", "handout:second", "--as", WHO)
    assert done.exit_code == 0, done.output
    assert run("build", "--all-clinics", "--archive", "archive").exit_code == 0
    publish()
    assert "01632 960199" in page("rbc-002").words and "01632 960140" not in page("rbc-002").words
    assert "01632 960140" in page("rbc-001").words and "01632 960199" not in page("rbc-001").words
