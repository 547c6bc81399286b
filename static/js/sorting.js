// Puts a list in order by dragging, by the Op and Ned buttons, and by Alt+arrow keys.
//
// <ol data-sortable data-url="…"><li data-id="…" tabindex="0">…</li></ol>; the buttons are forms that
// work alone. The new order is posted as `order` (ids with commas). A refusal puts the old order back.
import { csrfToken } from "./page.js";

const announcer = document.createElement("p");
announcer.className = "sr-only";
announcer.setAttribute("role", "status");
document.body.append(announcer);

function say(words) {
  announcer.textContent = words;
}

function entries(list) {
  return [...list.children].filter((entry) => entry.dataset.id);
}

function title(entry) {
  return entry.querySelector(".sortable__title")?.textContent.trim() ?? entry.textContent.trim();
}

class Sortable {
  constructor(list) {
    this.list = list;
    this.queue = Promise.resolve();
    list.addEventListener("keydown", (event) => this.onKey(event));
    list.addEventListener("click", (event) => this.onButton(event));
    for (const name of ["dragstart", "dragover", "drop", "dragend"]) {
      list.addEventListener(name, (event) => this[name](event));
    }
    this.refresh();
  }

  refresh() {
    const all = entries(this.list);
    for (const [index, entry] of all.entries()) {
      entry.draggable = true;
      entry.querySelector("[data-move='up']")?.setAttribute("aria-disabled", index === 0);
      entry.querySelector("[data-move='down']")?.setAttribute("aria-disabled", index === all.length - 1);
    }
  }

  onKey(event) {
    if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) {
      return;
    }
    const entry = event.target.closest("[data-id]");
    event.preventDefault();
    event.stopPropagation();
    this.step(entry, event.key === "ArrowUp" ? -1 : 1, event.target);
  }

  onButton(event) {
    const button = event.target.closest("[data-move]");
    if (button) {
      event.preventDefault();
      this.step(button.closest("[data-id]"), button.dataset.move === "up" ? -1 : 1, button);
    }
  }

  step(entry, by, focused) {
    const all = entries(this.list);
    const to = all.indexOf(entry) + by;
    if (to < 0 || to >= all.length) {
      say(by < 0 ? "Står allerede øverst" : "Står allerede nederst");
      return;
    }
    const before = all.map((each) => each.dataset.id);
    all[to][by < 0 ? "before" : "after"](entry);
    focused.focus();
    this.moved(entry, before);
  }

  moved(entry, before) {
    const all = entries(this.list);
    say(`${title(entry)}: nu nummer ${all.indexOf(entry) + 1} af ${all.length}`);
    entry.classList.add("is-moved");
    this.renumber();
    this.refresh();
    this.queue = this.queue.then(() => this.post(before));
  }

  // Numbers follow at once where the list shows plain ones; the server's answer has the last word.
  renumber() {
    for (const [index, entry] of entries(this.list).entries()) {
      const number = entry.querySelector(".sortable__number");
      if (number && /^\d+$/.test(number.textContent.trim())) {
        number.textContent = index + 1;
      }
    }
  }

  async post(before) {
    const order = entries(this.list).map((entry) => entry.dataset.id).join(",");
    try {
      const response = await fetch(this.list.dataset.url, {
        method: "POST",
        redirect: "manual",
        headers: { "X-CSRFToken": csrfToken(), Accept: "application/json", "HX-Request": "true" },
        body: new URLSearchParams({ order }),
      });
      const isJson = response.headers.get("content-type")?.includes("application/json");
      const answer = isJson ? await response.json() : {};
      if (!response.ok) {
        this.putBack(before, answer.message ?? "Rækkefølgen kunne ikke gemmes.");
      } else if (answer.numbers) {
        this.number(answer.numbers);
      }
    } catch (error) {
      if (!(error instanceof TypeError)) {
        throw error;
      }
      this.putBack(before, "Ingen forbindelse. Rækkefølgen er ikke gemt.");
    }
  }

  // { id: "3", … }
  number(numbers) {
    for (const entry of entries(this.list)) {
      const place = entry.querySelector(".sortable__number");
      if (place && entry.dataset.id in numbers) {
        place.textContent = numbers[entry.dataset.id];
      }
    }
  }

  putBack(before, words) {
    const byId = new Map(entries(this.list).map((entry) => [entry.dataset.id, entry]));
    this.list.append(...before.map((id) => byId.get(id)));
    this.renumber();
    this.refresh();
    say(words);
    this.list.dispatchEvent(new CustomEvent("das:refused", { bubbles: true, detail: words }));
    const place = document.querySelector("#beskeder");
    const alert = document.createElement("div");
    alert.className = "alert alert-error";
    alert.textContent = words;
    place?.replaceChildren(alert);
  }

  dragstart(event) {
    this.dragged = event.target.closest("[data-id]");
    this.before = entries(this.list).map((entry) => entry.dataset.id);
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", this.dragged.dataset.id);
    this.dragged.classList.add("is-dragged");
  }

  dragover(event) {
    const over = event.target.closest("[data-id]");
    if (!this.dragged || !over || over.parentElement !== this.list) {
      return;
    }
    event.preventDefault();
    if (over !== this.dragged) {
      const box = over.getBoundingClientRect();
      over[event.clientY < box.top + box.height / 2 ? "before" : "after"](this.dragged);
    }
  }

  drop(event) {
    event.preventDefault();
    this.dropped = true;
  }

  dragend() {
    const entry = this.dragged;
    entry.classList.remove("is-dragged");
    const now = entries(this.list).map((each) => each.dataset.id);
    if (this.dropped && now.join() !== this.before.join()) {
      this.moved(entry, this.before);
    } else if (!this.dropped) {
      const byId = new Map(entries(this.list).map((each) => [each.dataset.id, each]));
      this.list.append(...this.before.map((id) => byId.get(id)));
    }
    this.dragged = null;
    this.dropped = false;
  }
}

function begin(root) {
  for (const list of root.querySelectorAll("[data-sortable]:not([data-sortable='ready'])")) {
    list.dataset.sortable = "ready";
    new Sortable(list);
  }
}

begin(document);
document.addEventListener("htmx:load", (event) => begin(event.target.parentElement ?? document));
