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
_OUTSIDE = re.compile(r"url\((?!\s*['\"]?#)|https?:|javascript:|data:|//|\\|&", re.IGNORECASE)
_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?)")

register_namespace("", NAMESPACE)


def clean(data: bytes) -> bytes:
    """Return the drawing without anything that acts, or that leads out of it.

    Raises:
        ValueError: it is not an SVG document.
        defusedxml.common.DefusedXmlException: it has a DTD or entities.
    """
    try:
        root = fromstring(data)
    except ParseError as error:
        raise ValueError(str(error)) from error
    if root.tag != f"{{{NAMESPACE}}}svg":
        raise ValueError(root.tag)
    return bytes(tostring(_kept(root), encoding="utf-8", xml_declaration=True))


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


def _kept(element: Element) -> Element:
    kept = Element(element.tag)
    for name, value in element.attrib.items():
        local = name.rpartition("}")[2]
        if local == "href" and value.startswith("#"):
            kept.set("href", value)
        elif name in _ATTRIBUTES and not _OUTSIDE.search(value):
            kept.set(name, value)
    kept.text, kept.tail = element.text, None
    for child in element:
        if child.tag.removeprefix(f"{{{NAMESPACE}}}") in _TAGS:
            inner = _kept(child)
            inner.tail = child.tail
            kept.append(inner)
    return kept
