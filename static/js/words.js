// What scripts say stands in the page (templates/salon/words.html), where it is translated like everything else.
export function word(name) {
  return document.getElementById("words")?.content.querySelector(`[data-word="${name}"]`)?.textContent ?? ""
}
