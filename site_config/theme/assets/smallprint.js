/* Small comforts; every page reads well without them. */
(function () {
  "use strict";

  /* "captured 4 October 2018" gains "7 years ago.": the pages themselves know no clock. */
  function sayAges() {
    document.querySelectorAll("[data-sp-age]").forEach((place) => {
      const months = Math.floor((Date.now() - Date.parse(place.dataset.spAge)) / (30.44 * 24 * 3600 * 1000));
      if (!(months >= 1)) return;
      const years = Math.floor(months / 12);
      const [count, unit] = years ? [years, "year"] : [months, "month"];
      place.textContent = `${count} ${unit}${count === 1 ? "" : "s"} ago. `;
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
    if (target.matches("[data-sp-part]")) {
      window.location.replace(target.href); // a long policy: the clause stands on a page of its text
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
    const link = event.target.closest("a[href^='#']");
    const body = link && link.closest(".sp-badge-body");
    from = body ? body.id.replace("sp-b-", "") : "";
  });

  function showOrigin() {
    document.querySelectorAll(".sp-from, .sp-arrived").forEach((old) => old.classList.remove("sp-from", "sp-arrived"));
    const clause = from && document.querySelector(".sp-clause:target");
    if (!clause) return;
    const marks = [...clause.querySelectorAll("mark")].filter((mark) => mark.dataset.spFor.split(" ").includes(from));
    clause.classList.toggle("sp-arrived", marks.length > 0);
    marks.concat([...clause.querySelectorAll(`.sp-tag[href="#sp-b-${from}"]`)]).forEach((one) => one.classList.add("sp-from"));
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
  showTarget();
  window.addEventListener("hashchange", showTarget);
  window.addEventListener("hashchange", showOrigin);
})();
