import { Controller } from "../../vendor/stimulus/stimulus.js";
import { dropPost, keepPost, onNews, postsOf, sendFromPage, sendWaiting } from "../device/outbox.js";
import { roomIn } from "../device/pages.js";
import { newKey } from "../keys.js";
import { live } from "../live.js";
import { word } from "../words.js";

const SHOWN_AFTER = 700 // ms; what is sent at once is never shown as waiting
const AGAIN = 20000
const TWICE = 1000 // ms within which a second press is still the first

// A form that posts into a room, and above it what it has not sent yet. Whatever is sent was written down before.
export default class extends Controller {
  static targets = ["form", "list", "row", "trouble", "answered"]
  static values = { person: Number, room: Number }

  connect() {
    // A kept page brings its key each time it is opened: two posts would look like one
    if (this.hasFormTarget) this.formTarget.elements.key.value = newKey()
    this.mine = new Map() // key → the entry that was written here
    this.answers = new Map() // key → what it answers, as it stood in the form
    this.deaf = onNews(told => this.hear(told))
    this.listener = frame => { if (frame.t === "opened") this.flush() }
    live.listen(this.roomValue, true, this.listener)
    this.onBack = () => this.flush()
    addEventListener("online", this.onBack)
    this.timer = setInterval(() => { if (this.waits) this.flush() }, AGAIN)
    this.show()
  }

  disconnect() {
    this.deaf()
    live.forget(this.roomValue, this.listener)
    removeEventListener("online", this.onBack)
    clearInterval(this.timer)
  }

  async send(event) {
    event.preventDefault()
    const form = this.formTarget
    const entry = this.entry(form)
    if (this.sending || (this.blank(entry) && Date.now() - this.emptiedAt < TWICE)) return
    this.warn("")
    if (this.blank(entry)) {
      form.elements.body.focus()
      // Until something is
      form.addEventListener("input", () => this.warn(""), { once: true })
      return this.warn(word("nothing-written"))
    }
    this.sending = true
    const kept = await keepPost(entry)
    if (kept.id === undefined) await this.sendUnkept(kept)
    this.sending = false
    if (kept.id === undefined) return
    this.mine.set(kept.key, kept)
    if (this.hasAnsweredTarget) this.answers.set(kept.key, this.answeredTarget)
    this.empty(form, kept)
    const soon = setTimeout(() => this.show(), SHOWN_AFTER)
    const state = await this.flush()
    if (state !== "done") {
      clearTimeout(soon)
      this.show()
      const registration = await navigator.serviceWorker?.getRegistration()
      registration?.sync?.register("outbox").catch(() => {})
    }
  }

  async flush() {
    const state = await sendWaiting({ person: this.personValue, token: this.formTargets[0]?.elements.csrfmiddlewaretoken.value })
    if (state === "signed-out") this.warn(word("signed-out-waiting"))
    return state
  }

  // Where nothing can be kept (a private window) the text stays in the form, and in its draft, until the server has it
  async sendUnkept(entry) {
    const outcome = await sendFromPage(entry, this.formTarget.elements.csrfmiddlewaretoken.value).catch(() => ({}))
    if (outcome.sent) {
      this.mine.set(entry.key, entry)
      this.empty(this.formTarget, entry)
      return this.hear({ key: entry.key, sent: outcome.sent })
    }
    const refused = outcome.refused ?? { status: 0, errors: outcome.signedOut ? [word("signed-out-writing")] : [] }
    this.warn(this.because(refused))
    if (refused.status === 409) this.formTarget.elements.key.value = newKey()
    // The room would find out that nobody is signed in, and take away what is to be copied
    if (!outcome.signedOut) this.dispatch("settled")
  }

  hear({ key, sent, refused }) {
    const entry = this.mine.get(key)
    this.mine.delete(key)
    if (sent) {
      this.answers.delete(key)
      if (entry) this.warn(sent.note ?? "")
      // A new topic is opened where it was written, unless the next one is begun there; a message appears by itself
      const goes = entry && location.pathname !== topicPath(entry, sent)
      if (goes && !(this.hasFormTarget && !this.isEmpty(this.formTarget))) location.assign(`${topicPath(entry, sent)}#m-${sent.message}`)
    } else if (refused && entry && this.hasFormTarget && this.isEmpty(this.formTarget)) {
      this.fill(this.formTarget, entry, refused)
      this.warn([this.because(refused), this.onceMore(entry)].join(" "))
      dropPost(entry)
    }
    this.show()
    // The room looks what there is: the new message, or that it may not be read any more
    this.dispatch("settled")
  }

  async show() {
    if (!this.hasListTarget) return
    const entries = (await postsOf(this.personValue)).filter(entry => entry.path === location.pathname)
    this.waits = entries.some(entry => !entry.refused)
    this.leaveOut(entries.filter(entry => !entry.refused).flatMap(entry => entry.fields.filter(([name]) => name === "attached").map(([, value]) => value)))
    this.listTarget.replaceChildren(...entries.map(entry => this.row(entry)))
    this.listTarget.hidden = !entries.length
  }

  // What goes with a post that waits is not to go with the next one, too
  leaveOut(files) {
    for (const field of this.hasFormTarget ? this.formTarget.querySelectorAll("[name=attached]") : []) {
      if (files.includes(field.value)) field.closest("li").remove()
    }
  }

  row(entry) {
    const row = this.rowTarget.content.firstElementChild.cloneNode(true)
    row.classList.toggle("is-failed", Boolean(entry.refused))
    row.querySelector("[data-state]").textContent = word(entry.refused ? "not-taken" : "waiting")
    row.querySelector("[data-text]").textContent = textOf(entry)
    row.querySelector("[data-because]").textContent = entry.refused ? this.because(entry.refused) : ""
    row.querySelector("[data-again]").hidden = !entry.refused || !this.hasFormTarget
    row.querySelector("[data-again]").addEventListener("click", () => this.takeBack(entry, true))
    row.querySelector("[data-drop]").addEventListener("click", () => this.takeBack(entry, false))
    return row
  }

  async takeBack(entry, again) {
    if (again && !this.isEmpty(this.formTarget)) return this.warn(word("form-full"))
    this.mine.delete(entry.key)
    await dropPost(entry)
    if (again) {
      this.fill(this.formTarget, entry, entry.refused)
      this.warn(this.onceMore(entry))
      this.formTarget.elements.body.focus()
    }
    this.show()
  }

  // What of it did not come back into the form, in words
  onceMore(entry) {
    const had = name => entry.fields.some(([one]) => one === name)
    const files = had("attached") || had("files") ? word("attach-again") : ""
    return [files, had("reply_to") && !this.hasAnsweredTarget ? word("answer-again") : ""].filter(Boolean).join(" ")
  }

  because({ status, errors }) {
    if (errors.length) return errors.join(" ")
    return word({ 0: "not-sent", 404: "not-there" }[status] ?? "refused")
  }

  entry(form) {
    const isSaid = ([name, value]) => name !== "csrfmiddlewaretoken" && !(value instanceof File && !value.size)
    const fields = Array.from(new FormData(form)).filter(isSaid)
    return {
      person: this.personValue, room: roomIn(location.pathname), path: location.pathname,
      title: document.querySelector("h1")?.textContent.trim(), url: new URL(form.action).pathname,
      fields, key: form.elements.key.value, at: Date.now(),
    }
  }

  blank(entry) {
    return !entry.fields.some(([name, value]) => value instanceof File || name === "attached" || (name === "body" && value.trim()))
  }

  isEmpty(form) {
    return typed(form).every(field => !field.value.trim())
  }

  // Of `entry`, which is on its way; what was typed since stays
  empty(form, entry) {
    const sent = Object.fromEntries(entry.fields)
    for (const field of form.querySelectorAll("input[type=file]")) field.value = ""
    for (const field of typed(form)) {
      const went = (sent[field.name] ?? "").replaceAll("\r\n", "\n")
      if (field.value.startsWith(went)) field.value = field.value.slice(went.length)
    }
    form.elements.key.value = newKey()
    this.emptiedAt = Date.now()
    if (this.hasAnsweredTarget) this.answeredTarget.remove()
    form.dispatchEvent(new CustomEvent("draft:clear"))
    form.elements.body.dispatchEvent(new Event("input", { bubbles: true }))
    form.elements.body.focus()
  }

  fill(form, entry, { status }) {
    const fields = Object.fromEntries(entry.fields)
    // It may stand there all the same, and the answer was lost: with its key it is there once. A key that stands for
    // something else is no use.
    if (status !== 409) form.elements.key.value = entry.key
    for (const field of typed(form)) field.value = fields[field.name] ?? ""
    for (const field of form.querySelectorAll("select")) field.value = fields[field.name] ?? field.value
    for (const field of form.querySelectorAll("input[type=radio]")) field.checked = field.name in fields ? field.value === fields[field.name] : field.checked
    // What the form answers now is not what this answers
    if (this.hasAnsweredTarget && form.elements.reply_to.value !== fields.reply_to) this.answeredTarget.remove()
    const answers = this.answers.get(entry.key)
    if (answers && !this.hasAnsweredTarget) form.querySelector(".composer__row").before(answers)
    form.elements.body.dispatchEvent(new Event("input", { bubbles: true }))
  }

  warn(words) {
    if (this.hasTroubleTarget) this.troubleTarget.textContent = words
  }
}

const typed = form => Array.from(form.querySelectorAll("textarea, input[type=text]")).filter(field => field.name)

const topicPath = (entry, sent) => `/salon/rooms/${entry.room}/topics/${sent.topic}/`

function textOf(entry) {
  const fields = Object.fromEntries(entry.fields)
  return [fields.title, fields.body].filter(Boolean).join("\n\n")
}
