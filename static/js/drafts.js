// Typed text that has not reached the server yet, kept in this browser only. Its key begins with the person.
import { roomIn } from "./device/pages.js";

const PREFIX = "tsunagari.draft."
const SENT = "tsunagari.sent"
const DAYS = 14

// Storage may be closed (private windows, service workers) or full; then there is simply no draft
function attempt(action) {
  try { return action() } catch { return null }
}

function stored(key) {
  const draft = attempt(() => JSON.parse(localStorage.getItem(PREFIX + key)))
  return draft && Date.now() - draft.at < DAYS * 86400000 ? draft : null
}

function keys() {
  return attempt(() => Object.keys(localStorage).filter(key => key.startsWith(PREFIX)).map(key => key.slice(PREFIX.length))) ?? []
}

export function read(key) {
  return stored(key)?.fields ?? null
}

// `place`: where it was typed, as {path, title}
export function keep(key, fields, place) {
  attempt(() => localStorage.setItem(PREFIX + key, JSON.stringify({ at: Date.now(), fields, place })))
}

export function forget(key) {
  attempt(() => localStorage.removeItem(PREFIX + key))
}

export function forgetAll() {
  keys().forEach(forget)
}

// This person's, newest first: [{key, at, fields, place}]
export function draftsOf(person) {
  return keys().filter(key => key.startsWith(`${person}-`)).map(key => ({ key, ...stored(key) }))
    .filter(draft => draft.fields && draft.place).sort((one, other) => other.at - one.at)
}

// Those of rooms for which `isGone(slug)`. Answers whether there were some.
export function forgetDrafts(person, isGone) {
  const gone = draftsOf(person).filter(({ place }) => roomIn(place.path) && isGone(roomIn(place.path)))
  gone.forEach(draft => forget(draft.key))
  return gone.length > 0
}

// A form that was sent is not yet a form that was saved: the answer may be an error page. So the draft
// stays until a page comes back that says it was saved (the success notice, components/notice.html).
export function markSent(key) {
  attempt(() => sessionStorage.setItem(SENT, key))
}

export function forgetSaved(root) {
  const key = attempt(() => sessionStorage.getItem(SENT))
  if (key && root.querySelector("[data-saved]")) {
    forget(key)
    attempt(() => sessionStorage.removeItem(SENT))
  }
}
