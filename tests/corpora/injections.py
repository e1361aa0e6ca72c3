"""The injections, and a toolkit that holds each of them everywhere."""

import json
import re
from pathlib import Path
from typing import Any

import yaml
from support import MODELS

from lcsite.model.kinds import FIELD_KINDS

Files = dict[str, str | bytes]

_SIGNS = str.maketrans({"␤": "\n", "␉": "\t", "␍": "\r"})
_NUMBER = re.compile(r"⟦([0-9a-f]+)⟧")


def _payloads() -> tuple[str, ...]:
    text = (Path(__file__).parent / "injections.txt").read_text("utf-8")
    lines = (line for section in text.split("\n== ")[1:] for line in section.split("\n")[1:] if line)
    return tuple(_NUMBER.sub(lambda match: chr(int(match[1], 16)), line.translate(_SIGNS)) for line in lines)


PAYLOADS = _payloads()
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d494844520000000100000001010000000037 6ef924"
    "0000000a49444154789c6360000000020001e221bc330000000049454e44ae426082".replace(" ", "")
)


def flat(payload: str) -> str:
    """A payload on one line."""
    return " ".join(payload.split())


def model() -> str:
    """The model of the bakery, with a collection that has every kind of field, and no limit to any."""
    data = yaml.safe_load((MODELS / "bakery" / "model.yml").read_text("utf-8"))
    label = {"en": "a"}
    plain: dict[str, Any] = {kind: {"kind": kind, "label": label} for kind in FIELD_KINDS if kind != "parts"}
    plain["choice"]["vocabulary"] = "injections"
    part_fields = {**plain, "title": {"kind": "text", "required": True, "label": label}}
    part_fields["texts"] = {"kind": "text", "many": True, "label": label}
    fields = {
        **plain,
        **{f"many_{kind}": {**field, "many": True} for kind, field in plain.items()},
        "parts": {"kind": "parts", "label": label, "fields": part_fields},
    }
    link = {"to": "things", "label": label, "inverse": {"id": "inverse", "label": label}, "fields": plain}
    part_link = {
        "to": "things#parts",
        "label": label,
        "inverse": {"id": "part_inverse", "label": label},
        "fields": plain,
    }
    blocks: list[Any] = [
        "axis",
        {"block": "essence", "of": ["text", "markdown"]},
        {"block": "facts", "of": list(plain)},
    ]
    blocks += [{"block": "fields", "of": [name for name in fields if name != "parts"]}, "lead", "sections"]
    blocks += ["onward", {"block": "scheme", "of": ["parts"]}, {"block": "parts", "of": ["parts"]}, {"block": "links", "of": ["links", "part_links"]}, "images"]
    blocks += ["backlinks", "neighbourhood", "related", "sources", "cite", "contribute"]
    data["vocabularies"]["injections"] = {"label": label, "terms": {}}
    data["collections"]["things"] = {
        "singular": {"en": "thing"},
        "plural": {"en": "things"},
        "slug": {"en": "things"},
        "fields": fields,
        "relations": {"links": link, "part_links": part_link},
        "traits": {"map": {"relation": "links", "bands": "choice"}},
        "facets": ["choice", "boolean"],
        "card": {"text": 400},
        "blocks": blocks,
    }
    return json.dumps(data, indent=1)


def values(payload: str, number: int) -> dict[str, Any]:
    """A value of every kind that holds a payload, or stands beside it where the kind takes none."""
    solid = re.sub(r"\s", "", payload)
    image = {
        "file": "p.png",
        "alt": payload,
        "caption": payload,
        "credit": payload,
        "licence": payload,
        "source": payload,
    }
    return {
        "text": payload,
        "markdown": payload,
        "number": number,
        "boolean": True,
        "url": {"url": f"https://a.example/{solid}", "title": payload[:160], "archived": f"https://a.example/?{solid}"},
        "date": "2024-02",
        "choice": f"t{number}",
        "image": {name: text[:400] for name, text in image.items()},
        "estimate": {"value": 1},
        "address": f"old-{number}",
    }


def thing(number: int, payload: str, *, bodies: bool) -> str:
    """An entry that holds a payload in every field and at every place of its body."""
    one = values(payload, number)
    data: dict[str, Any] = {
        "title": payload if 0 < len(flat(payload)) <= 80 else f"Thing {number}",
        "summary": payload if len(payload) <= 240 else "One sentence.",
        "also_known_as": [payload] if len(payload) <= 60 else [],
        "contributors": [payload] if len(payload) <= 80 else [],
        "text_licence": payload if len(payload) <= 60 else "CC0",
        "formerly": [f"former-{number}"],
        "added": "2024-01-02",
        "images": [one["image"]],
        **{name: value for name, value in one.items() if name != "address"},
        **{f"many_{name}": [value, value] for name, value in one.items() if name != "address"},
        "many_address": [f"older-{number}"],
        "parts": [{"id": f"part-{number}", **one, "title": payload, "texts": [payload]}],
        "links": [{"to": f"t{number + 1}", **one}],
        "part_links": [{"to": f"t{number + 1}#part-{number + 1}", **one}],
    }
    if not bodies:
        for each in (data, data["parts"][0], data["links"][0], data["part_links"][0]):
            each.pop("markdown")
        data.pop("many_markdown")
    front = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in data.items())
    return f"---\n{front}---\n{body(payload) if bodies else ''}"


def body(payload: str, *, free: bool = True) -> str:
    """A text with a payload at every place that Markdown has; where it stands free it may swallow what follows."""
    line = flat(payload)
    cell = line.replace("|", "\\|")
    fence = "`" * 8
    text = f"""{line}

Words {line} and words, **{line}**, _{line}_, ~~{line}~~, {fence} {line} {fence}

## {line}

### {line}

- {line}
  1. {line}

> {line}
> > {line}

| {cell} | b |
|:------:|---|
| a      | {cell} |

[{line}](t1.md) [{line}](https://a.example)

[a]({line}) [a](<{line}>) ![a]({line}) ![a](<{line}>)

[a](t1.md "{line}") [a](https://a.example '{line}') [a](https://a.example ({line}))

[a][one] ![a][one] [{line}][one] [a][two]

[one]: <{line}>
[two]: https://a.example "{line}"

![{line}](t1/p.png) ![a](t1/p.png "{line}") [![{line}](t1/p.png "{line}")](t1.md)

<{line}>

[[{line}]] [[{line}|a]] [[things/t1|{line}]] [[+things/{line}]]

{fence} {line}
{payload}
{fence}

    {line}
"""
    return f"{text}\n## Free\n\n{payload}\n" if free else text


def vocabulary() -> str:
    """Terms of which the label, the definition and the synonyms are payloads."""
    terms = {
        f"t{number}": {"label": {"en": payload}, "definition": {"en": payload}, "synonyms": {"en": [payload]}}
        for number, payload in enumerate(PAYLOADS, 1)
    }
    return f"label: {json.dumps({'en': PAYLOADS[0]})}\nterms: {json.dumps(terms, ensure_ascii=False)}\n"


_SHORT = [flat(payload) for payload in PAYLOADS if len(flat(payload)) <= 60]


def short(number: int) -> str:
    """A payload that fits everywhere, in quotation marks."""
    return json.dumps(_SHORT[number % len(_SHORT)], ensure_ascii=False)


def files(*, bodies: bool) -> Files:
    """A content folder in which every text is a payload; without `bodies`, only where nothing is markup."""
    found: Files = {"vocabularies/injections.yml": vocabulary()}
    for number, payload in enumerate(PAYLOADS, 1):
        found[f"things/t{number}.md"] = thing(number, payload, bodies=bodies)
        found[f"things/t{number}/p.png"] = PIXEL
    pages = [PAYLOADS[start : start + 20] for start in range(0, len(PAYLOADS), 20)]
    for number, payloads in enumerate(pages):
        text = "\n".join(body(payload, free=False) for payload in payloads) if bodies else ""
        front = f"---\ntitle: {short(number)}\nsummary: {short(number + 1)}\n---\n"
        found["index.md" if number == 0 else f"pages/page-{number}.md"] = front + text
    for number in range(0, len(_SHORT), 27):
        found |= bakery(number, body(PAYLOADS[number]) if bodies else "Text.\n")
    return found


def bakery(number: int, text: str) -> Files:
    """Entries of the bakery, so that the pages of all traits hold payloads."""
    said = iter(range(number, number + 99))

    def front(more: str, *, cites: bool = True) -> str:
        known = f"title: {short(next(said))}\nsummary: {short(next(said))}\nalso_known_as: [{short(next(said))}]\n"
        source = f"sources: [{{to: b{number}, at: {short(next(said))}}}]\n" if cites else ""
        return f"---\n{known}added: 2024-01-01\n{source}{more.replace('%', short(next(said)))}\n---\n"

    return {
        f"books/b{number}.md": front("writers: [%]\nhouse: %\nprinted: 2001", cites=False) + text,
        f"stages/s{number}.md": front(f"position: {number + 1}\nsigns: [%]") + text,
        f"worries/w{number}.md": front(f"stages: [s{number}]") + text,
        f"words/x{number}.md": front("meaning: %\nalike: [alert]") + text,
        f"techniques/q{number}.md": front(
            f"sort: habit\nreach: loaf\ntrouble: %\ncure: %\nstages: [s{number}]\nworries: [w{number}]\n"
            f"serves: [q{number + 27}]\npieces: [{{to: o{number}#piece, grip: %}}]",
        )
        + f"## Method\n{text}",
        f"trials/r{number}.md": front(
            f"outcome: rose\nground: baked\nday: 2024\nbakery: [k{number}]\nconfirms: [q{number}]\nstages: [s{number}]",
        )
        + f"## What happened\n{text}",
        f"bakeries/k{number}.md": front(
            f"diary: [{{id: day, title: %, stage: [s{number}]}}]\npractises: [{{to: q{number}, note: %}}]",
        )
        + text,
        f"tools/o{number}.md": front("pieces: [{id: piece, name: %}]") + text,
        f"courses/c{number}.md": front(
            f"steps: [{{to: stages/s{number}, why: %}}, {{to: techniques/q{number}, why: %}}, {{to: words/x{number}, why: %}}]",
        )
        + text,
    }
