// SPDX-License-Identifier: AGPL-3.0-or-later
// Makes pages smoother; no page needs it. Each element is fetched where its tag stands.
import "./elements/quick-exit.js";

const ELEMENTS = {
  "draft-keeper": () => import("./elements/draft-keeper.js"),
  "sign-out": () => import("./elements/sign-out.js"),
  "time-ago": () => import("./elements/time-ago.js"),
  "word-starters": () => import("./elements/word-starters.js"),
};
const SETTLED = 3_000; // milliseconds after loading, so that the page itself comes first

function enliven() {
  for (const tag of Object.keys(ELEMENTS)) {
    if (!document.querySelector(tag)) continue;
    ELEMENTS[tag]();
    delete ELEMENTS[tag];
  }
}

function sayWhetherConnected() {
  const banner = document.getElementById("connection");
  if (banner) banner.textContent = navigator.onLine ? "" : banner.dataset.offline;
}

function closeMenus(except) {
  for (const menu of document.querySelectorAll(".menu[open]")) {
    if (menu.contains(except)) continue;
    menu.open = false;
    if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
  }
}

/** What was just posted comes to the eye and to the screen reader; Tab goes on from there. */
function meetPosted({ target }) {
  if (!target.matches?.("#posts > .post")) return;
  target.tabIndex = -1;
  target.focus();
}

async function keepShell() {
  const { active } = await navigator.serviceWorker.register("/sw.js");
  const help = document.querySelector(".topbar a[href^='/help/']");
  active?.postMessage(help?.pathname);
}

enliven();
sayWhetherConnected();
document.addEventListener("htmx:afterSettle", enliven);
document.addEventListener("htmx:load", meetPosted);
document.addEventListener("click", (event) => closeMenus(event.target));
document.addEventListener("keydown", (event) => event.key === "Escape" && closeMenus());
window.addEventListener("online", sayWhetherConnected);
window.addEventListener("offline", sayWhetherConnected);
if ("serviceWorker" in navigator) setTimeout(() => keepShell().catch(() => {}), SETTLED);
