// What is drawn anew would take the place of the keyboard with it, and leave whoever works with it at the top of the page.

// `draw` puts something in the place of `holder`'s content, or of `holder` itself: then it answers with that
export function keepFocus(holder, draw) {
  const at = document.activeElement
  const place = holder.contains(at) ? describe(at) : null
  const now = draw() ?? holder
  if (!place || now.contains(document.activeElement)) return
  now.querySelector(place)?.focus({ preventScroll: true })
  if (now.contains(document.activeElement)) return
  now.tabIndex = -1
  now.focus({ preventScroll: true })
}

const CONTAINERS = [".reactions", ".message__choices", ".message__text"]

function describe(element) {
  const inside = CONTAINERS.find(one => element.closest(one)) ?? ""
  const told = ["href", "name", "value"].filter(name => element.hasAttribute(name)).map(name => `[${name}="${CSS.escape(element.getAttribute(name))}"]`)
  return `${inside} ${element.localName}${told.join("")}`
}
