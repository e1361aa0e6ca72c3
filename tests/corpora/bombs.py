"""Small inputs that make a careless program slow, large or still: each a content folder, made when it is needed."""

import base64
import struct
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO

from corpora.drawings import drawing

Files = dict[str, str | bytes]

TEXT = 190_000
"""Just below what a text may measure."""

FIELDS = 60_000
"""Just below what front matter may measure."""

WORDS = {"vocabularies/topics.yml": "terms:\n  a: {label: {en: A}}\n"}
FRONT = "title: A\nsummary: One sentence.\n"


def repeated(piece: str, length: int = TEXT) -> str:
    """A piece, over and over."""
    return piece * (length // len(piece))


def body(text: str, **others: str) -> Files:
    """An article with a body."""
    return {"articles/a.md": f"---\n{FRONT}---\n{text}\n", **others}


def front(text: str) -> Files:
    """An article with more front matter."""
    return {"articles/a.md": f"---\n{FRONT}{text}\n---\nText.\n", **WORDS}


def numbered(form: str, count: int) -> str:
    """A form, filled with one number after the other."""
    return "".join(form.replace("#", str(number)) for number in range(count))


def laughs() -> str:
    """The billion laughs, in YAML."""
    lines = ["also_known_as: &l0 [ha, ha, ha, ha, ha, ha, ha, ha, ha, ha]"]
    lines += [f"x{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 10)}]" for n in range(1, 10)]
    return "\n".join(lines)


def png(width: int, height: int) -> bytes:
    """A black picture of any size in a few bytes."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    pixels = zlib.compress(bytes((width + 7) // 8 + 1) * height, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def gif(frames: int) -> bytes:
    """A large picture that changes one pixel, over and over."""
    screen = b"GIF89a" + struct.pack("<HHBBB", 5_000, 5_000, 0x80, 0, 0) + bytes(6)
    return screen + (b"," + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\x02\x02\x4c\x01\x00") * frames + b";"


def members(count: int, size: int) -> bytes:
    """A Word document of many files, or of large ones."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("[Content_Types].xml", "word/document.xml", *(f"word/{number}" for number in range(count))):
            archive.writestr(name, bytes(size))
    return written.getvalue()


def attached(name: str, data: bytes) -> Files:
    """An article with an attachment that it shows."""
    shown = f"images:\n  - {{file: {name}, alt: A, licence: CC0}}"
    return {**front(shown), f"articles/a/{name}": data}


def crowd() -> Files:
    """Twenty texts that all name each other, at places that do not exist."""
    names = [f"a{number}" for number in range(20)]
    mentions = "".join(f"[{name}]({name}.md#{place}) " for name in names for place in range(20))
    return {f"articles/{name}.md": f"---\n{FRONT}---\n{mentions}\n" for name in names}


YAML: dict[str, Callable[[], Files]] = {
    "brackets": lambda: front(f"also_known_as: {repeated('[', FIELDS)}"),
    "brackets on many lines": lambda: front(f"also_known_as:\n{repeated('  [[[[[[[[[' + chr(10), FIELDS)}"),
    "brackets that comments close": lambda: front(
        f"also_known_as:\n{repeated('  [[[[' + chr(10) + '  # ]]]]' + chr(10), FIELDS)}"
    ),
    "braces": lambda: front(f"images: {repeated('{a: ', FIELDS)}"),
    "dashes": lambda: front(f"also_known_as:\n  {repeated('- ', FIELDS)}"),
    "question marks": lambda: front(repeated("? ", FIELDS)),
    "indentation": lambda: front("\n".join(f"{' ' * level}a:" for level in range(330))),
    "a billion laughs": lambda: front(laughs()),
    "aliases": lambda: front(f"also_known_as: &a [x]\ncontributors: [{repeated('*a, ', FIELDS)}]"),
    "a tag of sixty thousand letters": lambda: front(f"contributors: !{'x' * FIELDS} a"),
    "a name of sixty thousand letters": lambda: front(f"{'x' * FIELDS}: a"),
    "a number of sixty thousand digits": lambda: {"sources/a.md": f"---\n{FRONT}year: {'9' * FIELDS}\n---\n"},
    "documents": lambda: {"vocabularies/topics.yml": repeated("---\n", FIELDS)},
    "unknown fields": lambda: front(numbered("k#: 1\n", 6_500)),
    "unknown terms": lambda: front(f"topic: [{numbered('t#, ', 8_000)}]"),
    "unknown references": lambda: front(f"see_also: [{numbered('r#, ', 8_000)}]"),
    "wishes": lambda: front(f"see_also: [{numbered('+w#, ', 7_000)}]"),
    "former addresses": lambda: front(f"formerly: [{numbered('f#, ', 8_000)}]"),
    "impossible dates": lambda: front(f"images: [{numbered('{file: #}, ', 4_500)}]"),
    "empty values": lambda: front(f"contributors:\n{repeated('-' + chr(10), FIELDS)}"),
    "escapes": lambda: front(f'contributors: ["{repeated(chr(92) + "U0001F600", FIELDS)}"]'),
    "a vocabulary of four thousand terms": lambda: {
        "vocabularies/topics.yml": f"terms:\n{numbered('  t#: {}' + chr(10), 4_000)}",
    },
    "too much front matter": lambda: front(f"contributors: [{repeated('a, ', TEXT)}]"),
}

MARKDOWN: dict[str, Callable[[], Files]] = {
    "opening brackets": lambda: body(repeated("[")),
    "pictures that do not end": lambda: body(repeated("![")),
    "links that do not end": lambda: body(repeated("[a](")),
    "links of words that do not end": lambda: body(repeated("[[a|")),
    "stars": lambda: body(repeated("*a_ ")),
    "stars without spaces": lambda: body(repeated("a**b")),
    "ticks": lambda: body(" ".join("`" * length for length in range(1, 600))),
    "angles": lambda: body(repeated('<a b="')),
    "comments that do not end": lambda: body(f"x {repeated('<!-- ')}"),
    "CDATA that does not end": lambda: body(f"x {repeated('<![CDATA[')}"),
    "HTML": lambda: body(repeated("<b>\n\n")),
    "quotations": lambda: body(repeated(">")),
    "lists": lambda: body("\n".join(f"{'  ' * level}- a" for level in range(430))),
    "items": lambda: body(repeated("-\n")),
    "a table of thirty thousand columns": lambda: body(f"{'|a' * 30_000}|\n{'|-' * 30_000}|\n{'|' + chr(10) * 5_000}"),
    "a table of forty thousand rows": lambda: body(
        f"{'|a' * 1_000}|\n{'|-' * 1_000}|\n{repeated('|b|' + chr(10))}"[:TEXT]
    ),
    "a definition that is used without end": lambda: body(f"[a]: /{'x' * 90_000}\n\n{repeated('[a]', 90_000)}"),
    "a title that is used without end": lambda: body(f'[a]: /x "{"x" * 90_000}"\n\n{repeated("[a]", 90_000)}'),
    "a link that is used without end": lambda: body(f"[a]: https://a.example/{'x' * 900}\n\n{repeated('[a]')}"),
    "definitions": lambda: body(numbered("[#]: /x\n", 14_000)),
    "mentions in one sentence": lambda: body(repeated("[a](b.md) ")),
    "mentions in as many sentences": lambda: body(repeated("A. [b](c.md). ")),
    "mentions on as many lines": lambda: body(numbered("[a#](b#.md)\n", 9_000)),
    "dangerous links": lambda: body(repeated("<x:y>\n")),
    "headings": lambda: body(repeated("## a\n")),
    "headings of another kind": lambda: body(repeated("a\n=\n")),
    "a word of a hundred thousand letters": lambda: body("a" * TEXT),
    "marks on one letter": lambda: body("a" + "\u0301" * (TEXT // 2)),
    "wishes in a text": lambda: body(numbered("[[+articles/w#]]\n", 8_500)),
    "a field of markup": lambda: {"terms.md": f"---\ntitle: A\nsummary: '{repeated('[', 50_000)}'\n---\n"},
}

TEXTS: dict[str, Callable[[], Files]] = {
    "a large text": lambda: {"articles/a.md": "a" * 5_000_000},
    "null bytes": lambda: {"articles/a.md": bytes(100_000)},
    "UTF-16": lambda: {"articles/a.md": ("---\ntitle: é\n---\n" * 4_000).encode("utf-16")},
    "UTF-32": lambda: {"articles/a.md": ("---\ntitle: é\n---\n" * 2_000).encode("utf-32")},
    "half characters": lambda: {"articles/a.md": b"---\n" + b"\xed\xa0\x80" * 30_000},
    "carriage returns": lambda: {"articles/a.md": "---\r" * 45_000},
    "byte order marks": lambda: {"articles/a.md": "\ufeff" * 60_000},
    "a crowd": crowd,
    "many files": lambda: {f"articles/a{number}.md": "---\n" for number in range(3_000)},
}

ATTACHMENTS: dict[str, Callable[[], Files]] = {
    "a picture of four hundred million pixels": lambda: attached("a.png", png(20_000, 20_000)),
    "a picture as large as may be": lambda: attached("a.png", png(8_000, 5_000)),
    "a picture that moves for ever": lambda: attached("a.gif", gif(2_000)),
    "a drawing of drawings": lambda: attached(
        "a.svg",
        drawing(
            "".join(f'<g id="g{n}"><use href="#g{n + 1}"/><use href="#g{n + 1}"/></g>' for n in range(40))
        ).encode(),
    ),
    "a drawing of laughs": lambda: attached(
        "a.svg",
        b"<!DOCTYPE svg [<!ENTITY a 'ha'>"
        + b"".join(b"<!ENTITY %c '%s'>" % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
        + b"]>"
        + drawing("<text>&j;</text>").encode(),
    ),
    "a drawing of a hundred thousand levels": lambda: attached(
        "a.svg", drawing("<g>" * 90_000 + "</g>" * 90_000).encode()
    ),
    "a drawing of two megabytes": lambda: attached("a.svg", drawing("<g/>" * 480_000).encode()),
    "a document of ten thousand files": lambda: attached("a.docx", members(10_000, 0)),
    "a document that unpacks to gigabytes": lambda: attached("a.docx", members(2, 100_000_000)),
    "a letter in base 64": lambda: attached("a.pdf", b"%PDF-" + base64.b64encode(bytes(10_000_000))),
}

BOMBS = {"YAML": YAML, "Markdown": MARKDOWN, "texts": TEXTS, "attachments": ATTACHMENTS}
