// Typed text that has not reached the server yet, kept in this browser only.

const PREFIX = "tsunagari.draft."
const SENT = "tsunagari.sent"
const DAYS = 14

// Storage may be closed (private windows) or full; then there is simply no draft
function attempt(action) {
  try { return action() } catch { return null }
}

export function read(key) {
  const draft = attempt(() => JSON.parse(localStorage.getItem(PREFIX + key)))
  return draft && Date.now() - draft.at < DAYS * 86400000 ? draft.fields : null
}

export function keep(key, fields) {
  attempt(() => localStorage.setItem(PREFIX + key, JSON.stringify({ at: Date.now(), fields })))
}

export function forget(key) {
  attempt(() => localStorage.removeItem(PREFIX + key))
}

export function forgetAll() {
  attempt(() => Object.keys(localStorage).filter(key => key.startsWith(PREFIX)).forEach(key => localStorage.removeItem(key)))
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
