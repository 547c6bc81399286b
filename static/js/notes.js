// One's own note: a plain text area that saves itself as the editor's fields do.
import { Autosave } from "./autosave.js";
import { conflictPanel } from "./conflict.js";
import { forgetOldDrafts } from "./drafts.js";

class NoteAutosave extends Autosave {
  // What was typed before this script ran is not saved yet.
  constructor(element, text) {
    super(element, text);
    this.stored = element.defaultValue;
  }

  async start() {
    await super.start();
    if (this.isDirty) {
      this.changed();
    }
  }

  // The other text is one's own, saved on another screen: plain text here, HTML in the comparison.
  conflicts(answer) {
    this.keep();
    this.show("conflict", "Noten er også ændret på en anden skærm. Vælg, hvad der skal gælde.");
    const shown = {
      by: "Din anden skærm",
      mine: answer.mine_html,
      theirs: answer.theirs_html,
      diff_html: answer.diff_html,
    };
    this.panel.replaceChildren(
      conflictPanel(shown, {
        keepMine: () => this.resolve(answer, this.text.get()),
        takeTheirs: () => this.resolve(answer, answer.theirs, { same: true }),
        addTheirs: () => this.text.set(`${this.text.get()}\n\n${answer.theirs}`),
      }),
    );
    this.panel.firstElementChild.focus();
  }
}

function access(field) {
  const listeners = [];
  field.addEventListener("input", () => listeners.forEach((listener) => listener()));
  return {
    get: () => field.value,
    set(text) {
      field.value = text ?? "";
      listeners.forEach((listener) => listener());
    },
    onChange: (listener) => listeners.push(listener),
    focus: () => field.focus(),
  };
}

forgetOldDrafts();
for (const field of document.querySelectorAll("textarea[data-note]")) {
  new NoteAutosave(field, access(field)).start();
}
