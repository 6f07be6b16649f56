// At every contact with the server what is kept here is brought in line with what this person may see now.
import { all, erase, remove } from "./database.js";
import { forgetPages, forgetRooms, leave } from "./pages.js";
import { forgetAll, forgetDrafts } from "../drafts.js";

const PATIENCE = 15000 // ms

// {person, rooms, token}; null for who is signed out. Throws when the network is away.
export async function whoIsThere() {
  const answer = await fetch("/salon/device/", {
    headers: { Accept: "application/json" }, redirect: "manual", cache: "no-store", signal: AbortSignal.timeout(PATIENCE),
  })
  if (answer.type === "opaqueredirect") return null
  if (!answer.ok) throw new Error(String(answer.status))
  return answer.json()
}

export const isWhoseThisPageIs = me => me?.person === Number(document.querySelector("meta[name=person]")?.content)

// Whoever signs in anew makes the token of every open page stale. Answers one that is none, put into the page; null
// where the person of the page is not the one who is signed in.
export async function renewToken() {
  const me = await whoIsThere()
  if (!isWhoseThisPageIs(me)) return null
  for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = me.token
  return me.token
}

// Who is signed out keeps no page; own words that wait or are half written stay for when the same person is back.
// Of a room that one may not read any more nothing stays. `removed` says whether something was erased for that.
export async function align() {
  const me = await whoIsThere()
  if (!me) {
    await forgetPages()
    return { me, removed: false }
  }
  await forgetPages(me.person)
  const rooms = new Set(me.rooms)
  return { me, removed: await forgetRoomsOf(me.person, room => !rooms.has(room)) }
}

export async function forgetRoomsOf(person, isGone) {
  let found = await forgetRooms(isGone)
  for (const entry of await all()) {
    if (entry.person !== person || !isGone(entry.room)) continue
    await remove(entry.id)
    found = true
  }
  return forgetDrafts(person, isGone) || found
}

// Signing out: nothing of anybody stays
export async function forgetEverything() {
  forgetAll()
  await leave()
  const registration = await navigator.serviceWorker?.getRegistration("/salon/")
  const subscription = await registration?.pushManager?.getSubscription()
  await Promise.allSettled([subscription?.unsubscribe(), forgetPages(), erase()])
  await registration?.unregister()
}
