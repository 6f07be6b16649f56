import { Controller } from "../../vendor/stimulus/stimulus.js";
import { forgetEverything } from "../device/contact.js";

const PATIENCE = 2000

// Computers are shared in small offices: whoever signs out leaves nothing behind. The answer to signing out says the
// same to the browser (Clear-Site-Data); not every browser knows it.
export default class extends Controller {
  async everything(event) {
    event.preventDefault()
    await Promise.race([forgetEverything().catch(() => {}), new Promise(resolve => { setTimeout(resolve, PATIENCE) })])
    this.element.submit()
  }
}
