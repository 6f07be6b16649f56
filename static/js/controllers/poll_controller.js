import { Controller } from "../../vendor/stimulus/stimulus.js";
import { word } from "../words.js";

// A poll in its message. The message is the same for everybody and comes anew with each vote; what this person sees of
// it is asked for here. What was ticked and not yet sent is kept over that.
const ticked = new Map()

export default class extends Controller {
  static targets = ["own", "trouble"]
  static values = { url: String }

  connect() {
    if (!this.hasOwnTarget) return
    // Not everybody at the same moment, and only for polls that are looked at
    this.watcher = new IntersectionObserver(seen => {
      if (!seen.some(one => one.isIntersecting)) return
      this.watcher.disconnect()
      this.later = setTimeout(() => this.load(), ticked.has(this.urlValue) ? 0 : 300 * Math.random())
    })
    this.watcher.observe(this.element)
  }

  disconnect() {
    this.watcher?.disconnect()
    clearTimeout(this.later)
  }

  async load() {
    try {
      const answer = await fetch(this.urlValue, { headers: { Accept: "text/html" }, redirect: "manual" })
      if (!answer.ok) return
      this.ownTarget.innerHTML = await answer.text()
      const kept = ticked.get(this.urlValue)
      if (kept) for (const box of this.boxes()) box.checked = kept.includes(box.value)
    } catch {
      // The link beneath leads to the same
    }
  }

  keep() {
    ticked.set(this.urlValue, this.boxes().filter(box => box.checked).map(box => box.value))
  }

  async vote(event) {
    event.preventDefault()
    const form = event.target
    try {
      const answer = await fetch(form.action, {
        method: "POST", body: new FormData(form), headers: { Accept: "application/json" }, redirect: "manual",
      })
      if (answer.status === 204) {
        ticked.delete(this.urlValue)
        this.load()
      } else if (answer.status === 422) {
        this.warn(Object.values((await answer.json()).errors).flat().join(" "))
      } else {
        this.warn(word("not-done"))
      }
    } catch {
      this.warn(word("not-done"))
    }
  }

  boxes() {
    return Array.from(this.element.querySelectorAll("input[name=choices]"))
  }

  warn(words) {
    if (this.hasTroubleTarget) this.troubleTarget.textContent = words
  }
}
