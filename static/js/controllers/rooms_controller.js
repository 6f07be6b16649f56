import { Controller } from "../../vendor/stimulus/stimulus.js";
import { raise } from "../badge.js";
import { alignAndTell } from "../device/telling.js";
import { hears } from "../hearing.js";
import { live } from "../live.js";

// The list of rooms: each row counts what others write while the page is open.
export default class extends Controller {
  static targets = ["room"]

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
  }

  hear(row, room, frame) {
    if (frame.t === "stir") {
      const fromOthers = frame.posts.filter(post => post.author !== this.person && hears(row, post.topic))
      if (fromOthers.length) raise(row.querySelector("[data-count]"), fromOthers.length)
    } else if (frame.t === "gone" || frame.t === "refused") {
      row.remove()
      alignAndTell()
    }
  }
}
