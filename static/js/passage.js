// Marking a passage of the minutes and commenting on it. What is marked is kept in this tab alone,
// never in an address, which is kept in logs.

const AROUND = 60;
const LONGEST = 600;

function key(item) {
  return `passage|${item}`;
}

function even(text) {
  return text.replace(/\s+/gu, " ").trim();
}

// The words of the item before and after what is marked, to tell one place from another.
function around(box, range) {
  const before = document.createRange();
  before.setStart(box, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const after = document.createRange();
  after.setStart(range.endContainer, range.endOffset);
  after.setEnd(box, box.childNodes.length);
  return { prefix: even(before.toString()).slice(-AROUND), suffix: even(after.toString()).slice(0, AROUND) };
}

function marked() {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || !selection.rangeCount) {
    return null;
  }
  const range = selection.getRangeAt(0);
  const start = range.startContainer.parentElement?.closest("[data-passages]");
  const quote = even(selection.toString()).slice(0, LONGEST);
  if (!start || !start.contains(range.endContainer) || !quote) {
    return null;
  }
  return { row: start.closest("[data-item]"), quote, ...around(start, range) };
}

const action = document.querySelector("[data-comment-marked]");
let last = null;

// A press on the action itself clears the mark in some browsers: what was marked last counts.
function show() {
  const found = marked();
  if (found) {
    last = found;
  }
  const link = found?.row.querySelector(".reviewed__comment a");
  if (link) {
    action.href = link.href;
    action.textContent = `Kommentér det markerede i punkt ${found.row.dataset.number}`;
  }
  action.hidden = !link;
}

function keep() {
  if (last) {
    const { quote, prefix, suffix } = last;
    sessionStorage.setItem(key(last.row.dataset.item), JSON.stringify({ quote, prefix, suffix }));
  }
}

function fill(form) {
  const name = key(form.dataset.passageFor);
  const kept = sessionStorage.getItem(name);
  const quote = form.querySelector("[name='quote']");
  if (kept && !quote.value) {
    for (const [field, value] of Object.entries(JSON.parse(kept))) {
      form.querySelector(`[name='${field}']`).value = value;
    }
    form.querySelector("[name='text']").focus();
  }
  sessionStorage.removeItem(name);
}

if (action) {
  document.addEventListener("selectionchange", show);
  action.addEventListener("click", keep);
}
for (const form of document.querySelectorAll("form[data-passage-for]")) {
  fill(form);
}
