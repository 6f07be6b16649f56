// What a press of a button sends without leaving the page.
import { renewToken } from "./device/contact.js";

export async function post(url, body) {
  const send = () => fetch(url, { method: "POST", body, headers: { Accept: "application/json" }, redirect: "manual" })
  const answer = await send()
  if (answer.status !== 403 || answer.headers.get("Content-Type")?.includes("json")) return answer
  const token = await renewToken()
  if (!token) return answer
  body.set("csrfmiddlewaretoken", token)
  return send()
}
