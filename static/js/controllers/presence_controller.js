import { Controller } from "../../vendor/stimulus/stimulus.js";
import { live } from "../live.js";
import { word } from "../words.js";

const SAY_EVERY = 3000
const BELIEVED_FOR = 15000

// Who else has the room open, and who is writing in this topic. Shown, never announced; gone with the socket.
export default class extends Controller {
  static targets = ["here", "names"]
  static values = { room: Number, topic: Number, person: Number }

  connect() {
    this.listener = frame => this.hear(frame)
    live.listen(this.roomValue, true, this.listener)
    // Only the composer of a topic tells: who writes elsewhere, with or without a name, is seen by nobody
    this.form = this.topicValue ? document.getElementById("composer") : null
    this.onInput = event => this.tell(event.target.value?.trim() ? this.topicValue : 0)
    this.onSubmit = () => this.tell(0)
    this.form?.elements.body.addEventListener("input", this.onInput)
    this.form?.addEventListener("submit", this.onSubmit)
  }

  disconnect() {
    live.forget(this.roomValue, this.listener)
    this.form?.elements.body.removeEventListener("input", this.onInput)
    this.form?.removeEventListener("submit", this.onSubmit)
    clearTimeout(this.timer)
  }

  tell(topic) {
    if (topic === this.told && (!topic || Date.now() - this.toldAt < SAY_EVERY)) return
    this.told = topic
    this.toldAt = Date.now()
    live.send({ t: "typing", room: this.roomValue, topic })
  }

  hear(frame) {
    if (frame.t === "presence") this.show(frame)
    else if (frame.t === "offline" || frame.t === "signed-out" || frame.t === "gone" || frame.t === "refused") this.show({ here: [], typing: [], number: 0 })
    else if (frame.t === "events") this.posted(frame.items)
  }

  show({ here, typing, number }) {
    const others = here.filter(one => one.id !== this.personValue)
    const more = number - here.length
    this.hereTarget.hidden = !others.length
    this.namesTarget.textContent = others.map(one => one.name).join(word("between"))
      + (more > 0 ? `${word("between")}${word("others")}${more}${word("people")}` : "")
    this.typing = typing.filter(one => one.topic === this.topicValue && one.id !== this.personValue)
    this.showTyping()
  }

  // What somebody was writing is there now
  posted(items) {
    const wrote = items.filter(item => item.kind === "post").map(item => item.author)
    this.typing = this.typing?.filter(one => !wrote.includes(one.id)) ?? []
    this.showTyping()
  }

  showTyping() {
    clearTimeout(this.timer)
    const line = document.getElementById("typing")
    if (!line) return
    line.textContent = this.typing.length ? this.typing.map(one => one.name).join(word("between")) + word("typing") : ""
    if (this.typing.length) this.timer = setTimeout(() => { this.typing = []; this.showTyping() }, BELIEVED_FOR)
  }
}
