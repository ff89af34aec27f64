// The list of articles, those first that need checking most.
"use strict";

newstables.overview = (() => {
  const about = newstables.given("about");
  const articles = newstables.given("index");
  const { decisions } = newstables;
  const { make, replace, formatDay, count } = newstables.elements;
  const TABLES = Object.keys(about.tables);
  const STEP = 100; // articles shown at a time

  const view = { sort: "need", words: "", open: false, shown: STEP };
  let order = null; // files in the order last shown, by which the reader walks
  let place = null;

  /** What is left to check in an article, and how much it weighs. */
  function weigh(article) {
    let left = 0;
    let weight = article.concerns.reduce((sum, name) => sum + about.concerns[name].weight, 0);
    const concerns = new Map(article.concerns.map((name) => [name, 1]));
    for (const [table, id, names, checked] of article.rows) {
      if (checked || decisions.row(TABLES[table], id)) continue;
      left += 1;
      weight += about.rowWeight;
      for (const name of names) {
        weight += about.concerns[name].weight;
        concerns.set(name, (concerns.get(name) || 0) + 1);
      }
    }
    return { article, left, weight, concerns };
  }

  const SORTS = {
    need: ["what needs checking", (a, b) => b.weight - a.weight || (a.article.id < b.article.id ? -1 : 1)],
    newest: ["newest first", (a, b) => compare(b.article.published, a.article.published)],
    oldest: ["oldest first", (a, b) => compare(a.article.published, b.article.published)],
    title: ["title", (a, b) => compare(a.article.title || a.article.id, b.article.title || b.article.id)],
  };

  const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

  function find() {
    const words = view.words.toLowerCase().split(/\s+/).filter(Boolean);
    const found = articles.map(weigh).filter(({ article, left }) => {
      if (view.open && !left && !article.concerns.length) return false;
      const told = `${article.title || ""} ${article.publisher || ""} ${article.published} ${article.id}`.toLowerCase();
      return words.every((word) => told.includes(word));
    });
    return found.sort(SORTS[view.sort][1]);
  }

  function show(root) {
    document.title = `Review of ${about.name}`;
    place = { root, list: make("div", { class: "list" }), told: make("p", { class: "progress", role: "status" }) };
    const search = make("input", {
      type: "search", id: "search", value: view.words, autocomplete: "off",
      oninput: (event) => { view.words = event.target.value; view.shown = STEP; draw(); },
    });
    const sort = make("select", { id: "sort", onchange: (event) => { view.sort = event.target.value; draw(); } },
      Object.entries(SORTS).map(([name, [told]]) => make("option", { value: name }, told)));
    sort.value = view.sort;
    const open = make("input", {
      type: "checkbox", checked: view.open,
      onchange: (event) => { view.open = event.target.checked; draw(); },
    });
    replace(root, make("div", { class: "overview" },
      make("h2", {}, "Articles"),
      make("div", { class: "controls" },
        make("label", { for: "search" }, "Find "), search,
        make("label", { for: "sort" }, "Sort by "), sort,
        make("label", {}, open, " only with rows to check"),
        place.told),
      place.list));
    draw();
  }

  function draw() {
    if (!place) return;
    const found = find();
    order = found.map(({ article }) => article.file);
    const rows = articles.reduce((sum, article) => sum + article.rows.length, 0);
    const left = articles.reduce((sum, article) => sum + weigh(article).left, 0);
    place.told.textContent =
      `${count(found.length, "article")}; ${(rows - left).toLocaleString("en")} of ${count(rows, "row")} checked`;
    const heaviest = Math.max(1, ...found.map(({ weight }) => weight));
    replace(place.list,
      make("table", {},
        make("thead", {}, make("tr", {},
          ["Need", "Article", "Why look"].map((head) => make("th", { scope: "col" }, head)),
          make("th", { scope: "col", class: "left" }, "To check"))),
        make("tbody", {}, found.slice(0, view.shown).map((each) => makeRow(each, heaviest)))),
      !found.length && make("p", { class: "none" }, "No article fits."),
      found.length > view.shown && make("button", {
        type: "button", class: "more", onclick: () => { view.shown += STEP; draw(); },
      }, `Show ${Math.min(STEP, found.length - view.shown)} more`));
  }

  function makeRow({ article, left, weight, concerns }, heaviest) {
    const share = Math.round((10 * weight) / heaviest);
    const why = [...concerns].sort(([a, n], [b, m]) => m * about.concerns[b].weight - n * about.concerns[a].weight);
    const told = [article.publisher, formatDay(article.published), count(article.words, "word"),
      article.copy_of && "copy"].filter(Boolean).join(" · ");
    return make("tr", { class: left || article.concerns.length ? "" : "done" },
      make("td", { class: "need" },
        make("span", { class: `meter m${share}`, role: "img", "aria-label": `need ${share} of 10` })),
      make("td", {},
        make("a", { class: "title", href: `#/article/${article.file}` }, article.title || article.id),
        make("span", { class: "source" }, told)),
      make("td", { class: "why" }, why.slice(0, 3).map(([name, number]) =>
        make("span", { class: "reason" }, about.concerns[name].told, number > 1 ? make("b", {}, ` ×${number}`) : null)),
      why.length > 3 && make("span", { class: "reason rest" }, `and ${why.length - 3} more`)),
      make("td", { class: "left" }, article.rows.length
        ? (left ? `${left} of ${article.rows.length}` : `✓ ${article.rows.length}`) : "no rows"));
  }

  /** The address of the next article with rows to check (or the one before), from the list as it was last sorted. */
  function next(file, by) {
    order ||= find().map(({ article }) => article.file);
    const byFile = new Map(articles.map((article) => [article.file, article]));
    for (let at = order.indexOf(file) + by; at >= 0 && at < order.length; at += by) {
      const { left } = weigh(byFile.get(order[at]));
      if (by < 0 || left) return `#/article/${order[at]}`;
    }
    return null;
  }

  function refresh() {
    if (place && place.root.contains(place.list)) draw();
  }

  return { show, next, refresh, keys: {} };
})();
