"""Zip archives whose bytes depend on their content only, deflated and inflated by ISA-L.

It deflates in a quarter of zlib's time, to fewer bytes, and inflates in two thirds; deflating was a third of packing,
and a batch of updates packs nearly all decks. `zipfile` reads the directory of an archive and has no place for another
deflater, so the few records around the data are written here (PKWARE's APPNOTE.TXT, 4.3; little-endian).
"""

from __future__ import annotations

import struct
import zipfile
from typing import TYPE_CHECKING

from isal import isal_zlib

if TYPE_CHECKING:
    from collections.abc import Mapping

_DAMAGED: type[Exception] = isal_zlib.error  # type: ignore[assignment]  # its stub means an instance
_LEVEL = 2
_RAW = -15
"""A deflated stream without a header, with the largest window."""
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_NAME_LENGTHS = struct.Struct("<2H")
_NAME_LENGTHS_AT = 26
_VERSION, _UNIX = 20, 3
_TIME, _DATE = 0, 1 << 5 | 1
"""Midnight of 1980-01-01, the first day that a zip can tell."""
_MODE = 0o100644
_ENCRYPTED, _UTF8 = 1, 1 << 11
_MOST_INFLATED = 1032
"""How many bytes deflate can make of one."""


def zipped(contents: Mapping[str, bytes]) -> bytes:
    """Return a zip archive of some files by name, all of one constant date and mode.

    Raises struct.error where a file or the archive reaches 4 GiB, beyond which the format is another.
    """
    records: list[bytes] = []
    directory: list[bytes] = []
    at = 0
    for name, content in contents.items():
        record, entry = _records(name.encode(), content, at)
        records.append(record)
        directory.append(entry)
        at += len(record)
    size, count = sum(map(len, directory)), len(directory)
    return b"".join((*records, *directory, _END.pack(b"PK\5\6", 0, 0, count, count, size, at, 0)))


def _records(name: bytes, content: bytes, at: int) -> tuple[bytes, bytes]:
    """Return a file as it stands at a place of the archive, and its entry in the directory."""
    deflated = isal_zlib.compress(content, _LEVEL, _RAW)
    sizes = isal_zlib.crc32(content), len(deflated), len(content)
    shared = (_VERSION, _UTF8, zipfile.ZIP_DEFLATED, _TIME, _DATE, *sizes, len(name), 0)
    entry = _CENTRAL.pack(b"PK\1\2", _UNIX << 8 | _VERSION, *shared, 0, 0, 0, _MODE << 16, at)
    return b"".join((_LOCAL.pack(b"PK\3\4", *shared), name, deflated)), entry + name


def unzipped(archive: zipfile.ZipFile, packed: bytes, name: str) -> bytes:
    """Return a file of an open archive, whose bytes are `packed`.

    Raises KeyError where there is none, zipfile.BadZipFile where it is damaged, and what `archive.read` raises for one
    that is stored in another way.
    """
    entry = archive.getinfo(name)
    if entry.compress_type != zipfile.ZIP_DEFLATED or entry.flag_bits & _ENCRYPTED:
        return archive.read(entry)
    try:
        content = _inflated(packed, entry)
    except (_DAMAGED, struct.error) as error:
        raise zipfile.BadZipFile(f"{name}: {error}") from error
    if (len(content), isal_zlib.crc32(content)) != (entry.file_size, entry.CRC):
        raise zipfile.BadZipFile(f"{name}: its size or checksum is wrong")
    return content


def _inflated(packed: bytes, entry: zipfile.ZipInfo) -> bytes:
    lengths = _NAME_LENGTHS.unpack_from(packed, entry.header_offset + _NAME_LENGTHS_AT)
    start = entry.header_offset + _LOCAL.size + sum(lengths)
    room = min(entry.file_size, _MOST_INFLATED * entry.compress_size)
    return isal_zlib.decompress(packed[start : start + entry.compress_size], _RAW, max(room, 1))
