// Pages that this person has opened lately, kept to be read without a network. One person's at a time: who comes next
// finds nothing of the last one. The name of the store says whose it is.

const PAGES = "tsunagari-pages-"
const HERE = "tsunagari-here" // a store without anything in it: somebody is signed in on this device
const MOST = 60

export const KEPT_AT = "Tsunagari-Kept-At"
export const REFRESH = "Tsunagari-Refresh"

export const roomIn = path => /^\/salon\/rooms\/([^/]+)\//.exec(path)?.[1] ?? null

export const arrive = () => caches.open(HERE)

// Before anything else is erased, so that a page which is just being kept is erased as well: see `keep`
export const leave = () => caches.delete(HERE)

async function stores() {
  return (await caches.keys()).filter(name => name.startsWith(PAGES))
}

// An answer that names nobody (salon/rooms/views/keepable.py) is not kept
export async function keep(url, answer) {
  const person = answer.headers.get("Tsunagari-Person")
  // Of a topic the newest page, not one of its past
  if (!answer.ok || !person || new URL(url).search) return
  await forgetPages(person)
  const pages = await caches.open(PAGES + person)
  const headers = new Headers(answer.headers)
  headers.set(KEPT_AT, new Date().toISOString())
  const place = bare(url)
  // Away and in again: the first in the list is the one that was not opened for longest
  await pages.delete(place)
  await pages.put(place, new Response(await answer.blob(), { headers }))
  for (const request of (await pages.keys()).slice(0, -MOST)) await pages.delete(request)
  // They signed out while this page was on its way
  if (!await caches.has(HERE)) await forgetPages()
}

export async function find(url) {
  for (const name of await stores()) {
    const found = await (await caches.open(name)).match(bare(url))
    if (found) return found
  }
  return null
}

// Everything, or everything but what `person` keeps
export async function forgetPages(person = null) {
  for (const name of await stores()) if (name !== PAGES + person) await caches.delete(name)
}

// What is kept of rooms for which `isGone(slug)`. Answers whether there was something.
export async function forgetRooms(isGone) {
  let found = false
  for (const name of await stores()) {
    const pages = await caches.open(name)
    for (const request of await pages.keys()) {
      const room = roomIn(new URL(request.url).pathname)
      if (room && isGone(room)) found = await pages.delete(request) || found
    }
  }
  return found
}

// It went where this person does not read, or is nowhere any more
export async function forgetPage(url) {
  for (const name of await stores()) await (await caches.open(name)).delete(bare(url))
}

// An anchor or a question in the address makes no other page
function bare(url) {
  const { origin, pathname } = new URL(url)
  return origin + pathname
}
