{% load static %}// SPDX-License-Identifier: AGPL-3.0-or-later
// Keeps the shell and the help pages at hand without a connection. Never a member's page.
const SHELL = [
  "/offline/",
  "/help/?now=no",
  "/help/help.css",
  "{% static 'app.css' %}",
  "{% static 'core/icon.svg' %}",
  "{% static 'core/js/app.js' %}",
  "{% static 'core/js/elements/quick-exit.js' %}",
  "{% static 'core/js/lib/device.js' %}",
];
const CACHE = `shell:${SHELL.join()}`;
const PATIENCE = 4000; // milliseconds before the kept help page stands in for a slow one
const BLANK = () => new Response("<!doctype html><title>…</title>", { headers: { "Content-Type": "text/html" } });

self.addEventListener("install", (event) => event.waitUntil(keepShell().then(() => self.skipWaiting())));
self.addEventListener("message", (event) => event.waitUntil(keepShell()));
self.addEventListener("activate", (event) => event.waitUntil(letOldGo().then(() => self.clients.claim())));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (pathname.startsWith("/help/")) event.respondWith(help(event));
  else if (SHELL.includes(pathname)) event.respondWith(fetch(request).catch(() => kept(pathname)));
  else if (request.mode === "navigate") event.respondWith(fetch(request).catch(() => (pathname === "/exit/" ? BLANK() : kept("/offline/"))));
});

/** The help page of this moment if it comes soon, else the one that was kept. */
async function help(event) {
  const { request } = event;
  const fresh = fetch(request);
  event.waitUntil(fresh.then((response) => response.ok && keepLasting(request.url)).catch(() => null));
  const slow = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  const soon = await Promise.race([fresh.catch(() => null), slow]);
  return soon ?? (await find(request.url)) ?? (await fresh.catch(() => null)) ?? kept("/help/");
}

async function keepShell() {
  if (await find("/offline/")) return;
  const one = async (path) => {
    const response = await fetch(path, { credentials: "omit" });
    if (response.ok) await keep(path, response);
  };
  await Promise.allSettled(SHELL.map(one));
}

/** A kept page is read later, so it is the form that claims nothing of the present. */
async function keepLasting(url) {
  const lasting = new URL(url);
  if (lasting.pathname.endsWith("/")) lasting.searchParams.set("now", "no");
  const response = await fetch(lasting, { credentials: "omit" });
  if (response.ok) await keep(url, response);
}

/** Stored as a plain answer: one that came by a redirect may not stand for a page. */
async function keep(path, response) {
  const { status, headers } = response;
  const plain = new Response(await response.blob(), { status, headers });
  await (await caches.open(CACHE)).put(path, plain);
}

async function find(path) {
  return (await caches.open(CACHE)).match(path, { ignoreVary: true, ignoreSearch: true });
}

async function kept(path) {
  return (await find(path)) ?? BLANK();
}

async function letOldGo() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name)));
}
