// The page is whole without this; it offers words while somebody types.
import { Application } from "../vendor/stimulus/stimulus.js";
import { guardConversion } from "./conversion.js";
import SuggestController from "./controllers/suggest_controller.js";

guardConversion(document)
Application.start().register("suggest", SuggestController)
