// SPDX-License-Identifier: AGPL-3.0-or-later

const UNITS = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];
const TOO_LONG_AGO = 30 * 86_400; // seconds; from then on the date says more
const language = document.documentElement.lang;
const near = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
const far = new Intl.DateTimeFormat(language, { dateStyle: "long" });
const full = new Intl.DateTimeFormat(language, { dateStyle: "full", timeStyle: "short" });
const all = new Set();

/** <time-ago><time datetime="2026-05-01T18:00:00Z">1 May 2026, 18:00 UTC</time></time-ago>
 *  Says how long ago it was, and keeps that true. Without scripting the server's words stay. */
class TimeAgo extends HTMLElement {
  connectedCallback() {
    const time = this.querySelector("time");
    if (time) time.title = full.format(new Date(time.dateTime));
    all.add(this);
    this.tell();
  }

  disconnectedCallback() {
    all.delete(this);
  }

  tell() {
    const time = this.querySelector("time");
    const at = new Date(time?.dateTime);
    if (isNaN(at)) return;
    const words = sayWhen(at);
    if (words !== time.textContent) time.textContent = words;
  }
}

function sayWhen(at) {
  const seconds = (at - Date.now()) / 1_000;
  if (Math.abs(seconds) < 45) return near.format(0, "second");
  if (Math.abs(seconds) > TOO_LONG_AGO) return far.format(at);
  const [unit, size] = UNITS.find(([, size]) => Math.abs(seconds) >= size * 0.95) ?? UNITS.at(-1);
  return near.format(Math.round(seconds / size), unit);
}

setInterval(() => all.forEach((element) => element.tell()), 30_000);
customElements.define("time-ago", TimeAgo);
