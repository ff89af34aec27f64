// Rows that several articles were joined into, and rows that may be one: side by side, to part or to join.
"use strict";

newstables.joined = (() => {
  const about = newstables.given("about");
  const { cells, decisions, text } = newstables;
  const { make, replace, say, formatDay, count } = newstables.elements;
  const STEP = 25; // blocks shown at a time

  let page = null; // {root, table, data, view, shown, at, ticked}

  function show(root, table, data, wanted) {
    const told = about.tables[table];
    document.title = `${told.one} rows joined – review of ${about.name}`;
    const same = page && page.table === table && page.root === root && root.contains(page.place);
    if (!same) {
      page = {
        root, table, data, view: data.joined.length ? "joined" : "near", shown: STEP, at: -1, ticked: new Map(),
        place: make("div", { class: "blocks" }), tabs: make("div", { class: "tabs", role: "group", "aria-label": "Lists" }),
      };
      replace(root, make("div", { class: "joined" }, make("h2", {}, headings[table]), page.tabs, page.place));
    }
    if (wanted) {
      page.view = "joined";
      page.at = Math.max(0, data.joined.indexOf(wanted));
      page.shown = Math.max(page.shown, page.at + 5);
    }
    draw();
    if (wanted) focusBlock();
  }

  const headings = {
    people: "People across articles", meetings: "Meetings across articles", agreements: "Agreements across articles",
  };

  const mergeId = (pair) => `merge ${page.table} ${pair.other}`;
  const apartId = (pair) => `apart ${page.table} ${pair.one} ${pair.other}`;

  function isMerged(pair) {
    return decisions.get(mergeId(pair))?.into === pair.one;
  }

  function splitsOf(id) {
    return decisions.all().filter(([, d]) => d.kind === "split" && d.table === page.table && d.row === id);
  }

  function isDone(item) {
    if (typeof item === "string") {
      return page.data.rows[item].checked || decisions.row(page.table, item) !== null || splitsOf(item).length > 0;
    }
    return isMerged(item) || decisions.get(apartId(item)) !== null;
  }

  function items() {
    return page.view === "joined" ? page.data.joined : page.data.near;
  }

  function draw() {
    const left = (list) => list.filter((item) => !isDone(item)).length;
    const tab = (view, told, list) => make("button", {
      type: "button", "aria-pressed": String(page.view === view),
      onclick: () => { page.view = view; page.shown = STEP; page.at = -1; draw(); },
    }, told, make("span", { class: "number" }, `${left(list)} of ${list.length} to check`));
    replace(page.tabs,
      tab("joined", "Joined from several articles", page.data.joined),
      tab("near", "Two rows that may be one", page.data.near));
    const list = items();
    replace(page.place,
      list.slice(0, page.shown).map((item, at) =>
        (page.view === "joined" ? makeJoined(item, at) : makePair(item, at))),
      !list.length && make("p", { class: "none" }, page.view === "joined"
        ? "No row was joined from several articles." : "No two rows look as if they were one."),
      list.length > page.shown && make("button", {
        type: "button", class: "more", onclick: () => { page.shown += STEP; draw(); },
      }, `Show ${Math.min(STEP, list.length - page.shown)} more`));
  }

  function title(id) {
    const row = page.data.rows[id];
    const now = cells.current(row.cells, decisions.row(page.table, id)?.cells);
    return [cells.title(page.table, now), row.names.join(", ")].filter(Boolean).join(" · ");
  }

  function makeBlock(at, state, heading, ...content) {
    return make("section", {
      class: `block${at === page.at ? " opened" : ""} is-${state}`, tabindex: "-1", data: { at },
      "aria-label": heading, onclick: () => choose(at),
    }, content);
  }

  function choose(at) {
    if (page.at === at) return;
    page.at = at;
    for (const block of page.place.querySelectorAll(".block")) {
      block.classList.toggle("opened", Number(block.dataset.at) === at);
    }
  }

  function linkTo(report, id) {
    return make("a", { href: `#/article/${report.file}/${page.table}/${id}` }, report.title || report.article);
  }

  function quoteOf(report) {
    if (!report.quote) return null;
    return make("p", { class: "quoted" }, "… ", report.before.replace(/\s+/g, " "), make("mark", {}, report.quote),
      report.after.replace(/\s+/g, " "), " …");
  }

  /** The columns that reports tell, in the order of the contract. */
  function toldColumns(reports) {
    return about.tables[page.table].reported
      .filter((column) => reports.some((report) => cells.asText(report.cells[column.name])));
  }

  // Joined rows

  function makeJoined(id, at) {
    const row = page.data.rows[id];
    const decided = decisions.row(page.table, id);
    const splits = splitsOf(id);
    const parted = new Map(splits.flatMap(([, d]) => d.reports.map((report) => [report.article_id, d.group])));
    const ticked = page.ticked.get(id) || new Set();
    const state = splits.length ? "split" : decided?.verdict || (row.checked ? "before" : "unchecked");
    const columns = toldColumns(row.reports);
    const now = cells.current(row.cells, decided?.cells);
    const own = new Set(cells.columns(page.table).map((column) => column.name));
    const spread = new Map(columns.map((column) =>
      [column.name, new Set(row.reports.map((r) => cells.asText(r.cells[column.name])).filter(Boolean)).size]));
    return makeBlock(at, state, title(id),
      make("h3", {}, stateMark(state), title(id)),
      make("div", { class: "sides", role: "region", tabindex: "0", "aria-label": "Reports side by side" },
        make("table", {},
          make("thead", {}, make("tr", {}, make("td", {}),
            make("th", { scope: "col", class: "own" }, "The row"),
            row.reports.map((report) => make("th", { scope: "col", class: parted.has(report.article) ? "parted" : "" },
              make("span", { class: "source" },
                [report.publisher, formatDay(report.published)].filter(Boolean).join(" · ")),
              linkTo(report, id), quoteOf(report))))),
          make("tbody", {},
            columns.map((column) => make("tr", { class: spread.get(column.name) > 1 ? "differs" : "" },
              make("th", { scope: "row", title: column.description }, cells.label(column.name)),
              make("td", { class: "own" }, own.has(column.name) ? cells.show(column, now[column.name]) : null),
              row.reports.map((report) => make("td", {}, cells.show(column, report.cells[column.name]))))),
            make("tr", { class: "ticks" }, make("th", { scope: "row" }, "not this one"),
              make("td", { class: "own" }),
              row.reports.map((report) => make("td", {}, parted.has(report.article)
                ? "split off"
                : make("label", {}, make("input", {
                  type: "checkbox", checked: ticked.has(report.article),
                  onchange: (event) => tick(id, report.article, event.target.checked),
                }), " split off"))))))),
      row.told.conflicts && make("p", { class: "conflict" }, `Reports contradict each other in: ${row.told.conflicts}`),
      make("div", { class: "actions" },
        act("accept", "a", "Accept: one, and right", at, decided?.verdict === "accept"),
        act("split", "s", "Split off what is ticked", at),
        (decided || splits.length > 0) && act("undo", "u", "Undo", at)));
  }

  function tick(id, article, on) {
    if (!page.ticked.has(id)) page.ticked.set(id, new Set());
    if (on) page.ticked.get(id).add(article);
    else page.ticked.get(id).delete(article);
  }

  function split(id) {
    const row = page.data.rows[id];
    const taken = new Set(splitsOf(id).flatMap(([, d]) => d.reports.map((report) => report.article_id)));
    const ticked = [...(page.ticked.get(id) || [])].filter((article) => !taken.has(article));
    if (!ticked.length) {
      say("Tick the reports that tell of another one");
      return false;
    }
    if (ticked.length + taken.size >= row.reports.length) {
      say("One report must stay");
      return false;
    }
    const reports = row.reports.filter((report) => ticked.includes(report.article)).map(anchorOf);
    const group = `split-${reports.map((report) => report.article_id).sort().join("+")}`;
    decisions.put(`split ${page.table} ${id} ${group}`, {
      kind: "split", table: page.table, row: id, group, reports, anchor: {}, cause: "linking",
    });
    page.ticked.delete(id);
    return true;
  }

  function anchorOf(report) {
    const words = `${report.before || ""}${report.quote || ""}${report.after || ""}`;
    const start = (report.before || "").length;
    return text.anchor(report.article, words, start, start + (report.quote || "").length);
  }

  // Pairs

  function makePair(pair, at) {
    const merged = isMerged(pair);
    const apart = decisions.get(apartId(pair)) !== null;
    const state = merged ? "merge" : apart ? "apart" : "unchecked";
    const columns = cells.columns(page.table).filter((column) =>
      [pair.one, pair.other].some((id) => cells.asText(page.data.rows[id].cells[column.name])));
    const value = (id, column) => cells.asText(page.data.rows[id].cells[column.name]);
    return makeBlock(at, state, `${title(pair.one)} and ${title(pair.other)}`,
      make("h3", {}, stateMark(state), pair.reasons.join(", ")),
      make("div", { class: "sides pair", role: "region", tabindex: "0", "aria-label": "Rows side by side" },
        make("table", {},
          make("thead", {}, make("tr", {}, make("td", {}), [pair.one, pair.other].map((id, i) =>
            make("th", { scope: "col" },
              make("span", { class: "source" }, i === 0 ? "stays" : merged ? "goes into the other" : "would go into it"),
              make("span", { class: "title" }, title(id)))))),
          make("tbody", {},
            columns.map((column) => {
              const [left, right] = [value(pair.one, column), value(pair.other, column)];
              return make("tr", { class: left && right && left !== right ? "differs" : "" },
                make("th", { scope: "row", title: column.description }, cells.label(column.name)),
                [left, right].map((each) => make("td", {}, cells.show(column, each))));
            }),
            make("tr", {}, make("th", { scope: "row" }, "reported in"),
              [pair.one, pair.other].map((id) => make("td", {},
                page.data.rows[id].reports.slice(0, 4).map((report) => make("div", { class: "report" },
                  make("span", { class: "source" },
                    [report.publisher, formatDay(report.published)].filter(Boolean).join(" · ")),
                  linkTo(report, id), quoteOf(report))),
                page.data.rows[id].reports.length > 4 &&
                  make("p", {}, `and ${count(page.data.rows[id].reports.length - 4, "more report")}`))))))),
      make("div", { class: "actions" },
        act("merge", "m", "Merge: they are one", at, merged),
        act("apart", "x", "Keep apart", at, apart),
        (merged || apart) && act("undo", "u", "Undo", at)));
  }

  function merge(pair) {
    if (leadsTo(pair.one, pair.other)) {
      say("The other one already goes into this one");
      return false;
    }
    const there = decisions.get(mergeId(pair));
    if (there && there.into !== pair.one) {
      say("This row already goes into another one; undo that first");
      return false;
    }
    decisions.put(apartId(pair), null);
    decisions.put(mergeId(pair), {
      kind: "merge", table: page.table, row: pair.other, into: pair.one, cause: "linking",
      anchor: anchorOf(page.data.rows[pair.other].reports[0]),
    });
    return true;
  }

  /** Whether a row goes, by what was decided, into another. */
  function leadsTo(row, other) {
    for (let at = row, steps = 0; at && steps < 100; steps += 1) {
      if (at === other) return true;
      at = decisions.get(`merge ${page.table} ${at}`)?.into;
    }
    return false;
  }

  // Both

  function stateMark(state) {
    const told = {
      unchecked: ["○", "not checked"], before: ["✓", "checked before"], accept: ["✓", "accepted"],
      correct: ["✎", "corrected"], delete: ["✕", "deleted"], split: ["⑂", "split"], merge: ["⊕", "merged"],
      apart: ["≠", "kept apart"],
    }[state];
    return make("span", { class: "state", role: "img", "aria-label": told[1], title: told[1] }, told[0]);
  }

  function act(name, key, told, at, pressed) {
    return make("button", {
      type: "button", class: `act ${name}`, "aria-keyshortcuts": key,
      "aria-pressed": pressed === undefined ? null : String(pressed),
      onclick: (event) => { event.stopPropagation(); choose(at); decide(name); },
    }, told, make("kbd", { "aria-hidden": "true" }, key));
  }

  const ACTIONS = {
    accept: ["joined", "Accepted", (id) => {
      const verdict = decisions.row(page.table, id)?.verdict;
      if (verdict === "correct" || verdict === "delete") {
        say(`This row was ${verdict === "correct" ? "corrected" : "deleted"} on the page of an article; u takes that back`);
        return false;
      }
      decisions.put(decisions.rowId(page.table, id), {
        kind: "row", verdict: "accept", table: page.table, row: id, anchor: anchorOf(page.data.rows[id].reports[0]),
      });
      return true;
    }],
    split: ["joined", "Split off", split],
    merge: ["near", "Merged", merge],
    apart: ["near", "Kept apart; this is remembered in this browser, and changes no row", (pair) => {
      if (isMerged(pair)) decisions.put(mergeId(pair), null);
      decisions.put(apartId(pair), { kind: "apart", table: page.table });
      return true;
    }],
  };

  function decide(name) {
    const item = items()[page.at];
    if (item === undefined) {
      say("Nothing is chosen: j goes to the first");
      return;
    }
    if (name === "undo") {
      undo(item);
      draw();
      focusBlock();
      return;
    }
    const [view, told, run] = ACTIONS[name];
    if (view !== page.view || !run(item)) return;
    const next = items().findIndex((each, at) => at > page.at && !isDone(each));
    if (next >= 0 && next < page.shown) page.at = next;
    draw();
    focusBlock();
    say(told);
  }

  function undo(item) {
    if (typeof item === "string") {
      decisions.put(decisions.rowId(page.table, item), null);
      for (const [id] of splitsOf(item)) decisions.put(id, null);
    } else {
      if (isMerged(item)) decisions.put(mergeId(item), null);
      decisions.put(apartId(item), null);
    }
    say("Taken back");
  }

  function step(by) {
    const last = items().length - 1;
    const next = page.at < 0 ? (by > 0 ? 0 : -1) : page.at + by;
    if (next < 0 || next > last) {
      say(by > 0 ? "This was the last" : "This is the first");
      return;
    }
    page.at = next;
    if (next >= page.shown) page.shown = next + STEP;
    draw();
    focusBlock();
  }

  function focusBlock() {
    const block = page.place.querySelector(".block.opened");
    block?.focus({ preventScroll: true });
    block?.scrollIntoView({ block: "nearest" });
  }

  function refresh() {
    if (page && page.root.contains(page.place)) draw();
  }

  const keys = {
    j: () => step(1), k: () => step(-1), a: () => decide("accept"), s: () => decide("split"),
    m: () => decide("merge"), x: () => decide("apart"), u: () => decide("undo"),
  };

  return { show, keys, refresh };
})();
