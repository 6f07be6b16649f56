import { Controller } from "../../vendor/stimulus/stimulus.js";
import { word } from "../words.js";

// Whether this browser is told when no page is open. What it gives of itself goes to us, and to no third party's script.
export default class extends Controller {
  static targets = ["button", "state"]
  static values = { key: String, url: String, known: Array }

  async connect() {
    if (!navigator.serviceWorker || !window.PushManager || !window.Notification) return this.say("push-unknown")
    if (Notification.permission === "denied") return this.say("push-denied")
    const registration = await navigator.serviceWorker.getRegistration("/salon/")
    const here = await registration?.pushManager.getSubscription()
    // One that another person or another sign-in left behind is none of this one's
    if (here && this.knownValue.includes(here.endpoint)) return this.say("push-on")
    this.buttonTarget.hidden = false
  }

  async turnOn() {
    this.say("")
    if (await Notification.requestPermission() !== "granted") return this.say("push-denied")
    this.buttonTarget.disabled = true
    try {
      const registration = await navigator.serviceWorker.register("/sw.js", { scope: "/salon/", type: "module", updateViaCache: "none" })
      await activeIn(registration)
      await (await registration.pushManager.getSubscription())?.unsubscribe()
      const subscription = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: this.keyValue })
      if (!await this.give(subscription)) throw new Error("not taken")
      location.reload()
    } catch {
      this.say("push-failed")
    } finally {
      this.buttonTarget.disabled = false
    }
  }

  async give(subscription) {
    const { endpoint, keys } = subscription.toJSON()
    const body = new FormData()
    for (const [name, value] of Object.entries({ endpoint, ...keys })) body.set(name, value)
    body.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value)
    const answer = await fetch(this.urlValue, { method: "POST", body, headers: { Accept: "application/json" }, redirect: "manual" })
    return answer.ok
  }

  say(name) {
    this.stateTarget.textContent = name ? word(name) : ""
  }
}

function activeIn(registration) {
  const coming = registration.installing ?? registration.waiting
  if (registration.active || !coming) return
  return new Promise(resolve => coming.addEventListener("statechange", () => { if (coming.state === "activated") resolve() }))
}
