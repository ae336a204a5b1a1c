/* Keeps the emergency card on this device, once in a session, so that it opens when the server is away. The card is the
   same for everybody of the house and names nobody. */

const PLACE = "rundblick-notfallkarte";
const DONE = "rundblick-notfallkarte";
const link = document.querySelector("a[data-keeps]");

async function keep(address, worker) {
  await navigator.serviceWorker.register(worker, { scope: address });
  if (sessionStorage.getItem(DONE)) return;
  const answer = await fetch(address, { headers: { "X-Requested-With": "fetch" } });
  if (!answer.ok || answer.redirected) return;
  const page = new DOMParser().parseFromString(await answer.clone().text(), "text/html");
  const needs = [...page.querySelectorAll("link[rel=stylesheet], script[src]")].map(
    (one) => new URL(one.getAttribute("href") ?? one.getAttribute("src"), address).href,
  );
  const place = await caches.open(PLACE);
  await Promise.all([place.put(address, answer), ...needs.map((one) => place.add(one))]);
  for (const old of await place.keys()) {
    if (old.url !== address && !needs.includes(old.url)) await place.delete(old);
  }
  sessionStorage.setItem(DONE, "yes");
  link.dataset.kept = "";
}

if (link && "serviceWorker" in navigator) keep(link.href, link.dataset.keeps).catch(() => {});
