// Highlights in the text of an item.
import { linkTo, paint, rowsIn, watchSelection } from "./marks.js";

const TEXTS = ".reading .richtext, .reading .recommendation, .reading .decision-read";
const NOT_TEXTS = ".own-notes, .dialogue, .sharing, .bilag-page__text, .fold, .change";

function roots() {
  const found = [...document.querySelectorAll(TEXTS)].filter((each) => !each.closest(NOT_TEXTS));
  return found.filter((each) => !found.some((other) => other !== each && other.contains(each)));
}

function paintAll() {
  for (const row of paint(roots(), rowsIn(document.getElementById("markeringer")))) {
    linkTo(row, `#vis-${row.dataset.mark}`, "Vis i teksten");
  }
}

paintAll();
document.addEventListener("htmx:afterSwap", (event) => event.target.id === "markeringer" && paintAll());
watchSelection(document.querySelector("[data-mark-bar]"), roots);
