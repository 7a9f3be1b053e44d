// Calls of the hub's JSON API.
import { t } from "./texts.js";
import { learn } from "./clock.js";

/** The hub said no, or could not be reached (status 0). The message is a sentence for people. */
export class Refusal extends Error {
  constructor(status, problem = {}) {
    super([problem.detail || t(status ? "failed.refused" : "failed.unreachable"), problem.hint].filter(Boolean).join(" "));
    this.status = status;
    this.type = problem.type ?? "";
  }
}

let csrf = document.querySelector('meta[name="csrf"]')?.content;

export function signIn() {
  location.assign(`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`);
}

export const get = (path) => call("GET", path);

/** A call that changes something. Safe to repeat: the API's steps are idempotent. */
export async function post(path, body = {}) {
  try {
    return await call("POST", path, body);
  } catch (refusal) {
    if (!refusal.type?.endsWith(":csrf")) throw refusal;
    csrf = await (await fetch("/csrf")).text();
    return call("POST", path, body);
  }
}

async function call(method, path, body) {
  const headers = { Accept: "application/json, application/problem+json", "Accept-Language": document.documentElement.lang };
  if (body !== undefined) Object.assign(headers, { "Content-Type": "application/json", "X-XSRF-TOKEN": csrf });
  let response;
  let text;
  try {
    response = await fetch(path, {
      method, headers, body: body && JSON.stringify(body), signal: AbortSignal.timeout(10_000),
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
