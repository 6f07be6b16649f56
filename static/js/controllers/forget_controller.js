import { Controller } from "../../vendor/stimulus/stimulus.js";
import { forgetAll } from "../drafts.js";

// Computers are shared in small offices: whoever signs out leaves no half-written text behind.
export default class extends Controller {
  drafts() {
    forgetAll()
  }
}
