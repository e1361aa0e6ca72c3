"""An attachment is what its bytes say, and nothing but what it shows is published."""

import struct
import zipfile
import zlib
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest
from corpora.drawings import HARMLESS, HOSTILE, HUGE, drawing
from PIL import Image, PngImagePlugin

from lcsite.assets import MAX_PIXELS, Asset, UnreadableFile, clean, look_at
from lcsite.svg import NAMESPACE

SECRET = b"52.0907N 5.1214E"
KINDS = {"png": "PNG", "jpg": "JPEG", "webp": "WEBP", "gif": "GIF"}


def picture(kind: str, size: tuple[int, int] = (4, 2), mode: str = "RGB", **options: Any) -> bytes:
    """A picture of which the first pixel is red."""
    written = BytesIO()
    image = Image.new("RGB", size, "blue")
    image.paste("red", (0, 0, 1, 1))
    image.convert(mode).save(written, KINDS[kind], **options)
    return written.getvalue()


def code(path: str, data: bytes) -> str | None:
    """The rule that keeps a file from being published."""
    problem = look_at(path, data).problem
    return problem and problem.code


def cleaned(path: str, data: bytes) -> bytes:
    """A file as published."""
    asset = look_at(path, data)
    assert asset.problem is None
    return clean(data, asset.media_type)


def chunk(name: bytes, data: bytes) -> bytes:
    """A chunk of a PNG."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width: int, height: int, *chunks: bytes) -> bytes:
    """A black PNG of any size in a few bytes."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    pixels = chunk(b"IDAT", zlib.compress(bytes((width + 7) // 8 + 1) * min(height, 10_000), 9))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(chunks) + pixels + chunk(b"IEND", b"")


def archive(*names: str, mimetype: str = "") -> bytes:
    """A zip with these members."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as found:
        if mimetype:
            found.writestr("mimetype", mimetype)
        for name in names:
            found.writestr(name, "x")
    return written.getvalue()


WORD = ("[Content_Types].xml", "word/document.xml")


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_is_known_by_its_bytes(kind: str) -> None:
    asset = look_at(f"a/b.{kind}", picture(kind))
    assert (asset.media_type.partition("/")[0], asset.width, asset.height, asset.problem) == ("image", 4, 2, None)


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("a.png", b"<!doctype html><script>alert(1)</script>"),
        ("a.png", b"<html><svg onload=alert(1)>"),
        ("a.png", b"GIF89a"),
        ("a.png", picture("jpg")),
        ("a.jpg", picture("png")),
        ("a.png", drawing("").encode()),
        ("a.svg", picture("png")),
        ("a.svg", b"<html><body>no drawing</body></html>"),
        ("a.svg", drawing("").encode("utf-16")),
        ("a.pdf", b"<html>%PDF-"),
        ("a.html", b"%PDF-1.7"),
        ("a.pdf.html", b"%PDF-1.7"),
        ("a.js", b"alert(1)"),
        ("a.css", b"@import url(https://a.example)"),
        ("a.txt", b"a"),
        ("a", picture("png")),
        ("a.png", b""),
        ("a.docx", b"MZ\x90\x00"),
        ("a.zip", archive("a")),
        ("a.docm", archive(*WORD)),
        ("a.xml", b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("a.htaccess", b"AddType text/html .png"),
    ],
)
def test_what_does_not_fit_its_name_is_refused(path: str, data: bytes) -> None:
    assert code(path, data) == "LC127"


ODD_NAMES = ["a b.png", "é.png", "-a.png", ".png", "a\\b.png", "a%2fb.png", "a?.png", 'a".png', "a<.png", "a\nb.png"]


@pytest.mark.parametrize("name", ODD_NAMES)
def test_a_name_is_an_address_without_escapes(name: str) -> None:
    assert code(name, picture("png")) == "LC127"


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_but_the_picture_is_published(kind: str) -> None:
    exif = Image.Exif()
    exif[0x010E] = exif[0x9286] = SECRET.decode()
    exif.get_ifd(0x8825)[2] = (52.0, 5.0, 0.0)
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", SECRET.decode())
    text.add_text("XML:com.adobe.xmp", SECRET.decode(), zip=True)
    options: dict[str, dict[str, Any]] = {
        "png": {"exif": exif, "pnginfo": text, "icc_profile": SECRET},
        "jpg": {"exif": exif, "comment": SECRET, "icc_profile": SECRET, "xmp": SECRET},
        "webp": {"exif": exif, "xmp": SECRET, "icc_profile": SECRET},
        "gif": {"comment": SECRET},
    }
    original = picture(kind, **options[kind]) + b"<script>alert(1)</script>" + archive("META-INF/MANIFEST.MF")
    published = cleaned(f"a.{kind}", original)
    assert b"script" not in published
    assert b"MANIFEST" not in published
    assert not {SECRET, SECRET.decode().encode("utf-16-le")} & set(_texts(published))
    with Image.open(BytesIO(published)) as image:
        assert image.size == (4, 2)
        assert not image.getexif()
        assert not {"exif", "icc_profile", "comment", "xmp", "Comment", "XML:com.adobe.xmp"} & set(image.info)


def _texts(data: bytes) -> list[bytes]:
    """The secret, wherever it stands in some bytes, packed or not."""
    found = [SECRET] if SECRET in data else []
    for at in range(len(data)):
        if data[at : at + 1] == b"\x78":
            try:
                found += [SECRET] if SECRET in zlib.decompressobj().decompress(data[at:]) else []
            except zlib.error:
                continue
    return found


@pytest.mark.parametrize("kind", ["png", "webp", "gif"])
def test_a_moving_picture_moves_on_without_its_metadata(kind: str) -> None:
    frames = [Image.new("RGB", (4, 2), colour) for colour in ("red", "green", "blue")]
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    options: dict[str, Any] = {"comment": SECRET} if kind == "gif" else {"exif": exif, "xmp": SECRET}
    written = BytesIO()
    frames[0].save(written, KINDS[kind], save_all=True, append_images=frames[1:], duration=100, loop=0, **options)
    published = cleaned(f"a.{kind}", written.getvalue() + SECRET)
    assert not _texts(published)
    with Image.open(BytesIO(published)) as image:
        image.load()
        assert (getattr(image, "n_frames", 1), image.info["duration"]) == (3, 100)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["png", "jpg", "webp"])
def test_a_picture_stands_upright_without_its_exif(kind: str, orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    data = picture(kind, (64, 32), exif=exif)
    asset = look_at(f"a.{kind}", data)
    upright = (64, 32) if orientation <= 4 else (32, 64)
    assert (asset.width, asset.height) == upright
    with Image.open(BytesIO(clean(data, asset.media_type))) as image:
        assert image.size == upright
        assert not image.getexif()


def test_a_photo_of_two_pictures_is_published_as_one_that_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    written = BytesIO()
    other = Image.new("RGB", (64, 32))
    Image.new("RGB", (64, 32)).save(written, "MPO", save_all=True, append_images=[other], exif=exif)
    published = cleaned("a.jpg", written.getvalue())
    with Image.open(BytesIO(published)) as image:
        assert (image.format, image.size) == ("JPEG", (32, 64))


def test_exif_that_makes_no_sense_turns_nothing() -> None:
    for junk in (b"garbage", b"MM\0*\0\0\0\x08\xff\xff", b"Exif\0\0II*\0\xff\xff\xff\xff", b""):
        assert look_at("a.png", png(8, 4, chunk(b"eXIf", junk))).width == 8
        assert cleaned("a.png", png(8, 4, chunk(b"eXIf", junk)))


def test_what_ends_too_early_cannot_be_published() -> None:
    for kind, name in KINDS.items():
        noise = BytesIO()
        Image.effect_noise((64, 64), 80).save(noise, name)
        data = noise.getvalue()
        asset = look_at(f"a.{kind}", data[: len(data) // 2])
        if asset.problem is None:
            with pytest.raises(UnreadableFile):
                clean(data[: len(data) // 2], asset.media_type)
        else:
            assert asset.problem.code == "LC128"


def test_any_bytes_after_a_sign_are_looked_at_without_a_crash() -> None:
    signs = {"png": b"\x89PNG\r\n\x1a\n", "jpg": b"\xff\xd8\xff", "gif": b"GIF89a", "webp": b"RIFF\0\0\0\0WEBP"}
    for kind, sign in {**signs, "docx": b"PK\x03\x04", "svg": b"<svg", "pdf": b"%PDF-"}.items():
        for tail in (b"", b"\0" * 20, b"\xff" * 60, bytes(range(256)), picture("png"), archive("a")[4:]):
            asset = look_at(f"a.{kind}", sign + tail)
            assert isinstance(asset, Asset)
            if asset.problem is None and kind != "pdf":
                with pytest.raises(UnreadableFile):
                    clean(sign + tail, asset.media_type)


@pytest.mark.parametrize("size", [(10_000, 10_000), (20_000, 10_000), (65_535, 65_535), (MAX_PIXELS + 1, 1)])
def test_a_picture_that_unpacks_to_too_much_is_not_unpacked(size: tuple[int, int]) -> None:
    assert code("a.png", png(*size)) == "LC129"


def test_a_picture_of_nothing_is_damaged() -> None:
    assert code("a.png", png(0, 0)) == "LC128"


@pytest.mark.parametrize("between", [b"", b"\x00", b"!\xfe\x02ab\x00"])
def test_a_few_bytes_that_move_for_minutes_are_refused(between: bytes) -> None:
    screen = b"GIF89a" + struct.pack("<HHBBB", 5_000, 5_000, 0x80, 0, 0) + bytes(6)
    frame = between + b"," + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\x02\x02\x4c\x01\x00"
    assert code("a.gif", screen + frame + b";") is None
    assert code("a.gif", screen + frame * 2 + b";") == "LC129"


def test_text_in_a_picture_does_not_unpack_without_end() -> None:
    bomb = chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(80_000_000)))
    assert code("a.png", png(8, 8, bomb)) == "LC128"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", archive(*WORD)),
        ("a.xlsx", archive("[Content_Types].xml", "xl/workbook.xml")),
        ("a.pptx", archive("[Content_Types].xml", "ppt/presentation.xml")),
        ("a.odt", archive("content.xml", mimetype="application/vnd.oasis.opendocument.text")),
        ("a.ods", archive("content.xml", mimetype="application/vnd.oasis.opendocument.spreadsheet")),
        ("a.pdf", b"%PDF-1.7"),
    ],
)
def test_a_document_is_published_as_it_is(name: str, data: bytes) -> None:
    assert cleaned(name, data) == data


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", archive(*WORD, "word/vbaProject.bin")),
        ("a.docx", archive(*WORD, "word/activeX/activeX1.bin")),
        ("a.xlsx", archive("[Content_Types].xml", "xl/workbook.xml", "xl/macrosheets/sheet1.xml")),
        ("a.odt", archive("Basic/Standard/Module1.xml", mimetype="application/vnd.oasis.opendocument.text")),
        ("a.odt", archive("Scripts/python/a.py", mimetype="application/vnd.oasis.opendocument.text")),
        ("a.docx", archive(*WORD, "META-INF/MANIFEST.MF", "A.class")),
        ("a.docx", archive(*WORD, "word/embeddings/a.EXE")),
        ("a.docx", archive("index.html")),
        ("a.docx", archive("[Content_Types].xml", "xl/workbook.xml")),
        ("a.odt", archive("content.xml")),
        ("a.odt", archive("content.xml", mimetype="application/vnd.oasis.opendocument.spreadsheet")),
        ("a.docx", archive(*WORD, *(f"word/{number}" for number in range(5_000)))),
    ],
)
def test_a_document_with_macros_or_of_another_kind_is_refused(name: str, data: bytes) -> None:
    assert code(name, data) == "LC127"


def test_a_document_that_was_cut_off_is_damaged() -> None:
    assert code("a.docx", archive(*WORD)[:-10]) == "LC128"


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_drawing_holds_nothing_that_acts_or_leads_outside(text: str) -> None:
    data = text.encode()
    asset = look_at("a.svg", data)
    if asset.problem is not None:
        assert asset.problem.code in {"LC127", "LC128"}
        return
    published = clean(data, asset.media_type)
    for element in fromstring(published).iter():  # noqa: S314 - it has been cleaned, which is what this is about
        assert element.tag.startswith(f"{{{NAMESPACE}}}")
        assert element.tag.partition("}")[2] not in {"script", "foreignObject", "style", "image", "a", "animate", "set"}
        for name, value in element.attrib.items():
            assert not name.lower().startswith("on")
            assert name != "style"
            assert name.rpartition("}")[2] != "href" or value.startswith("#")
            assert not any(sign in value.lower() for sign in ("javascript", "http", "data:", "//"))
    assert not any(sign in published.lower() for sign in (b"alert", b"<!", b"<?php", b"evil.example"))


@pytest.mark.parametrize("text", HARMLESS.values(), ids=HARMLESS)
def test_a_drawing_keeps_its_shapes_words_and_colours(text: str) -> None:
    published = cleaned("a.svg", text.encode())
    assert {element.tag for element in fromstring(published).iter()} == {  # noqa: S314 - as above
        element.tag
        for element in fromstring(text).iter()  # noqa: S314 - our own
    }
    assert cleaned("a.svg", published) == published


def test_a_style_becomes_the_attributes_that_mean_the_same() -> None:
    text = drawing('<path d="M0 0" style="fill:#f00; stroke-width : 2;d:none;-inkscape-x:1;stroke:url(//a.example)"/>')
    published = cleaned("a.svg", text.encode()).decode()
    assert '<path d="M0 0" fill="#f00" stroke-width="2" />' in published


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="30" height="20"', (30, 20)),
        ('width="30.4px" height="19.6px" viewBox="0 0 1 1"', (30, 20)),
        ('viewBox="0 0 300 200"', (300, 200)),
        ('viewBox="0,0,300,200" width="100%" height="100%"', (300, 200)),
        ("", (None, None)),
        ('width="100%" height="100%"', (None, None)),
    ],
)
def test_a_drawing_has_the_size_that_it_says(attributes: str, size: tuple[int | None, int | None]) -> None:
    asset = look_at("a.svg", drawing("", attributes).encode())
    assert (asset.width, asset.height, asset.problem) == (*size, None)


@pytest.mark.parametrize("text", HUGE.values(), ids=HUGE)
def test_a_drawing_that_would_take_a_browser_minutes_is_refused(text: str) -> None:
    assert code("a.svg", text.encode()) in {"LC128", "LC129"}
