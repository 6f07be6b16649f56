// One socket a page. It only rings and carries news; what it misses, rooms fetch over HTTP.
// Listeners are told: opened, events, stir, refused, gone (frames, docs/realtime.md), and online / offline.
import { isWhoseThisPageIs } from "./device/contact.js";

const SOON = 1200
const SLOWEST = 8000
const SOON_FOR = 30000
const ASK_EVERY = 4000
const COME_BACK_WITHIN = 8000

export class Live {
  constructor(url) {
    this.url = url
    this.rooms = new Map() // room → {full, listeners}
    this.lostAt = 0
    this.online = this.said = false
    addEventListener("online", () => this.now())
    addEventListener("pageshow", event => { if (event.persisted) this.now() })
    document.addEventListener("visibilitychange", () => { if (!document.hidden) this.now() })
  }

  listen(room, full, listener) {
    const known = this.rooms.get(room)
    if (known) {
      known.listeners.add(listener)
      if (full && !known.full) {
        known.full = true
        this.open(room)
      }
    } else {
      this.rooms.set(room, { full, listeners: new Set([listener]) })
      this.open(room)
    }
    this.connect()
  }

  forget(room, listener) {
    const known = this.rooms.get(room)
    known?.listeners.delete(listener)
    if (known && !known.listeners.size) {
      this.rooms.delete(room)
      this.send({ t: "leave", room })
    }
  }

  // The network or the tab came back: do not wait for the timer
  now() {
    if (!this.rooms.size || this.socket?.readyState === WebSocket.CONNECTING) return
    if (this.socket?.readyState === WebSocket.OPEN && Date.now() - this.heardAt < 25000) {
      for (const room of this.rooms.keys()) this.tell(room, { t: "again", room })
    } else {
      this.socket?.close()
      this.socket = null
      this.connect()
    }
  }

  connect() {
    if (this.socket || this.ended) return
    clearTimeout(this.timer)
    const socket = this.socket = new WebSocket(this.url)
    socket.addEventListener("message", event => this.receive(socket, event.data))
    socket.addEventListener("close", event => this.lost(socket, event.code))
  }

  lost(socket, code) {
    if (socket !== this.socket) return
    this.socket = null
    clearInterval(this.watch)
    const refused = !this.online
    if (code === 4412) {
      // The server stops and another takes its place. Nothing is lost meanwhile, so nothing is said
      this.online = false
      this.timer = setTimeout(() => this.connect(), COME_BACK_WITHIN * Math.random())
      return
    }
    this.say(false)
    if (code === 4401) return this.end()
    const now = Date.now()
    this.lostAt ||= now
    // A handshake that is refused has no code to say why: a question over HTTP will tell who has signed out
    if (refused && now - (this.askedAt ?? 0) > ASK_EVERY) {
      this.askedAt = now
      for (const room of this.rooms.keys()) this.tell(room, { t: "again", room })
    }
    // Soon, because most losses are short; slower when it lasts. At a random moment, so that not everybody comes at once
    const longest = now - this.lostAt < SOON_FOR ? SOON : SLOWEST
    this.timer = setTimeout(() => this.connect(), longest * (0.25 + 0.75 * Math.random()))
  }

  end() {
    this.ended = true
    this.socket?.close()
    this.socket = null
    for (const room of this.rooms.keys()) this.tell(room, { t: "signed-out", room })
  }

  receive(socket, text) {
    if (socket !== this.socket) return
    this.heardAt = Date.now()
    const frame = JSON.parse(text)
    if (frame.t === "hello") {
      // Whoever signed in here meanwhile, in another tab, is not whose page this is
      if (!isWhoseThisPageIs(frame)) return this.end()
      this.lostAt = 0
      this.say(true)
      for (const room of this.rooms.keys()) this.open(room)
      clearInterval(this.watch)
      // A half-open socket says nothing; beats that stay away mean it is dead
      this.watch = setInterval(() => {
        if (Date.now() - this.heardAt < frame.beat * 2500) return
        socket.close()
        this.lost(socket, 0)
      }, 5000)
    } else if (frame.t === "beat") {
      this.send({ t: "here", n: frame.n })
    } else if (frame.t === "notices") {
      document.dispatchEvent(new CustomEvent("notices:new"))
    } else if (frame.room) {
      this.tell(frame.room, frame)
    }
  }

  open(room) {
    if (this.online) this.send({ t: "open", room, full: this.rooms.get(room).full })
  }

  send(frame) {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(frame))
  }

  say(online) {
    this.online = online
    if (this.said === online) return
    this.said = online
    for (const room of this.rooms.keys()) this.tell(room, { t: online ? "online" : "offline", room })
  }

  tell(room, frame) {
    for (const listener of this.rooms.get(room)?.listeners ?? []) listener(frame)
  }
}

export const live = new Live(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/live/`)
