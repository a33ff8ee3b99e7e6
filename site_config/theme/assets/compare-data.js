/* What the compare page and the matrix share: reading the data, and a few parts of a page.
 * The data are plain scripts that call begin, part and service: they load from file://, where one may not fetch. */
(function () {
  "use strict";

  const ROOT = new URL("../", document.currentScript.src);
  const SVG = "http://www.w3.org/2000/svg";
  const rows = new Map(); // a service's id: { id, name, letters }
  const cards = new Map(); // a service's id: { names, what, words, told }
  const services = new Map(); // a service's id: what its own file holds
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

  /* All of one service. Only for an id that the data name: an address never decides what is loaded. */
  function service(id) {
    if (!rows.has(id)) return Promise.reject(new Error(id));
    return load(`services/${id}.js`).then(() => services.get(id));
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
    const drawn = document.querySelector(`.sp-legend .sp-t-${tone} svg`);
    return drawn ? drawn.cloneNode(true) : document.createElementNS(SVG, "svg");
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

  /* Four choices among the services; ``changed`` gets the chosen ids. */
  function chooseServices(chosen, changed, first = "Choose a service") {
    const ids = [0, 1, 2, 3].map((place) => chosen[place] || "");
    const names = Array.from(rows.values(), ({ id, name }) => [id, name]);
    return ids.map((id, place) =>
      select(`Service ${place + 1}`, [["", place < 2 ? first : "None"], ...names], id, (now) => {
        ids[place] = now;
        changed(unique(ids));
      }),
    );
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
    part: (list) => list.forEach(([id, name, letters, kind, day]) => rows.set(id, { id, name, letters, kind, day })),
    cards: (list) => list.forEach(([id, names, what, words, told]) => cards.set(id, { names, what, words, told })),
    service: (data) => services.set(data.id, { ...data, answers: plain(data.answers), topics: plain(data.topics) }),
    kit: { read, readCards, folded, service, element, icon, answer, select, chooseServices, unique, asked, remember, page },
  };
})();
