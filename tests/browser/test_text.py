"""Readers who set wider or larger letters lose no word: nothing is cut off, nothing stands on something else."""

import pytest
from looking import HEIGHT, WHOLE, Open, Toolkit, dress, one_of_each

# The distances of WCAG 1.4.12, and letters twice as large.
CHANGES = {
    "wider": """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
      p { margin-block-end: 2em !important }""",
    "larger": ":root { font-size: 200% !important }",
}
# Lines of text as they can be seen: where nothing scrolls to them, and where two of them meet, a word is lost.
LOST = """() => {
  const unseen = style => style.clipPath !== 'none' && parseFloat(style.width) <= 1;
  const lines = [], cut = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode());) {
    const holder = node.parentElement;
    if (!node.data.trim() || !holder.checkVisibility({visibilityProperty: true})) continue;
    const above = [];
    for (let each = holder; each && each !== document.body; each = each.parentElement) above.push(each);
    const styles = above.map(each => getComputedStyle(each));
    if (styles.some(unseen)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const half = 0.3 * parseFloat(styles[0].fontSize);
    for (const rect of range.getClientRects()) {
      if (rect.width < 2) continue;
      const middle = (rect.top + rect.bottom) / 2;
      const line = {node, left: rect.left + 1, right: rect.right - 1, top: middle - half, bottom: middle + half};
      above.forEach((each, at) => {
        const box = each.getBoundingClientRect();
        for (const [overflow, from, to] of [['overflowX', 'left', 'right'], ['overflowY', 'top', 'bottom']]) {
          if (styles[at].display === 'inline' || styles[at][overflow] === 'visible') continue;
          if (['auto', 'scroll'].includes(styles[at][overflow])) {
            line[from] = Math.max(line[from], box[from]);
            line[to] = Math.min(line[to], box[to]);
          } else if (line[from] < box[from] - 1 || line[to] > box[to] + 1) cut.push(node);
        }
      });
      if (line.left < -1) cut.push(node);
      if (line.right - line.left > 2 && line.bottom - line.top > 2) lines.push(line);
    }
  }
  for (const box of document.querySelectorAll('input, button'))
    if (box.checkVisibility() && box.type !== 'checkbox' && box.scrollHeight > box.clientHeight + 2) cut.push(box);
  lines.sort((one, other) => one.top - other.top);
  const met = [];
  lines.forEach((one, at) => {
    for (let next = at + 1; next < lines.length && lines[next].top < one.bottom - 2; next++) {
      const other = lines[next];
      const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      if (wide > 2 && one.node !== other.node) met.push([one.node, other.node]);
    }
  });
  const text = node => (node.data ?? node.outerHTML).trim().slice(0, 40);
  return [...new Set(cut)].slice(0, 5).map(node => `cut: ${text(node)}`)
    .concat(met.slice(0, 5).map(pair => `met: ${pair.map(text).join(' | ')}`));
}"""

# The sizes of what is read, by where it stands; what is drawn has its own scale.
SIZES = """() => [...document.querySelectorAll('body :not(svg *)')]
  .filter(each => each.checkVisibility() && [...each.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
  .map(each => [each.outerHTML.slice(0, 60), parseFloat(getComputedStyle(each).fontSize)])"""


def test_lost_words_are_seen(toolkit: Toolkit, look: Open) -> None:
    page = look(toolkit.output).open("over.html")
    assert page.evaluate(LOST) == []
    page.evaluate("""() => {
      const main = document.querySelector('main');
      main.insertAdjacentHTML('beforeend', '<p id=cut>afgesneden</p><p>een</p><p id=met>twee</p>');
      Object.assign(document.querySelector('#cut').style, {width: '2em', overflow: 'hidden', whiteSpace: 'nowrap'});
      Object.assign(document.querySelector('#met').style, {position: 'relative', top: '-1.6em'});
    }""")
    assert page.evaluate(LOST) == ["cut: afgesneden", "met: een | twee"]


@pytest.mark.slow
@pytest.mark.parametrize("width", [1280, 320])
def test_no_word_is_lost_and_letters_grow(toolkit: Toolkit, kinds: dict[str, str], look: Open, width: int) -> None:
    """What is read at length all but doubles; headings, which are large already, grow too."""
    reader = look(toolkit.output, viewport={"width": width, "height": HEIGHT})
    wrong = {}
    for path in one_of_each(kinds):
        page = reader.open(path)
        if not page.locator("header.top").count():
            continue  # it has the browser's own styles
        page.locator("details.menu > summary").click()
        before = page.evaluate(SIZES)
        found = []
        for change, css in CHANGES.items():
            dress(page, WHOLE + css)
            cut = [each for each in page.evaluate(LOST) if each.startswith("cut")]
            page.keyboard.press("Escape")  # the menu lay over the page
            found += [f"{change} {each}" for each in (*cut, *page.evaluate(LOST))]
            page.locator("details.menu > summary").click()
        both = zip(before, page.evaluate(SIZES), strict=True)
        small = [text for (text, size), (_, large) in both if large < size * (1.7 if size < 24 else 1.2)]
        wrong |= {path: (found, small)} if found or small else {}
    assert wrong == {}
