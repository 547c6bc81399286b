// Text that the server does not have yet, kept in this browser: one draft per person, page and field.
// In IndexedDB with strict durability: what has been written survives a killed browser.

const STORE = "drafts";
const DAYS = 7;
let opened = null;

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

function database() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open("das-portalen", 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "key" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opened;
}

async function write(change) {
  const transaction = (await database()).transaction(STORE, "readwrite", { durability: "strict" });
  change(transaction.objectStore(STORE));
  await new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error);
  });
}

export function keepDraft(draft) {
  return write((store) => store.put({ ...draft, at: Date.now() }));
}

export async function readDraft(key) {
  const store = (await database()).transaction(STORE).objectStore(STORE);
  return (await finished(store.get(key))) ?? null;
}

export function dropDraft(key) {
  return write((store) => store.delete(key));
}

export function wipeDrafts() {
  return write((store) => store.clear());
}

export async function forgetOldDrafts() {
  const store = (await database()).transaction(STORE).objectStore(STORE);
  const oldest = Date.now() - DAYS * 24 * 60 * 60 * 1000;
  const old = (await finished(store.getAll())).filter((draft) => draft.at < oldest);
  for (const draft of old) {
    await dropDraft(draft.key);
  }
}
