// Everything works without this module; it makes typing safer and rooms live.
import { config } from "../vendor/turbo/turbo.js";
import { Application } from "../vendor/stimulus/stimulus.js";
import { guardConversion } from "./conversion.js";
import { forgetSaved } from "./drafts.js";
import { controllers } from "./controllers/index.js";

// Links and forms stay the browser's own; Turbo is here for streams and frames
config.drive.enabled = false

guardConversion(document)
forgetSaved(document)

const application = Application.start()
for (const [name, controller] of Object.entries(controllers)) application.register(name, controller)

export { application }
