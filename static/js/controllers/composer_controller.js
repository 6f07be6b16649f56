import { Controller } from "../../vendor/stimulus/stimulus.js";
import { isConverting } from "../conversion.js";

// Enter is a new line, as on paper; Ctrl+Enter or ⌘+Enter sends for those who know it. The button is the way for everybody.
export default class extends Controller {
  static targets = ["status"]

  connect() {
    this.onKeydown = event => {
      if (event.key !== "Enter" || isConverting(event) || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      this.element.requestSubmit()
    }
    this.element.addEventListener("keydown", this.onKeydown)
  }

  disconnect() {
    this.element.removeEventListener("keydown", this.onKeydown)
  }

  say(text) {
    if (this.hasStatusTarget) this.statusTarget.textContent = text
  }
}
