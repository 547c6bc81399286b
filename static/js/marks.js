// One's highlights on a page: painted where their words are, and made from what is selected.
import { Words } from "./anchor.js";

const SETTLED = 250; // ms after the last change of the selection
const LINGERS = 600; // ms that the bar stays when the selection is gone, so that it can be pressed

function unwrap(mark) {
  const parent = mark.parentNode;
  mark.replaceWith(...mark.childNodes);
  parent.normalize();
}

// Paint the marks of these rows (<li data-mark data-quote …>), each in the one of the elements where
// its words are in the best company; returns the rows that were painted.
export function paint(roots, rows) {
  for (const mark of roots.flatMap((root) => [...root.querySelectorAll("mark.own-mark")])) {
    unwrap(mark);
  }
  return rows.filter((row) => paintOne(roots, row));
}

function paintOne(roots, row) {
  const { quote, before, after } = row.dataset;
  const places = roots
    .map((root) => new Words(root))
    .map((words) => ({ words, place: words.locate({ quote, before, after }) }))
    .filter(({ place }) => place);
  places.sort((one, other) => other.place.company - one.place.company);
  const first = places[0]?.words.wrap(places[0].place, () => {
    const mark = document.createElement("mark");
    mark.className = `own-mark own-mark--${row.dataset.word}`;
    mark.title = row.dataset.label;
    return mark;
  });
  if (first) {
    first.id = `vis-${row.dataset.mark}`;
  }
  return Boolean(first);
}

export function rowsIn(list) {
  return [...list.querySelectorAll("li[data-quote]")].filter((row) => row.dataset.quote);
}

// A link from the list to the place in the text.
export function linkTo(row, href, words) {
  const tools = row.querySelector(".mark-row__tools");
  if (!tools.querySelector("[data-show]")) {
    const link = document.createElement("a");
    link.dataset.show = "";
    link.href = href;
    link.textContent = words;
    tools.prepend(link, " ");
  }
}

// The bar that appears when something is selected in one of `roots()`. `fill(bar, root)` adds what
// the place needs.
export function watchSelection(bar, roots, fill = () => {}) {
  let timer = 0;

  function look() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) {
      bar.hidden = true;
      return;
    }
    const range = selection.getRangeAt(0);
    const root = roots().find((each) => range.intersectsNode(each) && each.contains(range.startContainer));
    const words = root && new Words(root);
    const place = words?.within(range);
    const quote = place && words.text.slice(place.start, place.end).trim();
    bar.hidden = !quote;
    if (quote) {
      for (const [name, value] of Object.entries(words.anchorOf(place, quote))) {
        bar.elements[name].value = value;
      }
      fill(bar, root);
    }
  }

  document.addEventListener("selectionchange", () => {
    clearTimeout(timer);
    timer = setTimeout(look, getSelection().isCollapsed ? LINGERS : SETTLED);
  });
  // Pressing the bar must not take the selection away before it has been read.
  bar.addEventListener("mousedown", (event) => event.preventDefault());
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.target.id === "markeringer" || event.detail.elt?.id === "markeringer") {
      getSelection().removeAllRanges();
      bar.hidden = true;
    }
  });
}
