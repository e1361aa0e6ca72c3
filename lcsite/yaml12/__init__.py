"""The strict YAML reader: YAML 1.2 core, nothing that surprises an author.

Scalars stay the text that the author typed: whether `1.10` is a number or the
version of a document is for the field's kind to say, not for YAML. Only the
null of the core schema (nothing, `~`, `null`) is told apart. Anchors, aliases,
tags and duplicate keys are refused, and the limits on size and depth come
before the parser sees the text.
"""

from lcsite.yaml12.nodes import (
    DUPLICATE_KEY,
    FORBIDDEN,
    MALFORMED,
    MAX_CHARACTERS,
    MAX_DEPTH,
    TOO_DEEP,
    TOO_LARGE,
    UNSUPPORTED,
    Node,
    Refused,
    Value,
    compose,
    load,
)
from lcsite.yaml12.places import extent, front_matter, locate, split

__all__ = [
    "DUPLICATE_KEY",
    "FORBIDDEN",
    "MALFORMED",
    "MAX_CHARACTERS",
    "MAX_DEPTH",
    "TOO_DEEP",
    "TOO_LARGE",
    "UNSUPPORTED",
    "Node",
    "Refused",
    "Value",
    "compose",
    "extent",
    "front_matter",
    "load",
    "locate",
    "split",
]
