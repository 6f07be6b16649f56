// Erasing what one may not read any more is said in words, in whatever page it happens.
import { align } from "./contact.js";
import { word } from "../words.js";

export async function alignAndTell() {
  const { removed } = await align().catch(() => ({}))
  if (removed) tell()
}

export function tell() {
  if (document.getElementById("left")) return
  const notice = document.createElement("div")
  notice.id = "left"
  notice.className = "notice notice--info"
  notice.append(Object.assign(document.createElement("p"), { textContent: word("left") }))
  document.getElementById("messages")?.append(notice)
}
