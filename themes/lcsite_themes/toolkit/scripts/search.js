// The search box, which works without this: as a form that leads to the search page.
// It knows one function, lcsiteSearch(text), and loads what that needs when a box gets the focus.
(() => {
  const form = document.querySelector("form.find");
  if (!form) return;
  const box = form.querySelector("input"), pop = form.querySelector(".finds"), list = form.querySelector("[role=listbox]");
  const note = pop.querySelector("p"), status = form.querySelector("[role=status]");
  const place = document.querySelector("[data-found]"); // only on the search page
  const root = form.dataset.root;
  const SHOWN = 7, PAGE = 50, SAID_AFTER = 400;
  let loading, came, saying;

  function load() {
    loading ??= Promise.all(
      form.dataset.scripts.split(" ").map(
        (path) =>
          new Promise((done, failed) => {
            const script = document.createElement("script");
            script.src = root + path;
            script.async = false; // in this order
            script.onload = done;
            script.onerror = failed;
            document.head.append(script);
          }),
      ),
    );
    loading.catch(() => say(form.dataset.failed, true));
    return loading;
  }

  function say(text, shown) {
    clearTimeout(saying);
    saying = setTimeout(() => (status.textContent = text), SAID_AFTER);
    if (shown) note.textContent = text;
    note.hidden = !shown;
  }

  function make(name, text, ...inside) {
    const [tag, ...classes] = name.split(".");
    const made = document.createElement(tag);
    made.className = classes.join(" ");
    if (text) made.textContent = text;
    made.append(...inside);
    return made;
  }

  const link = (text) => `${form.action.split("?")[0]}?q=${encodeURIComponent(text)}`;
  const own = (result) => `hue-${result.hue || "none"}`;

  function option(href, name, ...inside) {
    const made = make(name, "", ...inside);
    made.href = href;
    made.id = `_find-${list.children.length}`;
    made.tabIndex = -1;
    made.setAttribute("role", "option");
    made.setAttribute("aria-selected", "false");
    list.append(made);
  }

  const options = () => [...list.children];
  const active = () => list.querySelector("[aria-selected=true]");

  function choose(chosen) {
    for (const each of options()) each.setAttribute("aria-selected", String(each === chosen));
    if (chosen) {
      box.setAttribute("aria-activedescendant", chosen.id);
      chosen.scrollIntoView({ block: "nearest" });
    } else box.removeAttribute("aria-activedescendant");
  }

  function open(yes) {
    pop.hidden = !yes;
    if (!place) box.setAttribute("aria-expanded", String(yes)); // on the page of results nothing folds out
    if (!yes) choose(null);
  }

  function drop(text, { found, near }) {
    const words = globalThis.lcsiteSearch.say;
    list.replaceChildren();
    for (const each of (found.length ? found : near).slice(0, SHOWN)) {
      option(root + each.path, `a.${own(each)}`, make("span.kind", each.kind), make("b", each.title), make("span.note", each.summary));
    }
    if (!found.length) option(link(text), "a.all", words("ask"));
    else if (found.length > SHOWN) option(link(text), "a.all", words("all", { count: found.length }));
    if (found.length) say(words("found", { count: found.length }));
    else say(words(near.length ? "near" : "none", { text }), true);
    open(true);
  }

  function card(each) {
    const title = make("a", each.title);
    title.href = root + each.path;
    const matched = globalThis.lcsiteSearch.say("matched", { words: each.words.join(", ") });
    const kind = make("p.kind", "", make("span.word", each.kind));
    return make(`li.card.${own(each)}`, "", make("h2", "", title), kind, make("p", each.summary), make("p.note", matched));
  }

  function page(text, { found, near }) {
    const words = globalThis.lcsiteSearch.say;
    const count = found.length ? words("found", { count: found.length }) : words(near.length ? "near" : "none", { text });
    const cards = make("ol.cards.finding", "", ...(found.length ? found : near).slice(0, PAGE).map(card));
    place.replaceChildren(make("p.count", count), cards);
    if (found.length > PAGE) {
      const more = make("button.button", words("all", { count: found.length }));
      more.type = "button";
      more.addEventListener("click", () => {
        cards.append(...found.slice(PAGE).map(card));
        more.remove();
        cards.children[PAGE].querySelector("a").focus();
      });
      place.append(more);
    }
    say(count);
    const ask = document.querySelector("[data-ask]");
    if (ask) ask.href = `${ask.href.split("?")[0]}?subject=${encodeURIComponent(ask.dataset.ask.replace("{about}", () => text))}`;
  }

  async function find() {
    const text = box.value.trim();
    if (!text) {
      say("");
      if (place) place.replaceChildren();
      return open(false);
    }
    try {
      await load();
    } catch {
      return place ? undefined : open(true);
    }
    if (box.value.trim() !== text) return; // typed on
    const results = globalThis.lcsiteSearch(text);
    if (place) page(text, results);
    else if (document.activeElement === box) drop(text, results);
  }

  function keep() {
    try {
      history.replaceState(null, "", box.value ? `?q=${encodeURIComponent(box.value)}` : location.pathname);
    } catch {} // some browsers count how often
  }

  function move(step) {
    const all = options();
    const at = all.indexOf(active());
    choose(all[at < 0 ? (step > 0 ? 0 : all.length - 1) : at + step] ?? null);
  }

  function leave() {
    open(false);
    if (came?.isConnected) came.focus();
    came = undefined;
  }

  const keys = {
    ArrowDown: () => (pop.hidden ? find() : move(1)),
    ArrowUp: () => !pop.hidden && move(-1),
    Enter: () => active().click(),
    Escape: leave,
  };

  box.addEventListener("keydown", (event) => {
    const act = keys[event.key];
    if (!act || event.isComposing || (place && event.key !== "Escape") || (event.key === "Enter" && !active())) return;
    event.preventDefault();
    act();
  });
  box.addEventListener("focus", () => load().catch(() => {}));
  box.addEventListener("input", () => {
    find();
    if (place) keep();
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    came = document.activeElement === document.body ? undefined : document.activeElement;
    box.focus();
    box.select();
  });
  document.addEventListener("pointerdown", (event) => form.contains(event.target) || open(false));
  form.addEventListener("focusout", (event) => event.relatedTarget && !form.contains(event.relatedTarget) && open(false));

  if (place) {
    place.replaceChildren();
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      find();
      keep();
    });
    const read = () => {
      box.value = new URLSearchParams(location.search).get("q") ?? "";
      find();
    };
    addEventListener("popstate", read);
    read();
  } else {
    box.setAttribute("role", "combobox");
    box.setAttribute("aria-autocomplete", "list");
    box.setAttribute("aria-controls", list.id);
    open(false);
  }
  form.classList.add("ready");
})();
