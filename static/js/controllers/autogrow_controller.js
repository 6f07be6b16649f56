import { Controller } from "../../vendor/stimulus/stimulus.js";

// The field grows with its text. Browsers that know field-sizing (salon.css) need no help.
export default class extends Controller {
  connect() {
    if (CSS.supports("field-sizing", "content")) return
    this.grow = () => this.element.querySelectorAll("textarea").forEach(area => {
      area.style.height = "auto"
      area.style.height = `${area.scrollHeight + area.offsetHeight - area.clientHeight}px`
    })
    this.element.addEventListener("input", this.grow)
    this.grow()
  }

  disconnect() {
    if (this.grow) this.element.removeEventListener("input", this.grow)
  }
}
