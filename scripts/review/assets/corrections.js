// Decisions as lines of a corrections file, and back.
"use strict";

newstables.corrections = (() => {
  const about = newstables.given("about");
  const { decisions, elements } = newstables;
  const sampled = new Map(Object.entries(about.sample.rows).map(([table, ids]) => [table, new Set(ids)]));

  /** Write a value as it stands in a corrections file. */
  function asText(value) {
    return value === null || value === undefined ? "" : String(value);
  }

  /** Return the lines of a corrections file, in an order that does not depend on when things were decided. */
  function lines() {
    const found = [];
    for (const [, decision] of decisions.all()) found.push(...linesOf(decision));
    const order = (line) => [line.table, line.row_id, line.group, line.action, line.article_id, line.column].join("\t");
    return found.sort((a, b) => (order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : 0));
  }

  function linesOf(decision) {
    const line = (told) => ({
      ...Object.fromEntries(about.columns.map((column) => [column, ""])),
      table: decision.table,
      ...decision.anchor,
      reason: asText(decision.reason),
      cause: asText(decision.cause),
      note: asText(decision.note),
      decided_by: decision.by || decisions.reviewer(),
      decided_on: decision.on,
      ...told,
    });
    switch (decision.kind) {
      case "row": return linesOfRow(decision, line);
      case "add":
        return Object.entries(decision.cells).map(([column, value]) =>
          line({ action: "add", group: decision.group, column, new_value: asText(value) }));
      case "merge":
        return [line({ action: "merge", row_id: decision.row, new_value: decision.into })];
      case "split":
        return decision.reports.map((anchor) =>
          line({ action: "split", row_id: decision.row, group: decision.group, ...anchor }));
      default: return []; // what is kept apart stays as it is
    }
  }

  function linesOfRow(decision, line) {
    const group = sampled.get(decision.table)?.has(decision.row) ? about.sample.names[decision.table] : "";
    if (decision.verdict !== "correct") return [line({ action: decision.verdict, row_id: decision.row, group })];
    const set = (table, cells, anchor) => Object.entries(cells).map(([column, cell]) =>
      line({
        action: "set", table, row_id: decision.row, group, ...anchor, ...cell.anchor,
        column, old_value: asText(cell.old), new_value: asText(cell.new),
      }));
    const reports = about.tables[decision.table].reports;
    return [
      ...set(decision.table, decision.cells || {}, {}),
      ...Object.values(decision.here || {}).flatMap((here) => set(reports, here.cells, here.anchor)),
    ];
  }

  function toCsv(rows) {
    // Quoted too: whatever some reader of lines may take for the end of one.
    const quote = (text) => (/[",\r\n\v\f\x1c-\x1e\x85\u2028\u2029]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
    return [about.columns, ...rows.map((row) => about.columns.map((column) => row[column]))]
      .map((cells) => `${cells.map(quote).join(",")}\n`).join("");
  }

  function parseCsv(text) {
    const rows = [[]];
    let cell = "";
    let quoted = false;
    for (let i = text.charCodeAt(0) === 0xfeff ? 1 : 0; i < text.length; i += 1) {
      const c = text[i];
      if (quoted) {
        if (c !== '"') cell += c;
        else if (text[i + 1] === '"') { cell += '"'; i += 1; } else quoted = false;
      } else if (c === '"') quoted = true;
      else if (c === ",") { rows.at(-1).push(cell); cell = ""; }
      else if (c === "\n") { rows.at(-1).push(cell); cell = ""; rows.push([]); }
      else if (c !== "\r") cell += c;
    }
    if (cell || rows.at(-1).length) rows.at(-1).push(cell);
    else rows.pop();
    const head = rows.shift() || [];
    const missing = about.columns.filter((column) => !head.includes(column));
    if (missing.length) throw new Error(`is no corrections file: it has no column ${missing[0]}`);
    return rows.filter((row) => row.some(Boolean))
      .map((row) => Object.fromEntries(head.map((column, i) => [column, row[i] || ""])));
  }

  /** Turn lines of a corrections file into decisions; returns pairs of id and decision, and how many lines have none. */
  function fromLines(rows) {
    const found = new Map();
    let left = 0;
    for (const line of rows) {
      const anchor = pick(line, ["article_id", "quote", "prefix", "suffix"]);
      const table = tableOf(line.table);
      const told = {
        table, row: line.row_id, anchor, on: line.decided_on, by: line.decided_by,
        ...pick(line, ["reason", "cause", "note"]),
      };
      if (!table) left += 1;
      else if (line.action === "accept" || line.action === "delete") {
        found.set(decisions.rowId(table, line.row_id), { kind: "row", verdict: line.action, ...told });
      } else if (line.action === "set") {
        const id = decisions.rowId(table, line.row_id);
        const decision = found.get(id) || { kind: "row", verdict: "correct", cells: {}, here: {}, ...told };
        const cell = { old: line.old_value || null, new: line.new_value || null, anchor };
        if (line.table === table) decision.cells[line.column] = cell;
        else {
          decision.here[line.article_id] ||= { anchor, cells: {} };
          decision.here[line.article_id].cells[line.column] = cell;
        }
        found.set(id, decision);
      } else if (line.action === "add") {
        const id = `add ${line.group}`;
        const decision = found.get(id) || { kind: "add", group: line.group, cells: {}, ...told };
        decision.cells[line.column] = line.new_value;
        found.set(id, decision);
      } else if (line.action === "merge") {
        found.set(`merge ${table} ${line.row_id}`, { kind: "merge", into: line.new_value, ...told });
      } else if (line.action === "split") {
        const id = `split ${table} ${line.row_id} ${line.group}`;
        const decision = found.get(id) || { kind: "split", group: line.group, reports: [], ...told, anchor: {} };
        decision.reports.push(anchor);
        found.set(id, decision);
      } else left += 1;
    }
    return { pairs: [...found.entries()], left };
  }

  function tableOf(name) {
    if (about.tables[name]) return name;
    return Object.keys(about.tables).find((table) => about.tables[table].reports === name) || null;
  }

  function pick(line, columns) {
    return Object.fromEntries(columns.map((column) => [column, line[column]]));
  }

  /** Hand the corrections file to the reader. */
  function download() {
    const rows = lines();
    const who = decisions.reviewer().toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");
    const link = elements.make("a", { download: `corrections-${who || "unnamed"}.csv`, hidden: true });
    link.href = URL.createObjectURL(new Blob([toCsv(rows)], { type: "text/csv" }));
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    decisions.markExported();
    return rows.length;
  }

  return { lines, toCsv, parseCsv, fromLines, download };
})();
