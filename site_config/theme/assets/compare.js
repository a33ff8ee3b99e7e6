/* The compare page: 2 to 4 services side by side. Their choice lives in the address: compare.html?s=acorn,birch */
(function () {
  "use strict";

  const place = document.getElementById("sp-compare");
  if (!place || !window.smallprintCompare) return;
  const { read, service, element, icon, answer, chooseServices, select, asked, remember, page } =
    window.smallprintCompare.kit;

  const FEW = 6; // differences that are shown before "Show all"
  const MOST = 4;
  const wide = window.matchMedia("(min-width: 60em)").matches;
  const status = element("p", { class: "sp-compare-status", role: "status" });
  const result = element("div", {});
  let data = null;
  let turn = 0; // the latest choice: an earlier one that loads late is dropped

  const many = (count, one, more) => `${count.toLocaleString("en-GB")} ${count === 1 ? one : more || `${one}s`}`;
  const letter = (one, practice) => (one.answers[practice.id] || [one.analysed ? "s" : "-"])[0];
  const words = (key) => data.words[key] || "Not analysed";

  /* How the answers of the chosen differ: "" when they don't. Who was not analysed has no say. */
  function difference(chosen, practice) {
    const said = new Set(chosen.map((one) => letter(one, practice)).filter((one) => one !== "-"));
    if (said.has("p") && said.has("a")) return "opposite";
    return said.size > 1 ? "differs" : "";
  }

  function mark(kind, brief = false) {
    const told = kind === "opposite" ? "opposite" : element("span", brief ? { class: "sp-hidden" } : {}, "differs");
    return element("span", { class: `sp-differs sp-differs-${kind}` }, "≠ ", told);
  }

  function serviceLink(one, anchor = "") {
    return page(`services/${one.id}.html${anchor ? `#${anchor}` : ""}`);
  }

  function inItsLanguage(node, one) {
    if (one.lang !== document.documentElement.lang) node.lang = one.lang;
    node.dir = "auto";
    return node;
  }

  function card(one) {
    const tally = Object.entries(one.tally).map(([tone, count]) => {
      const [single, plural] = data.tones[tone];
      return element("li", { class: `sp-t-${tone}` }, icon(tone), " ", element("b", {}, String(count)), ` ${count === 1 ? single : plural}`);
    });
    const facts = `Privacy policy ${one.age}, ${many(one.words, "word")}`;
    const below = one.analysed
      ? element("ul", { class: "sp-tally" }, ...tally)
      : element("p", { class: "sp-card-facts" }, "Not analysed: our questions do not cover its language yet.");
    const name = element("h2", { class: "sp-card-name" }, element("a", { href: serviceLink(one) }, one.name));
    return element("section", { class: "sp-card" }, name, element("p", { class: "sp-card-facts" }, facts), below);
  }

  /* What one service answers, with its quote: the sentence that a reader came for. */
  function said(one, practice) {
    const [key, , quote] = one.answers[practice.id] || [letter(one, practice), "", ""];
    const { tone, text } = answer(practice, key);
    const where = element("p", { class: "sp-apart-name" }, one.name);
    const shown = element("p", { class: `sp-apart-answer sp-t-${tone}` }, icon(tone), " ");
    const quiet = key === "s" || key === "-";
    shown.append(quiet ? words(key) : element("a", { href: serviceLink(one, `sp-b-${practice.id}`) }, text));
    const made = element("div", { class: "sp-apart-one" }, where, shown);
    if (quote) made.append(inItsLanguage(element("blockquote", { class: "sp-quote" }, element("p", {}, quote)), one));
    return made;
  }

  /* The differences that matter to a person, the starkest first: opposite answers, then concerns, then protections. */
  function apart(chosen) {
    const weight = (practice) => {
      const tones = chosen.map((one) => answer(practice, letter(one, practice)).tone);
      const kinds = ["concern", "protective", "unclear"];
      const kind = kinds.findIndex((tone) => tones.includes(tone));
      return kind < 0 ? -1 : kind + (difference(chosen, practice) === "opposite" ? 0 : 10);
    };
    return data.practices
      .filter((practice) => difference(chosen, practice))
      .map((practice) => [weight(practice), practice])
      .filter(([value]) => value >= 0)
      .sort((a, b) => a[0] - b[0])
      .map(([, practice]) => practice);
  }

  function apartSection(chosen) {
    const found = apart(chosen);
    const section = element("section", {}, element("h2", {}, "What sets them apart"));
    if (!found.length) section.append(element("p", { class: "sp-none" }, "On what we count as a concern or a protection, they answer alike."));
    const item = (practice) =>
      element(
        "article",
        { class: "sp-apart" },
        element("h3", {}, element("a", { href: page(`practices/${practice.id}.html`) }, practice.question), " ", mark(difference(chosen, practice))),
        element("div", { class: "sp-columns" }, ...chosen.map((one) => said(one, practice))),
      );
    section.append(...found.slice(0, FEW).map(item));
    if (found.length > FEW) {
      const button = element("button", { type: "button", class: "sp-more-button" }, `Show all ${found.length}`);
      button.addEventListener("click", () => {
        const rest = found.slice(FEW).map(item);
        button.replaceWith(...rest);
        rest[0].querySelector("a").focus();
      });
      section.append(button);
    }
    return section;
  }

  function cell(one, practice) {
    const key = letter(one, practice);
    const { tone } = answer(practice, key);
    const inner = [icon(tone), ` ${words(key)}`];
    if (key === "s" || key === "-") return element("td", { class: `sp-t-${tone}` }, ...inner);
    const link = element("a", { href: serviceLink(one, `sp-b-${practice.id}`) }, ...inner);
    return element("td", { class: `sp-t-${tone}` }, link);
  }

  function table(chosen, practices, label) {
    const head = element("tr", {}, element("th", { scope: "col" }, "Practice"), ...chosen.map((one) => element("th", { scope: "col" }, one.name)));
    const lines = practices.map((practice) => {
      const kind = difference(chosen, practice);
      const name = element("th", { scope: "row" }, element("a", { href: page(`practices/${practice.id}.html`) }, practice.label));
      if (kind) name.append(" ", mark(kind, true));
      return element("tr", kind ? { class: "sp-differing" } : {}, name, ...chosen.map((one) => cell(one, practice)));
    });
    const whole = element("table", { class: "sp-grid" }, element("caption", { class: "sp-hidden" }, `Answers on ${label}`), element("thead", {}, head), element("tbody", {}, ...lines));
    return element("div", { class: "sp-matrix sp-matrix--few", role: "region", "aria-label": `Answers on ${label}`, tabindex: "0" }, whole);
  }

  function clause(one, [anchor, lead, before, quote, after, practices]) {
    const text = inItsLanguage(element("p", {}), one);
    if (lead) text.append(element("span", { class: "sp-lead" }, lead), " ");
    text.append(before);
    if (quote) text.append(" ", element("mark", {}, quote), " ", after);
    const tags = data.practices.filter(({ id }) => practices.includes(id)).map((practice) => {
      const { tone, text: told } = answer(practice, letter(one, practice));
      return element("a", { class: `sp-tag sp-t-${tone}`, href: serviceLink(one, `sp-b-${practice.id}`) }, icon(tone), ` ${told}`);
    });
    const link = element("a", { class: "sp-place", href: serviceLink(one, anchor) }, "Read it in its place");
    link.append(element("span", { class: "sp-hidden" }, ` in the policy of ${one.name}`));
    return element("div", { class: "sp-passage" }, text, element("p", { class: "sp-margin" }, ...tags, " ", link));
  }

  function clauses(chosen, topic, label) {
    const total = (one) => (one.topics[topic] || [0])[0];
    const column = (one) => {
      const [count, shown] = one.topics[topic] || [0, []];
      const made = element("section", { class: "sp-side-one" }, element("h4", {}, one.name), ...shown.map((number) => clause(one, one.clauses[number])));
      if (!count) made.append(element("p", { class: "sp-none" }, one.analysed ? "No clause on this that we have seen." : "Not analysed."));
      if (count > shown.length) made.append(element("p", { class: "sp-dim" }, `and ${many(count - shown.length, "more clause")} in `, element("a", { href: serviceLink(one, "sp-text") }, "the whole text")));
      return made;
    };
    const counts = chosen.map((one) => `${one.name} ${total(one)}`).join(", ");
    const box = element("details", { class: "sp-clauses" }, element("summary", {}, `The clauses side by side `, element("span", { class: "sp-dim" }, counts)), element("div", { class: "sp-columns" }, ...chosen.map(column)));
    box.open = wide;
    return box;
  }

  function topicSection(chosen, [topic, label], only) {
    const practices = data.practices.filter((practice) => practice.topic === topic);
    const differing = practices.filter((practice) => difference(chosen, practice));
    if (only && !differing.length) return "";
    const silent = practices.filter((practice) => chosen.every((one) => ["s", "-"].includes(letter(one, practice))));
    const shown = only ? differing : practices.filter((practice) => !silent.includes(practice));
    const section = element("section", { id: `sp-t-${topic}` }, element("h3", { class: "sp-topic-head" }, label));
    if (shown.length) section.append(element("p", { class: "sp-dim" }, `${differing.length} of ${many(practices.length, "answer")} ${differing.length === 1 ? "differs" : "differ"}.`), table(chosen, shown, label));
    if (silent.length && !only) section.append(element("p", { class: "sp-none" }, icon("silent"), ` None of them says: ${silent.map(({ label: name }) => name).join(" · ")}`));
    section.append(clauses(chosen, topic, label));
    return section;
  }

  /* Where to jump: each topic with the number of answers that differ. */
  function contents(chosen) {
    const items = data.topics.map(([topic, label]) => {
      const count = data.practices.filter((one) => one.topic === topic && difference(chosen, one)).length;
      return element("li", {}, element("a", { href: `#sp-t-${topic}` }, label), count ? ` ≠ ${count}` : "");
    });
    return element("nav", { "aria-label": "Topics, with how many answers differ" }, element("ul", { class: "sp-tally" }, ...items));
  }

  function show(chosen) {
    const count = data.practices.filter((practice) => difference(chosen, practice)).length;
    const topics = element("div", {});
    const only = element("input", { type: "checkbox", id: "sp-only" });
    only.checked = asked("only").includes("differences");
    const fill = () => topics.replaceChildren(...data.topics.map((topic) => topicSection(chosen, topic, only.checked)));
    only.addEventListener("change", () => {
      remember({ s: chosen.map(({ id }) => id).join(","), only: only.checked ? "differences" : "" });
      fill();
    });
    fill();
    status.textContent = `They differ on ${count} of ${many(data.practices.length, "question")}.`;
    const box = element("p", { class: "sp-only" }, only, " ", element("label", { for: "sp-only" }, "Show only where they differ"));
    result.replaceChildren(element("div", { class: "sp-columns" }, ...chosen.map(card)), apartSection(chosen), element("h2", {}, "Topic by topic"), contents(chosen), box, topics);
  }

  function example() {
    const [a, b] = data.rows.values();
    if (!b) return "Only one service is here so far: there is nothing to compare it with.";
    return element("span", {}, "For example ", element("a", { href: page(`compare.html?s=${a.id},${b.id}`) }, `${a.name} and ${b.name}`), ".");
  }

  function choose(ids) {
    turn += 1;
    const mine = turn;
    const known = ids.filter((id) => data.rows.has(id)).slice(0, MOST);
    const unknown = ids.filter((id) => !data.rows.has(id));
    const gone = unknown.length ? `No service here is called ${unknown.map((id) => `“${id.slice(0, 60)}”`).join(" or ")}. ` : "";
    if (known.length < 2) {
      result.replaceChildren();
      status.replaceChildren(gone, known.length ? "Choose a second service." : example());
      return;
    }
    status.textContent = "Reading…";
    Promise.all(known.map(service)).then((chosen) => {
      if (mine !== turn) return;
      show(chosen);
      status.prepend(gone);
    }, failed);
  }

  function failed() {
    const link = element("a", { href: page("matrix.html") }, "one table shows all answers");
    status.replaceChildren("The data could not be read. Reload the page to try again, or see the matrix: ", link, ".");
  }

  place.append(status, result);
  status.textContent = "Reading…";
  read().then((found) => {
    data = found;
    const fields = chooseServices(asked("s").filter((id) => data.rows.has(id)), (ids) => {
      remember({ s: ids.join(","), only: asked("only").join(",") });
      choose(ids);
    });
    place.prepend(element("form", { class: "sp-choices", "aria-label": "Services to compare" }, ...fields));
    choose(asked("s"));
  }, failed);
})();
