// One article: its text with the evidence marked, beside it the rows it gave.
"use strict";

newstables.article = (() => {
  const about = newstables.given("about");
  const { cards, cells, decisions, text } = newstables;
  const { make, replace, say, warn, formatDay, count } = newstables.elements;
  const ORDER = ["meetings", "agreements", "people", "figures"];
  const ADDING = "adding"; // stands for the row that is being added
  const HEADINGS = { meetings: "Meetings", agreements: "Agreements", people: "People", figures: "Figures" };

  let page = null; // what is shown: {file, data, rows, root, opened, correcting, adding, hidden, cycle}

  const keyOf = (row) => `${row.table}/${row.id}`;

  function show(root, file, data, wanted, from) {
    if (page && page.file !== file) newstables.forget(page.file);
    const same = page && page.file === file && page.root === root && root.contains(page.textPlace);
    if (!same) {
      page = { file, data, root, opened: null, correcting: false, adding: null, hidden: new Set(), cycle: null, from };
      layOut();
    }
    page.from = from;
    gather();
    if (wanted && page.rows.some((row) => row.key === wanted)) openRow(wanted, true);
    else drawAll();
  }

  /** Put the rows in the order in which they are read: each meeting and agreement with its members, people, figures. */
  function gather() {
    const given = page.data.rows.map((row) => ({ ...row, key: keyOf(row) }));
    const rows = [...given, ...addedRows()];
    const placed = [];
    for (const table of ORDER) {
      for (const row of rows.filter((r) => r.table === table)) {
        placed.push(row, ...rows.filter((r) => r.parent === row.id && r.parent !== undefined && r.table !== table));
      }
    }
    const left = rows.filter((row) => !placed.includes(row)); // members of what stands in another article
    page.rows = [...placed, ...left];
  }

  /** The rows that the reader has added to this article. */
  function addedRows() {
    const article = page.data.article.article_id;
    return decisions.all().filter(([, d]) => d.kind === "add" && d.anchor.article_id === article).map(([id, d]) => {
      const parent = about.tables[d.table].parent;
      return {
        table: d.table, id: d.group, key: `${d.table}/${d.group}`, added: id, cells: d.cells, told: {}, concerns: [],
        parent: parent ? d.cells[about.tables[parent].key] : null,
        places: d.place ? [{ ...d.place, column: null, rule: "added" }] : findAnchor(d.anchor),
      };
    });
  }

  function findAnchor(anchor) {
    for (const { part, text: words } of page.data.parts) {
      const at = words.indexOf(anchor.prefix + anchor.quote + anchor.suffix);
      if (at >= 0) {
        const start = at + anchor.prefix.length;
        return [{ part, start, end: start + anchor.quote.length, column: null, rule: "added" }];
      }
    }
    return [];
  }

  function layOut() {
    const { article } = page.data;
    document.title = `${article.title || article.article_id} – review of ${about.name}`;
    const link = /^https?:\/\//i.test(article.url || "")
      ? make("a", { href: article.url, rel: "noreferrer noopener", target: "_blank" }, "published page") : null;
    page.textPlace = make("div", { class: "text" });
    page.list = make("div", { class: "rows" });
    page.progress = make("p", { class: "progress" });
    page.addButton = make("button", { type: "button", class: "add-here", hidden: true, onclick: take });
    page.legend = make("div", { class: "legend", role: "group", "aria-label": "Marks shown" });
    const pieces = [
      article.publisher, formatDay(article.published), article.byline && (/^\p{Ll}/u.test(article.byline) ? article.byline : `by ${article.byline}`), article.agency,
      article.dateline, count(article.words, "word"), article.kind === "summary" && "summary",
    ].filter(Boolean);
    replace(page.root, make("div", { class: "article" },
      make("section", { class: "reading", "aria-label": "Article", tabindex: "0" },
        make("div", { class: "about" },
          make("p", { class: "source" }, pieces.join(" · "), link && [" · ", link]),
          !page.data.parts.some((p) => p.part === "title") &&
            make("h2", { class: "title" }, article.title || article.article_id),
          article.copy_of && make("p", { class: "copy" }, `A copy of ${article.copy_of}; it gives no rows of its own.`),
          page.data.copies.length > 0 &&
            make("p", { class: "copy" }, `Printed alike elsewhere: ${page.data.copies.join(", ")}`)),
        page.legend, page.textPlace),
      make("section", { class: "side", "aria-label": "Rows", tabindex: "0" },
        make("div", { class: "walk" },
          make("a", { href: page.from === "sample" ? "#/sample" : "#/articles" },
            page.from === "sample" ? "← Sample" : "← Articles"),
          page.progress,
          make("button", { type: "button", onclick: () => walk(-1), "aria-keyshortcuts": "p" }, "Before"),
          make("button", { type: "button", onclick: () => walk(1), "aria-keyshortcuts": "n" }, "Next")),
        page.list),
      page.addButton));
  }

  function drawAll() {
    drawLegend();
    drawText();
    drawRows();
  }

  function drawLegend() {
    const tables = Object.keys(about.tables);
    replace(page.legend, tables.map((table) => {
      const number = page.rows.filter((row) => row.table === table).length;
      return make("button", {
        type: "button", class: `key k-${table}`, "aria-pressed": page.hidden.has(table) ? "false" : "true",
        title: "show or hide these marks",
        onclick: () => {
          if (!page.hidden.delete(table)) page.hidden.add(table);
          drawLegend();
          drawText();
          light(false);
        },
      }, make("span", { class: `swatch on-${table}` }, table), make("span", { class: "number" }, String(number)));
    }));
  }

  function drawText() {
    const marks = page.rows
      .filter((row) => !page.hidden.has(row.table) && cards.stateOf(row) !== "delete")
      .flatMap((row) => row.places.map((place) => ({ ...place, row: row.key, table: row.table })));
    if (page.adding) marks.push({ ...page.adding.place, row: ADDING, table: null, column: null });
    const { elements, byRow } = text.render(page.data.parts, marks, pick);
    replace(page.textPlace, elements);
    page.byRow = byRow;
  }

  /** A marked piece was clicked: open its row; where several stand on it, one after the other. */
  function pick(keys) {
    const rows = keys.filter((key) => key !== ADDING);
    if (!rows.length) return;
    const at = rows.indexOf(page.opened);
    const next = rows[(at + 1) % rows.length];
    openRow(next, false);
    if (rows.length > 1) {
      say(`${rows.indexOf(next) + 1} of ${rows.length} rows that stand on these words; click again for the next`);
    }
  }

  function drawRows() {
    const view = {
      article: page.data, opened: page.opened, correcting: page.correcting,
      open: (key) => openRow(page.opened === key ? null : key, true),
      act, keep, leave, show: showPlace,
    };
    const sections = [];
    const used = new Set();
    for (const table of ORDER) {
      const rows = page.rows.filter((row) => row.table === table ||
        (row.parent && about.tables[row.table].parent === table));
      rows.forEach((row) => used.add(row.key));
      if (rows.length) {
        sections.push(make("h3", {}, HEADINGS[table]),
          make("ul", { class: "cards" }, rows.map((row) => cards.makeCard(row, view))));
      }
    }
    if (!page.rows.length) {
      sections.push(make("p", { class: "none" },
        "No row came out of this article. Select words in the text to add one."));
    }
    replace(page.list,
      page.adding && newstables.adding.makeForm(page.adding, page.rows, keepAdded, leave),
      sections);
    const left = page.rows.filter((row) => cards.stateOf(row) === "unchecked").length;
    page.progress.textContent = left ? `${count(left, "row")} to check` : "all checked";
  }

  function openRow(key, scrollText) {
    page.opened = key;
    page.correcting = false;
    drawAll();
    light(scrollText);
    const card = page.list.querySelector(".card.opened");
    if (card) {
      card.scrollIntoView({ block: "nearest" });
      card.querySelector(".head").focus({ preventScroll: true });
    }
  }

  /** Light up the evidence of the row that is open. */
  function light(scroll) {
    for (const piece of page.textPlace.querySelectorAll(".lit, .lit-cell")) piece.classList.remove("lit", "lit-cell");
    const found = page.byRow.get(page.adding ? ADDING : page.opened) || [];
    for (const { piece, mark } of found) piece.classList.add(mark.column === null ? "lit" : "lit-cell");
    const first = found.find(({ mark }) => mark.column === null) || found[0];
    if (scroll && first) first.piece.scrollIntoView({ block: "center" });
  }

  /** Bring one place of a row into view, and point at it. */
  function showPlace(row, place) {
    light(false);
    const found = (page.byRow.get(row.key) || [])
      .filter(({ mark }) => mark.start === place.start && mark.end === place.end && mark.part === place.part);
    for (const { piece } of found) {
      piece.classList.remove("pointed");
      void piece.offsetWidth; // so that the animation starts anew
      piece.classList.add("pointed");
    }
    found[0]?.piece.scrollIntoView({ block: "center" });
  }

  function openedRow() {
    return page.rows.find((row) => row.key === page.opened) || null;
  }

  function step(by) {
    if (!page.rows.length) return;
    const at = page.rows.findIndex((row) => row.key === page.opened);
    const next = at < 0 ? (by > 0 ? 0 : page.rows.length - 1) : at + by;
    if (next < 0 || next >= page.rows.length) {
      say(by > 0 ? "This was the last row; n goes to the next article" : "This is the first row");
      return;
    }
    openRow(page.rows[next].key, true);
  }

  function act(name, key) {
    const row = key ? page.rows.find((r) => r.key === key) : openedRow();
    if (!row) {
      say("No row is open: j opens the first");
      return;
    }
    if (name === "undo") {
      if (decisions.row(row.table, row.id)?.verdict === "delete") {
        for (const member of membersOf(row)) {
          if (decisions.row(member.table, member.id)?.follows === row.key) {
            decisions.put(decisions.rowId(member.table, member.id), null);
          }
        }
      }
      decisions.put(row.added || decisions.rowId(row.table, row.id), null);
      if (row.added) page.opened = null;
      gather();
      drawAll();
      light(false);
      say("Taken back");
    } else if (row.added) say("A row that was added can be taken back with u");
    else if (name === "correct") {
      page.opened = row.key;
      page.correcting = true;
      page.chosen = null;
      drawRows();
      light(false);
      page.list.querySelector(".card.opened")?.scrollIntoView({ block: "nearest" });
    } else if (name === "accept" && cards.stateOf(row) === "correct") {
      advance(row, "It stays as corrected, which counts as checked");
    } else {
      decide(row, { verdict: name });
      const following = name === "delete" ? membersOf(row).filter((member) => cards.stateOf(member) === "unchecked") : [];
      for (const member of following) decide(member, { verdict: "delete", follows: row.key });
      const told = name === "accept" ? "Accepted" : "Deleted";
      const named = about.tables[row.table].members;
      advance(row, following.length ? `${told}, with ${following.length} ${named}` : told);
    }
  }

  /** The rows of this article that are members of a meeting or an agreement. */
  function membersOf(row) {
    return page.rows.filter((member) => !member.added && member.parent === row.id &&
      about.tables[member.table].parent === row.table);
  }

  function decide(row, told) {
    decisions.put(decisions.rowId(row.table, row.id), {
      kind: "row", table: row.table, row: row.id, anchor: cards.anchorOf(page.data, row), ...told,
    });
  }

  /** Go on to the next row that nobody has looked at. */
  function advance(row, told) {
    const at = page.rows.findIndex((r) => r.key === row.key);
    const next = page.rows.slice(at + 1).find((r) => cards.stateOf(r) === "unchecked");
    if (next && page.from !== "sample") openRow(next.key, true);
    else openRow(row.key, false);
    const left = page.rows.filter((r) => cards.stateOf(r) === "unchecked").length;
    if (page.from === "sample") say(`${told}; n goes to the next row of the sample`);
    else say(left ? told : `${told}; every row of this article is checked, n goes on`);
  }

  function keep(row, told) {
    const { cells: changed, here, cause, reason, note } = told;
    if (!Object.keys(changed).length && !Object.keys(here).length) {
      say("Nothing was changed; a accepts the row as it is");
      leave();
      return;
    }
    const anchor = page.chosen || cards.anchorOf(page.data, row);
    for (const [column, cell] of Object.entries(changed)) {
      cell.anchor = page.chosen || cards.anchorOf(page.data, row, column);
    }
    const before = decisions.row(row.table, row.id)?.here || {};
    const reports = { ...before, [page.data.article.article_id]: { anchor, cells: here } };
    if (!Object.keys(here).length) delete reports[page.data.article.article_id];
    page.correcting = false;
    decide(row, {
      verdict: "correct", cells: changed, here: reports,
      ...Object.fromEntries(Object.entries({ cause, reason, note }).filter(([, value]) => value)),
    });
    advance(row, "Corrected");
  }

  function leave() {
    page.correcting = false;
    page.adding = null;
    drawAll();
    light(false);
    page.list.querySelector(".card.opened .head")?.focus({ preventScroll: true });
  }

  // Adding

  function watchSelection() {
    if (!page || !page.root.contains(page.textPlace)) return;
    const place = text.selected(page.textPlace);
    page.selection = place;
    if (!place) {
      page.addButton.hidden = true;
      return;
    }
    const words = page.data.parts.find((p) => p.part === place.part).text.slice(place.start, place.end).trim();
    if (!words) return;
    const box = window.getSelection().getRangeAt(0).getBoundingClientRect();
    replace(page.addButton, page.correcting ? "These words say it: " : "Add a row: ", make("b", {}, words.length > 32 ? `${words.slice(0, 30)}…` : words),
      make("kbd", { "aria-hidden": "true" }, "i"));
    page.addButton.hidden = false;
    page.addButton.style.left = `${Math.max(8, Math.min(box.left, window.innerWidth - 330))}px`;
    page.addButton.style.top = `${Math.min(window.innerHeight - 48, box.bottom + 6)}px`;
  }

  /** Take the words selected: as what a new row stands on, or what a correction rests on. */
  function take() {
    const place = text.selected(page.textPlace) || page.selection;
    if (!place) {
      say("Select words in the text first: they are what the row stands on");
      return;
    }
    const whole = page.data.parts.find((p) => p.part === place.part).text;
    const trimmed = text.trim(whole, place);
    const words = whole.slice(trimmed.start, trimmed.end);
    const anchor = text.anchor(page.data.article.article_id, whole, trimmed.start, trimmed.end);
    page.addButton.hidden = true;
    page.selection = null;
    window.getSelection().removeAllRanges();
    if (page.correcting) {
      page.chosen = anchor;
      replace(page.list.querySelector(".chosen"), "rests on ", make("q", {}, words));
    } else startAdding({ place: trimmed, words, anchor });
  }

  function startAdding(adding) {
    page.adding = adding;
    page.opened = null;
    drawAll();
    light(false);
    page.list.querySelector("form select")?.focus();
    page.list.closest(".side").scrollTop = 0;
  }

  function keepAdded(table, values, person) {
    const { anchor, place } = page.adding;
    const add = (to, cells) => {
      const group = `new-${newId()}`;
      decisions.put(`add ${group}`, { kind: "add", table: to, group, cells, anchor, place });
      return group;
    };
    const group = add(table, person ? { ...values, person_id: add("people", person) } : values);
    page.adding = null;
    gather();
    openRow(`${table}/${group}`, true);
    say(person ? "Added, with the person" : "Added");
  }

  /** Six bytes at random, so that two reviewers' new rows never share a group. */
  function newId() {
    return [...crypto.getRandomValues(new Uint8Array(6))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  function walk(by) {
    const next = page.from === "sample" ? newstables.sample.next(page.opened, by) : newstables.overview.next(page.file, by);
    if (next) location.hash = next;
    else say(by > 0 ? "There is no further one to check" : "There is none before");
  }

  function refresh() {
    if (!page || !page.root.contains(page.textPlace)) return;
    if (page.correcting || page.adding) return; // what is being typed stays
    gather();
    drawAll();
    light(false);
  }

  document.addEventListener("selectionchange", watchSelection);

  const keys = {
    j: () => step(1), k: () => step(-1), a: () => act("accept"), c: () => act("correct"), d: () => act("delete"),
    u: () => act("undo"), i: take, n: () => walk(1), p: () => walk(-1), Escape: leave,
  };

  return { show, keys, refresh };
})();
