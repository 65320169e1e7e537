"""Files that go out as they grow: what they hold is found again, however large they are."""

from __future__ import annotations

import io

import pikepdf
from hypothesis import given
from hypothesis import strategies as st

from wardleaf.pdf.object_file import GrowingFile, Stream

held = st.binary(max_size=40)


@given(st.lists(st.tuples(held, st.booleans(), st.booleans()), max_size=450))
def test_objects_of_both_kinds_are_found_by_their_numbers(wanted: list[tuple[bytes, bool, bool]]) -> None:
    out = io.BytesIO()
    file = GrowingFile(out.write)
    late: list[tuple[int, bytes | Stream]] = []
    numbers: list[int] = []
    for data, is_stream, waits in wanted:
        body = Stream(b"", data) if is_stream else b"<%b>" % data.hex().encode()
        if waits:
            numbers.append(file.reserve())
            late.append((numbers[-1], body))
        else:
            numbers.append(file.add(body))
    for number, body in reversed(late):
        file.put(number, body)
    pages = file.add(b"<</Type/Pages/Count 0/Kids[]>>")
    file.finish(catalog=file.add(b"<</Type/Catalog/Pages %d 0 R>>" % pages), information=file.add(b"<<>>"))
    with pikepdf.open(io.BytesIO(out.getvalue())) as pdf:
        assert pdf.check_pdf_syntax() == []
        for number, (data, is_stream, _) in zip(numbers, wanted):
            found = pdf.get_object(number, 0)
            assert (found.read_raw_bytes() if is_stream else bytes(found)) == data


def test_places_beyond_four_gigabytes() -> None:
    """The header is taken for one of five gigabytes, as a disk would have it; what is at the end is then found there."""
    before = 5 << 30
    parts: list[bytes] = []
    file = GrowingFile(parts.append)
    file._offset = before
    number = file.add(Stream(b"", b"here"))
    pages = file.add(b"<</Type/Pages/Count 0/Kids[]>>")
    file.finish(catalog=file.add(b"<</Type/Catalog/Pages %d 0 R>>" % pages), information=file.add(b"<<>>"))
    tail = b"".join(parts[1:])

    class Far(io.RawIOBase):
        """A file of which only the end is held; all before it is nothing."""

        at = 0

        def readable(self) -> bool:
            return True

        def seekable(self) -> bool:
            return True

        def seek(self, offset: int, whence: int = 0) -> int:
            self.at = (0, self.at, before + len(tail))[whence] + offset
            return self.at

        def tell(self) -> int:
            return self.at

        def readinto(self, buffer: object) -> int:
            view = memoryview(buffer)  # type: ignore[arg-type]
            end = min(self.at + len(view), before + len(tail))
            data = bytes((parts[0] + bytes(9))[self.at : end]) if self.at < 9 else b""
            data = data.ljust(max(0, min(end, before) - self.at), b"\0")
            data += tail[max(0, self.at - before) : max(0, end - before)]
            view[: len(data)] = data
            self.at += len(data)
            return len(data)

    with pikepdf.open(io.BufferedReader(Far())) as pdf:
        assert pdf.get_object(number, 0).read_raw_bytes() == b"here"
