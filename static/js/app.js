// Everything works without this module; it makes typing safer and rooms live.
import { config } from "../vendor/turbo/turbo.js";
import { Application } from "../vendor/stimulus/stimulus.js";
import { guardConversion } from "./conversion.js";
import { start } from "./device/start.js";
import { forgetMark, forgetSaved } from "./drafts.js";
import { controllers } from "./controllers/index.js";

// Links and forms stay the browser's own; Turbo is here for streams and frames
config.drive.enabled = false

guardConversion(document)
forgetSaved(document)
// Before the form itself says that it is sent; a form that sends what was typed before has said so
addEventListener("submit", event => { if (!event.target.matches("[data-sends-on]")) forgetMark() })

const application = Application.start()
for (const [name, controller] of Object.entries(controllers)) application.register(name, controller)

// People who are signed in may have the salon without a network, too
const person = document.querySelector("meta[name=person]")
if (person) start(Number(person.content))

export { application }
