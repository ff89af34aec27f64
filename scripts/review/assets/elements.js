// Elements of the page. Text only ever becomes text: nothing here reads markup.
"use strict";

newstables.elements = (() => {
  /**
   * Make an element. Properties that start with "on" listen, "class" and "data" are what they say, others are
   * attributes; null and false leave one out. Children are elements, text, or lists of them.
   */
  function make(name, properties, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(properties || {})) {
      if (value === null || value === undefined || value === false) continue;
      if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
      else if (key === "class") element.className = value;
      else if (key === "data") Object.assign(element.dataset, value);
      else if (key === "value") element.value = value;
      else element.setAttribute(key, value === true ? "" : String(value));
    }
    fill(element, children);
    return element;
  }

  function fill(element, children) {
    for (const child of children.flat(Infinity)) {
      if (child !== null && child !== undefined && child !== false) element.append(child);
    }
    return element;
  }

  /** Replace what stands in an element. */
  function replace(element, ...children) {
    element.replaceChildren();
    return fill(element, children);
  }

  /** Tell the reader something in passing. */
  function say(text) {
    const place = document.getElementById("said");
    place.textContent = text;
    place.classList.remove("shown");
    void place.offsetWidth; // so that the animation starts anew
    place.classList.add("shown");
  }

  /** Tell the reader of trouble that stays. */
  function warn(text) {
    const place = document.getElementById("trouble");
    place.textContent = text;
    place.hidden = !text;
  }

  const MONTHS = [
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
  ];

  function formatDay(day) {
    const [year, month, date] = day.split("-").map(Number);
    return `${date} ${MONTHS[month - 1]} ${year}`;
  }

  /** Write a time as a reader would: to the precision that it has. */
  function formatTime(cells) {
    if (!cells.date) return null;
    const [year, month] = cells.date.split("-").map(Number);
    switch (cells.date_precision) {
      case "year": return String(year);
      case "quarter": return `${["1st", "2nd", "3rd", "4th"][Math.floor((month - 1) / 3)]} quarter of ${year}`;
      case "month": return `${MONTHS[month - 1]} ${year}`;
      case "week": return `week of ${formatDay(cells.date)}`;
      case "range": return `${formatDay(cells.date)} to ${formatDay(cells.date_end || cells.date)}`;
      default: return formatDay(cells.date);
    }
  }

  /** Write a count with its noun. */
  function count(number, one, many) {
    return `${number.toLocaleString("en")} ${number === 1 ? one : many || one + "s"}`;
  }

  return { make, replace, say, warn, formatDay, formatTime, count };
})();
