"""What acts in a page: elements, attributes and addresses that run, fetch or lead away."""

from html.parser import HTMLParser
from urllib.parse import urljoin

LEADS = set("href src action formaction data poster background cite ping manifest srcset xlink:href".split())
# An svg's `use` may stand: that its address stays in the site is looked at below.
ACTS = set(
    "iframe frame object embed applet base style template portal foreignobject animate set image audio video math "
    "marquee noscript xmp plaintext frameset dialog".split()
)
OF_THE_WEB = ("https://a.example", "http://a.example", "mailto:", "tel:")


class Inspector(HTMLParser):
    """Reads a page as a browser would, and notes what acts in it."""

    def __init__(self, page: str = "") -> None:
        super().__init__(convert_charrefs=True)
        self.page = page
        self.found: list[str] = []
        self.inside = ""
        self.headings: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if len(attributes) < len(attrs):
            self.found.append(f"{tag} with an attribute twice")
        if tag in ACTS:
            self.found.append(tag)
        self.found += [f"{tag} {name}" for name in attributes if name.startswith("on") or name in {"style", "srcdoc"}]
        self.found += [
            f"{name}={value}" for name, value in attributes.items() if name in LEADS and not self.stays(value)
        ]
        if tag == "script" and not attributes.get("src", "").replace("../", "").startswith("assets/"):
            self.found.append("script")
        if tag == "meta" and attributes.get("http-equiv", "").lower() == "refresh":
            self.found += [] if self.stays(attributes["content"].removeprefix("0; url=")) else ["refresh"]
        if tag in {"h1", "script"}:
            self.inside = tag
            self.headings += [""] if tag == "h1" else []

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.inside = ""

    def handle_endtag(self, tag: str) -> None:
        self.inside = "" if tag == self.inside else self.inside

    def handle_data(self, data: str) -> None:
        if self.inside == "h1":
            self.headings[-1] += data
        elif self.inside == "script" and data.strip():
            self.found.append(f"script {data[:40]}")

    def stays(self, address: str) -> bool:
        """Whether an address leads to the site itself, or to the web without a script."""
        seen = "".join(sign for sign in address if sign > " ").lower()
        if seen.startswith(OF_THE_WEB):
            return True
        base = f"file:///site/{self.page}"
        return not seen.startswith("//") and "\\" not in seen and urljoin(base, seen).startswith("file:///site/")


def acting(html: str, page: str = "") -> list[str]:
    """What acts in some HTML."""
    inspector = Inspector(page)
    inspector.feed(html)
    inspector.close()
    return inspector.found


class Links(list[str]):
    """The addresses in some HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        parser = HTMLParser()
        parser.handle_starttag = lambda _, attrs: self.extend(value or "" for name, value in attrs if name in LEADS)  # type: ignore[method-assign]
        parser.feed(html)
