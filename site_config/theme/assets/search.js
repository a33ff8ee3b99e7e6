/* What the generator packed, as the search index and what the compare page shows: JSON, deflated, 15 bits a character;
 * the first one says how many bits of the last are spare. In a bundle, which is packed as a whole, it is JSON as it is. */
window.smallprintUnpacked = function (text) {
  "use strict";

  const FROM = 0x4000;
  const spare = text.charCodeAt(0) - FROM;
  if (spare < 0) return Promise.resolve(JSON.parse(text));
  const bytes = new Uint8Array(((text.length - 1) * 15 - spare) / 8);
  let [held, bits, at] = [0, 0, 0];
  for (let place = 1; place < text.length; place += 1) {
    held = (held << 15) | (text.charCodeAt(place) - FROM);
    for (bits += 15; bits >= 8 && at < bytes.length; at += 1) {
      bits -= 8;
      bytes[at] = held >> bits; // its last eight bits
    }
    held &= (1 << bits) - 1;
  }
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).json();
};

/* Search as the reader meets it: the fields, the keys, the list of results. On every page; loads the index only when
 * someone reaches for search. Works from file://, where scripts may be loaded by tags but nothing may be fetched. */
(function () {
  "use strict";

  const ROOT = new URL("../", document.currentScript.src);
  const KEY_OFF = "smallprint.key-off"; // written only when a reader switches the key / off; gone with the tab

  const ASKED = ["q", "service", "kind", "topic", "practice", "outcome"];
  const boxes = [];
  let state = "unread"; // then "reading", once someone reached for search, then "read" or "failed"
  const FAILED = "The search index could not be read in full. Reload the page to try again.";

  function element(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  function load(path) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.async = false; // run in the order of the list, though they load side by side
      script.src = new URL(path, ROOT).href;
      script.onload = resolve;
      script.onerror = () => reject(new Error(path));
      document.head.append(script);
    });
  }

  function reach() {
    if (state !== "unread") return;
    state = "reading";
    const start = ["assets/search-index.js", "assets/search-engine.js", "assets/search/index.js"];
    Promise.all(start.map(load))
      .then(() => window.smallprintIndex.start(load))
      .then(() => done("read"), () => done("failed"));
  }

  function done(outcome) {
    state = outcome;
    boxes.forEach((box) => box.update());
  }

  /* Contributed words reach the page as text nodes only. */
  function textNodes(pieces) {
    return pieces.map(([piece, hit]) => (hit ? element("mark", {}, piece) : document.createTextNode(piece)));
  }

  /* One row of the list: an entry as {kind, where, title, href, lang, text, badges, more}. */
  function resultItem(entry, words, length) {
    const fill = (parent, text, most = 200) => {
      parent.append(...textNodes(window.smallprintWords.marked(text, words, most)));
      return parent;
    };
    const inItsLanguage = (made) => {
      if (entry.lang && entry.lang !== document.documentElement.lang) made.lang = entry.lang;
      made.dir = "auto";
      return made;
    };
    const where = element("bdi", { class: "sp-result__where" }, entry.where);
    const link = element("a", { href: new URL(entry.href, ROOT).href, class: "sp-result__link" }, where);
    if (entry.title) link.append(" ", inItsLanguage(fill(element("bdi", { class: "sp-result__title" }), entry.title)));
    const item = element("li", { class: `sp-result sp-result--${entry.kind}` }, link);
    if (entry.text) item.append(inItsLanguage(fill(element("p", { class: "sp-result__text" }), entry.text, length)));
    const made = entry.badges.map((badge) => fill(element("span", { class: "sp-result__badge" }), badge));
    const spaced = made.slice(0, 4).flatMap((badge) => [badge, " "]);
    if (made.length) item.append(element("p", { class: "sp-result__badges" }, ...spaced));
    if (entry.more) item.append(element("p", { class: "sp-result__more" }, entry.more));
    return item;
  }

  const many = (count, word) => `${count.toLocaleString("en-GB")} ${word}${count === 1 ? "" : "s"}`;
  const quoted = (list) => `“${list.join("”, “")}”`;

  function ofService(service) {
    const href = `services/${service.id}.html`;
    return { kind: "service", where: "Service", title: service.name, href, lang: "", badges: [] };
  }

  /* A practice with its answer: that of the service that was asked about, else how many give which. */
  function ofPractice(practice, named) {
    const outcome = named && named.answers ? named.answers[practice.id] || "silent" : "";
    const counted = ["present", "absent", "unclear"].filter((one) => practice.counts[one])
      .map((one) => `${practice.answers[one]}: ${many(practice.counts[one], "service")}`);
    return {
      kind: "practice", where: "Practice", title: practice.label, text: practice.question,
      href: outcome ? `services/${named.id}.html#sp-b-${practice.id}` : `practices/${practice.id}.html`,
      badges: outcome ? [`${named.name}: ${practice.answers[outcome]}`] : counted,
    };
  }

  function ofClause(clause, asked) {
    const { service } = clause;
    const all = { href: address({ ...asked, service: service.id }) };
    const others = [`${(clause.more || 0).toLocaleString("en-GB")} more in `, element("bdi", {}, service.name)];
    const more = clause.more > 0 ? element("a", all, ...others) : null;
    const badges = clause.badges.map(([, , words]) => words);
    return { ...clause, where: service.name, lang: service.lang, badges, more };
  }

  function entriesOf({ services, practices, clauses, named }, asked) {
    return [
      ...services.first.slice(0, 5).map(ofService), ...practices.slice(0, 4).map((one) => ofPractice(one, named)),
      ...services.later.slice(0, 3).map(ofService), ...clauses.map((clause) => ofClause(clause, asked)),
    ];
  }

  function address(asked) {
    const url = new URL("search.html", ROOT);
    Object.entries(asked).forEach(([name, text]) => text && url.searchParams.set(name, text));
    return url.href;
  }

  /* What was found, in a sentence that is also read aloud. */
  function sentence(found, entries, asked) {
    const { count, inServices, whole, best, lacking, slips, phrases } = found;
    const other = entries.filter((entry) => entry.kind !== "clause").length;
    const narrowed = ASKED.slice(1).some((name) => asked[name]) ? " with these filters" : "";
    const like = slips.length ? `, for words like ${quoted(slips)}` : "";
    if (!entries.length) return `Nothing found for “${asked.q}”${narrowed}.`;
    if (phrases.length) {
      const exactly = quoted(phrases.map((words) => words.join(" ")));
      const shown = `${found.more ? "The first " : ""}${many(entries.length, "result")}`;
      return `${shown}; the clauses hold, word for word, ${exactly}.`;
    }
    const results = `${many(count + other, "result")}${inServices ? ` in ${many(inServices, "service")}` : ""}`;
    if (count && (lacking || !(best || whole))) return `Nothing holds all the words. Some of them: ${results}${like}.`;
    if (best) return `The best ${results}${like}.`;
    const first = `${other ? "of the clauses " : ""}${whole === 1 ? "the first holds" : `the first ${whole} hold`}`;
    return whole < count ? `${results}; ${first} all the words${like}.` : `${results}${like}.`;
  }

  /* Where nothing was found: words that look alike, all topics, and questions to begin with. */
  async function nothing(question, asked) {
    const { topics, practices } = window.smallprintIndex.contents;
    const link = (href, text) => element("a", { href: new URL(href, ROOT).href }, text);
    const line = (title, links) =>
      element("p", {}, `${title}: `, ...links.flatMap((one, n) => (n ? [", ", one] : [one])));
    const words = await window.smallprintEngine.nearest(question);
    const made = element("div", {});
    const again = (word) => link(address({ ...asked, q: word }), word);
    if (words.length) made.append(line("Words that look alike", words.map(again)));
    made.append(line("Topics", topics.map(([id, label]) => link(`topics/${id}.html`, label))));
    const first = practices.filter((practice) => practice.first);
    const some = (first.length ? first : practices).slice(0, 5);
    if (some.length) made.append(line("Questions", some.map((one) => link(`practices/${one.id}.html`, one.question))));
    return made;
  }

  /* One search form with its results: a panel under the field, or the whole page on search.html. */
  class Box {
    constructor(form) {
      this.form = form;
      this.field = form.querySelector("input[type=search]");
      this.onPage = form.dataset.spSearch === "page";
      this.few = this.onPage ? 10 : 6;
      this.shown = this.few; // how many results the list may hold; grows by "Show more"
      this.excerpt = this.onPage ? 240 : 130; // characters of a clause
      this.turn = 0; // of the last question: an answer that comes after a later one was asked is dropped
      this.stale = false;
      this.timer = 0;
      this.build();
      this.listen();
    }

    build() {
      const place = this.onPage ? document.getElementById("sp-search-results") : null;
      this.place = place || element("div", { class: "sp-search__panel", hidden: "" });
      this.status = element("p", { class: "sp-search__status" });
      // What stands in a panel that only now opens is not read aloud: so there the sentence stands outside, too.
      this.spoken = this.onPage ? this.status : element("p", { class: "sp-hidden" });
      this.spoken.setAttribute("role", "status");
      this.list = element("ol", { class: "sp-search__list" });
      this.more = this.onPage
        ? element("button", { type: "button", class: "sp-search__more" }, "Show more")
        : element("a", { href: "#", class: "sp-search__more" }, "Show all results");
      this.more.hidden = true;
      this.instead = element("div", { class: "sp-search__instead" });
      this.place.append(this.status, this.list, this.instead, this.more);
      if (this.onPage) this.place.after(keySwitch());
      else this.form.append(this.spoken, this.place);
    }

    listen() {
      const { form, field, place } = this;
      field.addEventListener("input", () => this.typed());
      form.addEventListener("change", (event) => event.target !== field && this.typed());
      form.addEventListener("focusin", (event) => {
        reach();
        if (event.target === field && (this.stale || !this.onPage)) this.update();
      });
      form.addEventListener("keydown", (event) => this.walk(event));
      if (this.onPage) {
        place.addEventListener("keydown", (event) => this.walk(event));
        form.addEventListener("submit", (event) => this.toFirst(event));
        this.more.addEventListener("click", () => this.showMore());
        return;
      }
      form.addEventListener("focusout", (event) => {
        if (!form.contains(event.relatedTarget)) place.hidden = true;
      });
      // Where a press does not focus a link (Safari), the panel would close before the click.
      place.addEventListener("mousedown", (event) => event.preventDefault());
    }

    asked() {
      const value = (name) => (this.form.elements[name] ? this.form.elements[name].value.trim() : "");
      return Object.fromEntries(ASKED.map((name) => [name, value(name)]));
    }

    links() {
      return Array.from(this.place.querySelectorAll("a[href], button")).filter((link) => !link.hidden);
    }

    typed() {
      reach();
      this.shown = this.few;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.update(), 50); // once for a quick run of keys
    }

    async update() {
      clearTimeout(this.timer);
      this.stale = this.list.contains(document.activeElement); // never take away what the reader is walking through
      if (this.stale) return;
      this.turn += 1;
      const { turn } = this;
      const asked = this.asked();
      if (this.onPage) remember(address(asked));
      if (!asked.q) return this.show([], "");
      if (state !== "read") return this.show([], state === "failed" ? FAILED : "Reading the index…");
      try {
        const found = await window.smallprintEngine.find(this.field.value, asked, this.shown);
        const entries = entriesOf(found, asked);
        const instead = entries.length ? null : await nothing(found.asked, asked);
        if (turn !== this.turn) return;
        this.show(entries, sentence(found, entries, asked), { words: found.words, more: found.more, instead });
      } catch {
        if (turn === this.turn) this.show([], FAILED);
      }
    }

    show(entries, told, { words = new Set(), more = false, instead = null } = {}) {
      const rows = entries.slice(0, this.shown).map((entry) => resultItem(entry, words, this.excerpt));
      this.list.replaceChildren(...rows);
      this.instead.replaceChildren(...(instead ? [instead] : []));
      this.more.hidden = !more;
      if (!this.onPage) {
        this.more.href = address(this.asked());
        this.place.hidden = !told || !this.form.contains(document.activeElement);
      }
      this.status.textContent = told;
      this.spoken.textContent = told;
    }

    async showMore() {
      const before = this.list.children.length;
      this.shown += 20;
      await this.update();
      const row = this.list.children[before];
      if (row) row.querySelector("a").focus();
    }

    /* Enter on the search page: the results are there already. Elsewhere it opens the search page. */
    async toFirst(event) {
      event.preventDefault();
      await this.update();
      const [first] = this.links();
      if (first) first.focus();
    }

    walk(event) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (event.key === "Escape") this.leave(event);
      if (!step || event.isComposing) return;
      if (this.place.hidden) this.update();
      const stops = [this.field, ...this.links()];
      const at = stops.indexOf(document.activeElement);
      if (at < 0 || !stops[at + step]) return;
      stops[at + step].focus();
      event.preventDefault();
    }

    leave(event) {
      event.preventDefault();
      if (document.activeElement !== this.field) this.field.focus();
      else this.field.blur();
      this.turn += 1; // what is still on its way would open the panel again
      if (!this.onPage) this.place.hidden = true;
    }
  }

  function remember(href) {
    if (href === window.location.href.split("#")[0]) return;
    try {
      window.history.replaceState(null, "", href);
    } catch {
      // a browser that lets no file:// page change its address: search works, the address stays
    }
  }

  function fillFromAddress(form) {
    const asked = new URLSearchParams(window.location.search);
    ASKED.forEach((name) => {
      if (form.elements[name] && asked.has(name)) form.elements[name].value = asked.get(name);
    });
    return asked.has("q");
  }

  function isTyping(target) {
    return target.isContentEditable || /^(input|select|textarea)$/i.test(target.tagName);
  }

  function keyOff() {
    try {
      return window.sessionStorage.getItem(KEY_OFF) !== null;
    } catch {
      return false;
    }
  }

  /* Who speaks to the computer, or hits keys by chance, can switch the single key off (WCAG 2.1.4). */
  function keySwitch() {
    const box = element("input", { type: "checkbox", id: "sp-search-key" });
    box.checked = !keyOff();
    box.addEventListener("change", () => {
      try {
        if (box.checked) window.sessionStorage.removeItem(KEY_OFF);
        else window.sessionStorage.setItem(KEY_OFF, "1");
      } catch {
        // storage is blocked: the switch can't be kept
      }
    });
    const label = element("label", { for: "sp-search-key" }, "The key / goes to search (a choice for as long as this tab is open)");
    return element("p", { class: "sp-search__keys" }, box, " ", label);
  }

  function onKey(event) {
    const chord = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k";
    const single = !event.ctrlKey && !event.metaKey && !event.altKey && event.key === "/";
    if (!chord && !(single && !isTyping(event.target) && !keyOff())) return;
    const box = boxes.find((one) => one.field.getClientRects().length);
    event.preventDefault();
    if (!box) {
      window.location.href = new URL("search.html#sp-search-words", ROOT).href;
      return;
    }
    box.field.focus();
    box.field.select();
  }

  const forms = Array.from(document.querySelectorAll("form[data-sp-search]"));
  forms.sort((a, b) => (b.dataset.spSearch === "page") - (a.dataset.spSearch === "page"));
  forms.forEach((form) => {
    const box = new Box(form);
    boxes.push(box);
    const asked = form.dataset.spSearch === "page" && fillFromAddress(form);
    if (asked || form.contains(document.activeElement)) reach();
    if (asked) box.update();
  });
  document.addEventListener("keydown", onKey);
})();
