// The form by which a row is added out of words that the reader has selected.
"use strict";

newstables.adding = (() => {
  const about = newstables.given("about");
  const { cells } = newstables;
  const { make, replace } = newstables.elements;
  const PERSONAL = ["name", "role", "organisation", "country"];

  /**
   * Make the form.
   *
   * adding: {words}; rows: the rows of the article; leave(); keep(table, cells, person): `person` holds the cells of a
   * person who is added with a member, or is null.
   */
  function makeForm(adding, rows, keep, leave) {
    const place = make("div", { class: "fields" });
    const choice = make("select", { id: "add-table", onchange: () => draw() },
      Object.entries(about.tables).map(([table, told]) => make("option", { value: table }, told.one)));
    choice.value = /\d/.test(adding.words) ? "figures" : "people";
    let fields = null;
    let parent = null;
    let person = null;

    function draw() {
      const table = choice.value;
      const told = about.tables[table];
      fields = cells.makeFields(cells.columns(table), prefill(table), { required: true });
      parent = told.parent ? makeParent(told) : null;
      person = told.parent ? makePerson() : null;
      replace(place, parent?.row, fields.rows, person?.row);
      const type = fields.inputs.get("type");
      if (person && type) {
        const follow = () => { person.row.hidden = type.value !== "person"; };
        type.addEventListener("change", follow);
        follow();
      }
    }

    function prefill(table) {
      const { words } = adding;
      const name = words.length <= 120 ? words : "";
      switch (table) {
        case "people":
        case "participants":
        case "parties": return { name };
        case "figures": return { text: words };
        case "meetings": return { number: 1 };
        default: return {};
      }
    }

    function makeParent(told) {
      const one = about.tables[told.parent].one;
      const there = rows.filter((row) => row.table === told.parent);
      const select = make("select", { id: "add-parent", "aria-describedby": "add-parent-fault" },
        make("option", { value: "" }, there.length ? "choose" : `there is no ${one} in this article: add it first`),
        there.map((row) => make("option", { value: row.id }, cells.title(row.table, row.cells))));
      if (there.length === 1) select.value = there[0].id;
      return {
        name: about.tables[told.parent].key,
        select,
        row: make("div", { class: "field" },
          make("label", { for: "add-parent" }, `of the ${one}`, make("span", { class: "star" }, " needed")), select,
          make("span", { class: "fault", id: "add-parent-fault" })),
      };
    }

    /** Choose the person that a member is: one of this article, or a new one that is added with the row. */
    function makePerson() {
      const select = make("select", { id: "add-person" },
        make("option", { value: "" }, "a new person, added with this row"),
        rows.filter((row) => row.table === "people")
          .map((row) => make("option", { value: row.id }, cells.title("people", row.cells))));
      const named = rows.find((row) => row.table === "people" &&
        (row.cells.name === adding.words || (row.cells.aliases || "").split("; ").includes(adding.words)));
      if (named) select.value = named.id;
      return {
        select,
        row: make("div", { class: "field" }, make("label", { for: "add-person" }, "who it is"), select),
      };
    }

    function save(event) {
      event.preventDefault();
      const table = choice.value;
      const values = fields.read();
      const faults = cells.findFaults(cells.columns(table), values);
      if (table === "figures" && values.text && !adding.words.includes(values.text)) {
        faults.text = "is not what was selected";
      }
      if (fields.mark(faults)) return;
      if (parent) {
        const fault = parent.select.value ? "" : "must be chosen";
        parent.row.querySelector(".fault").textContent = fault;
        if (fault) {
          parent.select.focus();
          return;
        }
        values[parent.name] = parent.select.value;
      }
      const isPerson = person && values.type === "person";
      if (isPerson) values.person_id = person.select.value;
      const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value));
      keep(table, given, isPerson && !values.person_id
        ? Object.fromEntries(Object.entries(given).filter(([name]) => PERSONAL.includes(name))) : null);
    }

    draw();
    return make("form", { class: "form adding", onsubmit: save, novalidate: true, "aria-label": "Add a row" },
      make("h3", {}, "Add a row"),
      make("blockquote", {}, adding.words),
      make("div", { class: "field" }, make("label", { for: "add-table" }, "what it is"), choice),
      place,
      make("div", { class: "actions" },
        make("button", { class: "act main", type: "submit" }, "Add", make("kbd", { "aria-hidden": "true" }, "Enter")),
        make("button", { class: "act", type: "button", onclick: leave }, "Leave",
          make("kbd", { "aria-hidden": "true" }, "Esc"))));
  }

  return { makeForm };
})();
