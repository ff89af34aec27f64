// What the pages do beyond being read: tables are sorted, lists searched, and the address of the site filled in.
"use strict";

(() => {
  /** The value that a cell is sorted by; null where nothing stands, which comes last either way. */
  function valueOf(row, column, numbers) {
    const cell = row.cells[column];
    const text = cell.textContent.trim();
    if (!text) return null;
    return numbers ? Number(cell.dataset.value) : text;
  }

  const compareTexts = new Intl.Collator("en", { numeric: true, sensitivity: "base" }).compare;

  function sort(table, column, numbers, down) {
    const rows = Array.from(table.tBodies[0].rows, (row) => ({ row, value: valueOf(row, column, numbers) }));
    rows.sort((one, other) => {
      if (one.value === null || other.value === null) return (one.value === null) - (other.value === null);
      const order = numbers ? one.value - other.value : compareTexts(one.value, other.value);
      return down ? -order : order;
    });
    table.tBodies[0].append(...rows.map(({ row }) => row));
  }

  for (const table of document.querySelectorAll("table[data-sort]")) {
    const heads = Array.from(table.tHead.rows[0].cells);
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      const numbers = "numbers" in head.dataset;
      button.addEventListener("click", () => {
        const before = head.getAttribute("aria-sort");
        const down = before ? before === "ascending" : numbers;
        for (const other of heads) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        sort(table, column, numbers, down);
      });
    });
  }

  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  for (const field of document.querySelectorAll("input[data-find]")) {
    const items = Array.from(document.getElementById(field.dataset.find).querySelectorAll("[data-item]"), (item) => ({
      item,
      text: fold(item.textContent),
    }));
    const line = field.closest(".find");
    const status = line.querySelector("[role=status]");
    line.hidden = false;
    field.addEventListener("input", () => {
      const words = fold(field.value).split(/\s+/).filter(Boolean);
      let found = 0;
      for (const { item, text } of items) {
        item.hidden = !words.every((word) => text.includes(word));
        if (!item.hidden) found += 1;
      }
      status.textContent = words.length ? `${found} of ${items.length}` : "";
    });
  }

  if (location.protocol.startsWith("http")) {
    const address = new URL(".", location.href).href.replace(/\/$/, "");
    for (const place of document.querySelectorAll("[data-address]")) place.textContent = address;
  }
})();
