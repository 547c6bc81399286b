// A bilag page by page, by pdf.js: to read, to go on from where one left off, and to mark in.
// Strict policy: no eval, no WebAssembly, nothing from outside; fonts and decoders are our own.
import * as pdfjs from "../vendor/pdfjs/legacy/build/pdf.min.mjs";
import { csrfToken } from "./page.js";
import { paint, rowsIn, watchSelection } from "./marks.js";

const AHEAD = "1200px 0px"; // drawn before they are in sight
const READ_AFTER = 1200; // ms: a page that is only scrolled past is not read
const SHARPEST = 2; // device pixels for each of ours
const ZOOMS = [0.6, 0.8, 1, 1.25, 1.6, 2];

const place = document.querySelector("[data-pdf]");
const sheets = place.querySelector("[data-pdf-pages]");
const state = place.querySelector("[data-pdf-state]");
const jump = place.querySelector("[data-pdf-jump]");
const noteForm = document.querySelector("[data-pdf-form]");
const side = document.querySelector("[data-pdf-side]");
const bar = document.querySelector("[data-mark-bar]");
const roomBeside = matchMedia("(min-width: 1100px)");

function element(tag, className, ...children) {
  const made = document.createElement(tag);
  made.className = className;
  made.append(...children);
  return made;
}

class Sheet {
  constructor(number, count) {
    this.number = number;
    this.canvas = document.createElement("canvas");
    this.canvas.setAttribute("aria-hidden", "true");
    this.words = element("div", "textLayer");
    this.sheet = element("div", "pdf-page__sheet", this.canvas, this.words);
    const note = element("button", "button-plain", "Skriv en note til siden");
    note.type = "button";
    note.addEventListener("click", () => writeTo(number));
    const foot = element("p", "pdf-page__foot", `Side ${number} af ${count} `, note);
    this.section = element("section", "pdf-page", this.sheet, foot);
    this.section.id = `side-${number}`;
    this.section.tabIndex = -1;
    this.section.setAttribute("aria-label", `Side ${number}`);
  }

  // The size of its paper, in points; until it is known, that of the first page.
  layOut(size, scale) {
    this.size = size;
    this.scale = scale;
    this.sheet.style.width = `${size.width * scale}px`;
    this.sheet.style.height = `${size.height * scale}px`;
    this.sheet.style.setProperty("--total-scale-factor", scale);
    this.sheet.style.setProperty("--scale-round-x", "1px");
    this.sheet.style.setProperty("--scale-round-y", "1px");
  }

  async draw(file) {
    if (this.drawn) {
      return;
    }
    this.drawn = true;
    const page = await file.getPage(this.number);
    const { width, height } = page.getViewport({ scale: 1 });
    this.layOut({ width, height }, fitted({ width }));
    const viewport = page.getViewport({ scale: this.scale });
    const sharpness = Math.min(devicePixelRatio || 1, SHARPEST);
    this.canvas.width = Math.floor(viewport.width * sharpness);
    this.canvas.height = Math.floor(viewport.height * sharpness);
    const transform = sharpness === 1 ? null : [sharpness, 0, 0, sharpness, 0, 0];
    this.task = page.render({ canvas: this.canvas, viewport, transform });
    const layer = new pdfjs.TextLayer({
      textContentSource: page.streamTextContent(),
      container: this.words,
      viewport,
    });
    await Promise.all([this.task.promise, layer.render()]);
    this.section.dataset.drawn = "";
    this.paint();
  }

  // A long bilag must not fill a tablet's memory: what is far away is drawn again when it comes near.
  forget() {
    if (this.drawn) {
      this.task?.cancel();
      this.drawn = false;
      this.canvas.width = 0;
      this.canvas.height = 0;
      this.words.replaceChildren();
      delete this.section.dataset.drawn;
    }
  }

  paint() {
    const rows = rowsIn(document.getElementById("markeringer"));
    paint([this.words], rows.filter((row) => Number(row.dataset.onPage) === this.number));
  }
}

const all = [];
let zoom = ZOOMS.indexOf(1);

function fitted({ width }) {
  return (Math.min(sheets.clientWidth, 1100) / width) * ZOOMS[zoom];
}

function writeTo(number) {
  noteForm.elements.page.value = number;
  side.open = true;
  noteForm.closest("details").open = true;
  noteForm.elements.note.focus();
}

function goTo(number, { focus = false } = {}) {
  const sheet = all[Math.min(Math.max(number, 1), all.length) - 1];
  sheet?.section.scrollIntoView();
  if (focus) {
    sheet?.section.focus({ preventScroll: true });
  }
}

// --- Which page one is at -----------------------------------------------------------------------

let current = 1;
let told = 0;
let waiting = 0;

function arriveAt(number) {
  current = number;
  jump.querySelector("input").value = number;
  if (!noteForm.contains(document.activeElement)) {
    noteForm.elements.page.value = number;
  }
  clearTimeout(waiting);
  waiting = setTimeout(tell, READ_AFTER);
}

function tell() {
  if (current > told) {
    told = current;
    const body = new URLSearchParams({ page: current });
    const headers = { "X-CSRFToken": csrfToken() };
    fetch(place.dataset.positionUrl, { method: "POST", body, headers, keepalive: true }).catch(() => {
      told = 0; // without a network it is told with the next page
    });
  }
}

function observe(file) {
  const near = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        const sheet = all[Number(entry.target.id.slice("side-".length)) - 1];
        if (entry.isIntersecting) {
          sheet.draw(file).catch(ignoreCancelled);
        } else {
          sheet.forget();
        }
      }
    },
    { rootMargin: AHEAD },
  );
  const inSight = new IntersectionObserver(
    (entries) => {
      const entered = entries.filter((entry) => entry.isIntersecting).at(-1);
      if (entered) {
        arriveAt(Number(entered.target.id.slice("side-".length)));
      }
    },
    { rootMargin: "-45% 0px -45% 0px" },
  );
  for (const sheet of all) {
    near.observe(sheet.section);
    inSight.observe(sheet.section);
  }
}

function ignoreCancelled(error) {
  if (error?.name !== "RenderingCancelledException" && error?.name !== "AbortException") {
    throw error;
  }
}

// --- Size -----------------------------------------------------------------------------------------

function layOutAgain(file) {
  const at = current;
  for (const sheet of all) {
    sheet.forget();
    sheet.layOut(sheet.size, fitted(sheet.size));
  }
  goTo(at);
  for (const sheet of all) {
    const { top, bottom } = sheet.section.getBoundingClientRect();
    if (bottom > -1200 && top < innerHeight + 1200) {
      sheet.draw(file).catch(ignoreCancelled);
    }
  }
}

function offerSizes(file) {
  let width = sheets.clientWidth;
  let timer = 0;
  new ResizeObserver(() => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (Math.abs(sheets.clientWidth - width) > 8) {
        width = sheets.clientWidth;
        layOutAgain(file);
      }
    }, 200);
  }).observe(sheets);
  for (const button of jump.querySelectorAll("[data-pdf-zoom]")) {
    button.addEventListener("click", () => {
      zoom = Math.min(Math.max(zoom + Number(button.dataset.pdfZoom), 0), ZOOMS.length - 1);
      layOutAgain(file);
    });
  }
}

// --- Beginning ------------------------------------------------------------------------------------

function firstPage() {
  const row = location.hash.startsWith("#markering-") && document.getElementById(location.hash.slice(1));
  const side = location.hash.match(/^#side-(\d+)$/)?.[1];
  return Number(row?.dataset?.onPage ?? side ?? place.dataset.first);
}

async function begin() {
  state.textContent = "Henter siderne …";
  pdfjs.GlobalWorkerOptions.workerSrc = place.dataset.worker;
  const file = await pdfjs.getDocument({
    url: new URL(place.dataset.url, location.href).href,
    standardFontDataUrl: new URL(place.dataset.fonts, location.href).href,
    wasmUrl: new URL(place.dataset.decoders, location.href).href,
    useWasm: false,
    enableXfa: false,
    disableAutoFetch: true,
    verbosity: pdfjs.VerbosityLevel.ERRORS,
  }).promise;
  const { width, height } = (await file.getPage(1)).getViewport({ scale: 1 });
  for (let number = 1; number <= file.numPages; number += 1) {
    const sheet = new Sheet(number, file.numPages);
    sheets.append(sheet.section);
    all.push(sheet);
  }
  all.forEach((sheet) => sheet.layOut({ width, height }, fitted({ width })));
  state.textContent = "";
  jump.hidden = false;
  const first = firstPage();
  if (first > 1) {
    goTo(first);
  }
  observe(file);
  offerSizes(file);
}

// Where there is no room beside the pages, the notes are folded until they are wanted.
function fold() {
  side.open = roomBeside.matches || Boolean(side.querySelector("[data-error-summary]"));
}
fold();
roomBeside.addEventListener("change", fold);
jump.addEventListener("submit", (event) => {
  event.preventDefault();
  goTo(Number(jump.querySelector("input").value), { focus: true });
});
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.target.id === "markeringer") {
    all.filter((sheet) => sheet.drawn).forEach((sheet) => sheet.paint());
  }
});
watchSelection(
  bar,
  () => all.map((sheet) => sheet.words),
  (form, root) => {
    form.elements.page.value = all.find((sheet) => sheet.words === root).number;
  },
);
begin().catch((error) => {
  state.textContent = "Bilaget kan ikke vises her. Åbn filen i stedet, og skriv dine noter ved siden af.";
  throw error;
});
