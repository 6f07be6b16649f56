import { Controller } from "../../vendor/stimulus/stimulus.js";

// A fold says what the server has. Once something in it was changed, that is no longer what the fields say.
export default class extends Controller {
  static targets = ["now"]

  changed() {
    this.nowTarget.textContent = this.nowTarget.dataset.foldChanged
  }
}
