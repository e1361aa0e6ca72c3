"""`python -m tests.sources.runs FOLDER`: keep digests of all runs of eight words in the source documents.

The digests are cut short and hold no text. With them a test sees, on every
machine and in every contribution, where a sentence of a source was taken over.
"""

import re
import sys
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

RUN = 8
"""Words."""

SIZE = 5
"""Bytes of a digest: among 30,000 of them one in 30 million other runs of words is taken for one by chance."""

FILE = Path(__file__).parent / "runs.bin"
_WORD = re.compile(r"[^\W_]+")


def words_of(text: str) -> list[str]:
    """Return the words as they are compared: without capitals, marks and the hyphens at the ends of lines."""
    return _WORD.findall(re.sub(r"(?<=\w)[-\u00ad]\n\s*(?=\w)", "", text).casefold())


def runs(words: list[str]) -> Iterator[tuple[int, bytes]]:
    """Yield where each run of words begins, and its digest."""
    for start in range(len(words) - RUN + 1):
        yield start, blake2b(" ".join(words[start : start + RUN]).encode(), digest_size=SIZE).digest()


def known() -> frozenset[bytes]:
    """Return the digests of the sources."""
    data = FILE.read_bytes()
    return frozenset(data[start : start + SIZE] for start in range(0, len(data), SIZE))


if __name__ == "__main__":
    texts = [file.read_text("utf-8") for file in sorted(Path(sys.argv[1]).glob("*.txt"))]
    FILE.write_bytes(b"".join(sorted({digest for text in texts for _, digest in runs(words_of(text))})))
