/* The matrix: its filters and its order, one practice at a time on a phone, and all services on paper. What is asked for
 * lives in the address, so that a view can be shared:
 * matrix.html?s=acorn,birch&kind=mail&has=sells-data:absent&topic=sharing&law=officer&answer=unclear&sort=sells-data&from=13
 * Without JavaScript the plain table stays. */
(function () {
  "use strict";

  const place = document.getElementById("sp-matrix-filter");
  const grid = document.querySelector(".sp-grid");
  if (!place || !grid || !window.smallprintCompare) return;
  const { read, element, icon, answer, select, chooseServices, unique, asked, remember, page } =
    window.smallprintCompare.kit;

  const OUTCOMES = { __proto__: null, present: "p", absent: "a", unclear: "u", silent: "s" };
  const PAPER = 12; // columns of a table on paper
  const SHEETS = 100; // services that are printed at most
  const narrow = window.matchMedia("(max-width: 59.99em)");
  const pager = document.querySelector("#sp-matrix-pages .sp-pager");
  const plain = grid.cloneNode(true); // as it came
  const wide = Math.max(12, plain.tHead.rows[0].cells.length - 1); // columns at a time
  const region = grid.closest(".sp-matrix");
  const one = document.querySelector(".sp-one"); // on a phone: one practice, and all services
  const paper = element("div", { class: "sp-sheets" });
  const status = element("p", { class: "sp-compare-status", role: "status" });
  const turns = element("p", { class: "sp-turns" });
  const box = element("details", { class: "sp-filter" }, element("summary", {}, "Filter and choose services"));
  let data = null;
  let view = null; // what the address says

  function fromAddress() {
    const has = asked("has").map((pair) => pair.split(":"));
    return {
      services: asked("s").filter((id) => data.rows.has(id)),
      has: has.filter(([id, outcome]) => OUTCOMES[outcome] && data.practices.some((practice) => practice.id === id)),
      topic: asked("topic").find((id) => data.topics.some(([topic]) => topic === id)) || "",
      law: asked("law").find((id) => data.law.some(([point]) => point === id)) || "",
      answer: asked("answer").find((outcome) => OUTCOMES[outcome]) || "",
      kind: asked("kind").find((id) => data.kinds.some(([kind]) => kind === id)) || "",
      sort: asked("sort").find((id) => data.practices.some((practice) => practice.id === id)) || "",
      practice: asked("practice").find((id) => data.practices.some((practice) => practice.id === id)) || "",
      from: Math.max(1, Number.parseInt(asked("from")[0], 10) || 1),
    };
  }

  function toAddress() {
    remember({
      s: view.services.join(","),
      has: view.has.map((pair) => pair.join(":")).join(","),
      topic: view.topic,
      law: view.law,
      answer: view.answer,
      kind: view.kind,
      sort: view.sort,
      practice: view.practice,
      from: view.from > 1 ? String(view.from) : "",
    });
  }

  const filtered = () =>
    view.services.length || view.has.length || view.topic || view.law || view.answer || view.kind || view.sort || view.from > 1;

  /* Whether anybody has read a service: else it has no answer. */
  const wasRead = (row) => /[^-]/.test(row.letters);

  /* The services that are chosen and have all the answers that are asked for, in the order that is asked for. */
  function matching() {
    const position = new Map(data.practices.map((practice, place) => [practice.id, place]));
    const wanted = view.has.map(([id, outcome]) => [position.get(id), OUTCOMES[outcome]]);
    const found = Array.from(data.rows.values()).filter(
      (row) =>
        (!view.kind || (row.kind || "other") === view.kind) &&
        (!view.services.length || view.services.includes(row.id)) &&
        wanted.every(([at, letter]) => row.letters[at] === letter),
    );
    const at = position.get(view.sort);
    const place = (row) => "puas-".indexOf(row.letters[at]);
    return found.sort((a, b) => (view.sort ? place(a) - place(b) : wasRead(b) - wasRead(a))); // alike ones stay by name
  }

  function cell(row, practice, letter) {
    const { tone } = answer(practice, letter);
    if (letter === "-") {
      const sign = element("span", { "aria-hidden": "true" }, "–");
      return element("td", { class: "sp-dim" }, sign, element("span", { class: "sp-hidden" }, "Not analysed"));
    }
    const other = view.answer && OUTCOMES[view.answer] !== letter ? " sp-other" : "";
    const inner = [icon(tone), ` ${data.words[letter]}`];
    if (letter === "s") return element("td", { class: `sp-t-${tone}${other}` }, ...inner);
    const href = page(`services/${row.id}.html#sp-b-${practice.id}`);
    return element("td", { class: `sp-t-${tone}${other}` }, element("a", { href }, ...inner));
  }

  function head(row) {
    return element("th", { scope: "col" }, element("a", { href: page(`services/${row.id}.html`) }, row.name));
  }

  /* The practices that are asked for: of a topic, of a point of the GDPR, and with an answer that one of these services gives. */
  function practices(shown) {
    const asks = view.law && data.law.find(([id]) => id === view.law)[2];
    return data.practices.filter(
      (practice, at) =>
        (!view.topic || practice.topic === view.topic) &&
        (!asks || asks.includes(practice.id)) &&
        (!view.answer || shown.some((row) => row.letters[at] === OUTCOMES[view.answer])),
    );
  }

  /* A button in the head of a row: it sorts the columns by the answer to this practice. */
  function sorter(practice) {
    const now = view.sort === practice.id;
    const label = now ? `By name again, not by ${practice.label}` : `Sort the services by ${practice.label}`;
    const button = element("button", { type: "button", class: "sp-sort", "aria-label": label, title: label }, now ? "↤" : "⇆");
    button.addEventListener("click", () => {
      change({ sort: now ? "" : practice.id });
      const line = grid.querySelector(`[data-practice="${practice.id}"] .sp-sort`);
      if (line) line.focus();
    });
    return button;
  }

  /* The plain table with other columns, and without the rows that are not asked for. ``shown`` is null for its own. */
  function makeTable(shown, wanted) {
    const next = plain.cloneNode(true);
    const keepFirst = (line, ...cells) => line.replaceChildren(line.cells[0], ...cells);
    if (shown) keepFirst(next.tHead.rows[0], ...shown.map(head));
    for (const body of Array.from(next.tBodies)) {
      if (shown && shown.length) keepFirst(body.rows[0], element("td", { colspan: String(shown.length) }));
      for (const line of Array.from(body.rows).slice(1)) {
        const at = data.practices.findIndex((practice) => practice.id === line.dataset.practice);
        const practice = data.practices[at];
        if (!wanted.includes(practice)) {
          line.remove();
          continue;
        }
        if (shown) keepFirst(line, ...shown.map((row) => cell(row, practice, row.letters[at])));
        line.cells[0].append(sorter(practice));
        if (view.sort === practice.id) line.cells[0].setAttribute("aria-sort", "other");
      }
      if (body.rows.length === 1) body.remove();
    }
    return next;
  }

  /* The practice that tells these services apart best: with the most kinds of answers, then with the most answers. */
  function telling(found, wanted) {
    const worth = (practice) => {
      const given = found.map((row) => row.letters[data.practices.indexOf(practice)]).filter((letter) => "pau".includes(letter));
      return new Set(given).size * 1e6 + given.length;
    };
    return wanted.reduce((best, next) => (best && worth(best) >= worth(next) ? best : next), null);
  }

  /* On a phone: one practice, with all services by their answer, and buttons to the practices before and after it. */
  function showOne(found, wanted) {
    const practice = wanted.find(({ id }) => id === view.practice) || telling(found, wanted);
    if (!practice) return one.replaceChildren();
    const at = data.practices.indexOf(practice);
    const turn = (step, label) => {
      const next = wanted[wanted.indexOf(practice) + step];
      const button = element("button", { type: "button", "aria-label": `${label} practice`, ...(next ? {} : { disabled: "" }) }, step < 0 ? "←" : "→");
      button.addEventListener("click", () => {
        change({ practice: next.id });
        const again = one.querySelectorAll("button")[step < 0 ? 0 : 1];
        (again.disabled ? one.querySelector("select") : again).focus({ preventScroll: true });
      });
      return button;
    };
    const groups = data.topics.map(([topic, label]) => [label, wanted.filter((each) => each.topic === topic)]);
    const options = groups.filter(([, inner]) => inner.length).map(([label, inner]) => [label, inner.map(({ id, label: text }) => [id, text])]);
    const choice = select("Practice", options, practice.id, (now) => {
      change({ practice: now });
      one.querySelector("select").focus({ preventScroll: true });
    });
    const bar = element("div", { class: "sp-one-bar" }, turn(-1, "Previous"), choice, turn(1, "Next"));
    const question = element("h2", {}, element("a", { href: page(`practices/${practice.id}.html`) }, practice.question));
    one.replaceChildren(bar, question, ...Array.from("puas-", (letter) => answersOf(practice, letter, found.filter((row) => row.letters[at] === letter))));
    return undefined;
  }

  function answersOf(practice, letter, givers) {
    if (!givers.length) return "";
    const { tone } = answer(practice, letter);
    const count = element("span", { class: "sp-count" }, givers.length.toLocaleString("en-GB"));
    const title = letter === "-" ? ["Not read "] : [icon(tone), ` ${data.words[letter]} `];
    const items = givers.map((row) => element("li", {}, element("a", { href: page(`services/${row.id}.html#sp-b-${practice.id}`) }, row.name)));
    const list = element("ul", { class: "sp-one-list" }, ...items);
    if (!"s-".includes(letter) || givers.length <= 12) return element("section", {}, element("h3", { class: `sp-group sp-t-${tone}` }, ...title, count), list);
    return element("details", { class: "sp-clauses" }, element("summary", { class: `sp-t-${tone}` }, ...title, count), list);
  }

  /* The filters in words, for whom a shared address led here. */
  function named() {
    const find = (id) => data.practices.find((practice) => practice.id === id);
    const answers = view.has.map(([id, outcome]) => find(id).answers[OUTCOMES[outcome]]);
    const topic = data.topics.filter(([id]) => id === view.topic).map(([, label]) => label);
    const law = data.law.filter(([id]) => id === view.law).map(([, asks]) => `GDPR: ${asks}`);
    const outcome = view.answer ? [`“${data.words[OUTCOMES[view.answer]]}”`] : [];
    const kind = data.kinds.filter(([id]) => id === view.kind).map(([, , many]) => many);
    const all = [...kind, ...answers.filter(Boolean).map(([, text]) => text), ...topic, ...law, ...outcome];
    return all.length ? `${all.join(" · ")}: ` : "";
  }

  function turnTo(from, text) {
    const button = element("button", { type: "button" }, text);
    button.addEventListener("click", () => {
      view.from = from;
      show();
      (turns.querySelector("button") || region).focus();
    });
    return button;
  }

  function show() {
    toAddress();
    const found = matching();
    if (view.from > found.length) view.from = 1;
    const first = view.from - 1;
    const phone = narrow.matches;
    const shown = phone ? found : found.slice(first, first + wide);
    const whole = !filtered() && !phone;
    const wanted = practices(shown);
    if (pager) pager.hidden = !whole;
    region.hidden = phone;
    one.hidden = !phone;
    if (phone) one.after(turns); // there the pages of the table are hidden
    else (pager ? pager.parentElement : status.parentElement).append(turns); // in the pager's place, so that nothing jumps
    turns.replaceChildren();
    if (phone) showOne(found, wanted);
    else grid.replaceChildren(...makeTable(whole ? null : shown, wanted).children);
    status.textContent = filtered() ? said(found, shown, wanted.length) : "";
    const side = found.filter(wasRead);
    if (side.length > 1 && side.length <= 4 && found.length < data.rows.size) {
      const ids = side.map(({ id }) => id).join(",");
      turns.append(element("a", { href: page(`compare.html?s=${ids}`) }, "Read these side by side"), " ");
    }
    if (whole) return;
    if (first > 0 && !phone) turns.append(turnTo(Math.max(1, view.from - wide), "← Previous services"), " ");
    if (first + shown.length < found.length) turns.append(turnTo(view.from + wide, "Next services →"));
  }

  /* What is shown, in a sentence. */
  function said(found, shown, count) {
    const some = (number, all, what) => (number < all ? `${number} of ${all} ${what}` : `${all} ${what}`);
    const at = view.from - 1;
    const part = shown.length && shown.length < found.length ? ` (here ${at + 1} to ${at + shown.length})` : "";
    const all = Array.from(data.rows.values());
    const counted = view.has.length ? all.filter(wasRead) : all; // who was not read answers nothing, so is not counted
    const services = some(found.length, counted.length, "services");
    const without = counted.length < all.length ? ` (${all.length - counted.length} more were not read)` : "";
    const by = data.practices.filter((practice) => practice.id === view.sort).map(({ label }) => ` By ${label}: yes first.`);
    return `${named()}${services}${without}${part}, ${some(count, data.practices.length, "practices")}.${by.join("")}`;
  }

  /* All services that are found, in tables that fit on paper; of more than that the address of the file that has them. */
  function print() {
    if (!data) return;
    const found = matching();
    const fits = found.length <= SHEETS;
    region.classList.toggle("sp-off-paper", fits);
    if (!fits) {
      const link = element("a", { href: page("matrix.csv") }, "matrix.csv");
      paper.replaceChildren(element("p", {}, `${found.length} services are too many for paper. All of them stand in the file `, link, "."));
      return;
    }
    const sheets = [];
    for (let at = 0; at < found.length; at += PAPER) {
      const shown = found.slice(at, at + PAPER);
      const table = makeTable(shown, practices(shown));
      table.querySelectorAll(".sp-sort").forEach((button) => button.remove());
      sheets.push(element("div", { class: "sp-matrix" }, table));
    }
    paper.replaceChildren(...sheets);
  }

  function change(part) {
    view = { ...view, ...part, from: 1 };
    show();
  }

  /* One "has this answer": a practice, then one of its answers. */
  function condition(list, at) {
    const [id, outcome] = list[at] || ["", "present"];
    const groups = data.topics.map(([topic, label]) => [
      label,
      data.practices.filter((practice) => practice.topic === topic).map((practice) => [practice.id, practice.label]),
    ]);
    const line = element("div", { class: "sp-condition-row" });
    const set = (pair) => {
      list[at] = pair;
      change({ has: list.filter((one) => one && one[0]) });
    };
    const second = (practiceId, chosen) => {
      const practice = data.practices.find((one) => one.id === practiceId);
      const options = Object.entries(OUTCOMES)
        .filter(([, letter]) => practice && practice.answers[letter])
        .map(([name, letter]) => [name, practice.answers[letter][1]]);
      return select("Answer", options.length ? options : [["", "Choose a practice first"]], chosen, (now) =>
        set([practiceId, now]),
      );
    };
    const options = [["", "Any practice"], ...groups.filter(([, inner]) => inner.length)];
    const first = select("Practice", options, id, (now) => {
      line.replaceChildren(first, second(now, "present"));
      set([now, "present"]);
    });
    line.append(first, second(id, outcome));
    return line;
  }

  function conditions() {
    const list = view.has.length ? [...view.has] : [null];
    const rows = element("div", {}, ...list.map((_, at) => condition(list, at)));
    const more = element("button", { type: "button" }, "And another answer");
    more.addEventListener("click", () => {
      list.push(null);
      rows.append(condition(list, list.length - 1));
      rows.lastChild.querySelector("select").focus();
    });
    return element("fieldset", {}, element("legend", {}, "Only services that have all of these answers"), rows, more);
  }

  function buildForm() {
    const outcomes = Object.entries(OUTCOMES).map(([outcome, letter]) => [outcome, data.words[letter]]);
    const clear = element("button", { type: "button" }, "Clear all filters");
    clear.addEventListener("click", () => {
      view = { services: [], has: [], topic: "", law: "", answer: "", kind: "", sort: "", practice: view.practice, from: 1 };
      buildForm();
      show();
      box.querySelector("input").focus();
    });
    const group = (legend, ...fields) =>
      element("fieldset", {}, element("legend", {}, legend), element("div", { class: "sp-choices" }, ...fields));
    const services = chooseServices(view.services, (ids) => change({ services: unique(ids) }));
    const kinds = data.kinds.filter(([id]) => Array.from(data.rows.values()).some((row) => (row.kind || "other") === id));
    const kind = select("Kind", [["", "All kinds"], ...kinds.map(([id, , many]) => [id, many])], view.kind, (now) => change({ kind: now }));
    const topic = select("Topic", [["", "All topics"], ...data.topics], view.topic, (now) => change({ topic: now }));
    const points = [["", "Asked for or not"], ...data.law.map(([id, asks]) => [id, asks])];
    const law = select("Asked for by the GDPR", points, view.law, (now) => change({ law: now }));
    const answers = [["", "Any answer"], ...outcomes];
    const outcome = select("With the answer", answers, view.answer, (now) => change({ answer: now }));
    const form = element(
      "form",
      { "aria-label": "Filter the table" },
      group("Only these services", ...services),
      group("Only one kind of service", kind),
      conditions(),
      group("Only these practices", topic, ...(data.law.length ? [law] : []), outcome),
      element("p", {}, clear),
    );
    form.addEventListener("submit", (event) => event.preventDefault());
    box.replaceChildren(box.querySelector("summary"), form);
  }

  const shared = ["s", "has", "topic", "law", "answer", "kind", "sort", "from"].some((name) => asked(name).length);

  function start() {
    if (data) return Promise.resolve();
    region.classList.toggle("sp-waiting", shared || narrow.matches); // another table is wanted than the one that is there
    return read().then(
      (found) => {
        if (data) return;
        data = found;
        view = fromAddress();
        buildForm();
        show();
        region.classList.remove("sp-waiting");
      },
      () => {
        region.classList.remove("sp-waiting");
        region.hidden = false;
        region.classList.add("sp-failed");
        status.textContent = "The data of the filters could not be read. Reload the page to try again.";
      },
    );
  }

  place.append(box, element("div", { class: "sp-told" }, status));
  region.after(paper);
  region.hidden = narrow.matches;
  box.addEventListener("toggle", start);
  narrow.addEventListener("change", () => (data ? show() : start()));
  window.addEventListener("beforeprint", print);
  start();
})();
