"""Files as people have them, made small."""

import zipfile
from io import BytesIO

from PIL import Image

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
TEXT = "日程表\n6月1日 集まり\n".encode()


def picture(form: str = "JPEG", size: tuple[int, int] = (60, 40), mode: str = "RGB", **options) -> bytes:
    target = BytesIO()
    colour = {"P": 1, "RGBA": (255, 165, 0, 99)}.get(mode, "orange")
    Image.new(mode, size, colour).save(target, form, **options)
    return target.getvalue()


def photo_of_a_phone() -> bytes:
    """With the place where it was taken and the camera, lying on its side."""
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x010F] = "zq-camera-qz"
    exif.get_ifd(0x8825).update({1: "N", 2: (34.0, 41.0, 2.0), 3: "E", 4: (135.0, 30.0, 9.0)})
    return picture(size=(60, 40), exif=exif, comment=b"zq-comment-qz")


def packed(entries: dict[str, str]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in entries.items():
            file.writestr(name, text)
    return target.getvalue()


def office(kind: str, **more: str) -> bytes:
    """`kind` as in the content type: wordprocessingml.document, spreadsheetml.sheet, presentationml.presentation."""
    said = f'<Override ContentType="application/vnd.openxmlformats-officedocument.{kind}.main+xml"/>'
    return packed({"[Content_Types].xml": f"<Types>{said}</Types>", **more})


def open_office(kind: str, **more: str) -> bytes:
    return packed({"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": "<x/>", **more})


def old_office(*streams: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"".join(
        f"{name}\0".encode("utf-16-le") + b"\0" * 8 for name in streams
    )
