import { Controller } from "../../vendor/stimulus/stimulus.js";
import { isConverting } from "../conversion.js";

// The few marks that salon/rooms/text.py knows, for those who do not know them: buttons that put them around what is
// selected, or before its lines, and take them away again. Ctrl+B or ⌘+B is bold, as in every other program.
const STARTS = { bullet: "- ", quote: "> " }

export default class extends Controller {
  static targets = ["bar"]

  connect() {
    this.barTarget.hidden = false
    this.area = this.element.closest("form").querySelector("textarea")
    this.onKeydown = event => {
      if (event.key.toLowerCase() !== "b" || !(event.ctrlKey || event.metaKey) || event.altKey || isConverting(event)) return
      event.preventDefault()
      this.bold()
    }
    this.area.addEventListener("keydown", this.onKeydown)
  }

  disconnect() {
    this.area.removeEventListener("keydown", this.onKeydown)
  }

  bold() {
    const { value, selectionStart: start, selectionEnd: end } = this.area
    const isBold = value.slice(start - 2, start) === "**" && value.slice(end, end + 2) === "**"
    const inside = value.slice(start, end)
    if (isBold) this.write(start - 2, end + 2, inside, start - 2, end - 2)
    else this.write(start, end, `**${inside}**`, start + 2, end + 2)
  }

  lines(event) {
    const mark = STARTS[event.params.mark]
    const { value, selectionStart, selectionEnd } = this.area
    const start = value.lastIndexOf("\n", selectionStart - 1) + 1
    const after = value.indexOf("\n", selectionEnd)
    const end = after < 0 ? value.length : after
    const lines = value.slice(start, end).split("\n")
    const marked = lines.every(line => line.startsWith(mark))
    const changed = lines.map(line => marked ? line.slice(mark.length) : mark + line).join("\n")
    this.write(start, end, changed, start + changed.length)
  }

  // As if it had been typed, so that it can be undone
  write(start, end, text, from, to = from) {
    this.area.focus()
    this.area.setSelectionRange(start, end)
    if (!document.execCommand("insertText", false, text)) {
      this.area.setRangeText(text, start, end, "end")
      this.area.dispatchEvent(new Event("input", { bubbles: true }))
    }
    this.area.setSelectionRange(from, to)
  }
}
