import { Controller } from "../../vendor/stimulus/stimulus.js";
import { isConverting } from "../conversion.js";
import { word } from "../words.js";

// After an @ the people of the room are offered, by name or by how it is read. Tapping one, or arrows and Enter, puts the name there.
const SHOWN = 8
const BEGUN = /(?:^|[^A-Za-z0-9._%+@＠-])[@＠]([^\n@＠、。]{0,30})$/

export default class extends Controller {
  static targets = ["list", "status"]
  static values = { names: String }

  connect() {
    this.field = this.element.closest("form").querySelector("textarea")
    this.field.setAttribute("aria-autocomplete", "list")
    this.field.setAttribute("aria-controls", this.listTarget.id)
    this.handlers = { input: () => this.look(), click: () => this.look(), keydown: event => this.press(event), blur: () => this.hide() }
    for (const [name, handler] of Object.entries(this.handlers)) this.field.addEventListener(name, handler)
  }

  disconnect() {
    for (const [name, handler] of Object.entries(this.handlers)) this.field.removeEventListener(name, handler)
  }

  async look() {
    const begun = this.begun()
    if (begun === null) return this.hide()
    this.names ??= this.fetchNames()
    const names = await this.names
    // What was typed meanwhile counts
    const wanted = this.begun()
    if (wanted === null) return this.hide()
    const text = fold(wanted)
    this.show(names.filter(one => one.folded.includes(text) || (text && one.read.startsWith(text))).slice(0, SHOWN))
  }

  async fetchNames() {
    try {
      const answer = await fetch(this.namesValue, { headers: { Accept: "application/json" }, redirect: "manual" })
      if (!answer.ok) throw new Error(String(answer.status))
      const { names } = await answer.json()
      return names.map(one => ({ ...one, folded: fold(one.words + one.note), read: fold(one.reading) }))
    } catch {
      // Typing a name works all the same, and the next @ tries again
      this.names = null
      return []
    }
  }

  // What stands between the last @ and the caret; null when nobody is being called
  begun() {
    const { selectionStart, selectionEnd, value } = this.field
    if (selectionStart !== selectionEnd || document.activeElement !== this.field) return null
    return value.slice(0, selectionStart).match(BEGUN)?.[1] ?? null
  }

  show(names) {
    if (!names.length) return this.hide()
    this.active = -1
    this.field.removeAttribute("aria-activedescendant")
    this.listTarget.replaceChildren(...names.map((one, number) => this.option(one, number)))
    this.listTarget.hidden = false
    this.statusTarget.textContent = `${word("calling")} ${names.length}`
  }

  option(one, number) {
    const item = document.createElement("li")
    item.role = "option"
    item.id = `${this.listTarget.id}-${number}`
    item.setAttribute("aria-selected", "false")
    item.dataset.words = one.words
    const note = document.createElement("small")
    note.textContent = one.words.includes(`（${one.note}）`) ? "" : one.note
    item.append(one.words, note)
    // The field keeps the focus, and a phone its keyboard
    item.addEventListener("pointerdown", event => event.preventDefault())
    item.addEventListener("click", () => this.choose(item))
    return item
  }

  press(event) {
    if (this.listTarget.hidden || isConverting(event)) return
    const options = Array.from(this.listTarget.children)
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      this.active = (this.active + (event.key === "ArrowDown" ? 1 : options.length - (this.active < 0 ? 0 : 1))) % options.length
      options.forEach((option, number) => option.setAttribute("aria-selected", String(number === this.active)))
      options[this.active].scrollIntoView({ block: "nearest" })
      this.field.setAttribute("aria-activedescendant", options[this.active].id)
    } else if (event.key === "Enter" && this.active >= 0 && !event.ctrlKey && !event.metaKey) {
      this.choose(options[this.active])
    } else if (event.key === "Escape") {
      this.hide()
    } else {
      return
    }
    event.preventDefault()
    event.stopPropagation()
  }

  choose(option) {
    const end = this.field.selectionStart
    const start = end - this.begun().length
    this.field.setRangeText(`${option.dataset.words} `, start, end, "end")
    this.field.dispatchEvent(new Event("input", { bubbles: true }))
    this.hide()
    this.field.focus()
  }

  hide() {
    this.listTarget.hidden = true
    this.statusTarget.textContent = ""
    this.field.removeAttribute("aria-activedescendant")
  }
}

// As members/text.py compares names
function fold(text) {
  const plain = text.normalize("NFKC").toLowerCase().replace(/\s+/g, "")
  return plain.replace(/[ァ-ヵ]/g, letter => String.fromCharCode(letter.charCodeAt(0) - 0x60))
}
