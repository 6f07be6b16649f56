// The service worker of the salon. It looks after /salon/ only; public pages know nothing of it.
// /sw.js (salon/device/views.py) imports it and says in `self.kept` which files it keeps.
import { align } from "./contact.js";
import { sendWaiting } from "./outbox.js";
import { find, forgetPage, keep, roomIn } from "./pages.js";
import { renew } from "./renewing.js";
import { shown } from "./shown.js";

const FILES = "tsunagari-files"
const PATIENCE = 8000 // ms until a kept page is shown in place of one that does not come
const LONG_AGO = 60 * 86400000

addEventListener("install", event => {
  skipWaiting()
  event.waitUntil(keepFiles())
})

// At once, also for pages that are open: no old worker stays in the way of a new one
addEventListener("activate", event => event.waitUntil(Promise.all([clients.claim(), dropOldFiles()])))

addEventListener("fetch", event => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== "GET" || origin !== location.origin) return
  if (pathname.startsWith("/static/")) event.respondWith(file(request))
  else if (request.mode === "navigate") event.respondWith(page(event))
})

// The browser says that the network is back, also when no page is open; it asks again after an error
addEventListener("sync", event => {
  if (event.tag === "outbox") event.waitUntil(sendWaiting().then(state => { if (state === "away") throw new Error(state) }))
})

// It says that there is something, in which room, and where; the text is read in the salon
addEventListener("push", event => {
  const { title, body, url, tag } = event.data?.json() ?? {}
  event.waitUntil(registration.showNotification(title, { body, tag, renotify: Boolean(tag), icon: self.kept.icon, data: { url } }))
})

addEventListener("pushsubscriptionchange", event => event.waitUntil(renew(event, self.kept.push)))

addEventListener("notificationclick", event => {
  event.notification.close()
  event.waitUntil(show(event.notification.data.url))
})

addEventListener("message", event => {
  if (event.data.keep) event.waitUntil(refresh(event.data.keep))
})

// Where it is open already, otherwise in a window of its own: in another one somebody may be writing
async function show(url) {
  const open = (await clients.matchAll({ type: "window" })).find(one => one.url === new URL(url, location.origin).href)
  await (open ? open.focus() : clients.openWindow(url))
}

async function page(event) {
  const { request } = event
  const path = new URL(request.url).pathname
  const kept = find(request.url).catch(() => null)
  const answer = await inTime(fetch(request), kept)
  if (!answer || [502, 503, 504].includes(answer.status)) return await shown(await kept) ?? answer ?? offline()
  const copy = answer.clone()
  if (answer.type === "opaqueredirect") event.waitUntil(align())
  else if (answer.status === 404 && roomIn(path)) {
    // Only a word where a room had to be erased; otherwise there simply is no such page
    if ((await align().catch(() => ({}))).removed) return Response.redirect("/salon/?left=1")
    await forgetPage(request.url).catch(() => {})
  } else if (copy.headers.get("Tsunagari-Person")) {
    // An address with a question shows another part of a topic: kept is its newest
    const { origin, pathname, search } = new URL(request.url)
    event.waitUntil(search ? refresh(origin + pathname) : keep(request.url, copy))
  }
  return answer
}

// The answer; null when the network is away, or when it is slow and there is something to show meanwhile
async function inTime(asked, kept) {
  const arrived = asked.catch(() => null)
  if (!await kept) return arrived
  return Promise.race([arrived, new Promise(resolve => { setTimeout(resolve, PATIENCE, null) })])
}

async function refresh(url) {
  const answer = await fetch(url, { headers: { "Tsunagari-Refresh": "1" }, redirect: "manual" }).catch(() => null)
  if (answer?.type === "opaqueredirect" || answer?.status === 404) await align()
  else if (answer) await keep(url, answer)
  if (answer?.status === 404) await forgetPage(url)
}

async function offline() {
  return (await caches.match(self.kept.offline)) ?? Response.error()
}

// A name with a hash means the same content for ever; other files (DEBUG) may have changed
async function file(request) {
  const files = await caches.open(FILES)
  const kept = await files.match(request)
  if (kept && /\.[0-9a-f]{12}\./.test(request.url)) return kept
  try {
    const answer = await fetch(request)
    // A full device keeps nothing more, and is served all the same
    if (answer.status === 200) await files.put(request, answer.clone()).catch(() => {})
    return answer
  } catch (error) {
    if (kept) return kept
    throw error
  }
}

async function keepFiles() {
  const files = await caches.open(FILES)
  await Promise.allSettled([...self.kept.files, self.kept.offline].map(async address => {
    const hashed = /\.[0-9a-f]{12}\./.test(address)
    if (!hashed || !await files.match(address)) await files.add(new Request(address, hashed ? {} : { cache: "reload" }))
  }))
}

// Pages that were kept before this version still want theirs; after two months there is none
async function dropOldFiles() {
  const files = await caches.open(FILES)
  const wanted = new Set([...self.kept.files, self.kept.offline].map(address => new URL(address, location.origin).href))
  for (const request of await files.keys()) {
    const date = Date.parse((await files.match(request))?.headers.get("Date") ?? "")
    if (!wanted.has(request.url) && !(Date.now() - date < LONG_AGO)) await files.delete(request)
  }
}
