/* Search as the reader meets it: the fields, the keys, the list of results. On every page; loads the index only when
 * someone reaches for search. Works from file://, where scripts may be loaded by tags but nothing may be fetched. */
(function () {
  "use strict";

  const ROOT = new URL("../", document.currentScript.src);
  const FIRST = { panel: 6, page: 20 };
  const KEYS_OFF = "smallprint.keys-off"; // written only when a reader switches the one-letter keys off

  const KIND = { service: "Service", practice: "Practice", clause: "" };
  const boxes = [];
  let state = "unread"; // then "reading", once someone reached for search, then "read" or "failed"

  function element(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) made.setAttribute(key, value);
    made.append(...children.filter((child) => child !== null));
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

  /* A part of the index has come: who waits for a first result gets it now, and the whole list once all is there. */
  function part() {
    boxes.forEach((box) => {
      if (!box.count) box.update();
    });
  }

  /* Contributed words reach the page as text nodes only. */
  function textNodes(pieces) {
    return pieces.map(([piece, hit]) => (hit ? element("mark", {}, piece) : document.createTextNode(piece)));
  }

  function resultItem(entry, words) {
    const marked = (text, length) => textNodes(window.smallprintSearch.marked(text, words, length));
    const where = entry.kind === "clause" ? entry.service : KIND[entry.kind];
    const link = element("a", { href: new URL(entry.href, ROOT).href, class: "sp-result__link" },
      element("span", { class: "sp-result__where" }, ...marked(where, 200)),
      entry.title ? element("span", { class: "sp-result__title" }, ...marked(entry.title, 200)) : null);
    const text = element("p", { class: "sp-result__text" }, ...marked(entry.text, 240));
    if (entry.lang) {
      text.lang = entry.lang;
      text.dir = "auto";
    }
    const badges = element("p", { class: "sp-result__badges" });
    entry.badges.slice(0, 4).forEach((badge) => {
      badges.append(element("span", { class: "sp-result__badge" }, ...marked(badge, 200)), " ");
    });
    return element("li", { class: `sp-result sp-result--${entry.kind}` }, link,
      entry.text ? text : null, entry.badges.length ? badges : null);
  }

  /* One search form with its results: a panel under the field in the header, the whole page on search.html. */
  function makeBox(form) {
    const field = form.querySelector("input[type=search]");
    const onPage = form.dataset.spSearch === "page";
    const status = element("p", { role: "status", class: "sp-search__status" });
    const list = element("ol", { class: "sp-search__list" });
    const more = onPage
      ? element("button", { type: "button", class: "sp-search__more" }, "Show more")
      : element("a", { class: "sp-search__more", href: "#" }, "Show all results");
    const place = onPage ? document.getElementById("sp-search-results") : element("div", { class: "sp-search__panel" });
    let shown = FIRST[onPage ? "page" : "panel"];
    const box = { field, count: 0, update };

    more.hidden = true;
    place.append(status, list, more);
    if (onPage) {
      place.after(keysSwitch());
    } else {
      place.hidden = true;
      form.append(place);
    }

    const value = (name) => (form.elements[name] ? form.elements[name].value : "");
    const query = () => ({ q: field.value.trim(), service: value("service"), topic: value("topic") });
    const links = () => Array.from(place.querySelectorAll("a[href], button")).filter((link) => !link.hidden);

    function address(asked) {
      const url = new URL("search.html", ROOT);
      Object.entries(asked).forEach(([name, text]) => text && url.searchParams.set(name, text));
      return url.href;
    }

    function update() {
      const asked = query();
      const index = window.smallprintSearch;
      const none = { entries: [], words: new Set(), all: true };
      const found = asked.q && index && index.ready() ? index.search(field.value, asked) : none;
      show(found, asked.q ? sentence(found, asked) : "");
    }

    function sentence({ entries, all }, asked) {
      const count = entries.length;
      if (state === "failed") return "The search index could not be read in full. Reload the page to try again.";
      if (!count) return state === "read" ? `Nothing found for “${asked.q}”.` : "Reading the index…";
      const results = `${count.toLocaleString("en-GB")} ${count === 1 ? "result" : "results"}`;
      if (state !== "read") return `${results} so far…`;
      return all ? results : `No result holds all the words; ${results} hold some.`;
    }

    function show({ entries, words }, told) {
      const inside = list.contains(document.activeElement);
      if (inside && box.count) return; // never take away what the reader is walking through
      box.count = entries.length;
      list.replaceChildren(...entries.slice(0, shown).map((entry) => resultItem(entry, words)));
      more.hidden = entries.length <= shown;
      if (!onPage) {
        more.href = address(query());
        place.hidden = !field.value.trim() || !form.contains(document.activeElement);
      }
      status.textContent = told;
    }

    function typed() {
      reach();
      shown = FIRST[onPage ? "page" : "panel"];
      if (onPage) remember(address(query()));
      update();
    }

    function walk(event) {
      const stops = [field, ...links()];
      const at = stops.indexOf(document.activeElement);
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && at >= 0 && !event.isComposing && stops[at + step]) {
        stops[at + step].focus();
        event.preventDefault();
      } else if (event.key === "Escape") {
        leave(event);
      }
    }

    function leave(event) {
      if (document.activeElement !== field) field.focus();
      else field.blur();
      if (!onPage) place.hidden = true;
      event.preventDefault();
    }

    field.addEventListener("input", typed);
    form.addEventListener("focusin", (event) => {
      reach();
      if (!onPage && event.target === field) update();
    });
    form.addEventListener("change", (event) => event.target !== field && typed());
    form.addEventListener("submit", (event) => {
      if (!onPage) return; // the address of search.html carries the words
      event.preventDefault();
      const first = links()[0];
      if (first) first.focus();
    });
    more.addEventListener("click", () => {
      if (!onPage) return;
      const before = shown;
      shown += FIRST.page;
      box.count = 0;
      update();
      const next = list.children[before];
      if (next) next.querySelector("a").focus();
    });
    [form, ...(onPage ? [place] : [])].forEach((part) => part.addEventListener("keydown", walk));
    if (!onPage) {
      form.addEventListener("focusout", (event) => {
        if (!form.contains(event.relatedTarget)) place.hidden = true;
      });
    }
    return box;
  }

  function remember(href) {
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

  function keysOff() {
    try {
      return window.localStorage.getItem(KEYS_OFF) !== null;
    } catch {
      return false;
    }
  }

  /* Who speaks to the computer, or hits keys by chance, can switch the one-letter keys off (WCAG 2.1.4). */
  function keysSwitch() {
    const box = element("input", { type: "checkbox", id: "sp-search-keys" });
    box.checked = !keysOff();
    box.addEventListener("change", () => {
      try {
        if (box.checked) window.localStorage.removeItem(KEYS_OFF);
        else window.localStorage.setItem(KEYS_OFF, "1");
      } catch {
        // storage is blocked: the switch can't be kept
      }
    });
    const label = element("label", { for: "sp-search-keys" }, "On every page, the keys /, s and f go to search");
    return element("p", { class: "sp-search__keys" }, box, " ", label);
  }

  function onKey(event) {
    const chord = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k";
    const single = !event.ctrlKey && !event.metaKey && !event.altKey && ["/", "s", "f"].includes(event.key);
    if (!chord && !(single && !isTyping(event.target) && !keysOff())) return;
    const box = boxes.find((one) => one.field.checkVisibility());
    event.preventDefault();
    if (!box) {
      window.location.href = new URL("search.html", ROOT).href;
      return;
    }
    box.field.focus();
    box.field.select();
  }

  const forms = Array.from(document.querySelectorAll("form[data-sp-search]"));
  forms.sort((a, b) => (b.dataset.spSearch === "page") - (a.dataset.spSearch === "page"));
  forms.forEach((form) => {
    const box = makeBox(form);
    boxes.push(box);
    if (form.dataset.spSearch === "page" && fillFromAddress(form)) {
      reach();
      box.update();
    }
  });
  document.addEventListener("keydown", onKey);
})();
