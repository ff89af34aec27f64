// Cells: how they are shown, typed in and checked, as the contract describes their columns.
"use strict";

newstables.cells = (() => {
  const about = newstables.given("about");
  const { make } = newstables.elements;

  const columns = (table) => about.tables[table].columns;
  const label = (column) => column.replaceAll("_", " ");

  function asText(value) {
    return value === null || value === undefined ? "" : String(value);
  }

  /** Write a value for a reader. */
  function show(column, value) {
    if (value === null || value === undefined || value === "") return "–";
    if (column.kind === "number" || column.kind === "whole") {
      const number = Number(value);
      return Number.isFinite(number) ? number.toLocaleString("en", { maximumFractionDigits: 6 }) : String(value);
    }
    if (column.kind === "day") return newstables.elements.formatDay(String(value));
    if (column.kind === "choice") return String(value).replaceAll("_", " ");
    return String(value);
  }

  /** Tell what is wrong with a text as the value of a column; null where nothing is. */
  function findFault(column, text) {
    const value = text.trim();
    if (!value) return column.nullable ? null : "must not be empty";
    if (column.kind === "day") {
      const day = new Date(`${value}T00:00:00Z`);
      const real = /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(day.valueOf()) && day.toISOString().startsWith(value);
      return real ? null : "must be a day, as in 2026-03-31";
    }
    if (column.kind === "whole") return /^\d{1,9}$/.test(value) ? null : "must be a whole number";
    if (column.kind === "number") {
      return /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(value) ? null : "must be a number, in full and without separators";
    }
    if (column.vocabulary) return value in column.vocabulary ? null : "is not one of the values there are";
    if (column.pattern && !new RegExp(column.pattern, "u").test(value)) {
      return column.pattern.includes("[A-Z]{3}") ? "must be a code of three capitals" : "must be at most twelve words";
    }
    return null;
  }

  /** Tell what is wrong with cells taken together, by column. */
  function findFaults(described, cells) {
    const faults = {};
    for (const column of described) {
      const fault = findFault(column, asText(cells[column.name]));
      if (fault) faults[column.name] = fault;
    }
    if ("date_precision" in cells) {
      const told = ["date", "date_end", "date_precision"].filter((name) => asText(cells[name]));
      if (told.length && told.length < 3) {
        for (const name of ["date", "date_end", "date_precision"]) {
          if (!asText(cells[name])) faults[name] ||= "date, date end and date precision go together";
        }
      } else if (told.length && cells.date_end < cells.date) faults.date_end ||= "lies before the date";
      else if (cells.date_precision === "day" && cells.date_end !== cells.date) {
        faults.date_end ||= "is the date itself, where the precision is a day";
      }
    }
    if ("amount" in cells && !asText(cells.amount)) {
      for (const name of ["currency", "amount_qualifier", "amount_per"]) {
        if (asText(cells[name])) faults[name] ||= "stands without an amount";
      }
    }
    if (asText(cells.value_max) && Number(cells.value_max) < Number(cells.value)) {
      faults.value_max ||= "is less than the value";
    }
    return faults;
  }

  let made = 0;

  /** Make the fields of a form for some columns; `read()` gives their texts, `mark(faults)` shows what is wrong. */
  function makeFields(described, cells, { required = false } = {}) {
    const inputs = new Map();
    const rows = described.map((column) => {
      made += 1;
      const id = `field-${made}`;
      const value = asText(cells[column.name]);
      const shared = { id, name: column.name, title: column.description, "aria-describedby": `${id}-fault` };
      let input;
      if (column.vocabulary) {
        input = make("select", shared,
          (column.nullable || !value) && make("option", { value: "" }, column.nullable ? "–" : "choose"),
          Object.entries(column.vocabulary).map(([name, told]) =>
            make("option", { value: name }, `${name.replaceAll("_", " ")}: ${told}`)));
        input.value = value;
      } else {
        input = make("input", {
          ...shared, type: "text", value, autocomplete: "off", spellcheck: column.kind === "text" ? "true" : "false",
          inputmode: column.kind === "number" || column.kind === "whole" ? "decimal" : null,
          placeholder: column.kind === "day" ? "2026-03-31" : null,
        });
      }
      inputs.set(column.name, input);
      const star = required && !column.nullable;
      return make("div", { class: "field" },
        make("label", { for: id }, label(column.name), star && make("span", { class: "star" }, " needed")),
        input, make("span", { class: "fault", id: `${id}-fault` }));
    });
    const [date, end, precision] = ["date", "date_end", "date_precision"].map((name) => inputs.get(name));
    if (date && end && precision) {
      // A day is its own last day; a time that is taken out goes as a whole.
      const follow = () => {
        if (precision.value === "day") end.value = date.value;
        if (!date.value) { end.value = ""; precision.value = ""; }
      };
      date.addEventListener("change", () => {
        if (date.value && !precision.value) precision.value = "day";
        follow();
      });
      precision.addEventListener("change", follow);
    }
    return {
      rows,
      inputs,
      read: () => Object.fromEntries([...inputs].map(([name, input]) => [name, input.value.trim()])),
      mark(faults) {
        let first = null;
        for (const [name, input] of inputs) {
          const fault = faults[name] || "";
          input.closest(".field").querySelector(".fault").textContent = fault;
          if (fault) input.setAttribute("aria-invalid", "true");
          else input.removeAttribute("aria-invalid");
          if (fault && !first) first = input;
        }
        if (first) first.focus();
        return Boolean(first);
      },
    };
  }

  /** The cells of a row as they are after what the reader decided. */
  function current(cells, decided) {
    const now = { ...cells };
    for (const [name, cell] of Object.entries(decided || {})) {
      if (cell.new === null || cell.new === "") delete now[name];
      else now[name] = cell.new;
    }
    return now;
  }

  /** The changes between cells and the texts of a form: by column, old and new. */
  function changes(cells, texts) {
    const found = {};
    for (const [name, text] of Object.entries(texts)) {
      const old = asText(cells[name]);
      const same = old === text || (old && text && typeof cells[name] === "number" && Number(text) === cells[name]);
      if (!same) found[name] = { old: old || null, new: text || null };
    }
    return found;
  }

  /** A row in a few words. */
  function title(table, cells) {
    const join = (...parts) => parts.filter(Boolean).join(" · ");
    switch (table) {
      case "people": return join(cells.name, cells.role, cells.organisation, cells.country);
      case "participants":
      case "parties": return join(cells.name, cells.role, cells.organisation, cells.country, cells.mode);
      case "meetings":
        return join(cells.kind, cells.status, newstables.elements.formatTime(cells), cells.place, cells.topic);
      case "agreements":
        return join(cells.name || cells.subject, cells.kind?.replaceAll("_", " "), cells.status?.replaceAll("_", " "),
          newstables.elements.formatTime(cells), cells.amount && money(cells));
      case "figures": return join(cells.text, cells.measure, cells.sense !== "actual" && cells.sense);
      default: return "";
    }
  }

  function money(cells) {
    return `${Number(cells.amount).toLocaleString("en")} ${cells.currency || ""}`.trim();
  }

  return { columns, label, show, asText, findFault, findFaults, makeFields, current, changes, title };
})();
