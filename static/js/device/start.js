// A page of the salon takes its device into service: the worker, and what is kept from last time.
import { signedOut } from "../leaving.js";
import { postsOf, sendWaiting } from "./outbox.js";
import { arrive } from "./pages.js";
import { alignAndTell, tell } from "./telling.js";
import { onSomebodyLeft } from "./windows.js";

const HOME = "/salon/"

export async function start(person) {
  onSomebodyLeft(signedOut)
  // Pages are kept where that is possible; drafts and posts wait in any browser
  if (navigator.serviceWorker) {
    await arrive().catch(() => {})
    // An old browser may know no modules in workers; then all is as it is without
    navigator.serviceWorker.register("/sw.js", { scope: HOME, type: "module", updateViaCache: "none" }).catch(() => {})
  }
  if (document.getElementById("kept")) return
  if (navigator.serviceWorker) keepThis()
  // A room was lost: seen now from the list of rooms, or before by a 404 (device/worker.js)
  if (location.pathname === HOME) await alignAndTell()
  if (new URLSearchParams(location.search).has("left")) tell()
  // What was written before the browser was closed
  if ((await postsOf(person)).some(post => !post.refused)) sendWaiting()
}

// The page that brought the worker was there before it; and what came over the socket is in no kept page yet
function keepThis() {
  const ask = () => navigator.serviceWorker.controller?.postMessage({ keep: location.origin + location.pathname })
  if (!navigator.serviceWorker.controller) navigator.serviceWorker.addEventListener("controllerchange", ask, { once: true })
  const head = () => document.querySelector("[data-room-head-value]")?.dataset.roomHeadValue
  let before = head()
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden || head() === before) return
    before = head()
    ask()
  })
}
