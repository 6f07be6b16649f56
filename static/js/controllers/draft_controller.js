import { Controller } from "../../vendor/stimulus/stimulus.js";
import { forget, keep, markSent, onForgotten, read } from "../drafts.js";
import { word } from "../words.js";

// data-controller="draft" data-draft-key-value="7-topic-12" on a form: what is typed survives a closed tab, a lost
// connection and a refused form. The key begins with the person: the next one at this computer reads nothing of it.
// Over what the server has put into a field it comes back only while that is what it was typed over.
const TYPED = "textarea, input[type=text], input[type=search], input[type=url], input:not([type])"
const SOON = 400

export default class extends Controller {
  static values = { key: String }

  connect() {
    this.restore()
    this.onInput = () => {
      this.typed = true
      clearTimeout(this.timer)
      this.timer = setTimeout(() => this.save(), SOON)
    }
    // Seen last of all: what sends by itself leads to no page that could say it was saved
    this.onSubmit = event => {
      if (event.target !== this.element || event.defaultPrevented) return
      this.save()
      markSent(this.keyValue)
    }
    // The tab of a phone may go at any moment. What was not typed here is not written down from here: another tab
    // may have sent it since.
    this.onHide = () => { if (this.timer) this.save() }
    this.onTurbo = event => { if (event.detail.success) this.clear() }
    this.onClear = () => this.clear()
    this.element.addEventListener("input", this.onInput)
    addEventListener("submit", this.onSubmit)
    this.element.addEventListener("turbo:submit-end", this.onTurbo)
    this.element.addEventListener("draft:clear", this.onClear)
    addEventListener("pagehide", this.onHide)
    this.deaf = onForgotten(this.keyValue, () => this.drop())
  }

  disconnect() {
    clearTimeout(this.timer)
    this.element.removeEventListener("input", this.onInput)
    removeEventListener("submit", this.onSubmit)
    this.element.removeEventListener("turbo:submit-end", this.onTurbo)
    this.element.removeEventListener("draft:clear", this.onClear)
    removeEventListener("pagehide", this.onHide)
    this.deaf()
  }

  // A controller that sends by itself dispatches "draft:clear" on the form when the text is not to be kept here any more
  clear() {
    clearTimeout(this.timer)
    this.timer = null
    this.kept = this.typed = false
    forget(this.keyValue)
    this.note?.remove()
  }

  save() {
    clearTimeout(this.timer)
    this.timer = null
    const changed = this.fields.filter(field => field.value !== field.defaultValue)
    const fields = Object.fromEntries(changed.map(field => [field.name, field.value]))
    const bases = Object.fromEntries(changed.map(field => [field.name, field.defaultValue]))
    if (changed.some(field => field.value.trim())) {
      this.kept = true
      keep(this.keyValue, fields, bases, { path: location.pathname, title: document.querySelector("h1")?.textContent.trim() })
    } else if (this.kept) {
      forget(this.keyValue)
    }
  }

  restore() {
    const draft = read(this.keyValue)
    if (!draft) return
    this.kept = true
    this.restored = this.fields.filter(field => {
      const text = draft.fields[field.name]
      const untouched = field.value === field.defaultValue && field.value === (draft.bases?.[field.name] ?? "")
      return untouched && typeof text === "string" && text !== field.value
    })
    for (const field of this.restored) field.value = draft.fields[field.name]
    if (this.restored.length) this.tell()
  }

  // What was only brought back here goes as well; where somebody has typed, it is another text now
  drop() {
    if (this.typed) return
    for (const field of this.restored ?? []) field.value = field.defaultValue
    this.note?.remove()
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
      for (const field of this.restored) field.value = field.defaultValue
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
