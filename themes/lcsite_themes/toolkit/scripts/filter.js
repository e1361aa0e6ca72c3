// Narrows a list by facets and by words. Without this the list is complete, and there are no controls.
(() => {
  const browse = document.querySelector(".browse");
  const form = browse?.querySelector("form.facets");
  if (!form) return;

  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  const make = (name, text) => Object.assign(document.createElement(name), { textContent: text });

  const words = form.elements.q;
  const state = browse.querySelector(".state");
  const status = state.querySelector("[role=status]");
  const active = state.querySelector(".active");
  const nothing = browse.querySelector(".nothing");
  const by = Number(browse.dataset.by);

  const facets = [...form.querySelectorAll("[data-facet]")].map((element) => ({
    element,
    id: element.dataset.facet,
    name: element.dataset.name,
    options: new Map([...element.querySelectorAll("input")].map((box) => [box.value, option(box)])),
  }));
  const groups = new Map(
    [...browse.querySelectorAll("[data-group]")].map((element) => [element.dataset.group, group(element)]),
  );
  const cards = [...browse.querySelectorAll(".card[data-of]")].map((element) => ({
    element,
    place: Number(element.dataset.place),
    of: element.dataset.of.split("|").map((values) => values.split(" ").filter(Boolean)),
    home: groups.get(element.closest("[data-group]").dataset.group),
    words: null,
  }));
  cards.sort((one, other) => one.place - other.place);

  function option(box) {
    const [label, count] = box.parentElement.querySelectorAll("span");
    return { box, label: label.textContent, count, row: box.closest("li") };
  }

  function group(element) {
    const also = [...element.querySelectorAll(".also li")];
    return {
      element,
      list: element.querySelector(".cards"),
      count: element.querySelector("h2 .count"),
      also: also.map((line) => ({ line, place: Number(line.dataset.place) })),
      guests: element.querySelector(".also"),
      cards: [...element.querySelectorAll(".card[data-of]")],
    };
  }

  // The words of a card are looked up once, when somebody first types one.
  function wordsOf(card) {
    card.words ??= plain(`${card.element.textContent} ${card.element.dataset.words ?? ""}`);
    return card.words;
  }

  // Per card: how many facets refuse it, and which one. An option counts what choosing it would show.
  function match(chosen, wanted) {
    const counts = facets.map(() => new Map());
    const released = new Array(facets.length + 1).fill(0);
    const shown = [];
    for (const card of cards) {
      let refused = 0;
      let last = -1;
      chosen.forEach((values, at) => {
        if (!values.size || card.of[at].some((value) => values.has(value))) return;
        refused += 1;
        last = at;
      });
      if (!wanted.every((word) => wordsOf(card).includes(word))) {
        refused += 1;
        last = facets.length;
      }
      if (!refused) shown.push(card);
      if (refused === 1) released[last] += 1;
      if (refused > 1) continue;
      card.of.forEach((values, at) => {
        if (refused && at !== last) return;
        for (const value of values) counts[at].set(value, (counts[at].get(value) ?? 0) + 1);
      });
    }
    return { shown, counts, released };
  }

  // A card stands in the first group that was asked for and that fits, as it does in the whole list.
  function arrange(shown, chosen) {
    const here = new Map([...groups.values()].map((each) => [each, []]));
    const places = new Map();
    const wanted = chosen[by];
    for (const card of shown) {
      const value = wanted?.size ? card.of[by].find((each) => wanted.has(each)) : undefined;
      const at = groups.get(value) ?? card.home;
      here.get(at).push(card.element);
      places.set(card.place, at);
    }
    const seen = new Set(shown.map((card) => card.element));
    for (const { element } of cards) if (element.hidden === seen.has(element)) element.hidden = !element.hidden;
    for (const [value, each] of groups) fill(each, here.get(each), places, !wanted?.size || wanted.has(value));
  }

  function fill(into, list, places, open) {
    if (list.length !== into.cards.length || list.some((card, at) => card !== into.cards[at])) into.list.append(...list);
    into.cards = list;
    let guests = 0;
    for (const { line, place } of into.also) {
      line.hidden = !open || !places.has(place) || places.get(place) === into;
      if (!line.hidden) guests += 1;
    }
    if (into.guests) into.guests.hidden = !guests;
    if (into.count) into.count.textContent = list.length + guests;
    into.element.hidden = !(list.length + guests);
  }

  function button(text, label, take, focus) {
    const made = make("button", text);
    made.type = "button";
    if (label) made.setAttribute("aria-label", label);
    made.addEventListener("click", () => {
      take();
      remember(true);
      apply();
      focus();
    });
    const line = make("li", "");
    line.append(made);
    return line;
  }

  // One button for each thing that is chosen: it takes that away, and the focus stays in the row.
  function showActive(chosen, typed) {
    const made = [];
    const add = (text, name, take) => {
      const at = made.length;
      const label = name && filled(state.dataset.remove, { name });
      made.push(button(text, label, take, () => focusActive(at)));
    };
    chosen.forEach((values, at) => {
      for (const value of values) {
        const { label, box } = facets[at].options.get(value);
        add(label, `${facets[at].name}: ${label}`, () => (box.checked = false));
      }
    });
    if (typed) add(`‘${typed}’`, `‘${typed}’`, () => (words.value = ""));
    if (made.length > 1) add(state.dataset.clear, "", clear);
    active.replaceChildren(...made);
    active.hidden = !made.length;
  }

  function focusActive(at) {
    const buttons = active.querySelectorAll("button");
    (buttons[Math.min(at, buttons.length - 1)] ?? status).focus();
  }

  // Where nothing is left: what to let go, what brings back most first.
  function advise(chosen, typed, released) {
    const ways = facets.map(({ options }, at) => ({
      name: [...chosen[at]].map((value) => `‘${options.get(value).label}’`).join(", "),
      count: released[at],
      take: () => chosen[at].forEach((value) => (options.get(value).box.checked = false)),
    }));
    ways.push({ name: `‘${typed}’`, count: released[facets.length], take: () => (words.value = "") });
    const helping = ways.filter((way) => way.count).sort((one, other) => other.count - one.count);
    const made = helping.map((way) =>
      button(filled(state.dataset.without, way), "", way.take, () => status.focus()),
    );
    if (!made.length) made.push(button(state.dataset.every, "", clear, () => status.focus()));
    nothing.querySelector("ul").replaceChildren(...made);
  }

  function clear() {
    words.value = "";
    for (const { options } of facets) for (const { box } of options.values()) box.checked = false;
  }

  function apply() {
    const chosen = facets.map(
      ({ options }) => new Set([...options].filter(([, each]) => each.box.checked).map(([value]) => value)),
    );
    const typed = words.value.trim();
    const { shown, counts, released } = match(chosen, plain(typed).split(/\s+/).filter(Boolean));
    const number = chosen.reduce((sum, values) => sum + values.size, typed ? 1 : 0);
    arrange(shown, chosen);
    facets.forEach(({ options }, at) => {
      for (const [value, { count, row }] of options) {
        const left = counts[at].get(value) ?? 0;
        count.textContent = left;
        row.classList.toggle("none", !left);
      }
    });
    showActive(chosen, typed);
    nothing.hidden = shown.length > 0;
    if (!shown.length) advise(chosen, typed, released);
    browse.classList.toggle("narrowed", number > 0);
    form.querySelector(".left").textContent = shown.length;
    form.querySelector(".chosen").textContent = number ? ` (${number})` : "";
    status.textContent = number ? filled(state.dataset.shown, { count: shown.length }) : "";
  }

  // The address holds what is chosen: `?facet=value,value&q=words`, under file:// too.
  function remember(anew) {
    const asked = facets
      .map(({ id, options }) => [id, [...options].filter(([, each]) => each.box.checked).map(([value]) => value)])
      .filter(([, values]) => values.length)
      .map(([id, values]) => `${encodeURIComponent(id)}=${values.map(encodeURIComponent).join(",")}`);
    if (words.value.trim()) asked.push(`q=${encodeURIComponent(words.value.trim())}`);
    try {
      history[anew ? "pushState" : "replaceState"](null, "", asked.length ? `?${asked.join("&")}` : location.pathname);
    } catch {
      // A browser that refuses keeps a list that works; only its address stays behind.
    }
  }

  // A word that is being typed is one step back, however many letters it has.
  let typing = false;

  function recall() {
    typing = false;
    const asked = new URLSearchParams(location.search);
    for (const { id, element, options } of facets) {
      const values = new Set((asked.get(id) ?? "").split(","));
      for (const [value, { box, row }] of options) {
        box.checked = values.has(value);
        if (!box.checked) continue;
        element.open = true;
        const more = row.closest(".more");
        if (more) more.open = true;
      }
    }
    words.value = asked.get("q") ?? "";
    apply();
  }

  words.addEventListener("input", () => {
    remember(!typing);
    typing = true;
    apply();
  });
  words.addEventListener("blur", () => (typing = false));
  form.addEventListener("change", (event) => {
    if (event.target === words) return;
    remember(true);
    apply();
  });
  addEventListener("popstate", recall);
  form.hidden = false;
  recall();
})();
