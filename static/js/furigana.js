// Remembers the switch for readings. That it shows and hides them is CSS, which works without this.
const KEY = "furigana"
const box = document.getElementById("furigana")

const wanted = () => {
  try {
    return localStorage.getItem(KEY) === "on"
  } catch {
    return box.checked // a browser that keeps nothing
  }
}

const show = () => { box.checked = wanted() }

if (box) {
  show()
  // Back to a page that the browser held: the switch may have been pressed elsewhere
  window.addEventListener("pageshow", show)
  box.addEventListener("change", () => {
    try {
      localStorage.setItem(KEY, box.checked ? "on" : "off")
    } catch {
      // It holds on this page
    }
  })
}
