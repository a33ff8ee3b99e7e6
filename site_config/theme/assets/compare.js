/* The compare page: 2 to 4 services side by side. Their choice lives in the address: compare.html?s=acorn,birch */
(function () {
  "use strict";

  const place = document.getElementById("sp-compare");
  if (!place || !window.smallprintCompare) return;
  const { read, nearest, sameKind, service, element, icon, answer, chooseServices, asked, remember, page } =
    window.smallprintCompare.kit;

  const FEW = 6; // differences that are shown before "Show all", and services that are proposed
  const MOST = 4;
  const wide = window.matchMedia("(min-width: 60em)").matches;
  const status = element("div", { class: "sp-compare-status", role: "status" });
  const result = element("div", {});
  let data = null;
  let turn = 0; // the latest choice: an earlier one that loads late is dropped

  const many = (count, one, more) => `${count.toLocaleString("en-GB")} ${count === 1 ? one : more || `${one}s`}`;
  const letter = (one, practice) => (one.answers[practice.id] || [one.analysed ? "s" : "-"])[0];
  const words = (key) => data.words[key] || "Not analysed";

  /* Who was not read has no say: nothing is counted, called alike or proposed for it. */
  const wereRead = (chosen) => chosen.filter((one) => one.analysed);
  const list = (names) => names.join(", ").replace(/, ([^,]*)$/, " and $1");

  /* How the answers of the chosen differ: "" when they don't. */
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

  /* A link: to a service's page, to a practice's, or to any other. */
  const link = (href, ...inner) => element("a", { href }, ...inner);
  const practiceLink = (practice, text) => link(page(`practices/${practice.id}.html`), text);

  function inItsLanguage(node, one) {
    if (one.lang !== document.documentElement.lang) node.lang = one.lang;
    node.dir = "auto";
    return node;
  }

  function card(one) {
    const tally = Object.entries(one.tally).map(([tone, count]) => {
      const [single, plural] = data.tones[tone];
      const number = element("b", {}, String(count));
      return element("li", { class: `sp-t-${tone}` }, icon(tone), " ", number, ` ${count === 1 ? single : plural}`);
    });
    const facts = `${data.texts} ${one.age}, ${many(one.words, "word")}`;
    const below = one.analysed
      ? element("ul", { class: "sp-tally" }, ...tally)
      : element("p", { class: "sp-not-analysed" }, one.unread);
    const name = element("h2", { class: "sp-card-name" }, link(serviceLink(one), one.name));
    return element("section", { class: "sp-card" }, name, element("p", { class: "sp-card-facts" }, facts), below);
  }

  /* What one service answers, with its quote: the sentence that a reader came for. */
  function said(one, practice) {
    const [key, , quote] = one.answers[practice.id] || [letter(one, practice), "", ""];
    const { tone, text } = answer(practice, key);
    const where = element("p", { class: "sp-apart-name" }, one.name);
    const shown = element("p", { class: `sp-apart-answer sp-t-${tone}` }, icon(tone), " ");
    const quiet = key === "s" || key === "-";
    shown.append(quiet ? words(key) : link(serviceLink(one, `sp-b-${practice.id}`), text));
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
    const whose = wereRead(chosen).length < chosen.length ? list(wereRead(chosen).map(({ name }) => name)) : "they";
    const alike = `On what we count as a concern or a protection, ${whose} answer alike.`;
    if (!found.length) section.append(element("p", { class: "sp-none" }, alike));
    const item = (practice) => {
      const kind = mark(difference(chosen, practice));
      const head = element("h3", {}, practiceLink(practice, practice.question), " ", kind);
      const answers = wereRead(chosen).map((one) => said(one, practice));
      return element("article", { class: "sp-apart" }, head, element("div", { class: "sp-columns" }, ...answers));
    };
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
    return element("td", { class: `sp-t-${tone}` }, link(serviceLink(one, `sp-b-${practice.id}`), ...inner));
  }

  function table(chosen, practices, label) {
    const heads = ["Practice", ...chosen.map((one) => one.name)].map((name) => element("th", { scope: "col" }, name));
    const lines = practices.map((practice) => {
      const kind = difference(chosen, practice);
      const name = element("th", { scope: "row" }, practiceLink(practice, practice.label));
      if (kind) name.append(" ", mark(kind, true));
      return element("tr", kind ? { class: "sp-differing" } : {}, name, ...chosen.map((one) => cell(one, practice)));
    });
    const name = `Answers on ${label}`;
    const head = element("thead", {}, element("tr", {}, ...heads));
    const caption = element("caption", { class: "sp-hidden" }, name);
    const whole = element("table", { class: "sp-grid" }, caption, head, element("tbody", {}, ...lines));
    const region = { class: "sp-matrix sp-matrix--few", role: "region", "aria-label": name, tabindex: "0" };
    return element("div", region, whole);
  }

  function clause(one, [anchor, lead, before, quote, after, practices]) {
    const text = inItsLanguage(element("p", {}), one);
    if (lead) text.append(element("span", { class: "sp-lead" }, lead), " ");
    text.append(before);
    if (quote) text.append(" ", element("mark", {}, quote), " ", after);
    const tags = data.practices.filter(({ id }) => practices.includes(id)).map((practice) => {
      const { tone, text: told } = answer(practice, letter(one, practice));
      const href = serviceLink(one, `sp-b-${practice.id}`);
      return element("a", { class: `sp-tag sp-t-${tone}`, href }, icon(tone), ` ${told}`);
    });
    const whose = element("span", { class: "sp-hidden" }, ` in the policy of ${one.name}`);
    const there = element("a", { class: "sp-place", href: serviceLink(one, anchor) }, "Read it in its place", whose);
    return element("div", { class: "sp-passage" }, text, element("p", { class: "sp-margin" }, ...tags, " ", there));
  }

  function clauses(chosen, topic, label) {
    const total = (one) => (one.topics[topic] || [0])[0];
    const column = (one) => {
      const [count, shown] = one.topics[topic] || [0, []];
      const more = many(count - shown.length, "more clause");
      const none = one.analysed ? "No clause on this that we have seen." : one.unread;
      const made = element("section", { class: "sp-side-one" }, element("h4", {}, one.name));
      made.append(...shown.map((number) => clause(one, one.clauses[number])));
      if (!count) made.append(element("p", { class: "sp-none" }, none));
      if (count > shown.length) {
        const rest = link(serviceLink(one, "sp-text"), "the whole text");
        made.append(element("p", { class: "sp-dim" }, `and ${more} in `, rest));
      }
      return made;
    };
    const counts = wereRead(chosen).map((one) => `${many(total(one), "clause")} of ${one.name}`).join(", ");
    const head = element("summary", {}, "The clauses side by side: ", element("span", { class: "sp-dim" }, counts));
    const sides = element("div", { class: "sp-columns" }, ...chosen.map(column));
    const box = element("details", { class: "sp-clauses" }, head, sides);
    box.open = wide;
    return box;
  }

  function topicSection(chosen, [topic, label], only) {
    const practices = data.practices.filter((practice) => practice.topic === topic);
    const differing = practices.filter((practice) => difference(chosen, practice));
    if (only && !differing.length) return "";
    const silent = practices.filter((practice) => wereRead(chosen).every((one) => letter(one, practice) === "s"));
    const shown = only ? differing : practices.filter((practice) => !silent.includes(practice));
    const section = element("section", { id: `sp-t-${topic}` }, element("h3", { class: "sp-topic-head" }, label));
    const verb = differing.length === 1 ? "differs" : "differ";
    const count = `${differing.length} of ${many(practices.length, "answer")} ${verb}.`;
    if (shown.length) section.append(element("p", { class: "sp-dim" }, count), table(chosen, shown, label));
    const unsaid = silent.map((practice) => practice.label).join(" · ");
    const none = wereRead(chosen).length < chosen.length ? "Those that were read do not say" : "None of them says";
    const nobody = element("p", { class: "sp-none" }, icon("silent"), ` ${none}: ${unsaid}`);
    if (unsaid && !only) section.append(nobody);
    section.append(clauses(chosen, topic, label));
    return section;
  }

  /* Where to jump: each topic with the number of answers that differ. */
  function contents(chosen) {
    const items = data.topics.map(([topic, label]) => {
      const count = data.practices.filter((one) => one.topic === topic && difference(chosen, one)).length;
      return element("li", {}, link(`#sp-t-${topic}`, label), count ? ` ≠ ${count}` : "");
    });
    const list = element("ul", { class: "sp-tally" }, ...items);
    return element("nav", { "aria-label": "Topics, with how many answers differ" }, list);
  }

  /* How much they differ, in a sentence: a contradiction is another thing than that only some say anything. */
  function summary(chosen) {
    const kinds = data.practices.map((practice) => [difference(chosen, practice), practice]).filter(([kind]) => kind);
    const opposite = kinds.filter(([kind]) => kind === "opposite").length;
    const unsaid = (practice) => chosen.some((one) => letter(one, practice) === "s");
    const partly = kinds.filter(([kind, practice]) => kind === "differs" && unsaid(practice)).length;
    const parts = [];
    if (opposite) parts.push(`${opposite} opposite`);
    if (partly) parts.push(`${partly} where not all say anything`);
    const more = parts.length ? `: ${parts.join(", ")}` : "";
    const who = wereRead(chosen).length < chosen.length ? list(wereRead(chosen).map(({ name }) => name)) : "They";
    return `${who} differ on ${kinds.length} of ${many(data.practices.length, "question")}${more}.`;
  }

  /* Which of the chosen have no say, and why. */
  function withoutSay(chosen) {
    const without = chosen.filter((one) => !one.analysed);
    return without.map((one) => `${one.name} has no say here. ${one.unread}`).join(" ");
  }

  /* Fewer than two that were read: there is nothing to compare, only what each of them is. */
  function showNothing(chosen) {
    const one = wereRead(chosen)[0];
    const alone = one ? `So there is nothing to compare ${one.name} with.` : "So there is nothing to compare.";
    const cards = element("div", { class: "sp-columns" }, ...chosen.map(card));
    status.textContent = `${withoutSay(chosen)} ${alone}`;
    result.replaceChildren(cards);
  }

  function show(chosen) {
    const topics = element("div", {});
    const only = element("input", { type: "checkbox", id: "sp-only" });
    only.checked = asked("only").includes("differences");
    const fill = () => topics.replaceChildren(...data.topics.map((topic) => topicSection(chosen, topic, only.checked)));
    only.addEventListener("change", () => {
      remember({ s: chosen.map(({ id }) => id).join(","), only: only.checked ? "differences" : "" });
      fill();
    });
    fill();
    status.textContent = [summary(chosen), withoutSay(chosen)].filter(Boolean).join(" ");
    const label = element("label", { for: "sp-only" }, "Show only where they differ");
    const box = element("p", { class: "sp-only" }, only, " ", label);
    const cards = element("div", { class: "sp-columns" }, ...chosen.map(card));
    const head = element("h2", {}, "Topic by topic");
    result.replaceChildren(cards, apartSection(chosen), head, contents(chosen), box, topics);
  }

  /* What to choose, with examples to tap on: for a chosen service others of its kind, then those that answer alike. */
  function propose(chosen) {
    const read = (one) => /[^-]/.test(one.letters);
    const pair = (a, b, text) => link(page(`compare.html?s=${a.id},${b.id}`), text);
    const all = Array.from(data.rows.values()).filter(read);
    const why = (one) => link(serviceLink(one), "Its page says why");
    if (chosen && !read(chosen)) return [`${chosen.name} was not read, so it has no say here. `, why(chosen), "."];
    if (all.length < 2) return ["Only one service was read so far: there is nothing to compare it with."];
    if (!chosen) {
      const other = nearest(all[0]).find(read);
      return ["Choose two services, for example ", pair(all[0], other, `${all[0].name} and ${other.name}`), "."];
    }
    const others = nearest(chosen).filter(read);
    const alike = others.filter((one) => sameKind(chosen, one)).slice(0, FEW);
    const rest = others.filter((one) => !sameKind(chosen, one)).slice(0, FEW - Math.min(alike.length, FEW / 2));
    const proposed = (told, list) => {
      const items = list.map((one) => element("li", {}, pair(chosen, one, one.name)));
      return list.length ? [element("p", {}, told), element("ul", { class: "sp-tally" }, ...items)] : [];
    };
    const kind = data.kinds.find(([id]) => id === chosen.kind);
    const many = kind ? kind[2] : "";
    return [
      `Choose a second service to compare ${chosen.name} with.`,
      ...proposed(`Also under “${many}”:`, alike),
      ...proposed(`Answers most alike to those of ${chosen.name}:`, rest),
    ];
  }

  function choose(ids) {
    turn += 1;
    const mine = turn;
    const known = ids.filter((id) => data.rows.has(id)).slice(0, MOST);
    const unknown = ids.filter((id) => !data.rows.has(id));
    const quoted = unknown.map((id) => `“${id.slice(0, 60)}”`).join(" or ");
    const gone = quoted ? `No service here is called ${quoted}. ` : "";
    if (known.length < 2) {
      result.replaceChildren();
      status.replaceChildren(gone, ...propose(data.rows.get(known[0])));
      return;
    }
    status.textContent = "Reading…";
    Promise.all(known.map(service)).then((chosen) => {
      if (mine !== turn) return;
      if (wereRead(chosen).length > 1) show(chosen);
      else showNothing(chosen);
      status.prepend(gone);
    }, failed);
  }

  function failed() {
    const table = link(page("matrix.html"), "one table shows all answers");
    status.replaceChildren("The data could not be read. Reload the page to try again, or see the matrix: ", table, ".");
  }

  const choices = element("div", { class: "sp-choosing" });
  place.append(choices, status, result);
  status.textContent = "Reading…";
  read().then((found) => {
    data = found;
    const known = asked("s").filter((id) => data.rows.has(id));
    const fields = chooseServices(known, (ids) => {
      remember({ s: ids.join(","), only: asked("only").join(",") });
      choose(ids);
    });
    choices.append(element("form", { class: "sp-choices", "aria-label": "Services to compare" }, ...fields));
    choose(asked("s"));
  }, failed);
})();
