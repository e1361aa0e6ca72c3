"""SVG through an allow-list: shapes, text and colours stay, everything else goes."""

import re
from xml.etree.ElementTree import Element, ParseError, register_namespace, tostring

from defusedxml.ElementTree import fromstring

NAMESPACE = "http://www.w3.org/2000/svg"
_TAGS = {
    *("svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "title", "desc"),
    *("defs", "linearGradient", "radialGradient", "stop", "clipPath", "marker", "symbol", "use"),
}
_ATTRIBUTES = {
    *("id", "class", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "d", "points", "width", "height"),
    *("viewBox", "preserveAspectRatio", "transform", "fill", "fill-opacity", "fill-rule", "stroke", "stroke-width"),
    *("stroke-opacity", "stroke-linecap", "stroke-linejoin", "stroke-dasharray", "opacity", "font-family", "font-size"),
    *("font-weight", "font-style", "text-anchor", "dominant-baseline", "dx", "dy", "offset", "stop-color"),
    *("stop-opacity", "gradientUnits", "gradientTransform", "clip-path", "clip-rule", "marker-start", "marker-mid"),
    *("marker-end", "markerWidth", "markerHeight", "refX", "refY", "orient", "role", "aria-label"),
}
MAX_DEPTH = 40
MAX_SHAPES = 100_000
"""Shapes that are drawn, those that refer to others counted as often as they do."""

_MAX_CHAIN = 4
_REFERENCE = re.compile(r"url\(\s*['\"]?#([^\s'\")]+)")
_REFERRING = ("fill", "stroke", "clip-path", "marker-start", "marker-mid", "marker-end")
_OUTSIDE = re.compile(r"url\((?!\s*['\"]?#)|https?:|javascript:|data:|//|\\|&", re.IGNORECASE)
_LENGTH = re.compile(r"\s*(\d{1,6}(?:\.\d+)?)(?![\d%])")

register_namespace("", NAMESPACE)


def clean(data: bytes) -> bytes:
    """Return the drawing without anything that acts, or that leads out of it.

    Raises:
        ValueError: it is not an SVG document, or one that is made to take long to draw.
        defusedxml.common.DefusedXmlException: it has entities of its own.
    """
    try:
        root = fromstring(data)
    except ParseError as error:
        raise ValueError(str(error)) from error
    if root.tag != f"{{{NAMESPACE}}}svg":
        raise ValueError(root.tag)
    kept = _kept(root, 0)
    _Drawing(kept).measure()
    return bytes(tostring(kept, encoding="utf-8", xml_declaration=True))


def size(data: bytes) -> tuple[int | None, int | None]:
    """Return the width and height of a clean drawing, in pixels, as far as it says."""
    root = fromstring(data)
    box = (root.get("viewBox") or "").replace(",", " ").split()
    lengths = [_LENGTH.match(root.get(name) or "") for name in ("width", "height")]
    if all(lengths):
        width, height = (round(float(match[1])) for match in lengths if match)
        return width, height
    if len(box) == 4:  # noqa: PLR2004 - a viewBox is four numbers
        return round(float(box[2])), round(float(box[3]))
    return None, None


def _kept(element: Element, depth: int) -> Element:
    if depth > MAX_DEPTH:
        raise ValueError(depth)
    kept = Element(element.tag)
    for name, value in (*element.attrib.items(), *_styles(element.get("style", ""))):
        local = name.rpartition("}")[2]
        if local == "href" and value.startswith("#"):
            kept.set("href", value)
        elif name in _ATTRIBUTES and not _OUTSIDE.search(value):
            kept.set(name, value)
    kept.text, kept.tail = element.text, None
    for child in element:
        if child.tag.removeprefix(f"{{{NAMESPACE}}}") in _TAGS:
            inner = _kept(child, depth + 1)
            inner.tail = child.tail
            kept.append(inner)
    return kept


def _styles(style: str) -> list[tuple[str, str]]:
    """Return declarations as the attributes that mean the same: many programs write colours as a style."""
    declarations = (declaration.partition(":") for declaration in style.split(";"))
    return [(name.strip(), value.strip()) for name, _, value in declarations if name.strip() not in _PLACES]


_PLACES = frozenset({"id", "class", "href", "x", "y", "d", "width", "height", "role", "aria-label", "viewBox"})
"""Attributes that are no style."""


class _Drawing:
    """Counts the shapes that a browser has to draw: a few that use each other can be billions."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self.named = {element.get("id"): element for element in reversed(list(root.iter()))}
        self.counted: dict[Element, int] = {}

    def measure(self) -> None:
        """Go through the drawing once.

        Raises:
            ValueError: it takes too long to draw, or refers to itself.
        """
        if self._shapes(self.root, 0) > MAX_SHAPES:
            raise ValueError(MAX_SHAPES)

    def _shapes(self, element: Element, chain: int) -> int:
        if chain > _MAX_CHAIN:
            raise ValueError(chain)
        if element not in self.counted:
            found = (_REFERENCE.match(element.get(name, "")) for name in _REFERRING)
            names = [element.get("href", "")[1:], *(match[1] for match in found if match)]
            targets = [self.named[name] for name in names if name in self.named]
            times = 1 + len(element.get("d", "") + element.get("points", "")) if "marker-mid" in element.attrib else 1
            count = 1 + sum(self._shapes(child, chain) for child in element)
            self.counted[element] = count + times * sum(self._shapes(target, chain + 1) for target in targets)
        return self.counted[element]
