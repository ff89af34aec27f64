// The frame: which view is shown, the header, export and load, and the warning before leaving.
"use strict";

(() => {
  const { article, corrections, decisions, elements, joined, keys, overview, sample } = newstables;
  const main = document.getElementById("main");
  const views = { articles: overview, article, joined, sample };
  let view = null;
  let routed = 0;

  /** What is shown, unless the address names something else by now: then no key acts on what was shown before. */
  const current = () => (main.dataset.shown === location.hash ? view : null);

  /** Show what the address names: #/article/FILE/table/row, #/joined/table/row, #/sample, #/articles. */
  async function route() {
    routed += 1;
    const mine = routed;
    const address = location.hash;
    const [path, query] = decodeURI(address.replace(/^#\/?/, "")).split("?");
    const [name, ...rest] = path.split("/");
    const next = views[name] || overview;
    document.body.className = `view-${views[name] ? name : "articles"}`;
    const chosen = name === "joined" ? rest[0] : name === "article" && query ? "sample" : name || "articles";
    for (const link of document.querySelectorAll("header nav a")) {
      if (link.dataset.view === (chosen === "article" ? "articles" : chosen)) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    elements.warn("");
    const table = rest[0] || "people";
    const file = rest.slice(0, 2).join("/");
    try {
      const data = next === article ? await newstables.load(file)
        : next === joined ? await newstables.load(`joined/${table}`) : null;
      if (mine !== routed) return; // the reader has gone on to something else
      if (next === article) {
        article.show(main, file, data, rest.slice(2).join("/") || null, query === "from=sample" ? "sample" : null);
      } else if (next === joined) joined.show(main, table, data, rest[1] || null);
      else next.show(main);
      view = next;
      main.dataset.shown = address;
    } catch (error) {
      if (mine === routed) elements.warn(`This page cannot be shown: ${error.message}.`);
    }
    if (next !== article) window.scrollTo(0, 0);
  }

  function drawHead() {
    const number = decisions.size();
    document.getElementById("count").textContent = String(number);
    const button = document.getElementById("export");
    button.classList.toggle("pending", decisions.pending());
    button.title = decisions.pending() ? "There are decisions that have not been exported" : "";
    button.setAttribute("aria-label", `Export ${elements.count(number, "decision")}`);
  }

  const reviewer = document.getElementById("reviewer");
  reviewer.value = decisions.reviewer();
  reviewer.addEventListener("change", () => decisions.reviewer(reviewer.value.trim()));

  document.getElementById("export").addEventListener("click", () => {
    decisions.reviewer(reviewer.value.trim());
    if (!decisions.size()) {
      elements.say("Nothing has been decided yet");
      return;
    }
    if (!decisions.reviewer()) {
      elements.say("Say who has checked: a correction is signed");
      reviewer.focus();
      return;
    }
    const lines = corrections.download();
    elements.say(`${elements.count(lines, "line")} exported`);
  });

  const file = document.getElementById("file");
  document.getElementById("load").addEventListener("click", () => file.click());
  file.addEventListener("change", async () => {
    const [chosen] = file.files;
    file.value = "";
    if (!chosen) return;
    try {
      const { pairs, left } = corrections.fromLines(corrections.parseCsv(await chosen.text()));
      const there = pairs.filter(([id]) => decisions.get(id)).length;
      const told = there ? ` ${elements.count(there, "decision")} of yours would be replaced.` : "";
      if (there && !window.confirm(`Load ${elements.count(pairs.length, "decision")} from ${chosen.name}?${told}`)) return;
      decisions.putAll(pairs);
      current()?.refresh();
      elements.say(`${elements.count(pairs.length, "decision")} loaded${left ? `; ${left} lines are none` : ""}`);
    } catch (error) {
      elements.warn(`${chosen.name} ${error.message}`);
    }
  });

  document.getElementById("skip").addEventListener("click", (event) => {
    event.preventDefault();
    main.focus();
  });

  window.addEventListener("beforeunload", (event) => {
    if (!decisions.pending()) return;
    event.preventDefault();
    event.returnValue = "";
  });
  window.addEventListener("hashchange", route);
  decisions.listen((where) => {
    drawHead();
    if (where === "elsewhere") current()?.refresh();
  });
  keys.listen((key) => current()?.keys[key]);
  drawHead();
  route();
})();
