// The text of an article with its evidence marked. Marks may overlap: the text is cut wherever one begins or ends, and
// each piece carries a line for every table that stands on it.
"use strict";

newstables.text = (() => {
  const { make } = newstables.elements;
  const AROUND = 40; // characters before and after a quotation by which it is found again
  const LONGEST = 200; // characters of a quotation

  /**
   * Render the parts of an article.
   *
   * parts: [{part, text}]; marks: [{row, table, part, start, end, column}], row being the key of a row, and table null
   * for words that are no evidence yet.
   * pick(rows, piece): called when a marked piece is clicked, with the keys of its rows, the shortest mark first.
   */
  function render(parts, marks, pick) {
    const byRow = new Map();
    const elements = parts.map(({ part, text }) => {
      const here = marks.filter((mark) => mark.part === part);
      const place = make(part === "title" ? "h2" : "div", { class: `part ${part}`, data: { part } });
      for (const line of cut(text, here)) {
        const into = part === "title" ? place : make("p");
        for (const piece of line) into.append(makePiece(piece, byRow, pick));
        if (into !== place) place.append(into);
      }
      return place;
    });
    return { elements, byRow };
  }

  /** Cut a text into paragraphs of pieces: {start, text, marks}. */
  function cut(text, marks) {
    const edges = new Set([0, text.length]);
    for (const mark of marks) edges.add(mark.start).add(mark.end);
    for (const found of text.matchAll(/\n+/g)) edges.add(found.index).add(found.index + found[0].length);
    const sorted = [...edges].filter((edge) => edge >= 0 && edge <= text.length).sort((a, b) => a - b);
    const opening = [...marks].sort((a, b) => a.start - b.start);
    const paragraphs = [[]];
    let open = [];
    let next = 0;
    for (let i = 0; i + 1 < sorted.length; i += 1) {
      const [start, end] = [sorted[i], sorted[i + 1]];
      open = open.filter((mark) => mark.end > start);
      while (next < opening.length && opening[next].start <= start) {
        if (opening[next].end > start) open.push(opening[next]);
        next += 1;
      }
      const words = text.slice(start, end);
      if (/^\n\n+$/.test(words)) paragraphs.push([]);
      else paragraphs.at(-1).push({ start, text: words, marks: [...open] });
    }
    return paragraphs.filter((pieces) => pieces.length);
  }

  function makePiece({ start, text, marks }, byRow, pick) {
    if (/^\n$/.test(text)) return make("br");
    const rows = [...new Set([...marks].sort((a, b) => a.end - a.start - (b.end - b.start)).map((mark) => mark.row))];
    const whole = new Set(marks.filter((mark) => mark.table && mark.column === null).map((mark) => mark.table));
    const cells = new Set(marks.filter((mark) => mark.column !== null && !whole.has(mark.table)).map((m) => m.table));
    const tables = [...new Set(marks.map((mark) => mark.table).filter(Boolean))];
    const piece = make(marks.length ? "mark" : "span", {
      title: tables.map((table) => newstables.given("about").tables[table].one).join(", ") || null,
      class: ["piece", ...[...whole].map((t) => `on-${t}`), ...[...cells].map((t) => `cell-${t}`)].join(" "),
      data: { start },
    }, text);
    if (marks.length) {
      piece.classList.add("marked");
      piece.addEventListener("click", () => {
        if (window.getSelection().isCollapsed) pick(rows, piece);
      });
      for (const mark of marks) {
        if (!byRow.has(mark.row)) byRow.set(mark.row, []);
        byRow.get(mark.row).push({ piece, mark });
      }
    }
    return piece;
  }

  /** Return the place that the reader has selected: {part, start, end}, or null. */
  function selected(root) {
    const selection = window.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!root.contains(range.commonAncestorContainer)) return null;
    const pieces = [...root.querySelectorAll(".piece")].filter((piece) => range.intersectsNode(piece));
    let first = null;
    let last = null;
    for (const piece of pieces) {
      const start = Number(piece.dataset.start);
      const node = piece.firstChild;
      const from = range.startContainer === node ? range.startOffset : 0;
      const to = range.endContainer === node ? range.endOffset : node.length;
      if (to <= from) continue;
      const part = piece.closest("[data-part]").dataset.part;
      if (first && first.part !== part) break;
      first ||= { part, at: start + from };
      last = start + to;
    }
    return first && last > first.at ? { part: first.part, start: first.at, end: last } : null;
  }

  /** Take white space off the ends of a place. */
  function trim(text, place) {
    const words = text.slice(place.start, place.end);
    const before = words.length - words.trimStart().length;
    return { ...place, start: place.start + before, end: place.start + before + words.trim().length };
  }

  /** Describe a place so that it is found again where offsets have moved: its words, and some before and after. */
  function anchor(article, text, start, end) {
    const stop = Math.min(end, start + LONGEST);
    const whole = (from, to) => text.slice(avoidHalf(text, from), avoidHalf(text, to));
    return {
      article_id: article,
      quote: whole(start, stop),
      prefix: whole(Math.max(0, start - AROUND), start),
      suffix: whole(stop, Math.min(text.length, stop + AROUND)),
    };
  }

  /** Keep out of the middle of a character that is two units long. */
  function avoidHalf(text, at) {
    const unit = text.charCodeAt(at);
    return unit >= 0xdc00 && unit <= 0xdfff ? at - 1 : at;
  }

  return { render, selected, trim, anchor };
})();
