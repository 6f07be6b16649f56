import { Controller } from "../../vendor/stimulus/stimulus.js";
import { renewToken } from "../device/contact.js";
import { word } from "../words.js";

// Pictures and documents for a message: each is uploaded as soon as it is chosen, dropped or pasted, one after the other,
// with its progress. The form then only names them. Without this script the field goes with the form.
export default class extends Controller {
  static targets = ["field", "list", "row", "status"]
  static values = { url: String, topic: Number, largest: Number, most: Number }

  connect() {
    this.form = this.element.closest("form")
    this.element.classList.add("is-ready")
    this.queue = []
    for (const row of this.listTarget.children) this.adopt(row)
    this.onSubmit = event => this.beforeSubmit(event)
    this.onSent = () => this.sent()
    this.onPaste = event => this.take(event, event.clipboardData)
    this.onDrop = event => this.take(event, event.dataTransfer)
    this.onDragover = event => { if (event.dataTransfer.types.includes("Files")) event.preventDefault() }
    // Before whoever sends the form
    this.form.addEventListener("submit", this.onSubmit, true)
    this.form.addEventListener("draft:clear", this.onSent)
    this.form.addEventListener("paste", this.onPaste)
    this.form.addEventListener("drop", this.onDrop)
    this.form.addEventListener("dragover", this.onDragover)
  }

  disconnect() {
    this.form.removeEventListener("submit", this.onSubmit, true)
    this.form.removeEventListener("draft:clear", this.onSent)
    this.form.removeEventListener("paste", this.onPaste)
    this.form.removeEventListener("drop", this.onDrop)
    this.form.removeEventListener("dragover", this.onDragover)
  }

  choose() {
    const files = Array.from(this.fieldTarget.files)
    this.fieldTarget.value = ""
    this.add(files)
  }

  take(event, data) {
    if (!data?.files.length) return
    event.preventDefault()
    this.add(Array.from(data.files))
  }

  add(files) {
    const free = this.mostValue - this.listTarget.children.length
    for (const file of files.slice(0, Math.max(free, 0))) this.addRow(file)
    if (files.length > free) this.say(word("files-too-many"))
    this.next()
  }

  addRow(file) {
    const row = this.rowTarget.content.firstElementChild.cloneNode(true)
    row.querySelector("[data-name]").textContent = file.name
    row.querySelector("[data-away-name]").textContent = `：${file.name}`
    row.querySelector("[data-progress]").setAttribute("aria-label", file.name)
    row.querySelector("[data-away]").addEventListener("click", () => this.remove(row))
    row.querySelector("[data-again]").addEventListener("click", () => this.enqueue(row, file))
    this.listTarget.append(row)
    if (file.size > this.largestValue) this.fail(row, word("file-too-large"), false)
    else this.enqueue(row, file)
  }

  enqueue(row, file) {
    row.classList.remove("is-failed")
    row.querySelector("[data-again]").hidden = true
    row.querySelector("[data-progress]").hidden = false
    this.tell(row, size(file.size))
    this.queue.push({ row, file })
    this.next()
  }

  // One at a time: on a phone ten at once would all be slow, and fail together
  next() {
    if (this.current || !this.queue.length) return
    const { row, file } = this.current = this.queue.shift()
    const request = this.current.request = new XMLHttpRequest()
    const body = new FormData()
    body.set("csrfmiddlewaretoken", this.form.elements.csrfmiddlewaretoken.value)
    body.set("topic", this.topicValue)
    body.set("file", file)
    request.upload.addEventListener("progress", event => {
      if (!event.lengthComputable) return
      const share = Math.floor(100 * event.loaded / event.total)
      row.querySelector("[data-progress]").value = share
      this.tell(row, `${size(file.size)}・${share}%`)
    })
    request.addEventListener("loadend", () => this.done(row, file, request))
    request.open("POST", this.urlValue)
    request.setRequestHeader("Accept", "application/json")
    request.send(body)
  }

  async done(row, file, request) {
    const answer = parsed(request.responseText)
    const isStale = request.status === 403 && !answer && !row.dataset.renewed
    if (isStale && (row.dataset.renewed = await renewToken().catch(() => null))) this.queue.unshift({ row, file })
    this.current = null
    if (this.queue[0]?.row === row) return this.next()
    if (request.status === 201 && answer) this.arrived(row, answer)
    else if (row.isConnected) this.fail(row, answer?.errors?.file?.join(" ") ?? word("file-not-sent"), request.status !== 422)
    if (this.queue.length) this.next()
    else if (this.wanted) this.sendNow()
  }

  arrived(row, answer) {
    row.dataset.remove = answer.remove
    // Taken out while it was under way
    if (!row.isConnected) return this.forget(row)
    row.querySelector("[data-progress]").remove()
    row.querySelector("[data-name]").textContent = answer.name
    this.tell(row, size(answer.size))
    row.prepend(hidden(answer.file))
    if (answer.small) {
      const alt = row.querySelector(".attach__alt")
      alt.hidden = false
      alt.querySelector("input").name = `alt-${answer.file}`
      const picture = new Image(64, 64)
      picture.src = answer.small
      picture.alt = ""
      row.querySelector(".attach__name").before(picture)
    }
    this.say(`${answer.name}：${word("file-arrived")}`)
  }

  fail(row, words, again) {
    row.classList.add("is-failed")
    row.querySelector("[data-progress]").hidden = true
    row.querySelector("[data-again]").hidden = !again
    this.tell(row, words)
    row.scrollIntoView({ block: "nearest" })
    this.say(`${row.querySelector("[data-name]").textContent}：${words}`)
    this.wanted = false
  }

  // Those that the server showed, after a form that had to be shown again
  adopt(row) {
    const button = this.rowTarget.content.querySelector("[data-away]").cloneNode(true)
    button.addEventListener("click", () => this.remove(row))
    row.querySelector(".attach__detach")?.replaceWith(button)
  }

  remove(row) {
    this.queue = this.queue.filter(one => one.row !== row)
    row.remove()
    if (this.current?.row === row) this.current.request.abort()
    this.forget(row)
    this.say("")
    this.fieldTarget.focus()
  }

  forget(row) {
    if (!row.dataset.remove) return
    const body = new FormData()
    body.set("csrfmiddlewaretoken", this.form.elements.csrfmiddlewaretoken.value)
    // What stays behind is erased after a day
    fetch(row.dataset.remove, { method: "POST", body }).catch(() => {})
  }

  beforeSubmit(event) {
    if (this.current || this.queue.length) {
      event.preventDefault()
      event.stopImmediatePropagation()
      this.wanted = true
      this.say(word("files-first"))
      return
    }
    this.going = Array.from(this.listTarget.querySelectorAll("li:not(.is-failed)"))
  }

  sendNow() {
    this.wanted = false
    this.form.requestSubmit()
  }

  sent() {
    for (const row of this.going ?? []) row.remove()
    this.going = []
    this.say("")
  }

  tell(row, words) {
    row.querySelector("[data-state]").textContent = words
  }

  say(words) {
    this.statusTarget.textContent = words
  }
}

function hidden(name) {
  const field = document.createElement("input")
  Object.assign(field, { type: "hidden", name: "attached", value: name })
  return field
}

function parsed(text) {
  try { return JSON.parse(text) } catch { return null }
}

function size(bytes) {
  return bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)}KB` : `${(bytes / 1024 / 1024).toFixed(1)}MB`
}
