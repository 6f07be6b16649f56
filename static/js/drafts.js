// Typed text that has not reached the server yet, kept in this browser only. Its key begins with the person.
import { roomIn } from "./device/pages.js";

const PREFIX = "tsunagari.draft."
const SENT = "tsunagari.sent"
const DAYS = 14

let closed = false // somebody signs out: what is still open keeps nothing anew

// Storage may be closed (private windows, service workers) or full; then there is simply no draft
function attempt(action) {
  try { return action() } catch { return null }
}

// {fields, bases}: what was typed, and over which text of the server
export function read(key) {
  const draft = attempt(() => JSON.parse(localStorage.getItem(PREFIX + key)))
  if (draft && Date.now() - draft.at < DAYS * 86400000) return draft
  forget(key)
  return null
}

function keys() {
  return attempt(() => Object.keys(localStorage).filter(key => key.startsWith(PREFIX)).map(key => key.slice(PREFIX.length))) ?? []
}

// `place`: where it was typed, as {path, title}
export function keep(key, fields, bases, place) {
  if (!closed) attempt(() => localStorage.setItem(PREFIX + key, JSON.stringify({ at: Date.now(), fields, bases, place })))
}

export function forget(key) {
  attempt(() => localStorage.removeItem(PREFIX + key))
}

export function forgetAll() {
  closed = true
  keys().forEach(forget)
}

// Told when another page has sent this draft, or somebody has signed out there
export function onForgotten(key, listener) {
  const heard = event => { if (event.key === PREFIX + key && event.newValue === null) listener() }
  addEventListener("storage", heard)
  return () => removeEventListener("storage", heard)
}

// This person's, newest first: [{key, at, fields, place}]
export function draftsOf(person) {
  return keys().filter(key => key.startsWith(`${person}-`)).map(key => ({ key, ...read(key) }))
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

// Another form was sent: what the next page says is said of that one
export function forgetMark() {
  attempt(() => sessionStorage.removeItem(SENT))
}

export function forgetSaved(root) {
  const key = attempt(() => sessionStorage.getItem(SENT))
  if (!key || !root.querySelector("[data-saved]")) return
  forget(key)
  forgetMark()
}
