// Keeps the copies that the server has marked, for one person, and shows them without a network.
//
// Nothing is kept but answers with X-Keep. Every answer says whose it is (X-Epoch): when it is
// another than the copies', they are wiped. See docs/adr/0017-reading-offline.md.
const COPIES = "das-copies";
const STATIC = "das-static";
const WHOSE = "/gemt/hvis";
const DAYS = 30;
const PATIENCE = 6000; // ms before a copy is shown on a network that does not answer

let generation = 0; // what was begun before a wipe keeps nothing after it

async function epochKept() {
  const answer = await (await caches.open(COPIES)).match(WHOSE);
  return answer ? answer.text() : null;
}

async function wipe() {
  generation += 1;
  await caches.delete(COPIES);
}

// True when the answer is of the person whose copies these are.
async function checkOwner(response) {
  const epoch = response.headers.get("X-Epoch");
  if (epoch === null) {
    return false;
  }
  const kept = await epochKept();
  if (epoch === "none" || (kept !== null && kept !== epoch) || response.status === 401) {
    await wipe();
  }
  return epoch !== "none";
}

async function put(url, response, begun) {
  const epoch = response.headers.get("X-Epoch");
  const meeting = response.headers.get("X-Keep");
  if (!response.ok || response.redirected || meeting === null || epoch === null || epoch === "none") {
    return;
  }
  const body = await response.blob();
  const copies = await caches.open(COPIES);
  if (begun !== generation) {
    return;
  }
  const headers = { "Content-Type": response.headers.get("Content-Type"), "X-Keep": meeting, "X-Kept-At": String(Date.now()) };
  const policy = response.headers.get("Content-Security-Policy");
  if (policy) {
    headers["Content-Security-Policy"] = policy;
  }
  await copies.put(WHOSE, new Response(epoch));
  await copies.put(url, new Response(body, { headers }));
}

async function forgetOthers(list) {
  const copies = await caches.open(COPIES);
  const allowed = new Set(list.pages.map((page) => page.url));
  for (const request of await copies.keys()) {
    const path = new URL(request.url).pathname;
    const answer = await copies.match(request);
    const known = allowed.has(path) || list.bilag.some((bilag) => path.startsWith(bilag));
    if (answer?.headers.get("X-Keep") === list.meeting && !known) {
      await copies.delete(request);
    }
  }
}

async function keep(message, source) {
  const fonts = await caches.open(STATIC);
  await Promise.allSettled(message.assets.map(async (url) => (await fonts.match(url)) ?? fonts.add(url)));
  const answer = await fetch(message.list, { redirect: "manual" });
  if (!answer.ok || !(await checkOwner(answer))) {
    return;
  }
  const begun = generation;
  const list = await answer.json();
  await forgetOthers(list);
  for (const page of list.pages) {
    const copy = await fetch(page.copy, { redirect: "manual" });
    if (!(await checkOwner(copy)) || begun !== generation) {
      return;
    }
    await put(page.url, copy, begun);
  }
  source?.postMessage({ kind: "kept" });
}

async function copyOf(request) {
  const copies = await caches.open(COPIES);
  const path = new URL(request.url).pathname;
  const found = await copies.match(path);
  if (found && Date.now() - Number(found.headers.get("X-Kept-At")) > DAYS * 86400000) {
    await copies.delete(path);
    return undefined;
  }
  return found;
}

const NOTHING = "<!doctype html><html lang=\"da\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>Uden net</title><h1>Du har ikke net nu</h1><p>Siden er ikke gemt på denne enhed. Gå tilbage, eller prøv igen, når du har net.</p><p><a href=\"/\">Prøv igen</a></p></html>";

async function page(request) {
  const slow = new Promise((resolve) => { setTimeout(resolve, PATIENCE, null); });
  const asked = fetch(request).then(async (response) => {
    await checkOwner(response);
    if (request.mode !== "navigate" && response.ok) {
      await put(new URL(request.url).pathname, response.clone(), generation);
    }
    return response;
  });
  asked.catch(() => {});
  try {
    const answer = await Promise.race([asked, slow]);
    return answer ?? (await copyOf(request)) ?? (await asked);
  } catch {
    const copy = await copyOf(request);
    return copy ?? new Response(NOTHING, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } });
  }
}

async function asset(request) {
  try {
    const answer = await fetch(request);
    return answer;
  } catch (error) {
    const kept = await (await caches.open(STATIC)).match(request, { ignoreVary: true });
    if (kept) {
      return kept;
    }
    throw error;
  }
}

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("message", (event) => {
  if (event.data.kind === "wipe") {
    event.waitUntil(wipe());
  } else if (event.data.kind === "keep") {
    event.waitUntil(keep(event.data, event.source).catch(() => {}));
  }
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) {
    return;
  }
  if (url.pathname.startsWith("/static/")) {
    event.respondWith(asset(request));
  } else if (request.mode === "navigate" || url.pathname.startsWith("/laesning/bilag/")) {
    event.respondWith(page(request));
  }
});
