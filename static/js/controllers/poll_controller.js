import { Controller } from "../../vendor/stimulus/stimulus.js";
import { keepFocus } from "../focus.js";
import { post } from "../posting.js";
import { word } from "../words.js";

// A poll in its message. The message is the same for everybody and its state comes anew with each vote; what this person
// sees of it is asked for here. What was chosen and not yet sent is kept over that.
const chosen = new Map()

export default class extends Controller {
  static targets = ["own", "state", "trouble"]
  static values = { url: String }

  stateTargetConnected() {
    this.watcher?.disconnect()
    // Not everybody at the same moment, and only for polls that are looked at
    this.watcher = new IntersectionObserver(seen => {
      if (!seen.some(one => one.isIntersecting)) return
      this.watcher.disconnect()
      this.later = setTimeout(() => this.load(), chosen.has(this.urlValue) ? 0 : 300 * Math.random())
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
      const html = await answer.text()
      keepFocus(this.ownTarget, () => {
        this.ownTarget.innerHTML = html
        this.restore()
      })
    } catch {
      // The link beneath leads to the same
    }
  }

  keep() {
    const { choices, organisation } = this.fields()
    chosen.set(this.urlValue, { choices: choices.filter(box => box.checked).map(box => box.value), organisation: organisation[0]?.value })
  }

  restore() {
    const kept = chosen.get(this.urlValue)
    if (!kept) return
    const { choices, organisation } = this.fields()
    for (const box of choices) box.checked = kept.choices.includes(box.value)
    for (const select of organisation) select.value = kept.organisation
  }

  async vote(event) {
    event.preventDefault()
    const form = event.target
    try {
      const answer = await post(form.action, new FormData(form))
      if (answer.status === 204) {
        chosen.delete(this.urlValue)
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

  fields() {
    const named = name => Array.from(this.element.querySelectorAll(`form [name=${name}]`))
    return { choices: named("choices"), organisation: named("organisation") }
  }

  warn(words) {
    if (this.hasTroubleTarget) this.troubleTarget.textContent = words
  }
}
