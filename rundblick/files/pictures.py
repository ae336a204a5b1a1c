"""What a camera wrote into a picture, taken out of it: place, time, device. Pure; the picture itself stays as it is."""

import struct
from dataclasses import dataclass

_JPEG, _PNG = b"\xff\xd8", b"\x89PNG\r\n\x1a\n"
_SCAN = 0xDA
_TOLD = {*range(0xE1, 0xF0), 0xFE} - {0xE2, 0xEE}
"""Segments of a JPEG that describe it (EXIF, XMP, comments). 0xE2 and 0xEE hold its colours and have to stay."""
_CHUNKS = {b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"}
_EXIF = b"Exif\0\0"
_ORIENTATION = 0x0112


@dataclass(frozen=True, slots=True)
class Bare:
    """A picture without what was told about it. `orientation`: 1 to 8 as in EXIF, how it has to be turned; 1 = not."""

    content: bytes
    orientation: int = 1

    @property
    def alone(self) -> bytes:
        """The file to hand out: how a JPEG has to be turned is all that is told about it."""
        if self.orientation == 1:
            return self.content
        entry = struct.pack(">HHIHH", _ORIENTATION, 3, 1, self.orientation, 0)
        exif = _EXIF + b"MM\0*" + struct.pack(">IH", 8, 1) + entry + struct.pack(">I", 0)
        return _JPEG + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + self.content[2:]


def bare(content: bytes) -> Bare:
    """A JPEG or PNG without what was told about it; anything else, and what cannot be read, as it is."""
    try:
        if content.startswith(_JPEG):
            return _bare_jpeg(content)
        if content.startswith(_PNG):
            return Bare(_bare_png(content))
    except (struct.error, IndexError):
        pass
    return Bare(content)


def _bare_jpeg(content: bytes) -> Bare:
    kept, at, orientation = [_JPEG], 2, 1
    while content[at] == 0xFF and content[at + 1] != _SCAN:
        marker, (length,) = content[at + 1], struct.unpack_from(">H", content, at + 2)
        segment = content[at : at + 2 + length]
        if marker == 0xE1 and segment[4:10] == _EXIF:
            orientation = _turned(segment[10:])
        if marker not in _TOLD:
            kept.append(segment)
        at += 2 + length
    return Bare(b"".join([*kept, content[at:]]), orientation)


def _turned(exif: bytes) -> int:
    """The orientation in the first directory of an EXIF block; 1 where it says none."""
    order = "<" if exif.startswith(b"II") else ">"
    (start,) = struct.unpack_from(f"{order}I", exif, 4)
    (entries,) = struct.unpack_from(f"{order}H", exif, start)
    for number in range(entries):
        tag, _, _, value = struct.unpack_from(f"{order}HHIH", exif, start + 2 + number * 12)
        if tag == _ORIENTATION:
            return value if 1 <= value <= 8 else 1
    return 1


def _bare_png(content: bytes) -> bytes:
    kept, at = [_PNG], len(_PNG)
    while at < len(content):
        (length,) = struct.unpack_from(">I", content, at)
        if content[at + 4 : at + 8] not in _CHUNKS:
            kept.append(content[at : at + 12 + length])
        at += 12 + length
    return b"".join(kept)
