/* Filters of the matrix. They live in the address, so that a view can be shared:
 * matrix.html?s=acorn,birch&has=sells-data:absent,uses-cookies:present&topic=sharing&law=officer&answer=unclear&from=13
 * Without JavaScript the plain table stays. */
(function () {
  "use strict";

  const place = document.getElementById("sp-matrix-filter");
  const grid = document.querySelector(".sp-grid");
  if (!place || !grid || !window.smallprintCompare) return;
  const { read, element, icon, answer, select, chooseServices, unique, asked, remember, page } =
    window.smallprintCompare.kit;

  const OUTCOMES = { __proto__: null, present: "p", absent: "a", unclear: "u", silent: "s" };
  const narrow = window.matchMedia("(max-width: 45em)");
  const pager = document.querySelector("#sp-matrix-pages .sp-pager");
  const plain = grid.cloneNode(true); // as it came
  const wide = Math.max(12, plain.tHead.rows[0].cells.length - 1);
  const most = () => (narrow.matches ? (view.services.length ? 4 : 2) : wide); // columns at a time
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
      from: view.from > 1 ? String(view.from) : "",
    });
  }

  const filtered = () => view.services.length || view.has.length || view.topic || view.law || view.answer || view.from > 1;

  /* Whether anybody has read a service: else it has no answer. */
  const wasRead = (row) => /[^-]/.test(row.letters);

  /* The services that are chosen and have all the answers that are asked for. */
  function matching() {
    const position = new Map(data.practices.map((practice, place) => [practice.id, place]));
    const wanted = view.has.map(([id, outcome]) => [position.get(id), OUTCOMES[outcome]]);
    return Array.from(data.rows.values()).filter(
      (row) =>
        (!view.services.length || view.services.includes(row.id)) &&
        wanted.every(([at, letter]) => row.letters[at] === letter),
    );
  }

  function cell(row, practice, letter) {
    const { tone } = answer(practice, letter);
    if (letter === "-") return element("td", { class: "sp-dim" }, "Not analysed");
    const other = view.answer && OUTCOMES[view.answer] !== letter ? " sp-other" : "";
    const inner = [icon(tone), ` ${data.words[letter]}`];
    if (letter === "s") return element("td", { class: `sp-t-${tone}${other}` }, ...inner);
    const href = page(`services/${row.id}.html#sp-b-${practice.id}`);
    return element("td", { class: `sp-t-${tone}${other}` }, element("a", { href }, ...inner));
  }

  function head(row) {
    return element("th", { scope: "col" }, element("a", { href: page(`services/${row.id}.html`) }, row.name));
  }

  /* The plain table with other columns, and without the rows that are not asked for. Returns how many rows stay. */
  function fillTable(shown) {
    const next = plain.cloneNode(true);
    const keepFirst = (line, ...cells) => line.replaceChildren(line.cells[0], ...cells);
    const asks = view.law && data.law.find(([id]) => id === view.law)[2];
    let count = 0;
    keepFirst(next.tHead.rows[0], ...shown.map(head));
    for (const body of Array.from(next.tBodies)) {
      const lines = Array.from(body.rows).slice(1);
      if (shown.length) keepFirst(body.rows[0], element("td", { colspan: String(shown.length) }));
      for (const line of lines) {
        const at = data.practices.findIndex((practice) => practice.id === line.dataset.practice);
        const letters = shown.map((row) => row.letters[at]);
        const wanted = !view.answer || letters.includes(OUTCOMES[view.answer]);
        const other = view.topic && data.practices[at].topic !== view.topic;
        if (!wanted || other || (asks && !asks.includes(data.practices[at].id))) line.remove();
        else keepFirst(line, ...shown.map((row, number) => cell(row, data.practices[at], letters[number])));
      }
      if (body.rows.length === 1) body.remove();
      else count += body.rows.length - 1;
    }
    grid.replaceChildren(...next.children);
    return count;
  }

  /* The filters in words, for whom a shared address led here. */
  function named() {
    const find = (id) => data.practices.find((practice) => practice.id === id);
    const answers = view.has.map(([id, outcome]) => find(id).answers[OUTCOMES[outcome]]);
    const topic = data.topics.filter(([id]) => id === view.topic).map(([, label]) => label);
    const law = data.law.filter(([id]) => id === view.law).map(([, asks]) => `GDPR: ${asks}`);
    const outcome = view.answer ? [`“${data.words[OUTCOMES[view.answer]]}”`] : [];
    const all = [...answers.filter(Boolean).map(([, text]) => text), ...topic, ...law, ...outcome];
    return all.length ? `${all.join(" · ")}: ` : "";
  }

  function turnTo(from, text) {
    const button = element("button", { type: "button" }, text);
    button.addEventListener("click", () => {
      view.from = from;
      show();
      (turns.querySelector("button") || grid.closest("[tabindex]")).focus();
    });
    return button;
  }

  function show() {
    toAddress();
    const found = matching();
    if (view.from > found.length) view.from = 1;
    const first = view.from - 1;
    const shown = found.slice(first, first + most());
    const whole = !filtered() && !narrow.matches;
    if (pager) pager.hidden = !whole;
    turns.replaceChildren();
    if (whole) {
      grid.replaceChildren(...plain.cloneNode(true).children);
      status.textContent = "";
      return;
    }
    const count = fillTable(shown);
    const some = (number, all, what) => (number < all ? `${number} of ${all} ${what}` : `${all} ${what}`);
    const part = shown.length && shown.length < found.length ? ` (here ${first + 1} to ${first + shown.length})` : "";
    const all = Array.from(data.rows.values());
    const counted = view.has.length ? all.filter(wasRead) : all; // who was not read answers nothing, so is not counted
    const services = some(found.length, counted.length, "services");
    const without = counted.length < all.length ? ` (${all.length - counted.length} more were not read)` : "";
    status.textContent = `${named()}${services}${without}${part}, ${some(count, data.practices.length, "practices")}.`;
    const side = found.filter(wasRead);
    if (side.length > 1 && side.length <= 4 && found.length < data.rows.size) {
      const ids = side.map(({ id }) => id).join(",");
      turns.append(element("a", { href: page(`compare.html?s=${ids}`) }, "Read these side by side"), " ");
    }
    if (first > 0) turns.append(turnTo(Math.max(1, view.from - most()), "← Previous services"), " ");
    if (first + shown.length < found.length) turns.append(turnTo(view.from + most(), "Next services →"));
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
      view = { services: [], has: [], topic: "", law: "", answer: "", from: 1 };
      buildForm();
      show();
      box.querySelector("select").focus();
    });
    const group = (legend, ...fields) =>
      element("fieldset", {}, element("legend", {}, legend), element("div", { class: "sp-choices" }, ...fields));
    const services = chooseServices(view.services, (ids) => change({ services: unique(ids) }), "All");
    const topic = select("Topic", [["", "All topics"], ...data.topics], view.topic, (now) => change({ topic: now }));
    const points = [["", "Asked for or not"], ...data.law.map(([id, asks]) => [id, asks])];
    const law = select("Asked for by the GDPR", points, view.law, (now) => change({ law: now }));
    const answers = [["", "Any answer"], ...outcomes];
    const outcome = select("With the answer", answers, view.answer, (now) => change({ answer: now }));
    const form = element(
      "form",
      { "aria-label": "Filter the table" },
      group("Only these services (2 to 4)", ...services),
      conditions(),
      group("Only these practices", topic, ...(data.law.length ? [law] : []), outcome),
      element("p", {}, clear),
    );
    form.addEventListener("submit", (event) => event.preventDefault());
    box.replaceChildren(box.querySelector("summary"), form);
  }

  const shared = ["s", "has", "topic", "law", "answer", "from"].some((name) => asked(name).length);

  function start() {
    if (data) return Promise.resolve();
    status.textContent = "Reading…";
    const region = grid.closest(".sp-matrix");
    const asks = shared || narrow.matches; // then another table is wanted than the one that is there
    region.classList.toggle("sp-waiting", asks);
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
        status.textContent = "The data of the filters could not be read. Reload the page to try again.";
      },
    );
  }

  place.append(box, element("div", { class: "sp-told" }, status));
  (pager ? pager.parentElement : status.parentElement).append(turns); // in the pager's place, so that nothing jumps
  box.addEventListener("toggle", start);
  narrow.addEventListener("change", () => (data ? show() : start()));
  if (shared || narrow.matches) start();
})();
