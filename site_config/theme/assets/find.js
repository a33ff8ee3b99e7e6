/* Finding a service, on the first page and on the list of services: by name, kind and answer, as one types. What is
 * asked for stands in the address: services/index.html?q=mail&kind=mail&has=sells-data:absent&sort=date&letter=m
 * Without JavaScript the plain lists stay. */
(function () {
  "use strict";

  const form = document.getElementById("sp-find");
  const found = document.getElementById("sp-found");
  if (!form || !found || !window.smallprintCompare) return;
  const { readCards, read, folded, element, icon, answer, asked, remember, page } = window.smallprintCompare.kit;

  const OUTCOMES = { __proto__: null, present: "p", absent: "a", unclear: "u", silent: "s" };
  const MARKS = { __proto__: null, concern: [[7, 9]], protective: [[0, 9]], neutral: [[5, 6]], unclear: [[0, 5], [11, 5]], silent: [[7, 2]] };
  const TOLD = ["concern", "unclear", "protective"];
  const BATCH = 24;
  const [, status, list, more] = found.children;
  const field = (name) => document.getElementById(`sp-find-${name}`);
  const [name, kind, practice, outcome, sort] = ["name", "kind", "practice", "answer", "sort"].map(field);
  const letters = form.querySelector(".sp-letters");
  const home = "spHome" in form.dataset;
  let letter = asked("letter")[0] || "";
  let cards = null;
  let data = null;
  let all = []; // the services that are found, in order
  let shown = 0;

  const many = (count, one) => `${count.toLocaleString("en-GB")} ${one}${count === 1 ? "" : "s"}`;
  const day = (iso) => new Date(`${iso}T00:00:00Z`).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  const initial = (row) => (folded(row.name).match(/[\p{L}\p{N}]/u) || ["#"])[0].replace(/[^a-z]/, "#");
  const tones = (row) => data.practices.map((one, at) => (row.letters[at] === "-" ? "" : answer(one, row.letters[at]).tone));
  const concerns = (row) => tones(row).filter((tone) => tone === "concern").length;

  /* How well a service answers to what was typed: its name begins with it, a word of it does, or it is in another name. */
  function rank(row, words) {
    const own = folded(row.name);
    const others = cards.get(row.id).names.map(folded);
    if (!words.every((word) => [own, ...others].some((text) => text.includes(word)))) return -1;
    const typed = words.join(" ");
    if (own.startsWith(typed)) return 0;
    if (others.some((text) => text.startsWith(typed))) return 1;
    return own.includes(typed) ? 2 : 3;
  }

  const order = {
    __proto__: null,
    name: () => 0,
    date: (a, b) => b.day.localeCompare(a.day),
    concerns: (a, b) => concerns(b) - concerns(a),
  };

  function find() {
    const words = folded(name.value).split(/\s+/).filter(Boolean);
    const at = data.practices.findIndex((one) => one.id === practice.value);
    const by = sort && order[sort.value];
    const rated = Array.from(data.rows.values(), (row) => [rank(row, words), row]).filter(
      ([value, row]) =>
        value >= 0 &&
        (!kind.value || (row.kind || "other") === kind.value) &&
        (at < 0 || row.letters[at] === OUTCOMES[outcome.value]) &&
        (!letter || initial(row) === letter),
    );
    const alphabet = (a, b) => a.name.localeCompare(b.name, "en");
    rated.sort(([first, a], [second, b]) => (by ? by(a, b) : first - second) || alphabet(a, b));
    return rated.map(([, row]) => row);
  }

  const asks = () => name.value.trim() || kind.value || practice.value || letter || (sort && sort.value);

  function toAddress() {
    remember({
      q: name.value.trim(),
      kind: kind.value,
      has: practice.value ? `${practice.value}:${outcome.value}` : "",
      sort: sort ? sort.value : "",
      letter,
    });
  }

  function picture(row) {
    const drawn = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const paths = new Map();
    tones(row).forEach((tone, at) =>
      (MARKS[tone] || []).forEach(([y, height]) => paths.set(tone, `${paths.get(tone) || ""}M${at * 6} ${y}h4v${height}h-4z`)),
    );
    const box = { class: "sp-profile", viewBox: `0 0 ${row.letters.length * 6 - 2} 16`, preserveAspectRatio: "none", "aria-hidden": "true" };
    for (const [key, value] of Object.entries(box)) drawn.setAttribute(key, value);
    for (const [tone, path] of paths) {
      const mark = document.createElementNS("http://www.w3.org/2000/svg", "path");
      mark.setAttribute("class", `sp-f-${tone}`);
      mark.setAttribute("d", path);
      drawn.append(mark);
    }
    return drawn;
  }

  /* The same card as the page's own. */
  function card(row) {
    const more = cards.get(row.id);
    const link = element("a", { href: page(`services/${row.id}.html`) }, row.name);
    const made = element("li", { class: "sp-card" }, element("h3", { class: "sp-card-name" }, link));
    if (more.what) made.append(element("p", { class: "sp-card-what" }, more.what));
    const facts = [row.day ? `Policy of ${day(row.day)}` : "Policy of unknown date", many(more.words, "word")].join(", ");
    made.append(element("p", { class: "sp-card-facts" }, facts));
    const given = tones(row);
    if (!given.some(Boolean)) {
      made.append(element("p", { class: "sp-not-analysed" }, "Not read: it has no answers."));
      return made;
    }
    const counts = TOLD.map((tone) => [tone, given.filter((one) => one === tone).length]).filter(([, count]) => count);
    const tally = counts.map(([tone, count]) =>
      element("li", { class: `sp-t-${tone}` }, icon(tone), " ", element("b", {}, String(count)), ` ${data.tones[tone][count === 1 ? 0 : 1]}`),
    );
    made.append(picture(row), element("ul", { class: "sp-tally" }, ...tally));
    const told = more.told.map((at) => answer(data.practices[at], row.letters[at]));
    if (told.length) {
      const lines = told.map(({ tone, text }) => element("span", { class: `sp-t-${tone}` }, text));
      made.append(element("p", { class: "sp-card-worst" }, ...(data.unusual ? [element("b", {}, "Unusual:")] : []), ...lines));
    }
    return made;
  }

  function showMore() {
    const next = all.slice(shown, shown + BATCH).map(card);
    list.append(...next);
    shown += next.length;
    more.hidden = shown >= all.length;
    return next[0];
  }

  /* The plain lists stand aside while something is asked for. */
  function show() {
    const any = Boolean(asks());
    found.hidden = !any;
    document.body.classList.toggle("sp-finding", any);
    if (letters) markLetters();
    if (!any) return;
    all = find();
    shown = 0;
    list.replaceChildren();
    showMore();
    const count = all.length < data.rows.size ? `${all.length} of ${many(data.rows.size, "service")}` : many(all.length, "service");
    const clear = element("button", { type: "button", class: "sp-clear" }, "Show all again");
    clear.addEventListener("click", () => {
      form.reset();
      [kind, practice, ...(sort ? [sort] : [])].forEach((one) => { one.value = ""; });
      name.value = "";
      letter = "";
      change();
      name.focus();
    });
    status.replaceChildren(all.length ? `${count}.` : "No service here fits. ", " ", clear);
  }

  function change() {
    toAddress();
    return start().then(show, () => {
      found.hidden = false;
      status.textContent = "The names could not be read. Reload the page to try again.";
    });
  }

  function start() {
    if (cards) return Promise.resolve();
    return Promise.all([read(), readCards()]).then(([told, more]) => {
      data = told;
      cards = more;
    });
  }

  function markLetters() {
    for (const button of letters.children) button.ariaPressed = String(button.value === letter);
  }

  function fromAddress() {
    const query = new URLSearchParams(window.location.search);
    const set = (control, value) => {
      if (control && Array.from(control.options).some((option) => option.value === value)) control.value = value;
    };
    const [id, given] = (query.get("has") || "").split(",")[0].split(":");
    name.value = (query.get("q") || "").slice(0, 200);
    set(kind, query.get("kind"));
    set(practice, id);
    if (practice.value) set(outcome, given);
    set(sort, query.get("sort"));
    if (kind.value || practice.value || (sort && sort.value)) form.querySelector("details").open = true;
  }

  name.addEventListener("input", change);
  [kind, practice, outcome, sort].filter(Boolean).forEach((one) => one.addEventListener("change", change));
  if (letters) {
    letters.addEventListener("click", ({ target: { value } }) => {
      if (!value) return;
      letter = letter === value ? "" : value;
      change();
    });
  }
  more.addEventListener("click", () => showMore().querySelector("a").focus());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    change().then(() => {
      if (all.length && name.value.trim()) window.location.href = page(`services/${all[0].id}.html#sp-says`);
    });
  });
  if (!home) fromAddress();
  if (asks()) change();
  name.addEventListener("focus", () => start().catch(() => {}), { once: true });
})();
