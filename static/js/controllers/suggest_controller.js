import { Controller } from "../../vendor/stimulus/stimulus.js";
import { Options } from "../options.js";

// Beneath the field stands a list of words that are meant perhaps. Arrows and Enter, or a tap, search for one of them.
const PAUSE = 150

export default class extends Controller {
  static values = { address: String, label: String, count: String }

  connect() {
    this.field = this.element.querySelector("input[type=search]")
    this.list = this.element.ownerDocument.createElement("ul")
    this.status = this.element.ownerDocument.createElement("p")
    Object.assign(this.list, { id: "suggestions", role: "listbox", className: "suggestions", hidden: true })
    Object.assign(this.status, { role: "status", className: "visually-hidden" })
    this.list.setAttribute("aria-label", this.labelValue)
    this.field.parentElement.after(this.list, this.status)
    this.options = new Options(this.field, this.list, words => this.choose(words))
    for (const [name, value] of Object.entries({ role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id })) this.field.setAttribute(name, value)
    this.handlers = { input: () => this.wait(), compositionend: () => this.wait(), keydown: event => this.options.press(event, () => this.hide()), blur: () => this.hide() }
    for (const [name, handler] of Object.entries(this.handlers)) this.field.addEventListener(name, handler)
  }

  disconnect() {
    clearTimeout(this.waiting)
    for (const [name, handler] of Object.entries(this.handlers)) this.field.removeEventListener(name, handler)
    for (const name of ["role", "aria-autocomplete", "aria-expanded", "aria-controls", "aria-activedescendant"]) this.field.removeAttribute(name)
    this.list.remove()
    this.status.remove()
  }

  wait() {
    clearTimeout(this.waiting)
    this.waiting = setTimeout(() => this.look(), PAUSE)
  }

  async look() {
    const words = this.field.value.trim()
    if (!words) return this.hide()
    try {
      const answer = await fetch(`${this.addressValue}?${new URLSearchParams({ q: words })}`, { headers: { Accept: "application/json" } })
      const { suggestions } = await answer.json()
      // What was typed meanwhile counts
      if (words === this.field.value.trim() && document.activeElement === this.field) this.show(suggestions)
    } catch {
      // Searching works all the same
      this.hide()
    }
  }

  show(suggestions) {
    if (!suggestions.length) return this.hide()
    this.options.show(suggestions)
    this.field.setAttribute("aria-expanded", "true")
    this.status.textContent = this.countValue.replace("%(number)s", suggestions.length)
  }

  choose(words) {
    this.field.value = words
    this.hide()
    this.field.form.requestSubmit()
  }

  hide() {
    clearTimeout(this.waiting)
    this.options.hide()
    this.status.textContent = ""
    this.field.setAttribute("aria-expanded", "false")
  }
}
