// Posts on their way. Each is written down here before it is sent and struck out when the server has it, so that
// it survives a killed browser; its key makes sure that sending it again posts once (docs/realtime.md, "The key").
import { add, all, get, put, remove } from "./database.js";
import { align, renewToken, whoIsThere } from "./contact.js";

const PATIENCE = 30000 // ms for a post without an answer
const PATIENCE_WITH_FILES = 300000
const LOCK = "tsunagari-outbox"
const NEWS = "tsunagari-outbox"

const news = globalThis.BroadcastChannel ? new BroadcastChannel(NEWS) : null

// An entry: {person, room, path, title, url, fields: [[name, value], …], key, at}, and refused: {status, errors} when
// the server did not take it. Answers it with its id; without one when nothing can be kept here.
export async function keepPost(entry) {
  try {
    return { ...entry, id: await add(entry) }
  } catch {
    return entry
  }
}

export async function postsOf(person) {
  return (await all().catch(() => [])).filter(entry => entry.person === person)
}

export const dropPost = entry => entry.id === undefined ? null : remove(entry.id).catch(() => {})

// Told in every page: {key, sent: {seq, message, topic}} or {key, refused: {status, errors}}
export function onNews(listener) {
  const channel = globalThis.BroadcastChannel ? new BroadcastChannel(NEWS) : null
  channel?.addEventListener("message", event => listener(event.data))
  return () => channel?.close()
}

// Sends all that waits, in order, one page or worker at a time. Answers "done", "away" (no network, or a server in
// trouble: again later) or "signed-out". `token` is that of a page of `person`; without it a fresh one is asked for.
export function sendWaiting({ person, token } = {}) {
  const locked = navigator.locks ? work => navigator.locks.request(LOCK, work) : work => work()
  return locked(async () => {
    try {
      let me = token ? { person, token } : await whoIsThere()
      for (const entry of await all()) {
        // Somebody may have dropped it while the one before was under way
        if (entry.refused || !me || entry.person !== me.person || !await get(entry.id)) continue
        let outcome = await sendOne(entry, me.token)
        if (outcome.stale) {
          // The page was open for long, or somebody else has signed in since
          me = await whoIsThere()
          if (!me || entry.person !== me.person) continue
          outcome = await sendOne(entry, me.token)
        }
        if (outcome.signedOut) me = null
        else if (!await settled(entry, outcome)) return "away"
      }
      return me ? "done" : "signed-out"
    } catch {
      return "away"
    }
  })
}

// One that could not be written down here, from the open page of its person
export async function sendFromPage(entry, token) {
  const outcome = await sendOne(entry, token)
  if (!outcome.stale) return outcome
  const fresh = await renewToken()
  return fresh ? sendOne(entry, fresh) : { signedOut: true }
}

export async function sendOne(entry, token) {
  const body = new FormData()
  for (const [name, value] of entry.fields) body.append(name, value)
  const patience = entry.fields.some(([, value]) => value instanceof File) ? PATIENCE_WITH_FILES : PATIENCE
  body.set("csrfmiddlewaretoken", token)
  const answer = await fetch(entry.url, {
    method: "POST", body, headers: { Accept: "application/json" }, redirect: "manual", signal: AbortSignal.timeout(patience),
  })
  if (answer.type === "opaqueredirect") return { signedOut: true }
  const told = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : null
  if (answer.status === 201) return { sent: told }
  if (answer.status === 403 && !told) return { stale: true }
  if (answer.status === 429 || answer.status >= 500) return {}
  return { refused: { status: answer.status, errors: Object.values(told?.errors ?? {}).flat() } }
}

async function settled(entry, { sent, refused, stale }) {
  if (stale) refused = { status: 403, errors: [] }
  if (!sent && !refused) return false
  if (sent) await dropPost(entry)
  else if (refused.status === 404 && (await align()).removed) refused.erased = true
  else if (await get(entry.id)) await put({ ...entry, refused })
  news?.postMessage({ key: entry.key, room: entry.room, sent, refused })
  return true
}
