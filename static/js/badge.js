// The number of unread posts beside a room or topic, as templates/components/badge.html draws it.
import { word } from "./words.js";

export function raise(holder, by) {
  show(holder, Number(holder.dataset.count || 0) + by)
}

export function show(holder, count) {
  holder.dataset.count = Math.max(count, 0)
  holder.closest("li")?.classList.toggle("is-unread", count > 0)
  if (count <= 0) return holder.replaceChildren()
  const badge = document.createElement("span")
  badge.className = "badge"
  const before = document.createElement("span")
  before.className = "visually-hidden"
  before.textContent = `${word("badge-before")} `
  const after = before.cloneNode()
  after.textContent = ` ${word("badge-after")}`
  badge.append(before, count > 99 ? "99+" : String(count), after)
  holder.replaceChildren(badge)
}
