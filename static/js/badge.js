// The number of unread posts beside a room or topic, as templates/components/badge.html draws it.
import { word } from "./words.js";

export function raise(holder, by) {
  const count = Number(holder.dataset.count || 0) + by
  holder.dataset.count = count
  if (!count) return
  const badge = document.createElement("span")
  badge.className = "badge"
  const before = document.createElement("span")
  before.className = "visually-hidden"
  before.textContent = `${word("badge-before")} `
  const after = before.cloneNode()
  after.textContent = ` ${word("badge-after")}`
  badge.append(before, count > 99 ? "99+" : String(count), after)
  holder.replaceChildren(badge)
  holder.closest("li")?.classList.add("is-unread")
}
