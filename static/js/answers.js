// The form of an enquiry: each question saves itself, the progress follows, tables grow by rows.
//
// <form data-answers data-save-url="…"><div data-answer="key" data-revision="3">…inputs…</div>
import { Autosave } from "./autosave.js";
import { dropDraft, forgetOldDrafts } from "./drafts.js";

function inputs(question) {
  return [...question.querySelectorAll("input[name^='s-'], select[name^='s-'], textarea[name^='s-']")];
}

function read(question) {
  const values = new URLSearchParams();
  for (const input of inputs(question)) {
    if (!["radio", "checkbox"].includes(input.type) || input.checked) {
      values.append(input.name, input.value);
    }
  }
  return values.toString();
}

// What the server sent: somebody may have typed before this script ran.
function asSent(question) {
  const values = new URLSearchParams();
  for (const input of inputs(question)) {
    if (["radio", "checkbox"].includes(input.type)) {
      if (input.defaultChecked) {
        values.append(input.name, input.value);
      }
    } else {
      const chosen = input.options && [...input.options].find((option) => option.defaultSelected);
      values.append(input.name, input.options ? (chosen?.value ?? "") : input.defaultValue);
    }
  }
  return values.toString();
}

function write(question, text) {
  const values = new URLSearchParams(text);
  for (const input of inputs(question)) {
    if (["radio", "checkbox"].includes(input.type)) {
      input.checked = values.getAll(input.name).includes(input.value);
    } else {
      input.value = values.get(input.name) ?? "";
    }
  }
}

function element(tag, className, ...children) {
  const made = document.createElement(tag);
  made.className = className;
  made.append(...children);
  return made;
}

// As the editor's autosave, but what is saved is the fields of one question.
class AnswerAutosave extends Autosave {
  confirmed(answer, value) {
    super.confirmed(answer, value);
    const base = this.element.querySelector(`input[name="r-${this.field}"]`);
    base.value = answer.revision;
    showProblems(this.element, answer.problems);
    showProgress(answer);
  }

  conflicts(answer) {
    this.keep();
    this.show("conflict", "Svaret er også ændret af en anden. Vælg, hvad der skal gælde.");
    const who = answer.by || "En anden";
    const mine = element("button", "button button-primary", "Behold mit svar");
    const theirs = element("button", "button button-secondary", `Brug svaret fra ${who}`);
    mine.type = theirs.type = "button";
    mine.addEventListener("click", () => this.resolve(answer, this.text.get()));
    theirs.addEventListener("click", () => {
      this.resolve(answer, answer.theirs_value, { same: true });
      this.element.querySelector(`input[name="r-${this.field}"]`).value = answer.revision;
    });
    const panel = element(
      "div",
      "alert alert-warning",
      element("p", "alert-heading", `${who} har ændret svaret, mens du skrev`),
      element("p", "", `Der står nu: ${answer.theirs || "(tomt)"}`),
      element("p", "", `Dit svar: ${answer.mine || "(tomt)"}`),
      element("div", "actions", mine, theirs),
    );
    panel.setAttribute("role", "alert");
    panel.tabIndex = -1;
    this.panel.replaceChildren(panel);
    panel.focus();
  }
}

function showProblems(question, problems = {}) {
  const own = document.getElementById(`id_s-${question.dataset.answer}-error`);
  const messages = Object.values(problems);
  own.textContent = messages.join(" ");
  own.hidden = messages.length === 0;
  question.classList.toggle("form-error", messages.length > 0);
  for (const input of inputs(question)) {
    input.toggleAttribute("aria-invalid", false);
    if (input.name in problems) {
      input.setAttribute("aria-invalid", "true");
    }
  }
}

function showProgress({ answered, asked }) {
  const words = document.querySelector("[data-progress]");
  words.textContent = `${answered} af ${asked} besvaret`;
  words.closest("p").querySelector("progress").value = answered;
}

function begin(form, question) {
  question.id ||= `spoergsmaal-${question.dataset.answer}`;
  question.dataset.autosaveUrl = form.dataset.saveUrl;
  question.dataset.field = question.dataset.answer;
  question.dataset.signIn = form.dataset.signIn;
  const saver = new AnswerAutosave(question, {
    get: () => read(question),
    set: (text) => write(question, text),
    onChange: (callback) => question.addEventListener("input", callback),
    focus: () => inputs(question)[0]?.focus(),
  });
  saver.panel = question.querySelector(`[data-panel-for="${question.dataset.answer}"]`);
  saver.status = question.querySelector(`[data-status-for="${question.dataset.answer}"]`);
  saver.stored = asSent(question);
  saver.start().then(() => saver.isDirty && saver.changed());
  return saver;
}

// A row more: the last one again, empty, with its number counted up.
function addRow(event) {
  const button = event.target.closest("[data-add-row]");
  if (!button) {
    return;
  }
  event.preventDefault();
  const body = button.parentElement.querySelector("tbody");
  const last = body.lastElementChild;
  const [from, to] = [Number(last.dataset.row), Number(last.dataset.row) + 1];
  const row = last.cloneNode(true);
  row.dataset.row = to;
  for (const input of row.querySelectorAll("input, select")) {
    for (const name of ["name", "id"]) {
      input.setAttribute(name, input.getAttribute(name).replace(`-${from}-`, `-${to}-`));
    }
    input.setAttribute("aria-label", input.getAttribute("aria-label").replace(`${from + 1},`, `${to + 1},`));
    input.value = "";
    input.removeAttribute("aria-invalid");
  }
  body.append(row);
  row.querySelector("input, select").focus();
}

forgetOldDrafts();
for (const form of document.querySelectorAll("form[data-answers]")) {
  const savers = [...form.querySelectorAll("[data-answer]")].map((question) => begin(form, question));
  form.addEventListener("click", addRow);
  // The form carries all of it: what it takes along needs neither a save of its own nor a draft.
  // A save that is on its way is waited for, so that the form is not older than it.
  form.addEventListener("submit", (event) => {
    if (savers.some((saver) => saver.saving)) {
      event.preventDefault();
      setTimeout(() => form.requestSubmit(event.submitter), 50);
      return;
    }
    for (const saver of savers) {
      saver.stopped.abort();
      clearTimeout(saver.timer);
      dropDraft(saver.key);
    }
  });
}
