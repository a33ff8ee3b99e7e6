/* Answers a question: services by name, then practices, then clauses by service. Loaded, with search-index.js
 * and the index itself, when someone reaches for search; search.js calls find(). Knows nothing of the page. */
(function () {
  "use strict";

  const { family, tokens, telling, slips, isSkipped } = window.smallprintWords;
  const index = window.smallprintIndex;
  const FEW = 20;       // with fewer clauses than this, those that hold words of the same meaning are looked for, too
  const FILES = 10;     // so many files are read at most until the first results are there,
  const READ = 3;       // these among them: two scripts, and the index's contents
  const FIRST = 10;     // results of the first list
  const IN_GROUP = 2;   // clauses of one service that stand in the list; for the others there is a link
  const NAMESAKES = 3;  // a word that is in the names of more services names none of them
  const SAME = 0.6;     // what a word of the same meaning is worth, beside the word itself
  const NEARLY = 0.8;   // and one that only begins so

  /* A question as {words, phrases}: words as {token, family, growing}, the last of which may still be growing; phrases,
   * in quotation marks, as lists of tokens. */
  function read(query) {
    const quoted = Array.from(query.matchAll(/["“”„]([^"“”„]+)["“”„]/g), ([, words]) => tokens(words));
    const phrases = quoted.filter((words) => words.length);
    const all = tokens(query);
    const growing = /[\p{L}\p{N}]$/u.test(query) ? all.length - 1 : -1;
    const words = new Map();
    all.forEach((token, at) => {
      if (!isSkipped(token)) words.set(family(token), { token, family: family(token), growing: at === growing });
    });
    return { words: Array.from(words.values()), phrases, plain: all.join(" "), joined: all.join("") };
  }

  /* ---- Practices: few, and all of them known from the beginning ---- */

  let meaning = null;

  /* What the practices' words tell: {weights: by practice, idf, known}, and the rows of same meaning as families. */
  function learn() {
    if (meaning) return meaning;
    const counts = new Map();
    const practices = index.contents.practices.map((practice) => {
      const weights = new Map();
      practice.weights.forEach((words, step) =>
        words.split(" ").filter(Boolean).forEach((word) => weights.set(word, [1, 0.6, 0.25][step])));
      weights.forEach((_, word) => counts.set(word, (counts.get(word) || 0) + 1));
      return { practice, weights, asks: practice.asks.map((phrase) => telling(phrase).map(family)) };
    });
    const idf = (word) => Math.log(1 + practices.length / (counts.get(word) || 0.5));
    const families = (phrase) => telling(phrase).map(family);
    const same = index.contents.same.map((row) => row.map(families).filter((phrase) => phrase.length));
    const known = new Set([...counts.keys(), ...same.flat(2)]);
    meaning = { practices, idf, same, known };
    return meaning;
  }

  const holds = (words, phrase) => phrase.every((word) => words.has(word));

  /* The phrases that mean the same as some of these words, as {of, phrase}: the words, and what may stand for them. */
  function sameMeaning(words) {
    return learn().same.flatMap((row) => row.filter((of) => holds(words, of)).flatMap((of) =>
      row.filter((phrase) => phrase !== of).map((phrase) => ({ of, phrase }))));
  }

  const saidOf = (practice) => [practice.label, practice.question, ...Object.values(practice.answers), ...practice.asks];

  function saysAll(text, phrases) {
    const words = ` ${tokens(text).join(" ")} `;
    return phrases.every((phrase) => words.includes(` ${phrase.join(" ")} `));
  }

  /* For each word of a question what may stand for it, and how well: itself, what means the same, what begins so. */
  function meant(question) {
    const found = new Map(question.words.map((word) => [word.family, new Map([[word.family, 1]])]));
    const add = (word, other, worth) => found.get(word).has(other) || found.get(word).set(other, worth);
    for (const { of, phrase } of sameMeaning(new Set(found.keys()))) {
      of.forEach((word) => phrase.forEach((other) => add(word, other, SAME)));
    }
    const growing = question.words.find((word) => word.growing && word.token.length > 2);
    for (const other of growing ? learn().known : []) {
      if (other.startsWith(growing.token)) add(growing.family, other, NEARLY);
    }
    return found;
  }

  /* The practices that a question is about, the likeliest first: those that know half of what its words tell, or are
   * asked for by a phrase that is half of it. */
  function practicesFor(question) {
    const { practices, idf } = learn();
    const words = new Set(question.words.map((word) => word.family));
    const standing = meant(question);
    const whole = Array.from(words).reduce((sum, word) => sum + idf(word), 0);
    const found = practices.map(({ practice, weights, asks }) => {
      let [score, told] = [0, 0];
      standing.forEach((others, word) => {
        let best = 0;
        others.forEach((worth, other) => { best = Math.max(best, worth * (weights.get(other) || 0)); });
        score += best * idf(word);
        if (best) told += idf(word);
      });
      const asking = asks.filter((phrase) => phrase.length && holds(words, phrase));
      const asked = Math.max(0, ...asking.map((phrase) => new Set(phrase).size / words.size));
      return { practice, score: score + asked * whole, told, asked };
    });
    const enough = found.filter(({ told, asked }) => told >= whole / 2 || asked >= 0.5);
    enough.sort((a, b) => b.score - a.score);
    const best = enough.filter(({ score }) => score >= enough[0].score * 0.45).map(({ practice }) => practice);
    const { phrases } = question;
    return phrases.length ? best.filter((one) => saidOf(one).some((text) => saysAll(text, phrases))) : best;
  }

  /* ---- Services: by name, host or id, also with a slip ---- */

  const folded = (text) => tokens(text).join("");

  function servicesFor(question) {
    const { joined, words } = question;
    if (!joined) return { first: [], later: [] };
    const host = joined.replace(/^(https?)?(www)?/, "");
    const names = (service) => {
      service.folded = service.folded || [service.name, service.id, ...service.names].map(folded);
      return service.folded;
    };
    const pick = (test) => index.contents.services.filter((service) => names(service).some(test));
    const place = (service) => names(service).findIndex((name) => name === joined || name === host);
    const exact = pick((name) => name === joined || name === host).sort((a, b) => place(a) - place(b)); // owners come last
    const known = words.every((word) => learn().known.has(word.family));
    const begins = joined.length > 1 ? pick((name) => name.startsWith(host)).filter((one) => !exact.includes(one)) : [];
    if (exact.length || (begins.length && !known)) return { first: [...exact, ...begins], later: [] };
    const named = partly(question);
    if (named.first.length || named.later.length) return named;
    if (known || joined.length < 5 || begins.length) return { first: [], later: begins };
    const most = joined.length < 9 ? 1 : 2;
    const far = index.contents.services.map((service) => Math.min(...names(service).map((name) => slips(name, joined, most))));
    const least = Math.min(most, ...far);
    return { first: index.contents.services.filter((_, at) => far[at] === least), later: [] };
  }

  /* Services whose names stand among other words. First are those that are named in full, by words that no practice
   * goes by: "time" may be meant or not. A single word of a name counts where few services have it. */
  function partly(question) {
    const asked = new Set(tokens(question.plain));
    const own = (token) => !isSkipped(token) && !learn().known.has(family(token));
    const all = index.contents.services.map((service) => [service, tokens(service.name)]);
    const named = all.filter(([, name]) => name.some((token) => !isSkipped(token)) && holds(asked, name));
    const full = named.map(([service]) => service);
    const first = full.filter((service) => tokens(service.name).some(own));
    const few = Array.from(asked).filter(own).flatMap((token) => {
      const having = all.filter(([, name]) => name.includes(token)).map(([service]) => service);
      return having.length <= NAMESAKES ? having : [];
    });
    return { first, later: Array.from(new Set([...full, ...few])).filter((service) => !first.includes(service)) };
  }

  /* ---- Words: what the index holds for each ---- */

  /* Give each word its terms: itself and its forms; else what begins so; else, after a slip, what is most like it. */
  async function look(word, told) {
    const term = await index.term(word.family);
    if (term) return [[term, 1]];
    const begun = await index.termsFrom(word.token, 8);
    if (begun.length) return begun.map((one) => [one, NEARLY]);
    if (learn().known.has(word.family) || word.token.length < 4 || /\d/.test(word.token)) return [];
    const near = await likely(word.token);
    const meant = near.length ? family(near[0]) : likeliest(word.token);
    if (!meant) return [];
    told.push(word.token);
    word.family = meant;
    const terms = await Promise.all(Array.from(new Set(near.map(family)), index.term));
    return terms.filter(Boolean).map((one) => [one, 1]);
  }

  /* The word of the practices that a slip leads to: they have words that no policy has. */
  function likeliest(token) {
    return Array.from(learn().known).find((word) => slips(word, family(token), 1) <= 1) || "";
  }

  /* The words that a slip of the keys leads to: the fewest slips count first, then how often a word is used. */
  async function likely(token, most = token.length < 8 ? 1 : 2) {
    let near = [];
    for (const letter of [token[0], token[1]]) {
      const found = (await index.vocabulary(letter)).map((word, rank) => ({ word, rank, far: slips(word, token, most) }));
      near = found.filter(({ far }) => far <= most).sort((a, b) => a.far - b.far || a.rank - b.rank);
      if (near.length) break;
    }
    return near.filter(({ far }) => far === near[0].far).slice(0, 3).map(({ word }) => word);
  }

  const idf = (count) => Math.log(1 + index.contents.clauses / Math.max(1, count));

  function addHits(hits, term, worth, count) {
    const most = idf(count) * worth;
    term.hits.forEach((weight, clause) => hits.set(clause, Math.max(hits.get(clause) || 0, most * weight)));
  }

  /* How much each clause says of each word: a list of maps, one a word; and whether the index holds only the best. */
  async function hitsOf(question, told) {
    const cut = { terms: 0, clauses: 0 };
    const found = new Set();
    const of = await Promise.all(question.words.map(async (word) => {
      const hits = new Map();
      for (const [term, worth] of await look(word, told)) {
        addHits(hits, term, worth, term.count);
        found.add(term.term);
        if (term.count > term.hits.size) [cut.terms, cut.clauses] = [cut.terms + 1, Math.max(cut.clauses, term.count)];
      }
      return hits;
    }));
    if (cut.terms > 1) await addPairs(question, of);
    if (of.every((hits) => hits.size < FEW)) await addSame(question, of, found);
    return { of, found, cut };
  }

  /* Of two common words the index holds the best clauses of each, which rarely meet; so it has the pair as a term. */
  async function addPairs(question, of) {
    for (let at = 1; at < question.words.length; at += 1) {
      const [one, other] = [question.words[at - 1].family, question.words[at].family];
      const pair = await index.term(`${one} ${other}`);
      if (!pair) continue;
      addHits(of[at - 1], pair, 1, pair.count);
      addHits(of[at], pair, 1, pair.count);
    }
  }

  async function addSame(question, of, found) {
    const words = new Set(question.words.map((word) => word.family));
    for (const { of: meant, phrase } of sameMeaning(words).slice(0, 4)) {
      const terms = await Promise.all(phrase.map(index.term));
      if (!terms.every(Boolean)) continue;
      terms.forEach((term) => found.add(term.term));
      const both = Array.from(terms[0].hits.keys()).filter((clause) => terms.every((term) => term.hits.has(clause)));
      const places = meant.map((word) => question.words.findIndex((one) => one.family === word));
      for (const clause of both) {
        const worth = SAME * Math.min(...terms.map((term) => term.hits.get(clause) * idf(term.count)));
        places.forEach((place) => of[place].set(clause, Math.max(of[place].get(clause) || 0, worth)));
      }
    }
  }

  /* ---- Clauses: ranked, narrowed, grouped by service, and read only as far as they are shown ---- */

  /* What tells of a clause's number whether the filters leave it. */
  async function narrowed({ kind, topic, practice, outcome }) {
    const numbers = async (keys) => {
      const terms = await Promise.all(keys.map(index.term));
      return new Set(terms.filter(Boolean).flatMap((term) => Array.from(term.hits.keys())));
    };
    const answers = ["present", "absent", "unclear"].filter((one) => !outcome || one === outcome);
    const onTopic = topic ? await numbers([`= ${topic}`]) : null;
    const proof = practice ? await numbers(answers.map((one) => `==${practice} ${one}`)) : null;
    return (number) => (!onTopic || onTopic.has(number)) && (!proof || proof.has(number)) &&
      (!kind || index.partOf(number).service.kind === kind);
  }

  function ranked(of, left) {
    const sums = new Map();
    for (const hits of of) {
      hits.forEach((worth, clause) => {
        if (!left(clause)) return;
        const [held, sum] = sums.get(clause) || [0, 0];
        sums.set(clause, [held + 1, sum + worth]);
      });
    }
    const all = Array.from(sums, ([clause, [held, sum]]) => ({ clause, held, sum }));
    return all.sort((a, b) => b.held - a.held || b.sum - a.sum || a.clause - b.clause);
  }

  /* All clauses of a service, read through: so nothing that it says is missing, however common the words are. */
  async function within(service, question, options) {
    const parts = await Promise.all(service.parts.map(index.clausesOf));
    const asked = question.words.map((word) => [[word.family]]);
    const words = new Set(question.words.map((word) => word.family));
    for (const { of, phrase } of sameMeaning(words)) {
      of.forEach((word) => asked.find(([[one]]) => one === word).push(phrase));
    }
    const { topic, practice, outcome } = options;
    const proves = ([id, given]) => id === practice && (!outcome || outcome === given);
    const wanted = (clause) =>
      (!topic || clause.topics.includes(topic)) && (!practice || clause.badges.some(proves));
    const found = parts.flat().filter(wanted).map((clause) => {
      const said = wordsOf(clause);
      const held = asked.filter((phrases) => phrases.some((phrase) => holds(said, phrase))).length;
      const itself = asked.filter(([[word]]) => said.has(word)).length;
      return { clause, held, sum: (held + itself) / Math.sqrt(20 + said.size) };
    });
    return found.filter(({ held }) => held).sort((a, b) => b.held - a.held || b.sum - a.sum);
  }

  function groups(all) {
    const by = new Map();
    for (const one of all) {
      const { service } = index.partOf(one.clause);
      if (!by.has(service)) by.set(service, []);
      by.get(service).push(one);
    }
    const made = Array.from(by, ([service, clauses]) => ({ service, clauses }));
    const worth = ({ clauses: [one, other] }) => one.sum + (other && other.held === one.held ? other.sum / 2 : 0);
    return made.sort((a, b) => b.clauses[0].held - a.clauses[0].held || worth(b) - worth(a));
  }

  const inOrder = (clause, phrases) => !phrases.length || saysAll(`${clause.title} ${clause.text}`, phrases);

  const wordsOf = (clause) =>
    new Set(tokens(`${clause.title} ${clause.text} ${clause.badges.map((badge) => badge[2]).join(" ")}`).map(family));

  /* The clauses of one piece that the index names, and those that are found to hold all words now that it is read: the
   * index knows only the best of a common word. As {entry, held, sum}, the best first. */
  function readThrough(entries, group, question, left) {
    const named = new Map(group.clauses.map((one) => [one.clause, one]));
    const asked = question.words.map((word) => word.family);
    const all = entries.map((entry) => {
      const { held: hint, sum } = named.get(entry.number) || { held: 0, sum: 0 };
      const words = wordsOf(entry);
      const held = Math.max(hint, asked.filter((word) => words.has(word)).length);
      const near = asked.length > 1 && ` ${tokens(entry.text).join(" ")} `.includes(` ${question.plain} `);
      return { entry, held, sum: sum * (near ? 1.5 : 1), named: named.has(entry.number) };
    });
    const fits = ({ entry, held, named: known }) => (known || (held === asked.length && left(entry.number))) &&
      inOrder(entry, question.phrases);
    return all.filter(fits).sort((a, b) => b.held - a.held || b.sum - a.sum);
  }

  /* The groups' clauses, read until there are as many as wanted, from at most so many files. */
  async function opened(all, question, wanted, files, left) {
    const shown = [];
    let at = 0;
    const count = () => shown.reduce((sum, { clauses }) => sum + Math.min(IN_GROUP, clauses.length), 0);
    while (at < Math.min(all.length, files) && count() < wanted) {
      const some = all.slice(at, Math.min(files, at + Math.ceil((wanted - count()) / IN_GROUP)));
      at += some.length;
      const parts = await Promise.all(some.map((group) => index.clausesOf(index.partOf(group.clauses[0].clause))));
      const found = some.map((group, number) => ({ group, clauses: readThrough(parts[number], group, question, left) }));
      const held = found.filter(({ clauses }) => clauses.length);
      shown.push(...held.sort((a, b) => b.clauses[0].held - a.clauses[0].held));
    }
    const clauses = spread(shown, wanted);
    const known = shown.reduce((sum, group) => sum + group.clauses.length, 0);
    return { clauses, more: at < all.length || known > clauses.length };
  }

  /* Two clauses of each service, and where that leaves room in the list, more of those that were read. */
  function spread(all, wanted) {
    let most = IN_GROUP;
    const count = () => all.reduce((sum, { clauses }) => sum + Math.min(most, clauses.length), 0);
    while (count() < wanted && all.some(({ clauses }) => clauses.length > most)) most += 1;
    let left = wanted;
    return all.flatMap(({ group, clauses }) => {
      const some = clauses.slice(0, Math.min(most, left));
      left -= some.length;
      const more = Math.max(group.clauses.length, clauses.length) - some.length;
      return some.map(({ entry }, at) => ({ ...entry, more: at === some.length - 1 ? more : 0 }));
    });
  }

  /* Where nothing was found: words that look alike, for the question's own. */
  async function nearest(question) {
    const far = (token) => Math.min(3, Math.ceil(token.length / 3));
    const lists = await Promise.all(question.words.slice(0, 3).map(({ token }) => likely(token, far(token))));
    return Array.from(new Set(lists.flat())).slice(0, 5);
  }

  /* The service whose own clauses stand first: the one that is chosen, or named among other words. */
  function ownOf(services, question, options) {
    const all = index.contents.services;
    if (options.service) return all.find((service) => service.id === options.service) || null;
    const alone = (service) => service.folded.some((name) => name.startsWith(question.joined));
    return [...services.first, ...services.later].find((one) => one.files <= READ && !alone(one)) || null;
  }

  /* Finds what a question means: {services, practices, named, clauses, count, inServices, whole, best, lacking, more,
   * slips, words, phrases}. Of the clauses only so many are read as are wanted with all others; count says how many
   * there are, whole how many of them hold all words, best whether the index knows only the best, lacking whether it
   * lacks a word, more whether others are left. */
  async function find(query, options, wanted) {
    const question = read(query);
    const told = [];
    const before = index.reads();
    const { of, found, cut } = await hitsOf(question, told);
    const narrow = ["service", "kind", "topic", "practice"].some((name) => options[name]);
    const services = narrow ? { first: [], later: [] } : servicesFor(question);
    const practices = practicesFor(question).filter((one) =>
      (!options.topic || one.topic === options.topic) && (!options.practice || one.id === options.practice));
    const named = ownOf(services, question, options);
    const own = named ? (await within(named, question, options)).filter(({ clause }) => inOrder(clause, question.phrases)) : [];
    const left = Math.max(1, wanted - Math.min(services.first.length, 5) - Math.min(practices.length, 4));
    const files = wanted <= FIRST ? FILES - READ - (index.reads() - before) : Infinity;
    const clauses = options.service
      ? ofService(own, left, question)
      : await ofAll({ of, cut, named, own }, question, options, left, Math.max(1, files));
    return { services, practices, named, slips: told, words: found, phrases: question.phrases, asked: question, ...clauses };
  }

  async function ofAll({ of, cut, named, own }, question, options, wanted, files) {
    const filter = await narrowed(options);
    const all = ranked(of, filter);
    const whole = all.filter((one) => one.held === question.words.length).length;
    const some = whole >= FEW / 2 ? all.slice(0, whole) : all;
    const grouped = groups(some);
    const at = grouped.findIndex((group) => group.service === named);
    if (at > 0) grouped.unshift(...grouped.splice(at, 1));
    const first = at < 0 ? own.slice(0, IN_GROUP).map(({ clause }) => clause) : [];
    const { clauses, more } = await opened(grouped, question, Math.max(1, wanted - first.length), files, filter);
    return {
      clauses: [...first, ...clauses], count: some.length + first.length, more, whole, best: cut.terms > 0,
      inServices: grouped.length + (first.length ? 1 : 0), lacking: of.some((hits) => !hits.size),
    };
  }

  function ofService(own, wanted, question) {
    const whole = own.filter(({ held }) => held === question.words.length).length;
    const some = whole >= FEW / 2 ? own.slice(0, whole) : own;
    return {
      clauses: some.slice(0, wanted).map(({ clause }) => clause), count: some.length, more: some.length > wanted,
      whole, best: false, inServices: some.length ? 1 : 0, lacking: false,
    };
  }

  window.smallprintEngine = { find, nearest };
})();
