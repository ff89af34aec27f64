// A row as a card: in one line, and opened with its cells, the words they stand on, and what can be decided.
"use strict";

newstables.cards = (() => {
  const about = newstables.given("about");
  const { cells, decisions, text } = newstables;
  const { make, count } = newstables.elements;

  const STATES = {
    unchecked: ["○", "not checked"],
    before: ["✓", "checked before"],
    accept: ["✓", "accepted"],
    correct: ["✎", "corrected"],
    delete: ["✕", "deleted"],
    add: ["+", "added"],
  };

  function stateOf(row) {
    if (row.added) return "add";
    return decisions.row(row.table, row.id)?.verdict || (row.checked ? "before" : "unchecked");
  }

  /** The words that a decision rests on: of a cell those that give it, else the first that say that the row is. */
  function anchorOf(article, row, column = null) {
    const place = row.places.find((p) => p.column === column) || row.places.find((p) => p.column === null) ||
      row.places[0];
    const part = article.parts.find((p) => p.part === place.part);
    return text.anchor(article.article.article_id, part.text, place.start, place.end);
  }

  /**
   * Make the card of a row.
   *
   * view: {article, opened, correcting, open(key), act(name, key), show(row, column)}.
   */
  function makeCard(row, view) {
    const state = stateOf(row);
    const opened = view.opened === row.key;
    const decided = row.added ? null : decisions.row(row.table, row.id);
    const now = cells.current(row.cells, decided?.cells);
    const card = make("li", {
      class: `card t-${row.table} is-${state}${opened ? " opened" : ""}${row.parent ? " member" : ""}`,
      data: { row: row.key },
    });
    card.append(make("button", {
      type: "button", class: "head", "aria-expanded": opened ? "true" : "false", onclick: () => view.open(row.key),
    },
    make("span", { class: "state", role: "img", "aria-label": STATES[state][1], title: STATES[state][1] },
      STATES[state][0]),
    make("span", { class: "what" }, about.tables[row.table].one),
    make("span", { class: "title" }, cells.title(row.table, now)),
    state === "unchecked" && !opened && row.concerns?.length
      ? make("span", { class: "why" }, about.concerns[row.concerns[0]].told) : null));
    if (opened) card.append(view.correcting ? makeForm(row, now, decided, view) : makeBody(row, now, decided, view));
    return card;
  }

  function makeBody(row, now, decided, view) {
    const { article } = view;
    const quotes = (column) => (row.places || []).filter((place) => place.column === column).map((place) => {
      const words = article.parts.find((p) => p.part === place.part).text.slice(place.start, place.end);
      return make("button", {
        type: "button", class: "quote", title: `${place.rule} · show in the text`, onclick: () => view.show(row, place),
      }, `“${words.length > 90 ? `${words.slice(0, 88)}…` : words}”`);
    });
    const changed = decided?.cells || {};
    const lines = cells.columns(row.table)
      .filter((column) => cells.asText(now[column.name]) || changed[column.name] || quotes(column.name).length)
      .map((column) => make("div", { class: `cell${changed[column.name] ? " changed" : ""}` },
        make("dt", { title: column.description }, cells.label(column.name)),
        make("dd", {},
          make("span", { class: "value" }, cells.show(column, now[column.name])),
          changed[column.name] && make("s", {}, cells.show(column, changed[column.name].old)),
          quotes(column.name))));
    const empty = cells.columns(row.table).filter((column) => !cells.asText(now[column.name])).length;
    const told = Object.entries(row.told || {}).filter(([name]) => ["countries", "conflicts"].includes(name));
    return make("div", { class: "detail" },
      row.concerns?.length
        ? make("ul", { class: "concerns" }, row.concerns.map((name) => make("li", {}, about.concerns[name].told))) : null,
      make("dl", { class: "cells" }, lines,
        told.map(([name, value]) => make("div", { class: "cell told" },
          make("dt", {}, cells.label(name)), make("dd", {}, make("span", { class: "value" }, value))))),
      empty > 0 && make("p", { class: "empty" }, `${count(empty, "cell is", "cells are")} empty: the article does not say it`),
      row.here && makeHere(row, decided, article),
      row.places?.some((place) => place.column === null)
        ? make("p", { class: "stands" }, "stands on ", quotes(null)) : null,
      makeActions(row, decided, view));
  }

  /** What this article alone says, of a row that several were joined into. */
  function makeHere(row, decided, article) {
    const said = cells.current(row.here, decided?.here?.[article.article.article_id]?.cells);
    return make("details", { class: "here", open: true },
      make("summary", {}, `As this article alone tells it; the row is joined from ${row.told.articles}`),
      make("dl", { class: "cells" }, about.tables[row.table].reported
        .filter((column) => cells.asText(said[column.name]))
        .map((column) => make("div", { class: "cell" },
          make("dt", { title: column.description }, cells.label(column.name)),
          make("dd", {}, make("span", { class: "value" }, cells.show(column, said[column.name])))))),
      make("p", {}, make("a", { href: `#/joined/${row.table}/${row.id}` }, "See what was joined, side by side")));
  }

  function makeActions(row, decided, view) {
    const button = (name, key, told, pressed) => make("button", {
      type: "button", class: `act ${name}`, "aria-pressed": pressed === undefined ? null : String(pressed),
      "aria-keyshortcuts": key, onclick: () => view.act(name, row.key),
    }, told, make("kbd", { "aria-hidden": "true" }, key));
    if (row.added) return make("div", { class: "actions" }, button("undo", "u", "Take back"));
    return make("div", { class: "actions" },
      button("accept", "a", "Accept", decided?.verdict === "accept"),
      button("correct", "c", "Correct", decided?.verdict === "correct"),
      button("delete", "d", "Delete", decided?.verdict === "delete"),
      decided && button("undo", "u", "Undo"));
  }

  function makeForm(row, now, decided, view) {
    const main = cells.makeFields(cells.columns(row.table), now);
    const articleId = view.article.article.article_id;
    const reported = row.here ? about.tables[row.table].reported : [];
    const said = row.here ? cells.current(row.here, decided?.here?.[articleId]?.cells) : {};
    const here = cells.makeFields(reported, said);
    const why = cells.makeFields([
      { name: "cause", kind: "choice", nullable: true, vocabulary: about.causes, description: "Where the error came from" },
      { name: "reason", kind: "text", nullable: true, description: "Why it is decided so; a release lists it" },
      { name: "note", kind: "text", nullable: true, description: "What readers are told" },
    ], decided || {});
    const save = (event) => {
      event.preventDefault();
      const faults = cells.findFaults(cells.columns(row.table), main.read());
      if (main.mark(faults)) return;
      if (here.mark(cells.findFaults(reported, here.read()))) return;
      view.keep(row, {
        cells: cells.changes(row.cells, main.read()),
        here: row.here ? cells.changes(row.here, here.read()) : {},
        ...why.read(),
      });
    };
    const form = make("form", { class: "detail form", onsubmit: save, novalidate: true },
      main.rows,
      row.here && make("fieldset", {},
        make("legend", {}, "As this article alone tells it"), here.rows),
      make("p", { class: "chosen" },
        "Other words say it? Select them in the text, and press the button that appears."),
      make("fieldset", { class: "reasons" }, make("legend", {}, "Why (may stay empty)"), why.rows),
      make("div", { class: "actions" },
        make("button", { class: "act main", type: "submit" }, "Keep", make("kbd", { "aria-hidden": "true" }, "Enter")),
        make("button", { class: "act", type: "button", onclick: () => view.leave() }, "Leave",
          make("kbd", { "aria-hidden": "true" }, "Esc"))));
    queueMicrotask(() => main.inputs.values().next().value?.focus());
    return form;
  }

  return { makeCard, stateOf, anchorOf, STATES };
})();
