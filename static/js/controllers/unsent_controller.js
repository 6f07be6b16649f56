import { Controller } from "../../vendor/stimulus/stimulus.js";
import { dropPost, onNews, postsOf } from "../device/outbox.js";
import { draftsOf } from "../drafts.js";
import { word } from "../words.js";

const LENGTH = 60

// What this person has written on this device and not sent: posts that wait, and drafts; each leads to its place.
export default class extends Controller {
  static targets = ["list", "row"]
  static values = { person: Number }

  connect() {
    this.deaf = onNews(() => this.show())
    this.show()
  }

  disconnect() {
    this.deaf()
  }

  async show() {
    const posts = await postsOf(this.personValue)
    const rows = posts.map(post => ({ ...post, state: word(post.refused ? "not-taken" : "waiting"), fields: Object.fromEntries(post.fields) }))
    const drafts = draftsOf(this.personValue).map(({ place, fields }) => ({ ...place, fields, state: word("draft") }))
    this.listTarget.replaceChildren(...[...rows, ...drafts].map(one => this.row(one)))
    this.element.hidden = !this.listTarget.children.length
  }

  row({ path, title, state, fields, refused, id }) {
    const row = this.rowTarget.content.firstElementChild.cloneNode(true)
    row.querySelector("a").href = path
    row.querySelector("[data-title]").textContent = title ?? ""
    row.querySelector("[data-state]").textContent = state
    const text = [fields.title, fields.body, ...Object.values(fields)].find(one => typeof one === "string" && one.trim()) ?? ""
    // Where it was to go there may be nothing any more: it is read, and dropped, here
    row.querySelector("[data-text]").textContent = text.length > LENGTH && !refused ? `${text.slice(0, LENGTH)}…` : text
    const drop = row.querySelector("[data-drop]")
    drop.hidden = !refused
    drop.addEventListener("click", async () => { await dropPost({ id }); this.show() })
    return row
  }
}
