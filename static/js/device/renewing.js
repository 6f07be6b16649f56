// The browser has got itself another address to be told at. Ours learns it; the old one reaches nobody any more.
import { whoIsThere } from "./contact.js";

const TAKES = "/me/notices/push/"

export async function renew({ newSubscription, oldSubscription }, key) {
  const subscription = newSubscription ?? await registration.pushManager.getSubscription() ?? await registration.pushManager.subscribe({
    userVisibleOnly: true, applicationServerKey: oldSubscription?.options.applicationServerKey ?? key,
  })
  const me = await whoIsThere()
  // Who is signed out is told nothing: the subscription ended with the session
  if (!me) return
  const { endpoint, keys } = subscription.toJSON()
  const body = new FormData()
  for (const [name, value] of Object.entries({ endpoint, ...keys, renewed: "1", csrfmiddlewaretoken: me.token })) body.set(name, value)
  await fetch(TAKES, { method: "POST", body, headers: { Accept: "application/json" }, redirect: "manual" })
}
