/* Small comforts; every page reads well without them. */
(function () {
  "use strict";

  /* "It may have changed since." becomes "Copied 7 years ago; may have changed.": the pages know no clock. */
  function sayAges() {
    document.querySelectorAll("[data-sp-age]").forEach((place) => {
      const months = Math.floor((Date.now() - Date.parse(place.dataset.spAge)) / (30.44 * 24 * 3600 * 1000));
      if (!(months >= 1)) return;
      const [count, unit] = months >= 24 ? [Math.floor(months / 12), "year"] : [months, "month"];
      place.textContent = `${place.dataset.spAged} ${count} ${unit}${count === 1 ? "" : "s"} ago; may have changed.`;
    });
  }

  /* An address may name something in a closed box, or a clause whose words have changed since: then its section. */
  function showTarget() {
    let id = window.location.hash.slice(1);
    try {
      id = decodeURIComponent(id);
    } catch {
      // a lone percent sign: look for it as it stands
    }
    if (!id) return;
    const target = document.getElementById(id);
    if (!target) {
      const section = document.getElementById(id.replace(/-[^-]+(-\d+)?$/, ""));
      if (section) section.scrollIntoView();
      return;
    }
    const elsewhere = target.closest("[data-sp-part]");
    if (elsewhere) {
      const there = new URL(elsewhere.href);
      there.hash = id; // a long policy: the clause stands on a page of its text
      window.location.replace(there.href);
      return;
    }
    let closed = target.closest("details:not([open])");
    if (!closed) return;
    for (; closed; closed = closed.parentElement.closest("details:not([open])")) closed.open = true;
    target.scrollIntoView();
  }

  /* Whoever comes from a badge sees which words it means, and first of all the way back to it. */
  let from = "";
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    const body = link && link.closest(".sp-badge-body");
    from = body ? body.id.replace("sp-b-", "") : "";
    if (body) remember(body.id);
  });

  /* Who comes back finds the badge open that they left. */
  function remember(id) {
    try {
      window.history.replaceState(null, "", `#${id}`);
    } catch {
      // a browser that lets no file:// page change its address
    }
  }

  function showOrigin() {
    document.querySelectorAll(".sp-from, .sp-arrived").forEach((old) => old.classList.remove("sp-from", "sp-arrived"));
    const clause = from && document.querySelector(".sp-clause:target");
    if (!clause) return;
    const marks = [...clause.querySelectorAll("mark")].filter((mark) => mark.dataset.spFor.split(" ").includes(from));
    clause.classList.toggle("sp-arrived", marks.length > 0);
    marks.concat([...clause.querySelectorAll(`.sp-tag[href="#sp-b-${from}"]`)]).forEach((one) => one.classList.add("sp-from"));
  }

  /* A line of buttons that each copy a value, and say that they did. */
  function copies(values) {
    const line = document.createElement("p");
    line.className = "sp-to sp-copies";
    const told = document.createElement("span");
    told.setAttribute("role", "status");
    const buttons = values.map(([what, value]) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = `Copy ${what}`;
      button.addEventListener("click", () =>
        navigator.clipboard.writeText(value).then(
          () => { told.textContent = `The ${what} is copied.`; },
          () => { told.textContent = "Your browser did not allow it."; },
        ),
      );
      return button;
    });
    line.append(...buttons, told);
    return line;
  }

  /* The HTML of a picture for other websites. */
  function offerEmbeds() {
    if (!navigator.clipboard) return;
    document.querySelectorAll("input.sp-embed").forEach((field) => field.after(copies([["HTML", field.value]])));
  }

  /* Each quote of an opened badge can be taken along: its words, its words with where they stand, or its address. */
  function offerCopies(box) {
    if (!navigator.clipboard) return;
    for (const quote of box.querySelectorAll(".sp-badge-body > .sp-quote:not(.sp-copied)")) {
      quote.classList.add("sp-copied");
      const words = quote.querySelector("p").cloneNode(true);
      words.querySelectorAll(".sp-side").forEach((one) => one.remove());
      const text = words.textContent.replace(/\s+/g, " ").trim();
      let next = quote.nextElementSibling;
      while (next && !next.querySelector("a[href*='#']")) next = next.nextElementSibling;
      const link = next && next.querySelector("a[href*='#']");
      const base = document.querySelector("link[rel=canonical]");
      const address = new URL(link ? link.getAttribute("href") : `#${box.querySelector("[id]").id}`, base ? base.href : window.location.href).href;
      const name = document.querySelector("h1").textContent.trim();
      const copy = document.querySelector(".sp-facts > span").textContent.trim();
      const cited = `“${text}” (${name}, ${copy.charAt(0).toLowerCase()}${copy.slice(1)}, ${address})`;
      quote.after(copies([["quote", text], ["citation", cited], ["address", address]]));
    }
  }
  document.addEventListener("toggle", ({ target }) => {
    if (target.open && target.matches(".sp-badge")) offerCopies(target);
  }, true);

  /* The marks of the picture at the top are one stop of the keyboard: arrows move in it, and its name stands below it. */
  function nameMarks() {
    const picture = document.querySelector(".sp-marks");
    if (!picture) return;
    const links = Array.from(picture.querySelectorAll("a"));
    const name = document.querySelector(".sp-mark-name");
    const say = ({ target }) => {
      const link = target.closest("a");
      if (link) name.textContent = link.getAttribute("aria-label");
    };
    picture.addEventListener("focusin", say);
    picture.addEventListener("pointerover", say);
    picture.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      const next = step && links[links.indexOf(document.activeElement) + step];
      if (!next) return;
      event.preventDefault();
      links.forEach((link) => link.setAttribute("tabindex", link === next ? "0" : "-1"));
      next.focus();
    });
  }

  /* A report names the clause that the reader is at, with its words. */
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.sp-report");
    if (!link) return;
    const address = new URL(link.href);
    const clause = document.querySelector(".sp-clause:target .sp-words");
    address.searchParams.set("page", link.dataset.spPage + (clause ? window.location.hash : ""));
    if (clause) address.searchParams.set("quote", clause.textContent.trim().slice(0, 1000));
    link.href = address.href;
  });

  /* The contents beside the text show where the reader is: at the last heading above a line in the upper third. */
  function followText() {
    const box = document.querySelector(".md-sidebar");
    const links = box ? Array.from(box.querySelectorAll("a[href^='#']")) : [];
    const headings = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
    if (!links.length || headings.includes(null)) return;
    const here = () => {
      const passed = headings.filter((heading) => heading.getBoundingClientRect().top < window.innerHeight / 3);
      const link = links[passed.length - 1];
      if (link && link.ariaCurrent) return;
      links.forEach((other) => other.removeAttribute("aria-current"));
      if (!link) return;
      link.setAttribute("aria-current", "location");
      const out = link.offsetTop - box.scrollTop;
      if (out < 60 || out > box.clientHeight - 60) box.scrollTop = link.offsetTop - box.clientHeight / 2;
    };
    const watcher = new IntersectionObserver(here, { rootMargin: "0px 0px -66% 0px" });
    headings.forEach((heading) => watcher.observe(heading));
  }

  /* Paper has nothing to open. */
  const opened = [];
  window.addEventListener("beforeprint", () => {
    document.querySelectorAll("details:not([open])").forEach((box) => {
      box.open = true;
      opened.push(box);
    });
  });
  window.addEventListener("afterprint", () => {
    opened.splice(0).forEach((box) => {
      box.open = false;
    });
  });

  sayAges();
  offerEmbeds();
  nameMarks();
  followText();
  showTarget();
  window.addEventListener("hashchange", showTarget);
  window.addEventListener("hashchange", showOrigin);
})();
