// The indstilling as rows, one per recommendation, in place of the text area with a line each:
// the verb is read and shown while one types; Enter makes a new row, Alt+arrows move it.
const BEGINNINGS = [
  ["tager til efterretning", "tager til efterretning"],
  ["tager orienteringen til efterretning", "tager til efterretning"],
  ["tager stilling", "tager stilling til"],
  ["anbefaler", "anbefaler over for KKR"],
  ["indstiller", "anbefaler over for KKR"],
  ["godkender", "godkender"],
  ["drøfter", "drøfter"],
  ["beslutter", "beslutter"],
];

// The same reading as the server's, which has the last word.
function verbOf(text) {
  const words = text.trim().toLowerCase().replace(/\.+$/, "");
  for (const [beginning, verb] of BEGINNINGS) {
    const at = words.indexOf(beginning);
    if (at === 0 || (at > 0 && words.slice(0, at).trim().split(/\s+/).length <= 3)) {
      return verb;
    }
  }
  return words.endsWith("til efterretning") ? "tager til efterretning" : "";
}

class Rows {
  constructor(form) {
    this.source = form.querySelector("textarea[name='lines']");
    this.group = this.source.closest(".form-group");
    this.list = document.createElement("ol");
    this.list.className = "reco-rows";
    this.announcer = document.createElement("p");
    this.announcer.className = "sr-only";
    this.announcer.setAttribute("role", "status");
    const lines = this.source.value.split("\n").filter((line) => line.trim());
    for (const line of lines.length ? lines : [""]) {
      this.list.append(this.row(line));
    }
    const add = this.button("Tilføj en indstilling", () => this.insert(null));
    this.group.before(this.list, this.announcer, add);
    form.querySelector(".verbs")?.remove();
    this.group.remove();
    this.list.addEventListener("keydown", (event) => this.onKey(event));
    this.label();
    this.saved = this.texts();
    form.addEventListener("submit", () => (this.saved = null));
    addEventListener("beforeunload", (event) => {
      if (this.saved !== null && this.saved !== this.texts()) {
        event.preventDefault();
      }
    });
  }

  texts() {
    return [...this.list.querySelectorAll("textarea")].map((field) => field.value).join("\n");
  }

  button(label, act) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button-plain";
    button.textContent = label;
    button.addEventListener("click", act);
    return button;
  }

  row(text) {
    const row = document.createElement("li");
    const field = document.createElement("textarea");
    field.name = "text";
    field.rows = 1;
    field.className = "form-input";
    field.value = text;
    field.addEventListener("input", () => this.showVerb(row));
    const tools = document.createElement("span");
    tools.className = "reco-rows__tools";
    const verb = document.createElement("span");
    verb.className = "reco-rows__verb";
    tools.append(
      verb,
      this.button("Op", () => this.move(row, -1)),
      this.button("Ned", () => this.move(row, 1)),
      this.button("Fjern", () => this.remove(row)),
    );
    row.append(field, tools);
    this.showVerb(row);
    return row;
  }

  showVerb(row) {
    const text = row.querySelector("textarea").value;
    const place = row.querySelector(".reco-rows__verb");
    const verb = verbOf(text);
    const mark = document.createElement("span");
    mark.className = `status status--${verb ? "neutral" : "attention"}`;
    mark.textContent = verb || "Intet verbum";
    place.replaceChildren(...(text.trim() ? [mark] : []));
  }

  label() {
    for (const [index, row] of [...this.list.children].entries()) {
      row.querySelector("textarea").setAttribute("aria-label", `Indstilling ${index + 1}`);
      for (const button of row.querySelectorAll("button")) {
        button.setAttribute("aria-label", `${button.textContent}: indstilling ${index + 1}`);
      }
    }
  }

  insert(after, text = "") {
    const row = this.row(text);
    after ? after.after(row) : this.list.append(row);
    this.label();
    row.querySelector("textarea").focus();
  }

  move(row, by) {
    const other = by < 0 ? row.previousElementSibling : row.nextElementSibling;
    if (!other) {
      return;
    }
    const focused = document.activeElement;
    by < 0 ? other.before(row) : other.after(row);
    focused.focus();
    this.label();
    const place = [...this.list.children].indexOf(row) + 1;
    this.announcer.textContent = `Nu nummer ${place} af ${this.list.children.length}`;
  }

  remove(row) {
    const next = row.nextElementSibling ?? row.previousElementSibling;
    if (next) {
      row.remove();
      next.querySelector("textarea").focus();
    } else {
      row.querySelector("textarea").value = "";
      this.showVerb(row);
    }
    this.label();
  }

  onKey(event) {
    const row = event.target.closest("li");
    if (!(event.target instanceof HTMLTextAreaElement)) {
      return;
    }
    if (event.key === "Enter") {
      event.preventDefault();
      const { value, selectionStart } = event.target;
      event.target.value = value.slice(0, selectionStart).trim();
      this.showVerb(row);
      this.insert(row, value.slice(selectionStart).trim());
    } else if (event.altKey && ["ArrowUp", "ArrowDown"].includes(event.key)) {
      event.preventDefault();
      event.stopPropagation();
      this.move(row, event.key === "ArrowUp" ? -1 : 1);
    } else if (event.key === "Backspace" && !event.target.value && this.list.children.length > 1) {
      event.preventDefault();
      const before = row.previousElementSibling ?? row.nextElementSibling;
      row.remove();
      before.querySelector("textarea").focus();
      this.label();
    }
  }
}

for (const form of document.querySelectorAll("form[data-recommendations]")) {
  new Rows(form);
}
