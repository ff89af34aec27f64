// Rows drawn at random, and what they tell of all rows.
"use strict";

newstables.sample = (() => {
  const about = newstables.given("about");
  const articles = newstables.given("index");
  const { decisions } = newstables;
  const { make, replace, count } = newstables.elements;
  const TABLES = Object.keys(about.tables);

  let place = null;
  let homes = null;

  /** The article in which a row is looked at: the first that holds it. */
  function homeOf(table, id) {
    if (!homes) {
      homes = new Map();
      for (const article of articles) {
        for (const [at, row] of article.rows) {
          const key = `${TABLES[at]}/${row}`;
          if (!homes.has(key)) homes.set(key, article);
        }
      }
    }
    return homes.get(`${table}/${id}`);
  }

  const drawn = () => Object.entries(about.sample.rows).flatMap(([table, ids]) => ids.map((id) => ({ table, id })));
  const address = ({ table, id }) => `#/article/${homeOf(table, id).file}/${table}/${id}?from=sample`;

  /** Wilson's score interval for a share, 95 percent. */
  function wilson(wrong, checked) {
    const z = 1.959964;
    const share = wrong / checked;
    const middle = share + (z * z) / (2 * checked);
    const half = z * Math.sqrt((share * (1 - share)) / checked + (z * z) / (4 * checked * checked));
    const whole = 1 + (z * z) / checked;
    return [Math.max(0, (middle - half) / whole), Math.min(1, (middle + half) / whole)];
  }

  const percent = (share) => `${Math.round(100 * share)} %`;

  function show(root) {
    document.title = `Sample – review of ${about.name}`;
    place = { root, told: make("div", {}), list: make("div", { class: "list" }) };
    replace(root, make("div", { class: "overview" },
      make("h2", {}, "Sample"),
      make("p", { class: "lead" },
        `${count(about.sample.size, "row")} drawn at random, table by table, with the seed `,
        make("b", {}, about.sample.seed),
        ". Once all are checked, they tell how many rows of each table are wrong: those that you correct or delete."),
      place.told, place.list));
    draw();
  }

  function draw() {
    if (!place) return;
    replace(place.told, make("table", { class: "rates" },
      make("thead", {}, make("tr", {}, ["Table", "Checked", "Wrong", "Error rate", "95 % interval"].map((head) =>
        make("th", { scope: "col" }, head)))),
      make("tbody", {}, Object.entries(about.sample.rows).map(([table, ids]) => {
        const verdicts = ids.map((id) => decisions.row(table, id)?.verdict).filter(Boolean);
        const wrong = verdicts.filter((verdict) => verdict !== "accept").length;
        const [low, high] = verdicts.length ? wilson(wrong, verdicts.length) : [];
        return make("tr", {}, make("th", { scope: "row" }, table),
          make("td", {}, `${verdicts.length} of ${ids.length}`), make("td", {}, String(wrong)),
          make("td", {}, verdicts.length ? percent(wrong / verdicts.length) : "–"),
          make("td", {}, verdicts.length ? `${percent(low)} to ${percent(high)}` : "–"));
      }))));
    replace(place.list, make("table", {},
      make("thead", {}, make("tr", {}, ["", "Table", "Row", "Article"].map((head) =>
        make("th", { scope: "col" }, head || make("span", { class: "hidden" }, "State"))))),
      make("tbody", {}, drawn().map((row) => {
        const article = homeOf(row.table, row.id);
        const verdict = decisions.row(row.table, row.id)?.verdict || "unchecked";
        const [mark, told] = newstables.cards.STATES[verdict];
        return make("tr", { class: verdict === "unchecked" ? "" : "done" },
          make("td", {}, make("span", { class: `state is-${verdict}`, role: "img", "aria-label": told }, mark)),
          make("td", {}, about.tables[row.table].one),
          make("td", {}, make("a", { class: "title", href: address(row) },
            newstables.cells.title(row.table, about.sample.cells[row.id]))),
          make("td", {}, article.title || article.id));
      }))));
  }

  /** The address of the next row of the sample that nobody has looked at (or the one before). */
  function next(key, by) {
    const rows = drawn();
    const at = rows.findIndex(({ table, id }) => `${table}/${id}` === key);
    for (let i = at + by; i >= 0 && i < rows.length; i += by) {
      if (by < 0 || !decisions.row(rows[i].table, rows[i].id)) return address(rows[i]);
    }
    return null;
  }

  function refresh() {
    if (place && place.root.contains(place.list)) draw();
  }

  return { show, next, refresh, keys: {} };
})();
