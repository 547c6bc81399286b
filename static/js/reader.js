// Reading a bilag: the page one has come to is remembered, a moment after it was looked at.
import { csrfToken } from "./page.js";

const PAUSE = 1200; // ms: a page that is only scrolled past is not read

function follow(pages) {
  if (pages.dataset.followed) {
    return;
  }
  pages.dataset.followed = "yes";
  let furthest = 1;
  let waiting = 0;
  const seen = new Set();

  function tell() {
    const page = Math.max(0, ...seen);
    if (page > furthest) {
      furthest = page;
      const body = new URLSearchParams({ page });
      fetch(pages.dataset.url, { method: "POST", body, headers: { "X-CSRFToken": csrfToken() }, keepalive: true }).catch(() => {
        furthest = 1; // without a network it is told with the next page
      });
    }
  }

  const observer = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      const number = Number(entry.target.dataset.page);
      if (entry.isIntersecting) {
        seen.add(number);
      } else {
        seen.delete(number);
      }
    }
    clearTimeout(waiting);
    waiting = setTimeout(tell, PAUSE);
  }, { rootMargin: "-30% 0px -30% 0px" });
  for (const page of pages.querySelectorAll("[data-page]")) {
    observer.observe(page);
  }
}

function followAll() {
  for (const pages of document.querySelectorAll("[data-bilag-pages]")) {
    follow(pages);
  }
}

followAll();
document.addEventListener("htmx:afterSwap", followAll);
