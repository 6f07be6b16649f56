import { Controller } from "../../vendor/stimulus/stimulus.js";
import { Options } from "../options.js";
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
    this.options = new Options(this.field, this.listTarget, words => this.choose(words))
    this.handlers = { input: () => this.look(), click: () => this.look(), keydown: event => this.options.press(event, () => this.hide()), blur: () => this.hide() }
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
    this.options.show(names.map(({ words, note }) => ({ words, note: words.includes(`（${note}）`) ? "" : note })))
    this.statusTarget.textContent = `${word("calling")} ${names.length}`
  }

  choose(words) {
    const end = this.field.selectionStart
    const start = end - this.begun().length
    this.field.setRangeText(`${words} `, start, end, "end")
    this.field.dispatchEvent(new Event("input", { bubbles: true }))
    this.hide()
    this.field.focus()
  }

  hide() {
    this.options.hide()
    this.statusTarget.textContent = ""
  }
}

// As members/text.py compares names
function fold(text) {
  const plain = text.normalize("NFKC").toLowerCase().replace(/\s+/g, "")
  return plain.replace(/[ァ-ヵ]/g, letter => String.fromCharCode(letter.charCodeAt(0) - 0x60))
}
