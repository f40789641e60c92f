// Verdicts between the key press and their recording: a few seconds to undo, and none is lost.
//
// Each is stored in this browser until the server has confirmed it. Recording one twice is the same as once.
// What was confirmed stays for some seconds: the next page may have been made before, and then shows what was.

import { recall, remember } from "./browser-storage.js";

const DELAY = 4000;
const RETRY = 15000;
const NEWS = 30000;

export class Pending {
  // `token` gives the page's CSRF token; `listener` has recorded, refused, offline and loggedOut.
  constructor(user, token, listener) {
    this.name = `pending-${user}`;
    this.news = `confirmed-${user}`;
    this.token = token;
    this.listener = listener;
    this.waiting = [];
  }

  get uses() {
    return this.waiting.map((entry) => entry.use);
  }

  // Those of this page: what an earlier one sent may be in the counts that the page came with.
  verdicts(manuscript) {
    return this.waiting
      .filter((entry) => entry.manuscript === manuscript && !entry.earlier)
      .map((entry) => entry.fields.verdict);
  }

  // Whether something was confirmed so late that a page which is new may not know it.
  get hasNews() {
    const age = Date.now() - recall(this.news, 0);
    return age >= 0 && age < NEWS;
  }

  get last() {
    return this.waiting.findLast((entry) => !entry.sent) ?? null;
  }

  // What an earlier page could not record, or did not hear of; settled once each has its answer.
  resume() {
    const earlier = recall(this.name, []).map((stored) => ({ ...stored, earlier: true, sent: false }));
    this.waiting.push(...earlier);
    return Promise.all(earlier.map((entry) => this.send(entry)));
  }

  add(given) {
    const entry = { ...given, id: `${given.use} ${Date.now()}` };
    this.waiting.push(entry);
    remember(this.name, [...recall(this.name, []), entry]);
    entry.timer = setTimeout(() => this.send(entry), DELAY);
  }

  undo() {
    const entry = this.last;
    if (entry) {
      clearTimeout(entry.timer);
      this.drop(entry);
    }
    return entry;
  }

  // Settled once each has its answer.
  flush() {
    return Promise.all(this.waiting.map((entry) => this.send(entry)));
  }

  send(entry) {
    clearTimeout(entry.timer);
    if (!entry.sent) {
      entry.sent = true;
      entry.answer = this.post(entry);
    }
    return entry.answer;
  }

  async post(entry) {
    const body = new URLSearchParams({ ...entry.fields, csrfmiddlewaretoken: this.token() });
    let answer;
    try {
      answer = await fetch(entry.address, {
        method: "POST",
        headers: { Accept: "application/json" },
        body,
        keepalive: true,
      });
    } catch {
      return this.again(entry, "offline");
    }
    const isData = (answer.headers.get("Content-Type") ?? "").startsWith("application/json");
    if (answer.redirected || (!isData && answer.status < 500)) {
      return this.again(entry, "loggedOut");
    }
    if (!isData) {
      return this.again(entry, "offline");
    }
    const data = await answer.json();
    remember(this.news, Date.now());
    this.drop(entry);
    return answer.ok ? this.listener.recorded(entry, data) : this.listener.refused(entry, data);
  }

  again(entry, why) {
    entry.sent = false;
    entry.timer = setTimeout(() => this.send(entry), RETRY);
    this.listener[why](entry);
  }

  drop(entry) {
    this.waiting = this.waiting.filter((other) => other !== entry);
    // Another page of the desk may have stored others.
    remember(this.name, recall(this.name, []).filter((other) => other.id !== entry.id));
  }
}
