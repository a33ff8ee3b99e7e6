/* Light, dark or as the system says: what the theme's script expects to find, and the reader's choice applied before
 * the page is painted. Local storage keeps this choice, and search's switch for single keys; nothing else. */
(function () {
  "use strict";
  const scope = new URL(document.currentScript.dataset.base, window.location.href);

  window.__md_scope = scope;
  window.__md_hash = (text) => Array.from(text).reduce((sum, letter) => ((sum << 5) - sum + letter.charCodeAt(0)) | 0, 0);
  window.__md_get = (key, storage = window.localStorage, base = scope) => {
    try {
      return JSON.parse(storage.getItem(`${base.pathname}.${key}`));
    } catch {
      return null; // storage is blocked, or holds something else
    }
  };
  window.__md_set = (key, value, storage = window.localStorage, base = scope) => {
    try {
      // To follow the system is no choice: then nothing is stored at all.
      if (key === "__palette" && value.color.media === "(prefers-color-scheme)") storage.removeItem(`${base.pathname}.${key}`);
      else storage.setItem(`${base.pathname}.${key}`, JSON.stringify(value));
    } catch {
      // storage is blocked: the choice lasts until the page is left
    }
  };

  const chosen = window.__md_get("__palette");
  const fixed = chosen && chosen.color && chosen.color.media !== "(prefers-color-scheme)";
  // Without a fixed choice the stylesheet follows the system by itself, from the first paint on.
  document.body.setAttribute("data-md-color-scheme", fixed ? chosen.color.scheme : "auto");
})();
