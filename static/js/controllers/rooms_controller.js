import { Controller } from "../../vendor/stimulus/stimulus.js";
import { raise, show } from "../badge.js";
import { alignAndTell } from "../device/telling.js";
import { hears } from "../hearing.js";
import { signedOut } from "../leaving.js";
import { live } from "../live.js";

const ASK_WITHIN = 3000 // ms: not all pages in one moment

// The list of rooms: each row counts what others write while the page is open. `data-head` is the number up to which it
// has counted; after any doubt the page asks for the numbers that a fresh one would show.
export default class extends Controller {
  static targets = ["room"]
  static values = { url: String }

  connect() {
    const person = document.querySelector("[data-room-person-value], [data-rooms-person-value]")
    this.person = Number(person?.dataset.roomPersonValue ?? person?.dataset.roomsPersonValue)
    this.open = Number(document.querySelector("[data-room-room-value]")?.dataset.roomRoomValue)
    this.listeners = this.roomTargets.map(row => {
      const room = Number(row.dataset.room)
      const listener = frame => this.hear(row, room, frame)
      if (room !== this.open) live.listen(room, false, listener)
      return [room, listener]
    })
  }

  disconnect() {
    for (const [room, listener] of this.listeners) live.forget(room, listener)
    clearTimeout(this.timer)
  }

  hear(row, room, frame) {
    if (frame.t === "stir") {
      const held = Number(row.dataset.head)
      const counting = frame.posts.filter(post => post.seq > held && post.author !== this.person && hears(row, post.topic))
      if (counting.length) raise(row.querySelector("[data-count]"), counting.length)
      row.dataset.head = Math.max(held, frame.head)
      if (frame.recount) this.recount()
    } else if (frame.t === "opened") {
      // Something came between the page and the socket, or while the socket was away
      if (frame.head > Number(row.dataset.head)) this.recount()
    } else if (frame.t === "gone" || frame.t === "refused") {
      row.remove()
      alignAndTell()
    } else if (frame.t === "signed-out") {
      signedOut()
    }
  }

  recount() {
    this.timer ??= setTimeout(() => this.ask(), ASK_WITHIN * Math.random())
  }

  async ask() {
    this.timer = null
    try {
      const answer = await fetch(this.urlValue, { headers: { Accept: "application/json" }, redirect: "manual" })
      if (answer.type === "opaqueredirect") return signedOut()
      if (!answer.ok) return
      const { rooms } = await answer.json()
      for (const row of this.roomTargets) {
        const now = rooms[row.dataset.room]
        // What the socket brought meanwhile is newer than the answer
        if (!now || now.head < Number(row.dataset.head)) { if (now) this.recount(); continue }
        this.bring(row, now)
      }
    } catch {
      // The next page says it
    }
  }

  bring(row, { unread, head, but, only }) {
    row.dataset.head = head
    for (const [name, topics] of Object.entries({ but, only })) {
      if (topics === null) delete row.dataset[name]
      else row.dataset[name] = topics
    }
    show(row.querySelector("[data-count]"), unread)
  }
}
