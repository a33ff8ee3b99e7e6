/* Searches the index of clauses, practices and services. Loaded, with MiniSearch and the index, when someone reaches
 * for search. The files of the index call begin() and add(); search.js calls search(). Knows nothing of the page. */
(function () {
  "use strict";

  /* Words that say nothing alone. "not", "no" and "never" are kept: in a policy they say everything. */
  const STOP = new Set(("a about all also an and any are as at be been but by can did do does for from had has have he " +
    "her his how i if in into is it its may me my of on or our she so such than that the their them then there these " +
    "they this those to was we were what when where which who why will with would you your").split(" "));

  /* Forms that no ending explains. */
  const IRREGULAR = new Map(Object.entries({
    bought: "buy", children: "child", chose: "choose", chosen: "choose", gave: "give", given: "give", held: "hold",
    kept: "keep", made: "make", paid: "pay", people: "person", sent: "send", sold: "sell", taken: "take", took: "take",
    withdrawn: "withdraw", withdrew: "withdraw",
  }));

  const WORD = /[\p{L}\p{N}\p{M}'’]+(?:[-‐‑][\p{L}\p{N}\p{M}'’]+)*/gu;
  const WITHOUT_SPACES = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
  const written = new Map();

  /* One written word as {parts, joined}: "Don’t" is "do" and "not", "Café’s" is "cafe", "e-mail" is "e" and "mail", and
   * joined "email". Scripts that put no spaces between words are cut into their characters. */
  function wordParts(word) {
    let known = written.get(word);
    if (known) return known;
    const pieces = word.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().split(/[-‐‑]/);
    const parts = pieces.flatMap((piece) => {
      const whole = piece.replace(/n['’]t$/, "'not").replace(/^cannot$/, "can'not").replace(/['’]s$/, "");
      return whole.split(/['’]+/).flatMap((part) => (WITHOUT_SPACES.test(part) ? Array.from(part) : [part]));
    }).filter(Boolean);
    known = { parts, joined: pieces.length > 1 ? parts.join("") : "" };
    written.set(word, known);
    return known;
  }

  function tokensOfWord(word) {
    const { parts, joined } = wordParts(word);
    return joined ? [...parts, joined] : parts;
  }

  function tokensOf(text) {
    return (text.match(WORD) || []).flatMap(tokensOfWord);
  }

  /* A key that the forms of one word share: share, shares, shared, sharing; collect, collection; company, companies.
   * It is never shown or searched itself, so it need not be a word. */
  function family(word) {
    let w = IRREGULAR.get(word) || word;
    if (!/^[a-z]{3,}$/.test(w)) return w;
    if (w.length > 3 && w.endsWith("s") && !/(ss|us|is)$/.test(w)) w = w.replace(/ies$/, "y").replace(/s$/, "");
    const bare = w.replace(/(ing|ed)$/, "");
    if (bare.length > 1 && /[aeiouy]/.test(bare)) w = bare;
    if (w.length > 6) w = w.replace(/([st])ion$/, "$1");
    w = w.replace(/e$/, "").replace(/y$/, "i");
    return w.replace(/([b-df-hj-np-tv-z])\1$/, "$1");
  }

  const FEW = 10; // with fewer results than this that hold all words, those that hold some are shown too

  const entries = [];           // every clause, practice and service; its place in the list is its id in MiniSearch
  const families = new Map();   // family -> the index's words that belong to it
  const seen = new Set();       // the index's words
  const services = new Map();   // id -> {name, lang}
  const practices = new Map();  // id -> {label, answers}
  let index = null;

  /* What MiniSearch does with each word of the index: drop it, or keep it and remember its family. */
  function keep(token) {
    if (STOP.has(token)) return null;
    if (!seen.has(token)) {
      seen.add(token);
      const key = family(token);
      if (families.has(key)) families.get(key).push(token);
      else families.set(key, [token]);
    }
    return token;
  }

  function addEntry(entry) {
    entry.id = entries.length;
    entries.push(entry);
    index.add(entry);
  }

  function badgeWords(practice, outcome) {
    const known = practices.get(practice);
    return known ? known.answers[outcome] || known.label : "";
  }

  /* Called by assets/search/index.js with services, practices and the names of the other files. */
  function begin(contents) {
    index = new MiniSearch({
      fields: ["title", "service", "badges", "text"],
      extractField: (entry, field) => (field === "badges" ? entry.badges.join(" ") : entry[field]),
      tokenize: tokensOf,
      processTerm: keep,
    });
    contents.services.forEach(([id, name, lang]) => {
      services.set(id, { name, lang });
      addEntry({ kind: "service", title: name, text: "", badges: [], href: `services/${id}.html`, serviceId: id });
    });
    contents.practices.forEach(([id, label, text, topic, answers]) => {
      practices.set(id, { label, answers });
      const badges = Object.values(answers);
      addEntry({ kind: "practice", title: label, text, badges, href: `practices/${id}.html`, topics: [topic] });
    });
    api.shards = contents.shards;
  }

  /* Called by each file of clauses. */
  function add(shard) {
    const badges = shard.badges.map(([practice, outcome]) => badgeWords(practice, outcome));
    for (const [service, page, headings, rows] of shard.policies) {
      const known = services.get(service) || { name: service, lang: "" };
      for (const [anchor, heading, text, ofTopics = [], ofBadges = []] of rows) {
        addEntry({
          kind: "clause", title: headings[heading] || "", service: known.name, lang: known.lang, text,
          badges: ofBadges.map((n) => badges[n]), topics: ofTopics.map((n) => shard.topics[n]),
          serviceId: service, href: `${page}#${anchor}`,
        });
      }
    }
  }

  function isBeginning(prefix) {
    for (const word of seen) if (word.startsWith(prefix)) return true;
    return false;
  }

  /* Known words that are the token with two neighbours swapped: "recieve". Counts as one slip, not two. */
  function swapped(token) {
    const found = [];
    for (let i = 1; i < token.length; i += 1) {
      const other = token.slice(0, i - 1) + token[i] + token[i - 1] + token.slice(i + 1);
      if (other !== token && seen.has(other)) found.push(other);
    }
    return found;
  }

  /* What to ask MiniSearch for one word. A word that the index knows stands for its forms; one that it knows only as a
   * beginning stands for the words that begin so; any other is a slip, and stands for the words most like it. */
  function question(token, last, slips) {
    const forms = families.get(family(token)) || [];
    const exact = forms.filter((form) => form !== token);
    if (forms.length || isBeginning(token)) {
      return { combineWith: "OR", queries: [{ queries: [token], prefix: last || !forms.length }, ...exact] };
    }
    if (token.length < 4 || /\d/.test(token)) return { queries: [token] };
    slips.push(token);
    const swaps = swapped(token);
    if (swaps.length) return { combineWith: "OR", queries: swaps };
    return { queries: [token], prefix: true, fuzzy: token.length < 8 ? 1 : 2 };
  }

  /* The questions of a query, one for each word that tells something. The last word may still be growing. */
  function questions(query, slips) {
    const words = (query.match(WORD) || []).map(wordParts);
    const growing = /[^\s]$/.test(query) ? words[words.length - 1] : null;
    const found = [];
    for (const word of words) {
      const telling = word.parts.filter((part) => !STOP.has(part));
      const ask = telling.map((part) => question(part, word === growing, slips));
      if (word.joined && seen.has(word.joined)) {
        const apart = telling.length === word.parts.length ? [{ combineWith: "AND", queries: ask }] : [];
        found.push({ combineWith: "OR", queries: [question(word.joined, false, slips), ...apart] });
      } else {
        found.push(...ask);
      }
    }
    if (!found.length && growing) return growing.parts.slice(-1).map((part) => ({ queries: [part], prefix: true }));
    return found;
  }

  /* Finds entries, best first: {entries, words, whole, slips}. "words" matched and are to be marked; the first "whole"
   * entries hold every word, those after them some, and are there only where few hold all; "slips" are typed words that
   * nothing holds, for which the words most like them were taken. Options: service and topic, ids or empty. */
  function search(query, options) {
    const slips = [];
    const queries = questions(query, slips);
    const settings = {
      tokenize: (text) => [text],
      processTerm: (term) => term,
      boost: { title: 2, badges: 2, service: 0.5 },
      boostDocument: (id) => ({ service: 4, practice: 2, clause: 1 })[entries[id].kind],
      filter: (result) => fits(entries[result.id], options),
    };
    const ask = (combineWith) => (queries.length ? index.search({ combineWith, queries }, settings) : []);
    const whole = queries.length > 1 ? wordForWordFirst(ask("AND"), query) : ask("AND");
    const held = new Set(whole.map((result) => result.id));
    const some = queries.length > 1 && whole.length < FEW ? ask("OR").filter((result) => !held.has(result.id)) : [];
    const found = [...whole, ...some];
    const words = new Set(found.flatMap((result) => result.terms));
    return { entries: found.map((result) => entries[result.id]), words, whole: whole.length, slips };
  }

  /* Among the best results, those that hold the query word for word are worth half as much again. */
  function wordForWordFirst(found, query) {
    const phrase = query.trim().replace(/\s+/g, " ").toLowerCase();
    const best = found.slice(0, 200);
    const worth = new Map(best.map((result) => {
      const holds = entries[result.id].text.toLowerCase().includes(phrase);
      return [result, result.score * (holds ? 1.5 : 1)];
    }));
    return [...best.sort((a, b) => worth.get(b) - worth.get(a)), ...found.slice(200)];
  }

  function fits(entry, options) {
    return (!options.service || entry.serviceId === options.service) &&
      (!options.topic || (entry.topics || []).includes(options.topic));
  }

  /* A text as [piece, matched] pairs, cut to about `length` characters around the words that matched most closely. */
  function marked(text, words, length) {
    const hits = [];
    for (const match of text.matchAll(WORD)) {
      const hit = tokensOfWord(match[0]).some((token) => words.has(token));
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

  const api = { begin, add, ready: () => index !== null, search, marked, shards: [] };
  window.smallprintSearch = api;
})();
