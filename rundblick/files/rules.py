"""What may be uploaded. The content decides, not the name and not what the browser claims."""

import io
import zipfile

MAX_BYTES = 15_000_000

OFFICE = {
    "word/": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
SIGNATURES = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
)
ALLOWED_WORDS = "PDF, PNG, JPEG, Word (.docx), Excel (.xlsx) oder reiner Text"


class Refused(Exception):
    """The file is not taken; the message is meant for the field."""


def media_type_of(content: bytes) -> str:
    """The type by content. Raises Refused for an empty, too large or unknown file, and for macros."""
    if not content:
        raise Refused("Die Datei ist leer.")
    if len(content) > MAX_BYTES:
        raise Refused(
            f"Die Datei hat {len(content) / 1e6:.1f} MB, möglich sind {MAX_BYTES / 1e6:.0f} MB.".replace(".", ",")
        )
    for signature, media_type in SIGNATURES:
        if content.startswith(signature):
            return media_type
    if content.startswith(b"PK\x03\x04"):
        return _office_type(content)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused(f"Diese Art von Datei wird nicht angenommen. Möglich sind {ALLOWED_WORDS}.") from None
    if "\0" in text or text.lstrip()[:1] == "<":
        raise Refused(f"Diese Art von Datei wird nicht angenommen. Möglich sind {ALLOWED_WORDS}.")
    return "text/plain"


def _office_type(content: bytes) -> str:
    try:
        names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    except zipfile.BadZipFile:
        raise Refused("Die Datei ist beschädigt.") from None
    if any(name.endswith("vbaProject.bin") for name in names):
        raise Refused("Dateien mit Makros werden nicht angenommen.")
    for folder, media_type in OFFICE.items():
        if any(name.startswith(folder) for name in names):
            return media_type
    raise Refused(f"Archive werden nicht angenommen. Möglich sind {ALLOWED_WORDS}.")
