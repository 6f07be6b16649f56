import { Controller } from "../../vendor/stimulus/stimulus.js";
import { isConverting } from "../conversion.js";

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
    for (const [name, value] of Object.entries({ role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id })) this.field.setAttribute(name, value)
    this.handlers = { input: () => this.wait(), compositionend: () => this.wait(), keydown: event => this.press(event), blur: () => this.hide() }
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
    this.active = -1
    this.field.removeAttribute("aria-activedescendant")
    this.list.replaceChildren(...suggestions.map((one, number) => this.option(one, number)))
    this.list.hidden = false
    this.field.setAttribute("aria-expanded", "true")
    this.status.textContent = this.countValue.replace("%(number)s", suggestions.length)
  }

  option({ words, note }, number) {
    const item = document.createElement("li")
    Object.assign(item, { role: "option", id: `${this.list.id}-${number}` })
    item.setAttribute("aria-selected", "false")
    item.dataset.words = words
    const small = document.createElement("small")
    small.textContent = note
    item.append(words, " ", small)
    // The field keeps the focus, and a phone its keyboard
    item.addEventListener("pointerdown", event => event.preventDefault())
    item.addEventListener("click", () => this.choose(item))
    return item
  }

  press(event) {
    if (this.list.hidden || isConverting(event)) return
    const options = Array.from(this.list.children)
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      this.active = (this.active + (event.key === "ArrowDown" ? 1 : options.length - (this.active < 0 ? 0 : 1))) % options.length
      options.forEach((option, number) => option.setAttribute("aria-selected", String(number === this.active)))
      options[this.active].scrollIntoView({ block: "nearest" })
      this.field.setAttribute("aria-activedescendant", options[this.active].id)
    } else if (event.key === "Enter" && this.active >= 0) {
      this.choose(options[this.active])
    } else if (event.key === "Escape") {
      this.hide()
    } else {
      return
    }
    event.preventDefault()
  }

  choose(option) {
    this.field.value = option.dataset.words
    this.hide()
    this.field.form.requestSubmit()
  }

  hide() {
    clearTimeout(this.waiting)
    this.list.hidden = true
    this.status.textContent = ""
    this.field.setAttribute("aria-expanded", "false")
    this.field.removeAttribute("aria-activedescendant")
  }
}
