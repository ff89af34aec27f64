// Single keys, which work wherever nothing is being typed, and can be switched off.
"use strict";

newstables.keys = (() => {
  const stored = "newstables keys";
  const dialog = document.getElementById("keys");
  const box = document.getElementById("keys-on");

  try {
    box.checked = localStorage.getItem(stored) !== "off";
  } catch { /* a browser that keeps nothing */ }
  box.addEventListener("change", () => {
    try {
      localStorage.setItem(stored, box.checked ? "on" : "off");
    } catch { /* then it holds as long as the page */ }
  });
  document.getElementById("help").addEventListener("click", () => dialog.showModal());

  function isTyping(target) {
    return target instanceof Element && target.closest("input:not([type=checkbox]), select, textarea") !== null;
  }

  /** Let keys do what `find(key)` returns for them. */
  function listen(find) {
    document.addEventListener("keydown", (event) => {
      if (dialog.open || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isTyping(event.target)) {
        if (event.key === "Escape") find("Escape")?.();
        return;
      }
      if (event.key !== "Escape" && !box.checked) return;
      if (event.key === "?") {
        dialog.showModal();
        return;
      }
      const run = find(event.key);
      if (run) {
        event.preventDefault();
        run();
      }
    });
  }

  return { listen };
})();
