"""SVG that acts, that leads outside, that takes for ever, and some that only draws."""

XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'


def drawing(inner: str, attributes: str = "") -> str:
    """An SVG document."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{inner}</svg>'


HOSTILE = {
    "script": drawing("<script>alert(1)</script>"),
    "script of another name space": drawing('<x:script xmlns:x="http://www.w3.org/1999/xhtml">alert(1)</x:script>'),
    "script with a source": drawing('<script href="https://evil.example/a.js"/>'),
    "script in a shape": drawing("<g><path d='M0 0'><script>alert(1)</script></path></g>"),
    "script in CDATA": drawing("<script><![CDATA[alert(1)]]></script>"),
    "onload": drawing("", 'onload="alert(1)"'),
    "onload of another name space": drawing("", 'xmlns:x="http://www.w3.org/2000/svg" x:onload="alert(1)"'),
    "onclick": drawing('<path d="M0 0" onclick="alert(1)"/>'),
    "onbegin": drawing('<animate onbegin="alert(1)" attributeName="x" dur="1s"/>'),
    "a link that runs": drawing('<a href="javascript:alert(1)"><text>a</text></a>'),
    "an old link that runs": drawing('<a xlink:href="javascript:alert(1)"><text>a</text></a>', XLINK),
    "a link set later": drawing(
        '<a id="a"><text>a</text></a><set attributeName="href" to="javascript:alert(1)" href="#a"/>'
    ),
    "a link moved later": drawing('<a><animate attributeName="href" values="javascript:alert(1)"/><text>a</text></a>'),
    "foreign object": drawing(
        '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml" onload="alert(1)"/></foreignObject>'
    ),
    "a frame": drawing(
        '<foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="https://evil.example"/></foreignObject>'
    ),
    "use of another file": drawing('<use href="https://evil.example/a.svg#b"/>'),
    "use of data": drawing('<use href="data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9ImFsZXJ0KDEpIi8+#a"/>'),
    "use of a file near by": drawing('<use xlink:href="other.svg#b"/>', XLINK),
    "a picture from elsewhere": drawing('<image href="https://evil.example/a.png"/>'),
    "a style sheet": drawing(
        "<style>@import url(https://evil.example/a.css); path {fill: url(https://evil.example)}</style>"
    ),
    "a style": drawing(
        '<path d="M0 0" style="background:url(https://evil.example);fill:url(https://evil.example/#a)"/>'
    ),
    "a fill from elsewhere": drawing('<path d="M0 0" fill="url(https://evil.example/a.svg#b)"/>'),
    "a fill without a protocol": drawing('<path d="M0 0" fill="url(//evil.example/a.svg#b)"/>'),
    "a fill that is escaped": drawing(r'<path d="M0 0" fill="u\72l(https://evil.example/a.svg#b)"/>'),
    "a fill in quotes": drawing("""<path d="M0 0" fill="url( 'https://evil.example/a.svg#b' )"/>"""),
    "a filter": drawing('<filter id="a"><feImage href="https://evil.example/a.png"/></filter><path filter="url(#a)"/>'),
    "a font": drawing(
        '<font><font-face><font-face-src><font-face-uri href="https://evil.example"/></font-face-src></font-face></font>'
    ),
    "a cursor": drawing('<cursor href="https://evil.example/a.cur"/>'),
    "a handler": drawing('<handler xmlns:ev="http://www.w3.org/2001/xml-events" ev:event="load">alert(1)</handler>'),
    "a style sheet of XML": f'<?xml version="1.0"?><?xml-stylesheet href="https://evil.example/a.xsl" type="text/xsl"?>{drawing("")}',
    "an attribute by default": f'<!DOCTYPE svg [<!ATTLIST svg onload CDATA "alert(1)">]>{drawing("")}',
    "an entity": f'<!DOCTYPE svg [<!ENTITY a "alert(1)">]>{drawing("<text>&a;</text>")}',
    "an entity of a file": f'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>{drawing("<text>&a;</text>")}',
    "a parameter entity": f'<!DOCTYPE svg [<!ENTITY % a SYSTEM "https://evil.example/a.dtd"> %a;]>{drawing("")}',
    "inclusion": drawing(
        '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>'
    ),
    "a comment": drawing("<!-- <script>alert(1)</script> -->"),
    "no XML": "<svg><script>alert(1)</script>",
    "HTML around it": f"<html>{drawing('')}<script>alert(1)</script></html>",
    "no name space": "<svg onload='alert(1)'><script>alert(1)</script></svg>",
    "another name space": "<svg xmlns='http://www.w3.org/1999/xhtml'><script>alert(1)</script></svg>",
    "another prefix": "<s:svg xmlns:s='http://www.w3.org/2000/svg' onload='alert(1)'><s:script>alert(1)</s:script><svg/></s:svg>",
    "an encoding that does not exist": f'<?xml version="1.0" encoding="x-evil"?>{drawing("")}',
    "an encoding that is no encoding": f'<?xml version="1.0" encoding="rot13"?>{drawing("")}',
    "PHP": drawing("<?php alert(1) ?>"),
}

_DOUBLED = "".join(
    f'<g id="l{level}"><use href="#l{level + 1}"/><use href="#l{level + 1}"/></g>' for level in range(40)
)
_CLIPPED = "".join(
    f'<clipPath id="c{level}"><path d="M0 0" clip-path="url(#c{level + 1})"/></clipPath>' for level in range(40)
)

HUGE = {
    "forty levels of use": drawing(f'<defs>{_DOUBLED}<path id="l40" d="M0 0"/></defs><use href="#l0"/>'),
    "use of itself": drawing('<g id="a"><use href="#a"/></g>'),
    "use in a circle": drawing('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'),
    "clipping of clipping": drawing(f'{_CLIPPED}<path d="M0 0" clip-path="url(#c0)"/>'),
    "a thousand times a thousand": drawing(
        f'<g id="a">{"<path/>" * 1_000}</g>{"<use href=" + chr(34) + "#a" + chr(34) + "/>"}'
        + '<use href="#a"/>' * 1_000
    ),
    "a shape at every point": drawing(
        f'<marker id="m">{"<path/>" * 1_000}</marker><path marker-mid="url(#m)" d="M0 0{" 1" * 1_000}"/>',
    ),
    "a thousand levels": drawing("<g>" * 1_000 + "</g>" * 1_000),
    "a hundred thousand levels": drawing("<g>" * 100_000 + "</g>" * 100_000),
    "too many shapes": drawing("<path/>" * 150_000),
    "a file of three megabytes": drawing(f"<text>{'a' * 3_000_000}</text>"),
    "infinitely wide": drawing("", 'viewBox="0 0 inf 1e999"'),
    "no number": drawing("", 'viewBox="0 0 nan nan"'),
}

HARMLESS = {
    "shapes": drawing(
        '<g fill="#f00" opacity=".5"><path d="M0 0L1 1"/><circle r="2"/><rect width="1" height="1"/></g>'
    ),
    "words": drawing('<title>A drawing</title><desc>of words</desc><text x="1">a<tspan dy="1">b</tspan>c</text>'),
    "gradient": drawing(
        '<defs><linearGradient id="g"><stop offset="0" stop-color="red"/></linearGradient></defs><rect fill="url(#g)"/>',
    ),
    "arrow": drawing('<marker id="m"><path d="M0 0"/></marker><path d="M0 0 9 9" marker-end="url(#m)"/>'),
    "symbols": drawing('<symbol id="s"><path d="M0 0"/></symbol>' + '<use href="#s" x="1"/>' * 100),
    "clip": drawing('<clipPath id="c"><circle r="1"/></clipPath><path clip-path="url(#c)" d="M0 0"/>'),
    "as exported": '<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" '
    f'"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"><!-- a program -->{drawing("<path d=" + chr(39) + "M0 0" + chr(39) + "/>")}',
    "ten thousand points": drawing(f'<path d="M0 0{" 1 1" * 10_000}" marker-end="url(#m)"/><marker id="m"/>'),
}
