// What the reader has decided, kept in the browser under the hash of the build, one entry for each decision, so that
// two windows on one build do not overwrite each other's.
"use strict";

newstables.decisions = (() => {
  const about = newstables.given("about");
  const prefix = `newstables review ${about.hash} `;
  const stateKey = `${prefix}state`;
  const reviewerKey = "newstables reviewer";
  const entries = new Map();
  const listeners = [];
  let state = { changed: 0, exported: 0 };

  function read() {
    entries.clear();
    try {
      for (let i = 0; i < localStorage.length; i += 1) {
        const key = localStorage.key(i);
        if (!key.startsWith(prefix) || key === stateKey) continue;
        entries.set(key.slice(prefix.length), JSON.parse(localStorage.getItem(key)));
      }
      state = JSON.parse(localStorage.getItem(stateKey)) || { changed: 0, exported: 0 };
    } catch (error) {
      complain(error);
    }
  }

  function complain(error) {
    newstables.elements.warn(
      `This browser does not keep decisions (${error.name}): export them before you close the page.`,
    );
  }

  function write(key, value) {
    try {
      if (value === null) localStorage.removeItem(key);
      else localStorage.setItem(key, JSON.stringify(value));
    } catch (error) {
      complain(error);
    }
  }

  function changed() {
    state = { ...state, changed: state.changed + 1 };
    write(stateKey, state);
    for (const listener of listeners) listener();
  }

  function today() {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
  }

  /** Keep a decision, with its day; `null` takes it back. */
  function put(id, decision) {
    if (decision === null) {
      if (!entries.delete(id)) return;
      write(prefix + id, null);
    } else {
      const dated = { on: today(), ...decision };
      entries.set(id, dated);
      write(prefix + id, dated);
    }
    changed();
  }

  /** Keep many decisions at once. */
  function putAll(pairs) {
    for (const [id, decision] of pairs) {
      entries.set(id, decision);
      write(prefix + id, decision);
    }
    changed();
  }

  function markExported() {
    state = { ...state, exported: state.changed };
    write(stateKey, state);
    for (const listener of listeners) listener();
  }

  function reviewer(name) {
    if (name !== undefined) {
      try {
        localStorage.setItem(reviewerKey, name);
      } catch (error) {
        complain(error);
      }
      return name;
    }
    try {
      return localStorage.getItem(reviewerKey) || "";
    } catch {
      return "";
    }
  }

  const rowId = (table, row) => `row ${table} ${row}`;

  window.addEventListener("storage", (event) => {
    if (event.key !== null && !event.key.startsWith(prefix)) return;
    read();
    for (const listener of listeners) listener("elsewhere");
  });
  read();

  return {
    get: (id) => entries.get(id) || null,
    row: (table, row) => entries.get(rowId(table, row)) || null,
    rowId,
    all: () => [...entries.entries()],
    size: () => [...entries.values()].filter((entry) => entry.kind !== "apart").length,
    put,
    putAll,
    pending: () => state.changed > state.exported && (entries.size > 0 || state.exported > 0),
    markExported,
    reviewer,
    listen: (listener) => listeners.push(listener),
  };
})();
