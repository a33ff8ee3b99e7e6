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
    let closed = target.closest("details:not([open])");
    if (!closed) return;
    for (; closed; closed = closed.parentElement.closest("details:not([open])")) closed.open = true;
    target.scrollIntoView();
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
  showTarget();
  window.addEventListener("hashchange", showTarget);
})();
