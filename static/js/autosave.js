// Saves a text field by itself. The server must confirm; until then a draft lies in this browser.
//
// States, on the element's data-state: saved, unsaved, saving, offline, signed-out, refused, conflict.
import { draftKey, dropDraft, keepDraft, readDraft } from "./drafts.js";
import { conflictPanel } from "./conflict.js";
import { clock, csrfToken } from "./page.js";

const IDLE = 1500; // milliseconds without a key before a save
const LONGEST = 5000; // the longest that typing may go on unsaved
const DRAFT = 700; // between two drafts
const MOST_ALIVE = 15000; // characters that a browser surely sends on after the page is left
const RETRIES = [2000, 5000, 10000];

// The server drops empty paragraphs: a text that differs by them alone was saved.
function alike(mine, stored) {
  const [one, other] = [mine, stored].map((html) => html.replace(/<p>(\s|&nbsp;)*<\/p>/g, "").trim());
  return one === other;
}

export class Autosave {
  // `text` reads and writes the field: { get(), set(html), onChange(callback), focus() }.
  constructor(element, text) {
    this.element = element;
    this.text = text;
    this.url = element.dataset.autosaveUrl;
    this.field = element.dataset.field;
    this.revision = Number(element.dataset.revision);
    this.key = draftKey(this.url, this.field);
    this.stored = text.get();
    this.panel = document.querySelector(`[data-panel-for="${element.id}"]`);
    this.status = document.querySelector(`[data-status-for="${element.id}"]`);
    this.failures = 0;
    this.stopped = new AbortController();
  }

  async start() {
    const { signal } = this.stopped;
    await this.restore();
    this.text.onChange(() => this.changed());
    addEventListener("online", () => this.isDirty && this.save(), { signal });
    addEventListener("pagehide", () => this.leave(), { signal });
    addEventListener("beforeunload", (event) => this.beforeLeaving(event), { signal });
    document.addEventListener("visibilitychange", () => document.hidden && this.leave(), { signal });
  }

  stop() {
    this.leave();
    this.stopped.abort();
    clearTimeout(this.timer);
    clearTimeout(this.draftTimer);
  }

  get isDirty() {
    return this.text.get() !== this.stored;
  }

  show(state, words = "") {
    this.element.dataset.state = state;
    if (!this.status) {
      return;
    }
    // The clock changes silently: a screen reader hears that the state changed, not every save.
    const [said, silent] = state === "saved" ? ["Gemt", words] : [words, ""];
    const parts = this.status.children;
    if (parts[0].textContent !== said) {
      parts[0].textContent = said;
    }
    parts[1].textContent = silent;
    this.status.dataset.state = state;
  }

  changed() {
    if (!this.isDirty && this.element.dataset.state !== "saving") {
      clearTimeout(this.timer);
      dropDraft(this.key);
      this.show("saved");
      return;
    }
    this.dirtySince ??= Date.now();
    this.keepSoon();
    if (["conflict", "signed-out"].includes(this.element.dataset.state)) {
      return;
    }
    if (this.element.dataset.state !== "saving") {
      this.show("unsaved", "Ikke gemt endnu");
    }
    const left = LONGEST - (Date.now() - this.dirtySince);
    this.saveIn(Math.max(0, Math.min(IDLE, left)));
  }

  saveIn(delay) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), delay);
  }

  keepSoon() {
    this.draftTimer ??= setTimeout(() => {
      this.draftTimer = null;
      this.keep();
    }, DRAFT);
  }

  async keep() {
    if (!this.isDirty) {
      return;
    }
    const draft = { key: this.key, value: this.text.get(), revision: this.revision };
    this.kept = await keepDraft(draft);
  }

  // A page may be left while its text is on the way; one is asked only when it can't get there.
  beforeLeaving(event) {
    this.leave();
    const onItsWay = ["unsaved", "saving"].includes(this.element.dataset.state);
    if (this.isDirty && (!onItsWay || this.text.get().length > MOST_ALIVE)) {
      event.preventDefault();
    }
  }

  leave() {
    if (this.isDirty) {
      this.keep();
      if (["unsaved", "offline"].includes(this.element.dataset.state)) {
        this.save({ keepalive: true });
      }
    }
  }

  async save({ keepalive = false } = {}) {
    clearTimeout(this.timer);
    if (this.saving || !this.isDirty) {
      return;
    }
    this.saving = true;
    const value = this.text.get();
    this.show("saving", "Gemmer …");
    try {
      const response = await fetch(this.url, {
        method: "POST",
        redirect: "manual",
        keepalive: keepalive && value.length < MOST_ALIVE,
        headers: { "X-CSRFToken": csrfToken(), Accept: "application/json" },
        body: new URLSearchParams({ field: this.field, value, base_revision: this.revision }),
      });
      await this.answered(response, value);
    } catch (error) {
      if (!(error instanceof TypeError)) {
        throw error;
      }
      this.lostConnection();
    } finally {
      this.saving = false;
    }
  }

  async answered(response, value) {
    const isJson = response.headers.get("content-type")?.includes("application/json");
    const answer = isJson ? await response.json() : {};
    if (response.ok && isJson) {
      this.confirmed(answer, value);
    } else if (response.status === 409) {
      this.conflicts(answer);
    } else if (response.type === "opaqueredirect" || response.status === 401 || response.ok) {
      this.signedOut();
    } else if (response.status === 403 && !answer.message) {
      this.signedOut();
    } else if (response.status >= 500 || response.status === 429) {
      this.lostConnection();
    } else {
      const why = answer.message ?? "Teksten kunne ikke gemmes.";
      this.show("refused", `${why} Den ligger stadig i denne browser.`);
      this.keep();
    }
  }

  confirmed(answer, value) {
    this.revision = answer.revision;
    this.element.dataset.revision = answer.revision;
    this.stored = value;
    this.failures = 0;
    this.dirtySince = null;
    this.clearPanel();
    if (this.isDirty) {
      this.keep();
      this.changed();
    } else {
      clearTimeout(this.draftTimer);
      this.draftTimer = null;
      dropDraft(this.key);
    }
    this.show("saved", ` kl. ${answer.saved_at ?? clock()}`);
    this.element.dispatchEvent(new CustomEvent("das:saved", { bubbles: true, detail: answer }));
  }

  lostConnection() {
    this.keep();
    const where = this.kept === false ? "Luk ikke siden" : "Teksten er gemt i denne browser";
    this.show("offline", `Ingen forbindelse. ${where} og sendes, når der er forbindelse igen.`);
    this.saveIn(RETRIES[Math.min(this.failures, RETRIES.length - 1)]);
    this.failures += 1;
  }

  signedOut() {
    this.keep();
    this.show("signed-out", "Du er logget ud – teksten er gemt i denne browser.");
    const link = document.createElement("a");
    const back = `${location.pathname}${location.search}#${this.element.id}`;
    link.href = `${this.element.dataset.signIn ?? "/accounts/login/"}?next=${encodeURIComponent(back)}`;
    link.textContent = "Log ind igen, og skriv videre";
    link.className = "button button-primary";
    this.fillPanel("Du er logget ud", "Din tekst er ikke gået tabt. Den ligger i denne browser.", [link]);
  }

  conflicts(answer) {
    this.keep();
    this.show("conflict", "Teksten er også ændret af en anden. Vælg, hvad der skal gælde.");
    this.panel.replaceChildren(
      conflictPanel(answer, {
        keepMine: () => this.resolve(answer, this.text.get()),
        takeTheirs: () => this.resolve(answer, answer.theirs, { same: true }),
        addTheirs: () => this.text.set(this.text.get() + answer.theirs),
      }),
    );
    this.panel.firstElementChild.focus();
  }

  resolve(answer, value, { same = false } = {}) {
    this.revision = answer.revision;
    this.clearPanel();
    if (same) {
      this.text.set(value);
      this.stored = this.text.get();
      dropDraft(this.key);
      this.show("saved");
    } else {
      this.stored = null;
      this.show("unsaved", "Ikke gemt endnu");
      this.save();
    }
    this.text.focus();
  }

  async restore() {
    const draft = await readDraft(this.key);
    if (!draft || alike(draft.value, this.stored)) {
      if (draft) {
        dropDraft(this.key);
      }
      return;
    }
    const saved = this.stored;
    this.text.set(draft.value);
    this.revision = draft.revision;
    this.element.dataset.restored = "";
    this.show("unsaved", "Ikke gemt endnu");
    const discard = document.createElement("button");
    discard.type = "button";
    discard.className = "button button-secondary";
    discard.textContent = "Brug den gemte tekst i stedet";
    discard.addEventListener("click", () => {
      this.revision = Number(this.element.dataset.revision);
      this.text.set(saved);
      this.clearPanel();
      this.changed();
      this.text.focus();
    });
    const since = `Du har tekst fra kl. ${clock(draft.at)}, der ikke er gemt`;
    this.fillPanel(since, "Den er sat ind igen og gemmes nu.", [discard]);
    this.saveIn(IDLE);
  }

  fillPanel(heading, words, actions) {
    const panel = document.createElement("div");
    panel.className = "alert alert-warning";
    panel.setAttribute("role", "status");
    const title = document.createElement("p");
    title.className = "alert-heading";
    title.textContent = heading;
    const paragraph = document.createElement("p");
    paragraph.textContent = words;
    const row = document.createElement("div");
    row.className = "actions";
    row.append(...actions);
    panel.append(title, paragraph, row);
    this.panel.replaceChildren(panel);
  }

  clearPanel() {
    this.panel.replaceChildren();
  }
}
