// A page of the salon takes its device into service: the worker, and what is kept from last time.
import { align } from "./contact.js";
import { word } from "../words.js";

const HOME = "/salon/"

export const isKept = () => document.getElementById("kept") !== null

export async function start() {
  if (!navigator.serviceWorker) return
  // An old browser may know no modules in workers; then all is as it is without
  navigator.serviceWorker.register("/sw.js", { scope: HOME, type: "module", updateViaCache: "none" }).catch(() => {})
  if (isKept()) return
  keepThis()
  if (location.pathname === HOME) settle()
}

// The page that brought the worker was there before it; and what came over the socket is in no kept page yet
function keepThis() {
  const tell = () => navigator.serviceWorker.controller?.postMessage({ keep: location.href })
  if (!navigator.serviceWorker.controller) navigator.serviceWorker.addEventListener("controllerchange", tell, { once: true })
  const head = () => document.querySelector("[data-room-head-value]")?.dataset.roomHeadValue
  let before = head()
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden || head() === before) return
    before = head()
    tell()
  })
}

// On the first page it shows whether there are rooms that one may not read any more
async function settle() {
  const { removed } = await align().catch(() => ({}))
  if (!removed && !new URLSearchParams(location.search).has("left")) return
  const notice = document.createElement("div")
  notice.className = "notice notice--info"
  notice.append(Object.assign(document.createElement("p"), { textContent: word("left") }))
  document.getElementById("messages")?.append(notice)
}
