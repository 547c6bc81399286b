// What every page needs: focus on errors, menus that close, shortcuts, drafts wiped at sign-out.
import { wipeDrafts } from "./drafts.js";
import { wipeCopies } from "./offline.js";
import { listenForShortcuts } from "./shortcuts.js";

function focusErrors(root) {
  const summary = root.querySelector("[data-error-summary]");
  if (summary) {
    summary.focus();
  }
}

// A link in the error summary lands in the field itself, also where an editor has taken its place.
function followErrorLinks(event) {
  const link = event.target.closest("[data-error-summary] a[href^='#']");
  const field = link && document.getElementById(link.hash.slice(1));
  if (field) {
    event.preventDefault();
    const target = field.editorElement ?? field;
    target.focus();
    target.scrollIntoView({ block: "center" });
  }
}

function closeMenus(event) {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    const leaves = event.type === "click" && !menu.contains(event.target);
    if (leaves || event.key === "Escape") {
      menu.open = false;
      if (event.key === "Escape") {
        menu.querySelector("summary").focus();
      }
    }
  }
}

// Where a list or a menu scrolls by itself, its current entry is in sight; the page stays put.
function showCurrent() {
  for (const current of document.querySelectorAll(".page-side [aria-current], .portal-menu [aria-current]")) {
    const box = current.closest(".page-side, .portal-menu");
    const [inner, outer] = [current.getBoundingClientRect(), box.getBoundingClientRect()];
    box.scrollTop += inner.top - outer.top - outer.height / 3;
    box.scrollLeft += inner.left - outer.left - outer.width / 3;
  }
}

focusErrors(document);
showCurrent();
listenForShortcuts();
document.addEventListener("click", followErrorLinks);
document.addEventListener("click", closeMenus);
document.addEventListener("keydown", closeMenus);
document.addEventListener("htmx:afterSwap", (event) => focusErrors(event.target));
for (const form of document.querySelectorAll("form[data-sign-out]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    Promise.allSettled([wipeDrafts(), wipeCopies()]).finally(() => form.submit());
  });
}
