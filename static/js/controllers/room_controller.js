import { Controller } from "../../vendor/stimulus/stimulus.js";
import { raise } from "../badge.js";
import { keepFocus } from "../focus.js";
import { hears } from "../hearing.js";
import { empty, paragraph, signedOut } from "../leaving.js";
import { live } from "../live.js";
import { post } from "../posting.js";
import { word } from "../words.js";

const PATIENCE = 15000 // ms; an answer that never ends would keep all further ones away
const PASSING = ".message__foot, .poll__state" // of a message: what changes without its words
const FEW = 5 // posts that may be read aloud one after the other
const FOOT = 60 // px: the answers beneath a message need not be seen to have read it

// An open room or topic. `head` is the number of the last event this page holds; after any doubt it asks for all since.
export default class extends Controller {
  static targets = ["thread", "topics", "row", "empty", "state", "newer", "form", "topicState", "summary"]
  static values = { room: Number, topic: Number, head: Number, first: Number, person: Number, called: String, events: String, read: String, past: Boolean }

  connect() {
    for (const item of this.element.querySelectorAll("[data-author]")) this.markMine(item)
    if (this.hasFormTarget) {
      // What is scrolled to must not end up beneath the composer, however tall it has grown
      const form = this.formTarget
      this.size = new ResizeObserver(() => { document.documentElement.style.scrollPaddingBlockEnd = `${form.offsetHeight + 16}px` })
      this.size.observe(form)
    }
    // What somebody unfolds at the foot of the window would lie beneath the composer; what is drawn anew unfolded moves nothing
    this.element.addEventListener("click", event => {
      const fold = event.target.closest("summary")?.parentElement
      fold?.addEventListener("toggle", () => { if (fold.open) fold.scrollIntoView({ block: "nearest" }) }, { once: true })
    })
    this.onLook = () => this.look()
    document.addEventListener("visibilitychange", this.onLook)
    document.addEventListener("scroll", this.onLook, { passive: true })
    this.listener = frame => this.hear(frame)
    this.waitingHere = 0
    live.listen(this.roomValue, true, this.listener)
    if (history.state?.stays) history.replaceState(null, "")
    else if (this.hasThreadTarget && (!location.hash || location.hash === "#unread")) this.showFirst()
  }

  disconnect() {
    live.forget(this.roomValue, this.listener)
    document.removeEventListener("visibilitychange", this.onLook)
    document.removeEventListener("scroll", this.onLook)
    clearTimeout(this.again)
    clearTimeout(this.renewing)
    clearTimeout(this.reloading)
    clearTimeout(this.hushed)
    this.size?.disconnect()
  }

  hear(frame) {
    if (frame.t === "events") {
      if (frame.after > this.headValue) this.catchUp()
      else this.apply(frame.items)
    } else if (frame.t === "opened" || frame.t === "again") {
      this.catchUp()
    } else if (frame.t === "online") {
      this.say("")
    } else if (frame.t === "offline") {
      this.say(word("offline"))
    } else if (frame.t === "signed-out") {
      signedOut()
    } else if (frame.t === "gone" || frame.t === "refused") {
      this.leave()
    }
  }

  // Everything since the number we hold, page by page; one at a time, and again when something came meanwhile
  async catchUp() {
    if (this.fetching) {
      this.wanted = true
      return
    }
    this.fetching = true
    clearTimeout(this.again)
    try {
      let more = true
      while (more) {
        const answer = await fetch(`${this.eventsValue}?after=${this.headValue}`, { headers: { Accept: "application/json" }, redirect: "manual", signal: AbortSignal.timeout(PATIENCE) })
        if (answer.type === "opaqueredirect") return this.hear({ t: "signed-out" })
        if (answer.status === 404) return this.hear({ t: "gone" })
        if (!answer.ok) throw new Error(String(answer.status))
        const page = await answer.json()
        this.apply(page.items)
        more = page.more || this.wanted
        this.wanted = false
      }
    } catch {
      this.again = setTimeout(() => this.catchUp(), 2000 + 2000 * Math.random())
    } finally {
      this.fetching = false
    }
  }

  apply(items) {
    let moved = false
    let recount = false
    const follows = this.isAtEnd()
    const posts = items.filter(item => item.kind === "post" && item.topic === this.topicValue && item.seq > this.headValue).length
    if (posts > FEW && this.hasThreadTarget && !this.pastValue) this.hush(posts)
    for (const item of items) {
      if (item.seq <= this.headValue) continue
      moved ||= item.kind === "away" || item.kind === "move" || (item.kind === "topic" && this.hasTopicsTarget)
      recount ||= ["away", "move", "topic"].includes(item.kind)
      if (item.kind === "away") this.takeAway(item)
      else if (item.kind === "move" && item.message) this.moveMessage(item)
      else if (item.kind === "topic" || item.kind === "move") this.changeTopic(item)
      else if (item.kind === "change") this.changeMessage(item)
      else if (this.hasThreadTarget) this.addMessage(item, follows)
      else if (this.hasTopicsTarget) this.moveTopic(item)
      this.headValue = item.seq
    }
    const row = this.roomRow()
    if (row) row.dataset.head = Math.max(Number(row.dataset.head), this.headValue)
    if (recount) document.dispatchEvent(new CustomEvent("rooms:recount"))
    if (moved && this.hasTopicsTarget) this.renewTopics()
    this.look()
  }

  // Nobody listens to a hundred posts in a row: how many there are is said in one sentence
  hush(posts) {
    const log = this.threadTarget.parentElement
    log.setAttribute("aria-live", "off")
    const words = word("many-new").replace("{number}", posts)
    this.say(words)
    clearTimeout(this.hushed)
    this.hushed = setTimeout(() => {
      log.setAttribute("aria-live", "polite")
      if (this.hasStateTarget && this.stateTarget.textContent === words) this.say("")
    }, 3000)
  }

  addMessage(item, follows) {
    if (document.getElementById(`m-${item.message}`)) return
    if (item.topic !== this.topicValue || this.pastValue) return this.countInRoom(item)
    const added = built(item.html)
    const sentHere = this.sending && item.author === this.personValue
    if (sentHere) this.sending = false
    this.markMine(added)
    this.place(added)
    if (follows || sentHere) added.scrollIntoView({ block: "end" })
    else if (this.hasNewerTarget) this.newerTarget.hidden = false
    this.came = item.seq
    this.waitingHere += this.countInRoom(item)
  }

  // Of all the pages that a person has open, the one where it was written goes to what was written
  sends() {
    this.sending = true
  }

  // A message is another than it was. What is shown of it changes in place; only another text is read out.
  changeMessage(item) {
    const old = document.getElementById(`m-${item.message}`)?.closest("li")
    if (!old) return
    const now = built(item.html)
    this.markMine(now)
    const fold = now.querySelector("details")
    if (fold) fold.open = Boolean(old.querySelector("details")?.open)
    keepFocus(old, () => {
      if (lasting(old) !== lasting(now)) {
        old.replaceWith(now)
        return now
      }
      for (const part of old.querySelectorAll(PASSING)) part.replaceWith(now.querySelector(`.${part.className}`))
    })
  }

  // At its place in the order of writing
  place(added) {
    const seq = Number(added.dataset.seq)
    const later = Array.from(this.threadTarget.children).find(one => Number(one.dataset.seq) > seq)
    this.threadTarget.insertBefore(added, later ?? null)
  }

  // To another topic: it leaves this page, or appears on it if its place is among what is shown
  moveMessage(item) {
    if (!this.hasThreadTarget) return
    const old = document.getElementById(`m-${item.message}`)?.closest("li")
    if (item.topic !== this.topicValue) return old?.remove()
    if (old) return this.changeMessage(item)
    const added = built(item.html)
    const seq = Number(added.dataset.seq)
    const last = Number(this.threadTarget.lastElementChild?.dataset.seq ?? 0)
    if (seq < this.firstValue || (this.pastValue && seq > last)) return
    this.markMine(added)
    this.place(added)
  }

  // It is not in this room any more, or its topic became one with another
  takeAway(item) {
    if (!this.hasThreadTarget) return
    if (item.topic !== this.topicValue) {
      document.getElementById(`m-${item.message}`)?.closest("li").remove()
      return
    }
    this.threadTarget.replaceChildren()
    for (const form of this.formTargets) form.hidden = !form.elements.body.value.trim()
    // The old address leads those on who may read the new one
    const link = document.createElement("a")
    link.href = location.pathname
    link.textContent = word("moved-link")
    this.say(word("moved"))
    if (this.hasStateTarget) this.stateTarget.append(" ", link)
  }

  // What was moved changes several rows and what is unread in them: the list comes anew, not for all pages in one moment
  renewTopics() {
    clearTimeout(this.renewing)
    this.renewing = setTimeout(async () => {
      try {
        const answer = await fetch(location.pathname + (this.pastValue ? location.search : ""), { headers: { Accept: "text/html" }, redirect: "manual", signal: AbortSignal.timeout(PATIENCE) })
        if (!answer.ok) throw new Error(String(answer.status))
        const page = new DOMParser().parseFromString(await answer.text(), "text/html")
        const head = Number(page.querySelector("[data-room-head-value]").dataset.roomHeadValue)
        if (head < this.headValue) return this.renewTopics()
        keepFocus(this.topicsTarget, () => this.topicsTarget.replaceChildren(...page.querySelector("[data-room-target=topics]").children))
        this.headValue = head
      } catch {
        this.renewing = setTimeout(() => this.renewTopics(), 2000)
      }
    }, 1000 * Math.random())
  }

  changeTopic(item) {
    if (this.hasThreadTarget && item.topic === this.topicValue) {
      this.element.querySelector("h1").textContent = item.title
      document.title = [item.title, ...document.title.split("｜").slice(-2)].join("｜")
      const before = this.isClosed()
      if (this.hasTopicStateTarget) this.topicStateTarget.innerHTML = item.state
      if (this.hasSummaryTarget && item.kind === "topic") this.summaryTarget.innerHTML = item.summary
      // With the form, or without it; and a topic that was away has come back
      this.stale ||= this.isClosed() !== before || item.kind === "move"
    } else if (this.hasTopicsTarget) {
      const row = this.topicsTarget.querySelector(`[data-topic="${item.topic}"]`)
      if (!row) return
      const before = isPinned(row)
      this.name(row, item)
      if (isPinned(row) === before) return
      this.pastValue ? row.remove() : this.arrange(row)
    }
  }

  // One of the small answers. Which way the press goes is said, so that pressing twice in doubt changes nothing.
  async react(event) {
    const button = event.submitter
    if (!button) return
    event.preventDefault()
    const body = new FormData(event.target)
    body.set("kind", button.value)
    body.set("on", button.getAttribute("aria-pressed") === "true" ? "0" : "1")
    try {
      const answer = await post(button.formAction, body)
      if (answer.type === "opaqueredirect") this.hear({ t: "signed-out" })
      else if (answer.ok) this.catchUp()
      else this.say(word("not-done"))
    } catch {
      this.say(word("not-done"))
    }
  }

  moveTopic(item) {
    let row = this.topicsTarget.querySelector(`[data-topic="${item.topic}"]`)
    if (this.pastValue) {
      // On the first page now, as a fresh one of earlier topics has it
      row?.remove()
      return this.countInRoom(item)
    }
    if (!row) {
      row = this.rowTarget.content.firstElementChild.cloneNode(true)
      row.dataset.topic = item.topic
      row.querySelector("a").href = `${item.url}?at=unread#unread`
    }
    this.name(row, item)
    // The event says it in Japanese, on a page in any language
    Object.assign(row.querySelector("small"), { lang: "ja", textContent: `${item.at}・${item.by}` })
    const counts = item.author !== this.personValue && hears(this.roomRow(), item.topic)
    raise(row.querySelector("[data-count]"), counts ? 1 : 0)
    this.countInRoom(item)
    row.dataset.last = item.seq
    if (!row.isConnected) this.topicsTarget.append(row)
    if (isPinned(row)) return
    this.arrange(row)
    if (this.hasEmptyTarget) this.emptyTarget.remove()
  }

  name(row, item) {
    row.querySelector("[data-title]").textContent = item.title
    row.querySelector("[data-state]").innerHTML = item.state
  }

  // As a fresh page has it: what is pinned first, the latest pin at the top; beneath it by the last post
  arrange(row) {
    keepFocus(this.topicsTarget, () => {
      if (isPinned(row)) this.topicsTarget.prepend(row)
      const rows = Array.from(this.topicsTarget.querySelectorAll("[data-topic]"))
      const by = one => isPinned(one) ? Infinity : Number(one.dataset.last)
      this.topicsTarget.append(...rows.sort((one, other) => by(one) === by(other) ? 0 : by(other) - by(one)))
    })
  }

  showNewest() {
    this.threadTarget.lastElementChild?.scrollIntoView({ block: "end" })
    this.look()
  }

  // What came is read once the end of the thread is before somebody's eyes, however it came there
  look() {
    if (document.hidden) return
    if (this.stale && !this.pastValue) this.reload()
    if (!this.isAtEnd()) return
    if (this.hasNewerTarget) this.newerTarget.hidden = true
    if (this.came) this.markRead(this.came)
    this.came = 0
  }

  showFirst() {
    const unread = document.getElementById("unread")
    if (unread) unread.scrollIntoView({ block: "start" })
    else if (!this.pastValue) this.threadTarget.lastElementChild?.scrollIntoView({ block: "end" })
  }

  // Not for all pages in one moment, and not away from under what somebody is writing
  reload() {
    this.stale = false
    clearTimeout(this.reloading)
    this.reloading = setTimeout(() => {
      if (this.formTargets.some(form => form.elements.body.value.trim() || form.querySelector("[name=attached]"))) return this.say(word("changed-writing"))
      history.replaceState({ stays: true }, "")
      location.reload()
    }, 1000 * Math.random())
  }

  isClosed() {
    return this.hasTopicStateTarget && this.topicStateTarget.querySelector(".tag--closed") !== null
  }

  roomRow() {
    return document.querySelector(`[data-rooms-target="room"][data-room="${this.roomValue}"]`)
  }

  // In the list beside the page this room counts, too, what was not read. Returns by how much more.
  countInRoom(item) {
    const row = this.roomRow()
    if (!row || item.seq <= Number(row.dataset.head) || item.author === this.personValue || !hears(row, item.topic)) return 0
    raise(row.querySelector("[data-count]"), 1)
    return 1
  }

  markRead(seq) {
    if (!this.hasReadValue) return
    const row = this.roomRow()
    if (row && this.waitingHere) raise(row.querySelector("[data-count]"), -this.waitingHere)
    this.waitingHere = 0
    const body = new FormData()
    body.set("seq", seq)
    body.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value)
    fetch(this.readValue, { method: "POST", body, keepalive: true }).catch(() => {})
  }

  leave() {
    // It may be said more than once, over the socket and over HTTP
    if (this.left) return
    this.left = true
    empty(this.element.querySelector(".room-page__main"), word("gone"), ...this.typed())
    this.roomRow()?.remove()
  }

  // What was being typed belongs to who typed it. It is shown as long as the page is open, and kept nowhere
  typed() {
    return Array.from(this.element.querySelectorAll("form[data-controller~=draft]"), form => {
      const text = Array.from(form.querySelectorAll("textarea, input[type=text]"), field => field.value.trim()).filter(Boolean).join("\n\n")
      return text ? [paragraph("notice", word("gone-writing")), paragraph("quote", text)] : []
    }).flat()
  }

  // Beneath the thread a phone has the list of rooms, so what counts is where its last message ends: above the composer
  isAtEnd() {
    if (!this.hasThreadTarget) return false
    const end = this.threadTarget.getBoundingClientRect().bottom
    const form = this.hasFormTarget && this.formTarget.offsetHeight ? this.formTarget.getBoundingClientRect().top : innerHeight
    return end > 0 && end <= Math.min(innerHeight, form) + FOOT
  }

  // What the server renders is the same for everybody; what of it is this person's is marked here
  markMine(item) {
    const me = String(this.personValue)
    item.querySelector(".message")?.classList.toggle("is-mine", item.dataset.author === me)
    const calls = (item.dataset.calls ?? "").split(" ")
    item.querySelector(".message")?.classList.toggle("is-mentioned", this.calledValue.split(" ").some(key => key && calls.includes(key)))
    for (const button of item.querySelectorAll("[data-by]")) {
      button.setAttribute("aria-pressed", String(button.dataset.by.split(" ").includes(me)))
    }
  }

  say(words) {
    if (this.hasStateTarget) this.stateTarget.textContent = words
  }
}

function built(html) {
  const holder = document.createElement("template")
  holder.innerHTML = html
  return holder.content.firstElementChild
}

function isPinned(row) {
  return row.querySelector(".tag--pin") !== null
}

// What a message says. What this person sees of its poll is loaded apart, and is not in the one that comes
function lasting(item) {
  const copy = item.cloneNode(true)
  for (const part of copy.querySelectorAll(`${PASSING}, [data-poll-target=own]`)) part.remove()
  return copy.innerHTML
}
