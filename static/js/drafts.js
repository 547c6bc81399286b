// Text that the server does not have yet, kept in this browser: one entry per person, page and field.

const PREFIX = "das-draft:";

export function draftKey(field) {
  const person = document.querySelector("meta[name='person']")?.content ?? "";
  return `${PREFIX}${person}:${field}`;
}

export function keepDraft(key, draft) {
  try {
    localStorage.setItem(key, JSON.stringify(draft));
    return true;
  } catch (error) {
    if (error instanceof DOMException) {
      return false; // The browser's storage is full or closed; the caller says so.
    }
    throw error;
  }
}

export function readDraft(key) {
  const stored = localStorage.getItem(key);
  return stored === null ? null : JSON.parse(stored);
}

export function dropDraft(key) {
  localStorage.removeItem(key);
}

export function wipeDrafts() {
  for (const key of Object.keys(localStorage).filter((name) => name.startsWith(PREFIX))) {
    localStorage.removeItem(key);
  }
}
