/* Shows the emergency card when the server does not answer. It stands beside the card and therefore reaches no other
   page; what it keeps is the card and what draws it, put there by card.js. */

const PLACE = "rundblick-notfallkarte";
const PATIENCE = 4000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  event.respondWith(url.href === self.registration.scope ? card(event.request) : drawing(event.request));
});

async function card(request) {
  const kept = await find(request.url);
  try {
    const answer = await (kept ? Promise.race([fetch(request), later()]) : fetch(request));
    return answer.ok || !kept ? answer : kept;
  } catch (gone) {
    if (kept) return kept;
    throw gone;
  }
}

async function drawing(request) {
  try {
    return await fetch(request);
  } catch (gone) {
    const kept = await find(request.url);
    if (kept) return kept;
    throw gone;
  }
}

async function find(url) {
  const place = await caches.open(PLACE);
  return place.match(url, { ignoreVary: true });
}

function later() {
  return new Promise((_, refuse) => setTimeout(() => refuse(new Error("no answer")), PATIENCE));
}
