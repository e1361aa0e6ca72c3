"""On the web the same files are served, and the policy in each page holds there too."""

import pytest
from looking import Reader

# Each of these would run, load or send something; the policy has to stop it.
ATTACKS = {
    "a script in the page": "const s = document.createElement('script'); s.text = 'hit = 1'; document.body.append(s)",
    "a handler in an attribute": "add('<img src=nowhere.png onerror=\"hit = 1\">')",
    "a style in the page": "add('<p style=\"position: fixed\" id=styled>x</p>')",
    "a link that runs": "add('<a href=\"javascript:hit = 1\" id=runs>x</a>'); runs.click()",
    "words as code": "setTimeout(() => { hit = eval('1') })",
    "a picture from elsewhere": "const i = new Image(); i.onload = () => hit = 1; i.src = 'http://localhost:1/x.png'",
    "a request": "fetch('index.html').then(() => hit = 1).catch(() => {})",
    "a frame": "add('<iframe src=index.html></iframe>')",
    "another base": "document.head.insertAdjacentHTML('beforeend', '<base href=\"http://localhost:1/\">')",
}
BEFORE = """() => {
  window.hit = 0;
  window.stopped = [];
  window.add = html => document.body.insertAdjacentHTML('beforeend', html);
  addEventListener('securitypolicyviolation', event => stopped.push(event.effectiveDirective));
}"""


def test_no_kind_of_page_asks_for_anything_elsewhere(visitor: Reader, kinds: dict[str, str], address: str) -> None:
    for path in kinds.values():
        visitor.page.goto(address + path)
    complaints = visitor.heard.complaints(start=address)
    assert [each for each in complaints if "favicon.ico" not in each] == []  # browsers ask for it by themselves
    assert len(visitor.heard.asked) > len(kinds)


@pytest.mark.parametrize("name", ATTACKS)
def test_the_policy_stops(name: str, visitor: Reader, address: str) -> None:
    page = visitor.page
    page.goto(address + "index.html")
    page.evaluate(BEFORE)
    page.evaluate(f"() => {{ {ATTACKS[name]} }}")
    for _ in range(100):
        if page.evaluate("stopped.length"):
            break
        page.wait_for_timeout(20)
    assert page.evaluate("stopped.length")
    assert page.evaluate("hit") == 0
    assert page.evaluate("document.baseURI") == address + "index.html"
    assert page.evaluate("window.styled ? getComputedStyle(styled).position : 'static'") == "static"
