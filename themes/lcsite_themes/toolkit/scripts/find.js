// lcsiteSearch(text) → results, best first. Loaded when a search box gets the focus, after the stemmers and the index.
// The format of the index is known here and in lcsite/exports/search, and nowhere else.
(() => {
  const data = globalThis.lcsiteIndex;
  if (!data) return;
  const stemmers = { nl: "DutchStemmer", en: "EnglishStemmer" };
  const Stemmer = globalThis[stemmers[data.language]];
  const stemmer = Stemmer && new Stemmer();
  const stop = new Set(data.stop.split(" "));
  const terms = data.terms ? data.terms.split(" ") : [];
  const numbers = new Map(terms.map((term, number) => [term, number]));
  const others = data.words ? data.words.split(" ") : [];
  // Every word that the texts hold, with the number of its stem.
  const words = others.map((word, at) => [word, data.stems[at]]);
  const stemmed = new Set(data.stems);
  terms.forEach((term, number) => words.push([term, number]));
  const known = new Map(words);
  const titles = data.items.map(([title, , , , ...names]) => [title, ...names].map((name) => split(name).join(" ")));

  const SHORTEST_PART = 4;
  const EXACT = 1, PART = 0.35, PREFIX = 0.6, NEAR = 0.5;
  const NAMED = 6; // times its weight, if the question is its name
  const ENOUGH = 0.08; // of the best weight

  function fold(text) {
    return text.toLowerCase().replace(/['’‘`´]/g, "").normalize("NFKD").replace(/\p{M}/gu, "");
  }

  function split(text) {
    return (fold(text).match(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu) || []).map((word) => word.replaceAll("-", ""));
  }

  function stem(word) {
    return Object.hasOwn(data.together, word) ? data.together[word] : stemmer ? stemmer.stemWord(word) : word;
  }

  const numberOf = (word) => known.get(word) ?? numbers.get(stem(word));

  // The parts of a compound that the texts know; where it is cut best, they are longest.
  function parts(word) {
    if (!data.links.length) return [];
    for (let cut = word.length - SHORTEST_PART; cut >= SHORTEST_PART; cut--) {
      const last = numberOf(word.slice(cut));
      if (last === undefined) continue;
      for (const link of ["", ...data.links]) {
        const first = word.slice(0, cut);
        if (!first.endsWith(link) || cut - link.length < SHORTEST_PART) continue;
        const number = numberOf(first.slice(0, cut - link.length));
        const found = number === undefined ? parts(first.slice(0, cut - link.length)) : [number];
        if (found.length) return [...found, last];
      }
    }
    return [];
  }

  // How many letters must be changed, added, left out or swapped; more than `most` is not counted further.
  const rows = [0, 1, 2].map(() => new Uint8Array(99));

  function distance(one, two, most) {
    let [before, row, next] = rows;
    for (let to = 0; to <= two.length; to++) row[to] = to;
    for (let at = 1; at <= one.length; at++) {
      let least = (next[0] = at);
      for (let to = 1; to <= two.length; to++) {
        const same = one.charCodeAt(at - 1) === two.charCodeAt(to - 1);
        let steps = Math.min(row[to] + 1, next[to - 1] + 1, row[to - 1] + (same ? 0 : 1));
        if (at > 1 && to > 1 && one[at - 1] === two[to - 2] && one[at - 2] === two[to - 1]) {
          steps = Math.min(steps, before[to - 2] + 1);
        }
        next[to] = steps;
        if (steps < least) least = steps;
      }
      if (least > most) return least;
      [before, row, next] = [row, next, before];
    }
    return row[two.length];
  }

  // The letters of a word as bits: a slip changes at most two of them.
  function letters(word) {
    let bits = 0;
    for (let at = 0; at < word.length; at++) bits |= 1 << word.charCodeAt(at) % 31;
    return bits;
  }

  function count(bits) {
    let many = 0;
    for (; bits; bits &= bits - 1) many++;
    return many;
  }

  let lettered;

  // Words that were probably meant.
  function near(word) {
    if (word.length < 5 || word.length > 40) return [];
    lettered ??= words.map(([other]) => letters(other));
    const own = letters(word);
    let most = word.length < 9 ? 1 : 2;
    let found = [];
    words.forEach(([other, number], at) => {
      if (Math.abs(other.length - word.length) > most || count(own ^ lettered[at]) > 2 * most) return;
      const steps = distance(word, other, most);
      if (steps < most) [most, found] = [steps, []];
      if (steps === most) found.push([number, other]);
    });
    return found;
  }

  // Which stems a word of the question stands for: number → [how well, the word to show].
  function meant(word, typing) {
    const found = new Map();
    const add = (number, weight, shown) => {
      if (number !== undefined && !(found.get(number)?.[0] >= weight)) found.set(number, [weight, shown]);
    };
    const exact = numberOf(word);
    add(exact, EXACT, word);
    for (const number of parts(word)) add(number, PART, terms[number]);
    if ((typing && word.length > 1) || (exact === undefined && word.length >= SHORTEST_PART)) {
      for (const [other, number] of words) {
        if (other.startsWith(word) && other !== word) add(number, PREFIX * Math.sqrt(word.length / other.length), other);
      }
    }
    if (!found.size || (exact === undefined && !typing)) for (const [number, other] of near(word)) add(number, NEAR, other);
    return found;
  }

  function weigh(asked, open, text) {
    const weights = new Map();
    asked.forEach((word, at) => {
      const best = new Map();
      for (const [number, [weight, shown]] of meant(word, open && at === asked.length - 1)) {
        let item = 0;
        const found = data.found[number];
        for (let place = 0; place < found.length; place += 2) {
          item += found[place];
          const score = weight * found[place + 1];
          if (!(best.get(item)?.[0] >= score)) best.set(item, [score, shown]);
        }
      }
      for (const [item, [score, shown]] of best) {
        const so = weights.get(item) ?? { score: 0, words: [] };
        so.score += score;
        so.words.push(shown);
        weights.set(item, so);
      }
    });
    for (const [item, so] of weights) {
      so.score *= Math.sqrt(so.words.length / asked.length); // who answers more of the question, answers it better
      so.named = titles[item].includes(text) ? NAMED : titles[item].some((name) => name.startsWith(text)) ? 1.5 : 1;
    }
    return weights;
  }

  // Nothing found: the items whose words look most like those of the question, three letters at a time.
  function nearest(asked) {
    const weights = new Map();
    for (const word of asked.filter((word) => word.length > 2)) {
      const framed = `^${word}$`;
      const own = Array.from(word, (_, at) => framed.slice(at, at + 3));
      const alike = [];
      for (const [other, number] of words) {
        const theirs = `^${other}$`;
        let shared = 0;
        for (const each of own) if (theirs.includes(each)) shared++;
        const share = (2 * shared) / (own.length + other.length);
        if (share > 0.3) alike.push([share, number, other]);
      }
      alike.sort((one, two) => two[0] - one[0]);
      for (const [share, number, other] of alike.slice(0, 3)) {
        let item = 0;
        for (let place = 0; place < data.found[number].length; place += 2) {
          item += data.found[number][place];
          const so = weights.get(item) ?? { score: 0, words: [] };
          so.score += share * data.found[number][place + 1];
          if (!so.words.includes(other)) so.words.push(other);
          weights.set(item, so);
        }
      }
    }
    return weights;
  }

  const ranked = (weights, many) => {
    const found = [...weights].map(([item, so]) => ({ item, ...so, total: so.score * (so.named ?? 1) }));
    const least = many ? Math.max(0, ...found.map(({ score }) => score)) * ENOUGH : 0;
    const enough = found.filter(({ score }) => score >= least);
    return enough.sort((one, two) => two.total - one.total || one.item - two.item).map(({ item, words, total }) => {
      const [title, path, kind, summary] = data.items[item];
      const [word, hue] = data.kinds[kind];
      return { title, path, summary, kind: word, hue, words, score: total };
    });
  };

  /** What the toolkit has for a question; `found` is empty where nothing fits, and then `near` is what comes closest. */
  globalThis.lcsiteSearch = (text) => {
    const all = split(text);
    const telling = all.filter((word) => !stop.has(word));
    const asked = [...new Set(telling.length ? telling : all)];
    const open = /[\p{L}\p{N}]$/u.test(text);
    const found = ranked(weigh(asked, open, all.join(" ")), asked.length > 1);
    return { found, near: found.length ? [] : ranked(nearest(asked)).slice(0, 3) };
  };
  globalThis.lcsiteSearch.say = (name, values) => {
    let wording = data.texts[name];
    if (wording.by) wording = wording[values[wording.by]] ?? wording.other;
    return wording.replace(/\{(\w+)\}/g, (_, value) => values[value]);
  };
  globalThis.lcsiteSearch.stems = (text) => split(text).map(stem);
})();
