// Somebody has signed out: what is open in other windows of this browser ends as well.

const LEFT = "tsunagari-left"

const channel = () => globalThis.BroadcastChannel ? new BroadcastChannel(LEFT) : null

export function onSomebodyLeft(listener) {
  channel()?.addEventListener("message", listener)
}

export function sayLeft() {
  channel()?.postMessage(null)
}
