// Enter that ends a Japanese conversion chooses a word. It must never send anything.

// Safari ends the composition before this keydown and marks it only by the old key code
export function isConverting(event) {
  return event.isComposing || event.keyCode === 229
}

export function guardConversion(root) {
  let converting = false

  root.addEventListener("keydown", event => {
    converting = event.key === "Enter" && isConverting(event)
  }, true)
  root.addEventListener("keyup", () => { converting = false }, true)
  root.addEventListener("pointerdown", () => { converting = false }, true)

  root.addEventListener("submit", event => {
    if (!converting) return
    converting = false
    event.preventDefault()
    event.stopImmediatePropagation()
  }, true)
}
