// What one may not read any more does not stay standing in an open page, nor on the device.
import { alignAndTell } from "./device/telling.js";
import { word } from "./words.js";

let over = false

export function paragraph(name, text) {
  return Object.assign(document.createElement("p"), { className: name, textContent: text })
}

// In the place of `holder`'s content: the words, read aloud at once, and what may stay
export function empty(holder, words, ...staying) {
  const said = paragraph("notice", words)
  said.setAttribute("role", "alert")
  holder.replaceChildren(said, ...staying)
  // Of the names that stood there only the site's
  document.title = document.title.split("｜").at(-1)
  alignAndTell()
}

// Every list and every room of a page hears of it
export function signedOut() {
  if (over) return
  over = true
  document.getElementById("messages")?.replaceChildren()
  empty(document.querySelector("main"), word("signed-out"))
}
