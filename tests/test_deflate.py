"""Archives read back, here and by the standard library, and damage never passes for content."""

from __future__ import annotations

import io
import struct
import zipfile
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qt2anki.deflate import unzipped, zipped

NAMES = st.text("abcäß9.- ", min_size=1, max_size=12)


def read(packed: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return {name: unzipped(archive, packed, name) for name in archive.namelist()}


@given(st.dictionaries(NAMES, st.binary(max_size=3000), max_size=4))
def test_what_is_zipped_is_what_zipfile_reads(contents: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(zipped(contents))) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == contents


@given(st.dictionaries(NAMES, st.binary(max_size=3000), max_size=4))
def test_what_is_zipped_reads_back(contents: dict[str, bytes]) -> None:
    assert read(zipped(contents)) == contents


def test_a_file_says_nothing_of_when_and_where_it_was_made() -> None:
    with zipfile.ZipFile(io.BytesIO(zipped({"a": b"x"}))) as archive:
        entry = archive.getinfo("a")
    assert entry.date_time == (1980, 1, 1, 0, 0, 0)
    assert (entry.create_system, entry.external_attr >> 16) == (3, 0o100644)


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2])
def test_archives_of_other_programs_are_read(method: int) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        archive.writestr("large", b"ab" * 100_000)
        archive.writestr("empty", b"")
    assert read(target.getvalue()) == {"large": b"ab" * 100_000, "empty": b""}


def test_a_name_that_is_not_there_is_not_found() -> None:
    packed = zipped({"a": b"x"})
    with zipfile.ZipFile(io.BytesIO(packed)) as archive, pytest.raises(KeyError):
        unzipped(archive, packed, "b")


def test_no_damage_of_a_byte_changes_what_is_read() -> None:
    contents = {"a": b"The membrane depolarizes. " * 40, "b": bytes(range(200))}
    packed = zipped(contents)
    chance, refused = Random(7), 0
    for at in range(len(packed)):
        damaged = bytearray(packed)
        damaged[at] ^= 1 << chance.randrange(8)
        try:
            assert contents.items() >= {k: v for k, v in read(bytes(damaged)).items() if k in contents}.items()
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, UnicodeDecodeError):
            refused += 1
    assert refused > len(packed) // 2


def test_what_lies_about_its_size_takes_no_memory() -> None:
    packed = bytearray(zipped({"a": b"x"}))
    size = packed.index(b"PK\1\2") + 24
    packed[size : size + 4] = struct.pack("<L", 0xFFFFFFF0)
    with pytest.raises(zipfile.BadZipFile):
        read(bytes(packed))
