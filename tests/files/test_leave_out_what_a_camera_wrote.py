"""A picture that is handed out says nothing about where and when it was taken."""

import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rundblick.files.pictures import bare

SECRET = b"51.8372,8.0241 Telefon von Alma"


def segment(marker: int, body: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


def exif(orientation: int, order: str = ">") -> bytes:
    head = (b"MM\0*" if order == ">" else b"II*\0") + struct.pack(f"{order}I", 8)
    entries = [(0x010F, 2, 4, 0), (0x0112, 3, 1, orientation)]
    packed = b"".join(struct.pack(f"{order}HHIHH", *entry, 0) for entry in entries)
    return b"Exif\0\0" + head + struct.pack(f"{order}H", len(entries)) + packed + SECRET


def jpeg(orientation: int = 1, order: str = ">") -> bytes:
    parts = [
        segment(0xE0, b"JFIF\0"),
        segment(0xE1, exif(orientation, order)),
        segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + SECRET),
        segment(0xFE, SECRET),
        segment(0xE2, b"ICC_PROFILE\0colours"),
        segment(0xDB, b"table"),
    ]
    return b"\xff\xd8" + b"".join(parts) + segment(0xDA, b"scan") + b"image \xff\x00 data\xff\xd9"


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def test_place_device_and_comments_of_a_jpeg_are_gone_and_the_picture_stays() -> None:
    found = bare(jpeg()).content
    assert SECRET not in found
    assert b"Exif" not in found
    assert all(part in found for part in (b"JFIF", b"ICC_PROFILE", b"table", b"image \xff\x00 data\xff\xd9"))


@pytest.mark.parametrize("order", [">", "<"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_how_it_has_to_be_turned_is_all_that_is_told(orientation: int, order: str) -> None:
    found = bare(jpeg(orientation, order))
    assert found.orientation == orientation
    again = bare(found.alone)
    assert again.orientation == orientation
    assert again.content == found.content
    assert SECRET not in found.alone


def test_words_in_a_png_are_gone_and_the_picture_stays() -> None:
    parts = [chunk(b"IHDR", b"head"), chunk(b"tEXt", SECRET), chunk(b"eXIf", SECRET), chunk(b"IDAT", b"image")]
    content = b"\x89PNG\r\n\x1a\n" + b"".join([*parts, chunk(b"IEND", b"")])
    found = bare(content).alone
    assert SECRET not in found
    assert found == b"\x89PNG\r\n\x1a\n" + parts[0] + parts[3] + chunk(b"IEND", b"")


@given(st.binary(max_size=80), st.sampled_from([b"\xff\xd8", b"\x89PNG\r\n\x1a\n", b"%PDF-", b""]))
def test_what_cannot_be_read_never_breaks_a_page(rest: bytes, start: bytes) -> None:
    bare(start + rest)


def test_a_picture_cut_off_in_the_middle_stays_as_it_is() -> None:
    cut = jpeg()[:30]
    assert bare(cut).content == cut
