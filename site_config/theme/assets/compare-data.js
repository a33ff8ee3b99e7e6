/* What the compare page and the matrix share: reading the data, and a few parts of a page.
 * The data are plain scripts that call begin, part and service: they load from file://, where one may not fetch. */
(function () {
  "use strict";

  const ROOT = new URL("../", document.currentScript.src);
  const rows = new Map(); // a service's id: { id, name, letters, file, kind, day }
  const cards = new Map(); // a service's id: { names, what, words, told }
  const services = new Map(); // a service's id: what the compare page shows of it, packed
  const opened = new Map(); // a service's id: the promise of that
  const waiting = new Map(); // a path: the promise that it is loaded
  let index = null;
  let made = 0;

  function load(path) {
    if (!waiting.has(path)) {
      const promise = new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.async = false; // run in the order of asking
        script.src = new URL(`assets/compare/${path}`, ROOT).href;
        script.onload = resolve;
        script.onerror = () => reject(new Error(path));
        document.head.append(script);
      });
      waiting.set(path, promise);
      promise.catch(() => waiting.delete(path)); // so that one can try again
    }
    return waiting.get(path);
  }

  /* All questions, and the answers of all services as letters. */
  function read() {
    return load("index.js").then(() => Promise.all(index.parts.map(load))).then(() => ({ ...index, rows }));
  }

  /* What else stands on the cards of all services, by their ids: other names, what they are, their telling answers. */
  function readCards() {
    return read().then(() => Promise.all(index.cards.map(load))).then(() => cards);
  }

  /* A name as one types it: small letters, without accents. */
  function folded(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();
  }

  /* All of one service: a file holds a few. Only for an id that the data name: an address never decides what is loaded. */
  function service(id) {
    if (!rows.has(id)) return Promise.reject(new Error(id));
    if (opened.has(id)) return opened.get(id);
    return load(`services/${rows.get(id).file}.js`).then(() => {
      if (!services.has(id)) throw new Error(id);
      if (!opened.has(id)) opened.set(id, window.smallprintUnpacked(services.get(id)).then(safe));
      return opened.get(id);
    });
  }

  function safe(data) {
    return { ...data, answers: plain(data.answers), topics: plain(data.topics) };
  }

  /* An element; what people wrote reaches it as text nodes and attribute values only. */
  function element(name, attributes, ...children) {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    node.append(...children);
    return node;
  }

  /* The icon of a tone, as the legend of the page draws it. */
  function icon(tone) {
    const drawn = document.querySelector(`.sp-legend .sp-t-${tone} .sp-i`);
    return drawn ? drawn.cloneNode(true) : element("i", { class: "sp-i" });
  }

  /* The tone of an answer, and its words. */
  function answer(practice, letter) {
    const [tone, text] = practice.answers[letter] || ["silent", ""];
    return { tone, text };
  }

  /* A labelled choice. Options are [value, text], or [label of a group, [options]]. */
  function select(label, options, value, changed) {
    const id = `sp-choice-${(made += 1)}`;
    const option = ([key, text]) => element("option", { value: key }, text);
    const made_of = ([key, inner]) =>
      Array.isArray(inner) ? element("optgroup", { label: key }, ...inner.map(option)) : option([key, inner]);
    const field = element("select", { id }, ...options.map(made_of));
    field.value = value;
    if (field.selectedIndex < 0) field.selectedIndex = 0;
    field.addEventListener("change", () => changed(field.value));
    return element("div", { class: "sp-choice" }, element("label", { for: id }, label), field);
  }

  /* How alike two services answer: of the questions that at least one of them answers, the share with one answer. */
  function alike(one, other) {
    let same = 0;
    let either = 0;
    for (let at = 0; at < one.letters.length; at += 1) {
      const [a, b] = [one.letters[at], other.letters[at]];
      if ("s-".includes(a) && "s-".includes(b)) continue;
      either += 1;
      if (a === b) same += 1;
    }
    return either ? same / either : 0;
  }

  const sameKind = (one, other) => Boolean(one.kind) && one.kind === other.kind;

  /* The services in the order in which one would choose them beside another: its own kind, then the most alike. */
  function nearest(one) {
    const others = Array.from(rows.values()).filter((row) => row !== one);
    return others.sort((a, b) => sameKind(one, b) - sameKind(one, a) || alike(one, b) - alike(one, a));
  }

  /* The service that is meant by what was typed: of this name, one that begins so, or one with these letters. */
  function meant(text) {
    const typed = folded(text);
    const all = Array.from(rows.values());
    const tries = [(name) => name === typed, (name) => name.startsWith(typed), (name) => name.includes(typed)];
    for (const fits of tries) {
      const found = all.find((row) => fits(folded(row.name)));
      if (found) return found;
    }
    return null;
  }

  /* A field in which one types a service's name. It proposes names, and ``changed`` gets the id of the one that is meant. */
  function typeService(label, id, proposals, changed) {
    const key = `sp-choice-${(made += 1)}`;
    const told = element("p", { class: "sp-choice-told", id: `${key}-told`, role: "status" });
    const field = element("input", {
      ...{ id: key, list: proposals.id, value: id ? rows.get(id).name : "", placeholder: "Type a name" },
      ...{ autocomplete: "off", autocapitalize: "none", spellcheck: "false", "aria-describedby": told.id },
    });
    let now = id;
    const choose = (row) => {
      told.textContent = "";
      if (row) field.value = row.name;
      const next = row ? row.id : "";
      if (next === now) return;
      now = next;
      changed(now);
    };
    field.addEventListener("input", () => {
      const row = meant(field.value);
      if (row && row.name === field.value) choose(row); // one of the proposals was taken
    });
    field.addEventListener("change", () => {
      if (!field.value.trim()) return choose(null);
      const row = meant(field.value);
      if (row) choose(row);
      else told.textContent = "No service here is called so.";
    });
    field.addEventListener("focus", () => field.select());
    return element("div", { class: "sp-choice" }, element("label", { for: key }, label), field, told);
  }

  /* Four fields to choose services in; ``changed`` gets the chosen ids. Nearest to the first chosen are proposed first. */
  function chooseServices(chosen, changed) {
    const ids = [0, 1, 2, 3].map((place) => chosen[place] || "");
    const proposals = element("datalist", { id: `sp-names-${(made += 1)}` });
    const propose = () => {
      const first = rows.get(ids.find(Boolean));
      const names = (first ? nearest(first) : Array.from(rows.values())).map(({ name }) => name);
      proposals.replaceChildren(...names.map((name) => element("option", { value: name })));
    };
    propose();
    const fields = ids.map((id, place) =>
      typeService(`Service ${place + 1}`, id, proposals, (now) => {
        ids[place] = now;
        propose();
        changed(unique(ids));
      }),
    );
    return [...fields, proposals];
  }

  function unique(list) {
    return Array.from(new Set(list.filter(Boolean)));
  }

  /* A list in the address: "?s=acorn,birch". */
  function asked(name) {
    return unique((new URLSearchParams(window.location.search).get(name) || "").split(","));
  }

  /* Put the choice into the address, without a new page; ``values`` are lists or texts, empty ones are left out. */
  function remember(values) {
    const query = Object.entries(values)
      .filter(([, value]) => value.length)
      .map(([name, value]) => `${name}=${encodeURIComponent(value).replace(/%2C/g, ",").replace(/%3A/g, ":")}`);
    const address = window.location.href.split(/[?#]/)[0] + (query.length ? `?${query.join("&")}` : "");
    try {
      window.history.replaceState(null, "", address);
    } catch {
      // a browser that lets no file:// page change its address: all works, the address stays
    }
  }

  /* What is asked for by the id of a practice or topic, which may be "constructor": every object answers to that. */
  function plain(data) {
    return Object.assign(Object.create(null), data);
  }

  function page(path) {
    return new URL(path, ROOT).href;
  }

  window.smallprintCompare = {
    begin: (data) => { index = data; },
    part: (list) => list.forEach(([id, name, letters, file, kind, day]) => rows.set(id, { id, name, letters, file, kind, day })),
    cards: (list) => list.forEach(([id, names, what, words, told]) => cards.set(id, { names, what, words, told })),
    service: ([id, text]) => services.set(id, text),
    kit: { read, readCards, folded, nearest, sameKind, service, element, icon, answer, select, chooseServices, unique, asked, remember, page },
  };
})();
