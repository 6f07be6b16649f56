import { Controller } from "../../vendor/stimulus/stimulus.js";
import { isWhoseThisPageIs, whoIsThere } from "../device/contact.js";

const SLOWEST = 60000

// The notice on a page that was kept (device/shown.js). When the network is back, a room catches up by itself, and
// any other page is loaded anew.
export default class extends Controller {
  connect() {
    this.wait = 4000
    this.onBack = () => this.look()
    addEventListener("online", this.onBack)
    this.later()
  }

  disconnect() {
    clearTimeout(this.timer)
    removeEventListener("online", this.onBack)
  }

  later() {
    this.timer = setTimeout(() => this.look(), this.wait)
    this.wait = Math.min(SLOWEST, this.wait * 2)
  }

  async look() {
    clearTimeout(this.timer)
    try {
      const me = await whoIsThere()
      if (!isWhoseThisPageIs(me) || !document.querySelector("[data-room-head-value]")) location.reload()
      else this.element.remove()
    } catch {
      this.later()
    }
  }
}
