import { Controller } from "../../vendor/stimulus/stimulus.js";
import { forget, keep, markSent, read } from "../drafts.js";
import { word } from "../words.js";

// data-controller="draft" data-draft-key-value="7-topic-12" on a form: what is typed survives a closed tab, a lost
// connection and a refused form. The key begins with the person: the next one at this computer reads nothing of it. What the server has put into a field is never overwritten.
const TYPED = "textarea, input[type=text], input[type=search], input[type=url], input:not([type])"

export default class extends Controller {
  static values = { key: String }

  connect() {
    this.restore()
    this.onInput = () => {
      clearTimeout(this.timer)
      this.timer = setTimeout(() => this.save(), 400)
    }
    this.onSubmit = () => {
      this.save()
      markSent(this.keyValue)
    }
    // The tab of a phone may go at any moment
    this.onHide = () => this.save()
    this.onTurbo = event => { if (event.detail.success) this.clear() }
    this.onClear = () => this.clear()
    this.element.addEventListener("input", this.onInput)
    this.element.addEventListener("submit", this.onSubmit)
    this.element.addEventListener("turbo:submit-end", this.onTurbo)
    this.element.addEventListener("draft:clear", this.onClear)
    window.addEventListener("pagehide", this.onHide)
  }

  disconnect() {
    clearTimeout(this.timer)
    this.element.removeEventListener("input", this.onInput)
    this.element.removeEventListener("submit", this.onSubmit)
    this.element.removeEventListener("turbo:submit-end", this.onTurbo)
    this.element.removeEventListener("draft:clear", this.onClear)
    window.removeEventListener("pagehide", this.onHide)
  }

  // A controller that sends by itself dispatches "draft:clear" on the form when the server has the text
  clear() {
    clearTimeout(this.timer)
    this.touched = false
    forget(this.keyValue)
    this.note?.remove()
  }

  save() {
    clearTimeout(this.timer)
    const fields = {}
    for (const field of this.fields) {
      if (field.value !== field.defaultValue || this.restored?.has(field.name)) fields[field.name] = field.value
    }
    if (Object.values(fields).some(value => value.trim())) {
      this.touched = true
      keep(this.keyValue, fields, { path: location.pathname, title: document.querySelector("h1")?.textContent.trim() })
    } else if (this.touched) {
      forget(this.keyValue)
    }
  }

  restore() {
    const fields = read(this.keyValue)
    if (!fields) return
    this.touched = true
    this.restored = new Set()
    for (const field of this.fields) {
      const value = fields[field.name]
      if (typeof value !== "string" || !value || field.value !== "") continue
      field.value = value
      this.restored.add(field.name)
    }
    if (this.restored.size) this.tell()
  }

  tell() {
    this.note = document.createElement("p")
    this.note.className = "draft-note"
    this.note.setAttribute("role", "status")
    const drop = document.createElement("button")
    drop.type = "button"
    drop.className = "link-button"
    drop.textContent = word("drop")
    drop.addEventListener("click", () => {
      for (const field of this.fields) if (this.restored.has(field.name)) field.value = ""
      this.clear()
      this.fields[0]?.focus()
    })
    this.note.append(word("restored"), drop)
    this.element.prepend(this.note)
  }

  get fields() {
    return Array.from(this.element.querySelectorAll(TYPED)).filter(field => field.name && field.autocomplete !== "one-time-code")
  }
}
