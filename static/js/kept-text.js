// Text typed in a plain form, kept until the server has taken it: after a killed browser or an
// expired session it is put back. What is said of something closed is kept in this tab alone.
//
// <form data-keep-text="vote:12" data-closed> … <textarea>
import { draftKey, dropDraft, forgetOldDrafts, inTab, keepDraft, readDraft } from "./drafts.js";
import { clock } from "./page.js";

const PAUSE = 500; // milliseconds without a key before it is kept
const SENT = "kept-text-sent";
const TAKEN = "kept-text-taken";

const inBrowser = { keep: keepDraft, read: readDraft, drop: dropDraft };

function wasTaken() {
  return document.querySelector("#beskeder .alert-success") !== null;
}

function listed(name) {
  return JSON.parse(sessionStorage.getItem(name) ?? "[]");
}

// What this tab has sent is taken when the page that comes of it says so; else it is still only
// here. That it was taken is remembered until it is dropped, should the page be left before that.
async function settle() {
  const taken = [...listed(TAKEN), ...(wasTaken() ? listed(SENT) : [])];
  sessionStorage.removeItem(SENT);
  sessionStorage.setItem(TAKEN, JSON.stringify(taken));
  await Promise.all(taken.flatMap((key) => [inTab.drop(key), inBrowser.drop(key)]));
  sessionStorage.removeItem(TAKEN);
}

function note(field, draft, discard) {
  const box = document.createElement("div");
  box.className = "alert alert-info";
  box.setAttribute("role", "status");
  const words = document.createElement("p");
  words.className = "alert-text";
  words.textContent = `Din tekst fra kl. ${clock(draft.at)} var ikke sendt. Den er sat ind igen. `;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button-plain";
  button.textContent = "Fjern den";
  button.addEventListener("click", () => {
    discard();
    box.remove();
    field.focus();
  });
  words.append(button);
  box.append(words);
  field.closest(".form-group").before(box);
}

async function look(field, key, place) {
  const draft = await place.read(key);
  const before = field.value;
  if (draft && draft.value !== before && before === field.defaultValue) {
    field.value = draft.value;
    note(field, draft, () => {
      field.value = before;
      place.drop(key);
    });
  }
}

async function keepText(form) {
  const place = "closed" in form.dataset ? inTab : inBrowser;
  const fields = [...form.querySelectorAll("textarea")];
  const keyOf = (field) => draftKey(form.dataset.keepText, field.name);
  await Promise.all(fields.map((field) => look(field, keyOf(field), place)));
  for (const field of fields) {
    let timer = null;
    const keep = async () => {
      clearTimeout(timer);
      timer = null;
      const { value } = field;
      await (value ? place.keep({ key: keyOf(field), value }) : place.drop(keyOf(field)));
      field.toggleAttribute("data-kept", value === field.value); // it is on the disk now
    };
    field.addEventListener("input", () => {
      field.removeAttribute("data-kept");
      timer ??= setTimeout(keep, PAUSE);
    });
    addEventListener("pagehide", () => timer && keep());
    form.addEventListener("submit", keep);
  }
  form.addEventListener("submit", () => sessionStorage.setItem(SENT, JSON.stringify(fields.map(keyOf))));
}

forgetOldDrafts();
await settle();
for (const form of document.querySelectorAll("form[data-keep-text]")) {
  keepText(form);
}
