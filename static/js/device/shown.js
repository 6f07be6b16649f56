// A kept page says what it is: when it was kept, in the words that stand in the page itself (templates/salon/words.html).
import { KEPT_AT } from "./pages.js";

const WHEN = new Intl.DateTimeFormat("ja-JP", { month: "long", day: "numeric", hour: "numeric", minute: "2-digit", timeZone: "Asia/Tokyo" })
const PLACE = /(<div [^>]*id="messages"[^>]*>)/
const WORDS = /<p data-word="kept">([^<]*)<\/p>/

export async function shown(answer) {
  if (!answer) return null
  const at = answer.headers.get(KEPT_AT)
  const html = await answer.text()
  const words = (WORDS.exec(html)?.[1] ?? "").replace("{when}", WHEN.format(new Date(at)))
  const notice = `<div class="notice notice--warning" id="kept" data-controller="kept" data-kept-at="${at}"><p>${words}</p></div>`
  return new Response(html.replace(PLACE, `$1${notice}`), { headers: answer.headers })
}
