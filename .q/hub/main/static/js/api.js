// Calls of the hub's JSON API.
import { t } from "./texts.js";
import { learn } from "./clock.js";

const PATIENCE = 10_000;

/** The hub said no, or could not be reached (status 0). The message is a sentence for people. */
export class Refusal extends Error {
  constructor(status, problem = {}) {
    super([problem.detail || t(status ? "failed.refused" : "failed.unreachable"), problem.hint].filter(Boolean).join(" "));
    this.status = status;
    this.type = problem.type ?? "";
    this.problems = problem.problems ?? [];
  }

  /** What is wrong with each field if the hub said so, else the message. */
  get words() {
    return this.problems.map((p) => p.message).join(" ") || this.message;
  }
}

let csrf = document.querySelector('meta[name="csrf"]')?.content;

export function signIn() {
  location.assign(`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`);
}

export const get = (path) => call("GET", path);

/**
 * A call that changes something. Safe to repeat: the API's steps are idempotent.
 *
 * @param patience milliseconds until the hub counts as not reachable
 */
export async function post(path, body = {}, patience = PATIENCE) {
  try {
    return await call("POST", path, body, patience);
  } catch (refusal) {
    if (!refusal.type?.endsWith(":csrf")) throw refusal;
    csrf = await (await fetch("/csrf")).text();
    return call("POST", path, body, patience);
  }
}

/**
 * A call that is answered in JSON lines, for as long as it takes.
 *
 * @param told called with each line
 * @param signal aborts it
 */
export async function lines(path, body, told, signal) {
  csrf = await (await fetch("/csrf")).text(); // the page may have been open for long
  const response = await fetch(path, { method: "POST", headers: headers(true), body: JSON.stringify(body), signal });
  if (response.status === 401) signIn();
  if (!response.ok) throw new Refusal(response.status, parsed(await response.text()));
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    const parts = (rest + (value ?? "")).split("\n");
    rest = done ? "" : parts.pop();
    parts.filter(Boolean).forEach((line) => told(JSON.parse(line)));
    if (done) return;
  }
}

function headers(changes) {
  const all = { Accept: "application/json, application/problem+json", "Accept-Language": document.documentElement.lang };
  return changes ? { ...all, "Content-Type": "application/json", "X-XSRF-TOKEN": csrf } : all;
}

async function call(method, path, body, patience = PATIENCE) {
  let response;
  let text;
  try {
    response = await fetch(path, {
      method, headers: headers(body !== undefined), body: body && JSON.stringify(body), signal: AbortSignal.timeout(patience),
    });
    text = await response.text();
  } catch {
    throw new Refusal(0);
  }
  learn(response.headers.get("Date"));
  if (response.status === 401) signIn();
  const answer = parsed(text);
  if (!response.ok) throw new Refusal(response.status, answer);
  return answer;
}

function parsed(text) {
  try {
    return text ? JSON.parse(text) : {};
  } catch {
    return {};
  }
}
