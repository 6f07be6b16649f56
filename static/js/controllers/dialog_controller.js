import { Controller } from "../../vendor/stimulus/stimulus.js";

// A link with data-action="dialog#open" opens the dialog here; without script the link leads to a page of its own.
export default class extends Controller {
  static targets = ["dialog"]

  open(event) {
    if (!this.hasDialogTarget || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    this.dialogTarget.showModal()
  }

  close(event) {
    event.preventDefault()
    this.dialogTarget.close()
  }
}
