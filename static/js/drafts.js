// Text that the server does not have yet, kept in this browser: one draft per person, page and field.
// In IndexedDB with strict durability: what has been written survives a killed browser.

const STORE = "drafts";
const DAYS = 7;
let opened = null;
let signingOut = false;

function person() {
  return document.querySelector("meta[name='person']")?.content ?? "";
}

export function draftKey(url, field) {
  return `${person()}|${url}|${field}`;
}

function finished(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

// Null where the browser keeps nothing, as in some private windows: then the server alone has the text.
function database() {
  opened ??= new Promise((resolve) => {
    const request = indexedDB.open("das-portalen", 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "key" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => resolve(null);
  });
  return opened;
}

// Whether the change has reached the disk.
async function write(change) {
  const open = await database();
  if (!open) {
    return false;
  }
  const transaction = open.transaction(STORE, "readwrite", { durability: "strict" });
  change(transaction.objectStore(STORE));
  return new Promise((resolve) => {
    transaction.oncomplete = () => resolve(true);
    transaction.onabort = () => resolve(false);
  });
}

async function read(question) {
  const open = await database();
  return open && finished(question(open.transaction(STORE).objectStore(STORE)));
}

export async function keepDraft(draft) {
  return !signingOut && write((store) => store.put({ ...draft, at: Date.now() }));
}

export async function readDraft(key) {
  return (await read((store) => store.get(key))) ?? null;
}

// The same for what may not lie on the disk: kept in the tab's memory, and gone with it.
export const inTab = {
  keep(draft) {
    if (!signingOut) {
      sessionStorage.setItem(draft.key, JSON.stringify({ ...draft, at: Date.now() }));
    }
  },
  read: (key) => JSON.parse(sessionStorage.getItem(key)),
  drop: (key) => sessionStorage.removeItem(key),
};

export function dropDraft(key) {
  return write((store) => store.delete(key));
}

// Leaving keeps a last draft; leaving by signing out must not. One who stays after all types again.
export function wipeDrafts() {
  signingOut = true;
  addEventListener("keydown", () => (signingOut = false), { once: true, capture: true });
  sessionStorage.clear();
  return write((store) => store.clear());
}

export async function forgetOldDrafts() {
  const oldest = Date.now() - DAYS * 24 * 60 * 60 * 1000;
  const drafts = (await read((store) => store.getAll())) ?? [];
  await Promise.all(drafts.filter((draft) => draft.at < oldest).map((old) => dropDraft(old.key)));
}
