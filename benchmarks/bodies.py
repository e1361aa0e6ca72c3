"""The body of a synthetic entry: the sections that the model asks for, with what authors use of Markdown."""

from collections.abc import Mapping
from typing import Any

from benchmarks.prose import Prose

# Words of a body, headings and mentions apart.
WORDS = 400
LEAD = 40
PARAGRAPH = 45
LONG = 150


def body(spec: Mapping[str, Any], prose: Prose, mentions: list[str]) -> str:
    """Return a lead and the sections of a collection, in which each of the mentions stands once."""
    sections = list(spec.get("sections", {}).values())
    if not sections:
        blocks = _blocks(prose, WORDS, "##")
    else:
        blocks = [prose.paragraph(LEAD)]
        room = sum(section.get("max_words", WORDS) for section in sections)
        for section in sections:
            blocks.append(f"## {section['heading']['nl']}")
            blocks += _blocks(prose, (WORDS - LEAD) * section.get("max_words", WORDS) // room, "###")
    paragraphs = [at for at, block in enumerate(blocks) if block.startswith("De ")]
    for at, mention in zip(prose.rng.sample(paragraphs, len(mentions)), mentions, strict=True):
        blocks[at] += f" Zie ook {mention} voor {prose.noun()} en {prose.noun()}."
    return "\n\n".join(blocks) + "\n"


def _blocks(prose: Prose, words: int, heading: str) -> list[str]:
    """Return paragraphs; a long stretch has a heading, marked as given, and a list too."""
    if words < LONG:
        return [prose.paragraph(PARAGRAPH) for _ in range(max(1, round(words / PARAGRAPH)))]
    items = [f"- {prose.sentence()}" for _ in range(4)]
    half = (words - PARAGRAPH) // 2
    return [
        *_blocks(prose, min(half, LONG - 1), heading),
        f"{heading} {prose.phrase(60)}",
        "\n".join(items),
        *_blocks(prose, min(words - PARAGRAPH - half, LONG - 1), heading),
    ]
