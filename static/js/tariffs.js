// The tariff table: what a row comes to is shown while it is typed, before the server has said so in
// Danish; Enter and the arrows go to the same field of the next line.
const DAYS = 365;

// A Danish number as the server reads it, or null: "21.863.695", "98,5". What can be read in two
// ways is left to the server to refuse.
export function parse(text) {
  const bare = text.replace(/[\s\u00a0]|kr\.?|%/g, "");
  if (/^[+-]?\d{1,3}(\.\d{3})+(,\d+)?$/.test(bare) || /^[+-]?\d+(,\d+)?$/.test(bare)) {
    return Number(bare.replaceAll(".", "").replace(",", "."));
  }
  return null;
}

const whole = new Intl.NumberFormat("da-DK", { maximumFractionDigits: 0 });
const kroner = new Intl.NumberFormat("da-DK", { maximumFractionDigits: 0, signDisplay: "exceptZero" });
const percent = new Intl.NumberFormat("da-DK", {
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
  signDisplay: "exceptZero",
});
const minus = (text) => text.replace("-", "−");

function figure(row, name) {
  const box = row.querySelector(`[name$="-${name}"]`);
  if (box) {
    return parse(box.value);
  }
  const shown = document.getElementById(`${row.id}-${name}`);
  return shown ? parse(shown.textContent.trim()) : null;
}

function element(tag, className, text) {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

function lines(cell, parts) {
  cell.replaceChildren(...parts.flatMap((part, at) => (at ? [document.createElement("br"), part] : [part])));
}

function showComputed(row, tariff, tolerance) {
  const cell = document.getElementById(row.id.replace("linje", "beregnet"));
  const [budget, places, share] = ["budget", "places", "occupancy_pct"].map((name) => figure(row, name));
  if (!cell || budget === null || !places || !share) {
    return;
  }
  const computed = (budget * 100) / (places * DAYS * share);
  const parts = [document.createTextNode(whole.format(computed))];
  if (tariff !== null && "formula" in row.dataset) {
    const off = tariff - computed;
    const fits = Math.abs(off) <= tolerance;
    parts.push(element("span", "small", `forskel ${minus(kroner.format(off))}`));
    parts.push(element("span", `status status--${fits ? "good" : "attention"}`, fits ? "passer" : "passer ikke"));
  }
  lines(cell, parts);
}

function showChange(row, tariff, pl) {
  const cell = document.getElementById(row.id.replace("linje", "aendring"));
  const last = Number(row.dataset.last);
  if (!cell || tariff === null || !last) {
    return;
  }
  const parts = [];
  if (pl !== undefined) {
    const base = last * (1 + Number(pl) / 100);
    const first = element("span", "", "");
    first.append(element("strong", "", `${minus(percent.format((tariff / base - 1) * 100))} %`), " ", element("span", "small", "reelt"));
    parts.push(first, element("span", "small", `${minus(kroner.format(tariff - base))} kr.`));
  }
  parts.push(element("span", "small muted", `${minus(percent.format((tariff / last - 1) * 100))} % nominelt`));
  parts.push(element("span", "small muted", `${minus(kroner.format(tariff - last))} kr.`));
  lines(cell, parts);
}

function compute(event) {
  const row = event.target.closest("tr[id]");
  const sheet = row?.closest("[data-sheet]");
  if (sheet && event.target.matches(".tariff-box")) {
    const tariff = figure(row, "tariff");
    showComputed(row, tariff, Number(sheet.dataset.tolerance));
    showChange(row, tariff, sheet.dataset.pl);
  }
}

// The same field in the next line that has it; leaving the field saves the line.
function move(event) {
  const down = event.key === "Enter" || event.key === "ArrowDown";
  if ((!down && event.key !== "ArrowUp") || event.altKey || event.ctrlKey || event.metaKey || !event.target.matches(".tariff-box")) {
    return;
  }
  const name = event.target.name.replace(/^\d+-/, "");
  const boxes = [...event.currentTarget.querySelectorAll(`input.tariff-box[name$="-${name}"]`)];
  const next = boxes[boxes.indexOf(event.target) + (down && !event.shiftKey ? 1 : -1)];
  event.preventDefault();
  if (next) {
    next.focus();
    next.select();
  } else if (event.key === "Enter") {
    event.target.blur();
    event.target.focus();
  }
}

// Rows are saved one after another. Whoever goes on before the last answer has come is held until it
// has, for a save that still waits its turn would be lost; and stays where a figure was refused.
const LONGEST = 10_000; // ms: nobody is held by an answer that never comes
let unsaved = 0;
let onward = null;

function saving(event) {
  if (event.target.closest("tr[hx-post]")) {
    unsaved += 1;
  }
}

function saved(event) {
  if (event.target.matches?.("tr[hx-post]")) {
    unsaved = Math.max(0, unsaved - 1);
    if (!unsaved) {
      goOn();
    }
  }
}

function goOn() {
  const way = onward;
  onward = null;
  const refused = sheet.querySelector(".tariff-error");
  if (way && refused) {
    refused.closest("tr").querySelector(".tariff-box").focus();
  } else if (way?.href) {
    location.assign(way.href); // the link itself may have come anew with its row
  } else {
    way?.click();
  }
}

function hold(event) {
  const way = event.target.closest('a[href]:not([href^="#"]), button[type="submit"]');
  if (unsaved && way && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    event.stopImmediatePropagation();
    onward = way;
    setTimeout(() => {
      unsaved = 0;
      goOn();
    }, LONGEST);
  }
}

function sumAmounts(form) {
  const sum = form.querySelector("[data-amounts-sum]");
  const typed = [...form.querySelectorAll("[data-amount]")].map((box) => parse(box.value)).filter((value) => value !== null);
  sum.textContent = typed.length ? `${minus(kroner.format(typed.reduce((a, b) => a + b, 0)))} kr.` : "–";
}

const sheet = document.querySelector("[data-sheet]");
sheet?.addEventListener("input", compute);
sheet?.addEventListener("keydown", move);
if (sheet) {
  sheet.addEventListener("change", saving);
  sheet.addEventListener("htmx:afterRequest", saved);
  document.addEventListener("click", hold, true);
}
const explanation = document.getElementById("forklaring");
if (explanation) {
  explanation.addEventListener("input", () => sumAmounts(explanation));
  sumAmounts(explanation);
}
