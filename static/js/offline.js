// The page's side of reading without a network: what to keep, what is newer, and wiping.
const PREFIX = "das-copies";

export async function wipeCopies() {
  if (!("caches" in window)) {
    return;
  }
  navigator.serviceWorker?.controller?.postMessage({ kind: "wipe" });
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(PREFIX)).map((name) => caches.delete(name)));
}

// The pages' own style sheets and scripts, as this browser has fetched them.
function assets() {
  const names = performance.getEntriesByType("resource").map((entry) => entry.name);
  return [...new Set(names)].filter((name) => new URL(name).origin === location.origin && new URL(name).pathname.startsWith("/static/"));
}

async function keep(tools) {
  const registration = await navigator.serviceWorker.register("/gemmer.js", { scope: "/" });
  await navigator.serviceWorker.ready;
  const active = registration.active ?? (await navigator.serviceWorker.ready).active;
  active.postMessage({ kind: "keep", list: tools.dataset.keep, assets: assets() });
}

// Which version is the newest; undefined without contact. Who may not ask any more keeps nothing.
async function newestEdition(list) {
  const answer = await fetch(list, { redirect: "manual" }).catch(() => null);
  if (answer === null) {
    return undefined;
  }
  if (!answer.ok) {
    await wipeCopies();
    return null;
  }
  return (await answer.json()).edition;
}

// Asked when the network is back and when the page is looked at again.
async function askForNewer(tools) {
  const newest = await newestEdition(tools.dataset.keep);
  if (newest) {
    document.querySelector("[data-newer]").hidden = newest === tools.dataset.edition;
  }
}

// --- The kept copy --------------------------------------------------------------------------------

// How long ago, by the calendar: a copy of yesterday evening is a day old.
function ageOf(kept, now) {
  const minutes = Math.floor((now - kept) / 60000);
  const days = Math.round((new Date(now).setHours(0, 0, 0, 0) - new Date(kept).setHours(0, 0, 0, 0)) / 86400000);
  const said = new Intl.RelativeTimeFormat("da", { numeric: "auto" });
  if (days > 0) {
    return said.format(-days, "day");
  }
  return minutes < 60 ? said.format(-Math.max(minutes, 1), "minute") : said.format(-Math.floor(minutes / 60), "hour");
}

async function checkCopy(copy) {
  copy.querySelector("[data-age]").textContent = `, ${ageOf(Date.parse(copy.dataset.keptAt), Date.now())}`;
  const newest = await newestEdition(copy.dataset.keptCopy);
  if (newest === null) {
    location.reload(); // the copies are gone, and so is this one
    return;
  }
  const known = newest !== undefined;
  copy.querySelector("[data-unsure]").hidden = known;
  copy.querySelector("[data-newer]").hidden = !known || newest === copy.dataset.edition;
  copy.querySelector("[data-newest]").hidden = !known || newest !== copy.dataset.edition;
}

function followCopy(copy) {
  const check = () => document.visibilityState === "visible" && checkCopy(copy);
  window.addEventListener("online", check);
  document.addEventListener("visibilitychange", check);
  setInterval(check, 30000); // a network without contact to the portal tells nothing by itself
  check();
}

async function start() {
  if (!("serviceWorker" in navigator) || !("caches" in window)) {
    return;
  }
  if (!document.querySelector("meta[name='person']")) {
    await wipeCopies(); // nobody is signed in
    return;
  }
  const copy = document.querySelector("[data-kept-copy]");
  if (copy) {
    followCopy(copy);
    return;
  }
  const tools = document.querySelector("[data-keep]");
  if (tools) {
    window.addEventListener("online", () => askForNewer(tools));
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && askForNewer(tools));
    const said = document.querySelector("[data-kept]");
    navigator.serviceWorker.addEventListener("message", (event) => {
      if (event.data.kind === "kept") {
        said.textContent = "Mødets åbne punkter er gemt på denne enhed og kan læses uden net. De slettes, når du logger ud.";
        said.hidden = false;
      }
    });
    await keep(tools);
  }
}

start().catch(() => {}); // without copies the page is what it was
