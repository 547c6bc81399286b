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

// Asked when the network is back and when the page is looked at again.
async function askForNewer(tools) {
  const answer = await fetch(tools.dataset.keep, { redirect: "manual" }).catch(() => null);
  if (answer === null) {
    return;
  }
  if (!answer.ok) {
    await wipeCopies();
    return;
  }
  const { edition } = await answer.json();
  document.querySelector("[data-newer]").hidden = edition === tools.dataset.edition;
}

async function start() {
  if (!("serviceWorker" in navigator) || !("caches" in window)) {
    return;
  }
  if (!document.querySelector("meta[name='person']")) {
    await wipeCopies(); // nobody is signed in
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
