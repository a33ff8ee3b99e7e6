/* Search as the reader meets it: the fields, the keys, the list of results. On every page; loads the index only when
 * someone reaches for search. Works from file://, where scripts may be loaded by tags but nothing may be fetched. */
(function () {
  "use strict";

  const ROOT = new URL("../", document.currentScript.src);
  const KEY_OFF = "smallprint.key-off"; // written only when a reader switches the key / off; gone with the tab

  const KIND = { service: "Service", practice: "Practice" };
  const boxes = [];
  let state = "unread"; // then "reading", once someone reached for search, then "read" or "failed"

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
    const start = ["assets/vendor/minisearch/minisearch.js", "assets/search-engine.js", "assets/search/index.js"];
    Promise.all(start.map(load))
      .then(() => Promise.all(window.smallprintSearch.shards.map((name) => load(`assets/search/${name}`).then(part))))
      .then(() => done("read"), () => done("failed"));
  }

  function done(outcome) {
    state = outcome;
    boxes.forEach((box) => box.update());
  }

  /* A part of the index has come: a list that is not full yet grows now, any other once all is there. */
  function part() {
    boxes.forEach((box) => {
      if (box.count < box.shown) box.update();
    });
  }

  /* Contributed words reach the page as text nodes only. */
  function textNodes(pieces) {
    return pieces.map(([piece, hit]) => (hit ? element("mark", {}, piece) : document.createTextNode(piece)));
  }

  function resultItem(entry, words, length) {
    const fill = (parent, text, most = 200) => {
      parent.append(...textNodes(window.smallprintSearch.marked(text, words, most)));
      return parent;
    };
    const inItsLanguage = (made) => {
      if (entry.lang && entry.lang !== document.documentElement.lang) made.lang = entry.lang;
      made.dir = "auto";
      return made;
    };
    const where = element("bdi", { class: "sp-result__where" }, KIND[entry.kind] || "");
    if (entry.kind === "clause") fill(where, entry.service);
    const link = element("a", { href: new URL(entry.href, ROOT).href, class: "sp-result__link" }, where);
    if (entry.title) link.append(" ", inItsLanguage(fill(element("bdi", { class: "sp-result__title" }), entry.title)));
    const item = element("li", { class: `sp-result sp-result--${entry.kind}` }, link);
    if (entry.text) item.append(inItsLanguage(fill(element("p", { class: "sp-result__text" }), entry.text, length)));
    const badges = entry.kind === "clause" ? entry.badges : []; // a practice's are all answers that one could give
    const made = badges.map((badge) => fill(element("span", { class: "sp-result__badge" }), badge));
    made.sort((a, b) => Boolean(b.querySelector("mark")) - Boolean(a.querySelector("mark")));
    const spaced = made.slice(0, 4).flatMap((badge) => [badge, " "]);
    if (made.length) item.append(element("p", { class: "sp-result__badges" }, ...spaced));
    return item;
  }

  /* What was found, in a sentence that is also read aloud. */
  function sentence({ entries, whole, slips }, asked) {
    const many = (count, word) => `${count.toLocaleString("en-GB")} ${word}${count === 1 ? "" : "s"}`;
    if (state === "failed") return "The search index could not be read in full. Reload the page to try again.";
    if (!entries.length && state !== "read") return "Reading the index…";
    const narrowed = asked.service || asked.topic ? " with these filters" : "";
    if (!entries.length) return `Nothing found for “${asked.q}”${narrowed}.`;
    const services = new Set(entries.map((entry) => entry.serviceId).filter(Boolean)).size;
    const results = many(entries.length, "result") + (services ? ` in ${many(services, "service")}` : "");
    if (state !== "read") return `${results} so far…`;
    if (!whole) return `Nothing holds all the words. Some of them: ${results}.`;
    const first = whole === 1 ? "the first holds" : `the first ${whole} hold`;
    if (whole < entries.length) return `${results}; ${first} all the words.`;
    return slips.length ? `${results}, for words like “${slips.join("”, “")}”.` : `${results}.`;
  }

  /* One search form with its results: a panel under the field, or the whole page on search.html. */
  class Box {
    constructor(form) {
      this.form = form;
      this.field = form.querySelector("input[type=search]");
      this.onPage = form.dataset.spSearch === "page";
      this.few = this.onPage ? 20 : 6;
      this.shown = this.few; // how many results the list may hold; grows by "Show more"
      this.excerpt = this.onPage ? 240 : 130; // characters of a clause
      this.count = 0;
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
      this.place.append(this.status, this.list, this.more);
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
      return { q: value("q"), service: value("service"), topic: value("topic") };
    }

    address() {
      const url = new URL("search.html", ROOT);
      Object.entries(this.asked()).forEach(([name, text]) => text && url.searchParams.set(name, text));
      return url.href;
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

    update() {
      clearTimeout(this.timer);
      this.stale = this.list.contains(document.activeElement); // never take away what the reader is walking through
      if (this.stale) return;
      const asked = this.asked();
      const index = window.smallprintSearch;
      const nothing = { entries: [], words: new Set(), whole: 0, slips: [] };
      const found = asked.q && index && index.ready() ? index.search(this.field.value, asked) : nothing;
      this.show(found, asked.q ? sentence(found, asked) : "");
      if (this.onPage) remember(this.address());
    }

    show({ entries, words }, told) {
      this.count = entries.length;
      this.list.replaceChildren(...entries.slice(0, this.shown).map((entry) => resultItem(entry, words, this.excerpt)));
      this.more.hidden = entries.length <= this.shown;
      if (!this.onPage) {
        this.more.href = this.address();
        this.place.hidden = !told || !this.form.contains(document.activeElement);
      }
      this.status.textContent = told;
      this.spoken.textContent = told;
    }

    showMore() {
      const before = this.shown;
      this.shown += this.few;
      this.update();
      this.list.children[before].querySelector("a").focus();
    }

    /* Enter on the search page: the results are there already. Elsewhere it opens the search page. */
    toFirst(event) {
      event.preventDefault();
      this.update();
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
    ["q", "service", "topic"].forEach((name) => {
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
