import { Controller } from "../../vendor/stimulus/stimulus.js";
import { show } from "../badge.js";

// How many notices wait, beside the word in the navigation. The socket only says that it may be another number.
export default class extends Controller {
  static targets = ["count"]
  static values = { count: String }

  connect() {
    this.listener = () => { this.timer ??= setTimeout(() => this.ask(), 1000 * Math.random()) }
    document.addEventListener("notices:new", this.listener)
  }

  disconnect() {
    document.removeEventListener("notices:new", this.listener)
    clearTimeout(this.timer)
  }

  async ask() {
    this.timer = null
    try {
      const answer = await fetch(this.countValue, { headers: { Accept: "application/json" }, redirect: "manual" })
      if (!answer.ok) return
      const { count } = await answer.json()
      for (const holder of this.countTargets) show(holder, count)
    } catch {
      // The next page says it
    }
  }
}
