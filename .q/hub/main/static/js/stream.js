// What changes in the hub, as it changes.
import { signIn } from "./api.js";

const QUIET = 35_000; // the hub says something every 15 s
const SLOWEST = 10_000;

/**
 * Follows /api/stream for as long as the page lives, and reconnects with back-off.
 *
 * @param on    listeners by event name: on.device(data)
 * @param state called with true at each (re)connection – fetch then what was missed – and with false when it breaks
 */
export function follow(on, state) {
  let wait = 500;
  let wake = () => {};
  const hurry = () => {
    if (!document.hidden) wake();
  };
  addEventListener("online", hurry);
  document.addEventListener("visibilitychange", hurry);

  async function once() {
    const abort = new AbortController();
    addEventListener("pagehide", () => abort.abort(), { once: true });
    let alarm = setTimeout(() => abort.abort(), QUIET);
    try {
      const response = await fetch("/api/stream", { headers: { Accept: "text/event-stream" }, signal: abort.signal });
      if (response.status === 401) signIn();
      if (!response.ok) return;
      wait = 500;
      state(true);
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      let rest = "";
      for (;;) {
        const { value, done } = await reader.read();
        if (done) return;
        clearTimeout(alarm);
        alarm = setTimeout(() => abort.abort(), QUIET);
        const blocks = (rest + value).split("\n\n");
        rest = blocks.pop();
        blocks.forEach(tell);
      }
    } catch {
      // Not reachable or cut: the loop tries again.
    } finally {
      clearTimeout(alarm);
    }
  }

  function tell(block) {
    let name = "message";
    let data = "";
    for (const line of block.split("\n")) {
      if (line.startsWith("event:")) name = line.slice(6).trim();
      else if (line.startsWith("data:")) data += line.slice(5);
    }
    if (data && on[name]) on[name](JSON.parse(data));
  }

  (async () => {
    for (;;) {
      await once();
      state(false);
      await new Promise((resolve) => {
        wake = resolve;
        setTimeout(resolve, wait * (0.75 + Math.random() / 2));
      });
      wait = Math.min(wait * 2, SLOWEST);
    }
  })();
}
