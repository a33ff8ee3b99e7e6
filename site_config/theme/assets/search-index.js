/* What search knows of words, and what its index holds; search-engine.js asks both. Nothing here knows of the page.
 *
 * Words: how text is cut into them, which forms are one word, how alike two are, and where they
 * stand in a text that is shown. Cuts as generator/outputs/search_words.py does; a test holds the two together. */
(function () {
  "use strict";

  const WORD = /[\p{L}\p{N}\p{M}'’]+(?:[-‐‑][\p{L}\p{N}\p{M}'’]+)*/gu;
  const WITHOUT_SPACES = /[\u0e00-\u0e7f\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]/;
  const written = new Map();
  const families = new Map();
  const forms = new Map();
  const skipped = new Set();

  /* Called once, with the words to skip and the forms that no ending explains. */
  function begin(toSkip, oddForms) {
    toSkip.split(" ").filter(Boolean).forEach((word) => skipped.add(word));
    Object.entries(oddForms).forEach(([word, list]) => list.split(" ").forEach((form) => forms.set(form, word)));
  }

  function cutPiece(piece) {
    const whole = piece.replace(/n['’]t$/, "'not").replace(/^cannot$/, "can'not").replace(/['’]s$/, "");
    const parts = whole.split(/['’]+/).flatMap((part) => (WITHOUT_SPACES.test(part) ? Array.from(part) : [part]));
    return parts.filter(Boolean);
  }

  /* One written word as {parts, joined}: "Don’t" is "do" and "not", "Café’s" is "cafe", "opt-out" is "opt" and "out",
   * and joined "optout". A single letter is no word of its own: "e-mail" is "email". */
  function wordParts(word) {
    let known = written.get(word);
    if (known) return known;
    const plain = word.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
    const pieces = plain.split(/[-‐‑]/).filter(Boolean);
    if (pieces.length > 1 && Array.from(pieces[0]).length === 1) pieces.splice(0, 2, pieces[0] + pieces[1]);
    const parts = pieces.flatMap(cutPiece);
    known = { parts, joined: pieces.length > 1 ? parts.join("") : "" };
    written.set(word, known);
    return known;
  }

  function stem(word) {
    let w = word;
    if (!/^[a-z]{3,}$/.test(w)) return w;
    if (w.length > 3 && w.endsWith("s") && !/(ss|us|is)$/.test(w)) w = w.replace(/ies$/, "y").replace(/s$/, "");
    const bare = w.replace(/(ing|ed)$/, "");
    if (bare.length > 1 && /[aeiouy]/.test(bare)) w = bare;
    if (w.length > 6) w = w.replace(/([st])ion$/, "$1");
    w = w.replace(/e$/, "").replace(/y$/, "i");
    return w.replace(/([b-df-hj-np-tv-z])\1$/, "$1");
  }

  /* A key that the forms of one word share: share, shares, shared, sharing; collect, collection; company, companies.
   * It is never shown itself, so it need not be a word. */
  function family(token) {
    if (!families.has(token)) families.set(token, stem(forms.get(token) || token));
    return families.get(token);
  }

  const writtenIn = (text) => (text.match(WORD) || []).map(wordParts);
  const tokens = (text) => writtenIn(text).flatMap((word) => word.parts);
  const telling = (text) => tokens(text).filter((token) => !skipped.has(token));

  /* The slips of the keys that lead from one word to the other, at most `most`: a key too many, too few, wrong, or
   * two of them swapped. */
  function slips(one, other, most) {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    let [before, row] = [[], Array.from({ length: other.length + 1 }, (_, n) => n)];
    for (let i = 1; i <= one.length; i += 1) {
      const next = [i];
      for (let j = 1; j <= other.length; j += 1) {
        const same = one[i - 1] === other[j - 1];
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (same ? 0 : 1));
        const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
        if (swapped) next[j] = Math.min(next[j], before[j - 2] + 1);
      }
      if (Math.min(...next) > most) return most + 1;
      [before, row] = [row, next];
    }
    return row[other.length];
  }

  /* A text as [piece, matched] pairs, cut to about `length` characters around the words that matched most closely.
   * `found` are families. */
  function marked(text, found, length) {
    const hits = [];
    for (const match of text.matchAll(WORD)) {
      const { parts, joined } = wordParts(match[0]);
      const hit = [...parts, joined].some((token) => token && !skipped.has(token) && found.has(family(token)));
      if (hit) hits.push([match.index, match.index + match[0].length]);
    }
    const [from, to] = stretch(text, hits, length);
    const pieces = [[from > 0 ? "… " : "", false]];
    let at = from;
    for (const [start, end] of hits) {
      if (start < from || end > to) continue;
      pieces.push([text.slice(at, start), false], [text.slice(start, end), true]);
      at = end;
    }
    pieces.push([text.slice(at, to), false], [to < text.length ? " …" : "", false]);
    return pieces.filter(([piece]) => piece);
  }

  /* Where to cut: the stretch that holds the most hits, with a little before the first, at word borders. */
  function stretch(text, hits, length) {
    if (text.length <= length || !hits.length) return cut(text, 0, length);
    let best = 0;
    let most = 0;
    let end = 0;
    hits.forEach(([start], first) => {
      while (end < hits.length && hits[end][1] <= start + length * 0.8) end += 1;
      if (end - first > most) [most, best] = [end - first, start];
    });
    return cut(text, Math.max(0, best - length * 0.2), length);
  }

  function cut(text, from, length) {
    let start = Math.floor(Math.min(from, Math.max(0, text.length - length)));
    if (start > 0) start = text.indexOf(" ", start) + 1 || start;
    let end = Math.min(text.length, start + length);
    if (end < text.length) end = Math.max(text.lastIndexOf(" ", end), start + 1);
    return [start, end];
  }

  window.smallprintWords = { begin, writtenIn, tokens, telling, family, slips, marked, isSkipped: (w) => skipped.has(w) };
})();

/* The files of the search index: which one holds what, and what they hold once they have come. The files call begin()
 * and part(); search-engine.js asks. Knows nothing of the page: load() is given by who starts it. */
(function () {
  "use strict";

  const words = window.smallprintWords;
  const unpacked = window.smallprintUnpacked;
  const arrived = new Map(); // name of a file -> the pieces that it holds, each packed
  const asked = new Map();   // name of a file -> the promise that it has come
  const read = new Map();    // name of a file and place in it -> the promise of what stands there
  const contents = {};
  let load = null;

  let given = "";

  /* Called by assets/search/index.js, with all that it holds; start() unpacks it. */
  function begin([text]) {
    given = text;
  }

  /* Called once, with what loads a script of the site. */
  async function start(loader) {
    load = loader;
    Object.assign(contents, await unpacked(given));
    words.begin(contents.skipped, contents.forms);
    let first = 0;
    const filled = contents.texts.map(() => 0);
    contents.services = contents.services.map(([id, name, lang, names, parts, kind]) => {
      const service = { id, name, lang, names, kind };
      service.parts = parts.map(([file, rows]) =>
        ({ service, file: contents.texts[file], place: filled[file]++, first: (first += rows) - rows }));
      service.files = new Set(parts.map(([file]) => file)).size;
      return service;
    });
    contents.parts = contents.services.flatMap((service) => service.parts);
    contents.practices = contents.practices.map(([id, label, question, topic, answers, counts, weights, asks, first]) =>
      ({ id, label, question, topic, answers, counts, weights, asks, first }));
  }

  /* Called by every other file of the index. */
  function part([name, ...pieces]) {
    arrived.set(name, pieces);
  }

  function file(name, place = 0) {
    const key = `${name} ${place}`;
    if (!asked.has(name)) asked.set(name, load(`assets/search/${name}.js`));
    if (!read.has(key)) read.set(key, asked.get(name).then(() => unpacked(arrived.get(name)[place])));
    return read.get(key);
  }

  /* The place in a list of [first, ...] rows, in order, of the last that does not come after the key. */
  function locate(rows, key) {
    let [low, high] = [0, rows.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (rows[middle][0] <= key) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }

  function decode(coded) {
    const found = new Map();
    for (const group of coded ? coded.split(";") : []) {
      const weight = parseInt(group[0], 36);
      let number = 0;
      for (const step of group.slice(1).split(" ")) found.set((number += parseInt(step, 36)), weight / 31);
    }
    return found;
  }

  /* A term as {term, count, forms, hits}: in how many clauses it is, and how well it tells of the best of them. */
  function opened([term, count, forms, coded]) {
    return { term, count, forms: forms ? forms.split(" ") : [term], hits: decode(coded) };
  }

  async function term(key) {
    if (!contents.terms.length) return null;
    const held = await file(contents.terms[locate(contents.terms, key)][1]);
    const row = held[locate(held, key)];
    return row[0] === key ? opened(row) : null;
  }

  /* The terms that begin so, the commonest first; none while the beginning is too short to be in a few files. */
  async function termsFrom(beginning, most) {
    if (!contents.terms.length) return [];
    const [from, to] = [locate(contents.terms, beginning), locate(contents.terms, `${beginning}\uffff`)];
    if (to - from > 2) return [];
    const held = await Promise.all(contents.terms.slice(from, to + 1).map(([, name]) => file(name)));
    const rows = held.flat().filter(([key, , forms]) =>
      key[0] !== "=" && !key.includes(" ") && (key.startsWith(beginning) || ` ${forms}`.includes(` ${beginning}`)));
    return rows.sort((a, b) => b[1] - a[1]).slice(0, most).map(opened);
  }

  /* The words of one first letter, the commonest first. */
  async function vocabulary(letter) {
    if (!contents.words.length) return [];
    const held = await file(contents.words[locate(contents.words, letter)][1]);
    const found = held.find((list) => list[0] === letter);
    return found ? found.split(" ") : [];
  }

  /* The piece of texts that holds a clause, by its number. */
  function partOf(number) {
    let [low, high] = [0, contents.parts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (contents.parts[middle].first <= number) low = middle + 1;
      else high = middle;
    }
    return contents.parts[low - 1];
  }

  /* The clauses of a piece of texts, once its file has come. */
  async function clausesOf(place) {
    if (place.clauses) return place.clauses;
    const held = await file(place.file, place.place);
    const { service } = place;
    if (held.answers) service.answers = held.answers;
    const practices = new Map(contents.practices.map((practice) => [practice.id, practice]));
    place.clauses = held.rows.map(([anchor, heading, text, topics = [], badges = []], number) => ({
      kind: "clause", number: place.first + number, service, title: held.headings[heading] || "", text,
      href: `${held.page}#${anchor}`, topics: topics.map((n) => held.topics[n]),
      badges: badges.map((n) => held.badges[n]).map(([id, outcome]) => [id, outcome, practices.get(id).answers[outcome]]),
    }));
    return place.clauses;
  }

  window.smallprintIndex = { start, contents, reads: () => asked.size, term, termsFrom, vocabulary, partOf, clausesOf };
  window.smallprintSearch = { begin, part };
})();
