// A block copied from Excel and pasted in a cell of the tariff table fills down and to the right, as
// there. Each line saves itself as if it was typed. More lines than that, and blocks with words in
// them, go by the page for pasting, which shows every change first.
const FIELDS = ["places", "occupancy_pct", "budget", "tariff", "health_part"];
const MOST_LINES = 30;
const WORDS = /[a-zæøå]{3,}/i;

function cellsOf(text) {
  return text.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n").map((line) => line.split("\t"));
}

const nameOf = (box) => box.name.replace(/^\d+-/, "");
const boxIn = (row, field) => row.querySelector(`.tariff-box[name="${field}"], .tariff-box[name$="-${field}"]`);

// The box of each pasted cell; a line where nobody types that figure has none.
function* laid(block, from, sheet) {
  const rows = [...sheet.querySelectorAll("tr[id]")].filter((row) => row.querySelector(".tariff-box"));
  const fields = FIELDS.filter((field) => sheet.querySelector(`.tariff-box--${field}`));
  const top = rows.indexOf(from.closest("tr"));
  const left = fields.indexOf(nameOf(from));
  for (const [down, cells] of block.entries()) {
    const row = rows[top + down];
    if (row) {
      const boxes = cells.map((text, right) => [boxIn(row, fields[left + right] ?? ""), text.trim()]);
      yield boxes.filter(([box]) => box);
    }
  }
}

function fill(block, from, sheet) {
  let filled = 0;
  for (const boxes of laid(block, from, sheet)) {
    for (const [box, text] of boxes) {
      box.value = text;
      box.dispatchEvent(new Event("input", { bubbles: true }));
      filled += 1;
    }
    boxes.at(-1)?.[0].dispatchEvent(new Event("change", { bubbles: true })); // one save a line
  }
  return filled;
}

function askFirst(form, text, from) {
  form.elements.text.value = text;
  form.elements.line.value = WORDS.test(text) ? "" : from.closest("tr").id.replace("linje-", "");
  form.elements.field.value = WORDS.test(text) ? "" : nameOf(from);
  form.requestSubmit();
}

function paste(event) {
  const box = event.target;
  const text = event.clipboardData?.getData("text/plain") ?? "";
  const form = document.getElementById("indsaet");
  if (!form || !box.matches?.(".tariff-box") || !/[\t\n]/.test(text.replace(/\s+$/, ""))) {
    return; // one figure is pasted as always
  }
  event.preventDefault();
  const block = cellsOf(text);
  if (block.length > MOST_LINES || WORDS.test(text)) {
    askFirst(form, text, box);
    return;
  }
  const filled = fill(block, box, box.closest("table"));
  document.getElementById("indsat").textContent = `${filled} felter er udfyldt og gemmes linje for linje.`;
}

document.querySelector(".tariff-sheet")?.addEventListener("paste", paste);
