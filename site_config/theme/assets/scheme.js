/* Light, dark, or as the system says: the reader's choice, applied before the page is painted, and the button that goes
 * round. Local storage keeps this choice and nothing else. */
(function () {
  "use strict";
  const key = `${new URL(document.currentScript.dataset.base, window.location.href).pathname}.scheme`;
  const button = document.getElementById("sp-scheme");
  const faces = Array.from(button.children);
  const system = faces[0].dataset.spScheme; // then the stylesheet follows the system by itself

  function stored() {
    try {
      return window.localStorage.getItem(key);
    } catch {
      return null; // storage is blocked
    }
  }

  function keep(scheme) {
    try {
      // To follow the system is no choice: then nothing is stored at all.
      if (scheme === system) window.localStorage.removeItem(key);
      else window.localStorage.setItem(key, scheme);
    } catch {
      // storage is blocked: the choice lasts until the page is left
    }
  }

  let at = 0;
  function show(place) {
    at = place;
    faces.forEach((face, number) => { face.hidden = number !== at; });
    button.title = faces[at].title;
    button.setAttribute("aria-label", faces[at].title);
    document.body.setAttribute("data-md-color-scheme", faces[at].dataset.spScheme);
  }

  show(Math.max(0, faces.findIndex((face) => face.dataset.spScheme === stored())));
  button.addEventListener("click", () => {
    show((at + 1) % faces.length);
    keep(faces[at].dataset.spScheme);
  });
  button.hidden = false;
})();
