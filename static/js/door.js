// Pages for who has not signed in: the sign-in, and the one that says that somebody has signed out.
import { sayLeft } from "./device/windows.js";
import { forgetPages } from "./device/pages.js";

// Pages are kept over https alone
if (globalThis.caches) forgetPages()
if (document.querySelector("[data-signed-out]")) sayLeft()
