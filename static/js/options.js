import { isConverting } from "./conversion.js";

// A list of words beneath a field that keeps the focus, and with it a phone its keyboard: arrows and Enter, or a tap, choose one.
export class Options {
  // `choose` gets the words that were chosen
  constructor(field, list, choose) {
    Object.assign(this, { field, list, choose })
  }

  // Each with `words`, and a `note` that is smaller
  show(items) {
    this.active = -1
    this.field.removeAttribute("aria-activedescendant")
    this.list.replaceChildren(...items.map((one, number) => this.option(one, number)))
    this.list.hidden = false
  }

  hide() {
    this.list.hidden = true
    this.field.removeAttribute("aria-activedescendant")
  }

  // `hide`: what the field does when the list is to go
  press(event, hide) {
    if (this.list.hidden || isConverting(event)) return
    const options = Array.from(this.list.children)
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      this.active = (this.active + (event.key === "ArrowDown" ? 1 : options.length - (this.active < 0 ? 0 : 1))) % options.length
      options.forEach((option, number) => option.setAttribute("aria-selected", String(number === this.active)))
      options[this.active].scrollIntoView({ block: "nearest" })
      this.field.setAttribute("aria-activedescendant", options[this.active].id)
    } else if (event.key === "Enter" && this.active >= 0 && !event.ctrlKey && !event.metaKey) {
      this.choose(options[this.active].dataset.words)
    } else if (event.key === "Escape") {
      hide()
    } else {
      return
    }
    event.preventDefault()
    event.stopPropagation()
  }

  option({ words, note }, number) {
    const item = document.createElement("li")
    Object.assign(item, { role: "option", id: `${this.list.id}-${number}` })
    item.setAttribute("aria-selected", "false")
    item.dataset.words = words
    const small = document.createElement("small")
    small.textContent = note
    item.append(words, " ", small)
    item.addEventListener("pointerdown", event => event.preventDefault())
    item.addEventListener("click", () => this.choose(words))
    return item
  }
}
