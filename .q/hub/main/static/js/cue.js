// A new task of level I, and any that grows graver, must be noticed: in the tab's title, by ear when wanted, and by the
// phone's buzz.
import { icon } from "./dom.js";
import { t } from "./texts.js";

const plain = document.title;
let known = null;
let audio = null;

/** Looks at the open tasks and announces what was not there before, or not as grave. */
export function cue(tasks) {
  const waiting = tasks.filter((x) => x.state === "open");
  const urgent = waiting.filter((x) => x.event.severity === "I");
  document.title = waiting.length ? `(${urgent.length ? "!" : ""}${waiting.length}) ${plain}` : plain;
  const news = tasks.filter((x) => urgent.includes(x) || x.event.escalatedAt).map((x) => `${x.id} ${x.event.escalatedAt ?? ""}`);
  if (known && news.some((x) => !known.has(x))) announce();
  known = new Set(news);
}

function announce() {
  navigator.vibrate?.([300, 150, 300, 150, 600]);
  if (audio?.state !== "running") return;
  [0, 0.35, 0.7].forEach((at) => tone(audio.currentTime + at));
}

function tone(at) {
  const source = audio.createOscillator();
  const volume = audio.createGain();
  source.frequency.value = 880;
  volume.gain.setValueAtTime(0.0001, at);
  volume.gain.exponentialRampToValueAtTime(0.4, at + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.0001, at + 0.28);
  source.connect(volume).connect(audio.destination);
  source.start(at);
  source.stop(at + 0.3);
}

/** Browsers allow sound only after a tap: the switch is that tap, and lets the person hear what to expect. */
export function soundSwitch(button) {
  const draw = () => {
    const on = audio?.state === "running";
    button.setAttribute("aria-pressed", String(on));
    button.replaceChildren(icon(on ? "sound" : "mute"), t(on ? "tasks.sound.on" : "tasks.sound.off"));
  };
  button.addEventListener("click", async () => {
    audio ??= new AudioContext();
    if (audio.state === "running" && button.ariaPressed === "true") {
      await audio.suspend();
    } else {
      await audio.resume();
      tone(audio.currentTime);
    }
    draw();
  });
  draw();
}
