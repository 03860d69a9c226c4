{% load static %}// SPDX-License-Identifier: AGPL-3.0-or-later
// Keeps the shell and the help pages at hand without a connection. Never a member's page.
const SHELL = [
  "/offline/",
  "/help/",
  "/help/help.css",
  "{% static 'app.css' %}",
  "{% static 'core/icon.svg' %}",
  "{% static 'core/js/app.js' %}",
  "{% static 'core/js/elements/quick-exit.js' %}",
  "{% static 'core/js/lib/device.js' %}",
];
const CACHE = `shell:${SHELL.join()}`;
const PATIENCE = 4000; // milliseconds before the kept help page stands in for a slow one
const LEFT = "left"; // a cache of this name, always empty: somebody left without a connection
const blank = (more = "") =>
  new Response(`<!doctype html>${more}<title>…</title>`, { headers: { "Content-Type": "text/html; charset=utf-8" } });

self.addEventListener("install", (event) => event.waitUntil(keepShell().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(letOldGo().then(() => self.clients.claim())));
// A page tells which help page is this person's own; after a wipe the shell is fetched again.
self.addEventListener("message", (event) => event.waitUntil(keepShell().then(() => keepHelp(event.data))));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (isHelp(pathname)) event.respondWith(help(event, pathname));
  else if (SHELL.includes(pathname)) event.respondWith(fetch(request).catch(() => kept(pathname)));
  else if (request.mode === "navigate") event.respondWith(visit(request, pathname));
});

// Somebody let us wake this browser. The words come sealed, and say only that something is new.
self.addEventListener("push", (event) => {
  const { title, body, path } = event.data?.json() ?? {};
  const shown = { body, tag: "news", renotify: true, data: path, icon: "{% static 'core/icon.svg' %}" };
  event.waitUntil(self.registration.showNotification(title ?? "…", shown));
});
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(self.clients.openWindow(new URL(event.notification.data ?? "/", self.location.origin).pathname));
});

const isHelp = (path) => String(path).startsWith("/help/");

/** A page from the server. A visit that was left without a connection ends before it is shown. */
async function visit(request, path) {
  if (await caches.has(LEFT)) await endVisit();
  return fetch(request).catch(() => (path === "/exit/" ? left() : kept("/offline/")));
}

async function endVisit() {
  const ended = await fetch("/exit/", { redirect: "manual" }).catch(() => null);
  if (ended && ended.status < 500) await caches.delete(LEFT);
}

/** Nothing to see; tries again to really leave until there is a connection. */
async function left() {
  await caches.open(LEFT);
  return blank('<meta http-equiv="refresh" content="20">');
}

/** The help page of this moment if it comes soon, else the one that was kept. */
async function help(event, path) {
  const fresh = fetch(event.request).catch(() => null);
  const slow = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  const soon = await Promise.race([fresh, slow]);
  if (soon) event.waitUntil(keepHelp(path));
  return soon ?? (await find(path)) ?? (await fresh) ?? kept("/help/");
}

/** Kept once, in the form that says nothing about the present. */
async function keepHelp(path) {
  if (isHelp(path) && !(await find(path))) await fetchAndKeep(path, "?now=no");
}

async function keepShell() {
  if (await find("/offline/")) return;
  await Promise.allSettled(SHELL.map((path) => (isHelp(path) ? keepHelp(path) : fetchAndKeep(path))));
}

async function fetchAndKeep(path, search = "") {
  const response = await fetch(path + search, { credentials: "omit" });
  if (response.ok) await keep(path, response);
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
  return (await find(path)) ?? blank();
}

async function letOldGo() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== CACHE && name !== LEFT).map((name) => caches.delete(name)));
}
