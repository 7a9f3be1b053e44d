// The zone of a walk test in words.
import { language, placeWords } from "./texts.js";

/** What of a zone is closest, what it is in, and both. */
export function zoneWords({ grid, ...place }) {
  const { near, far } = placeWords(place);
  const parts = [near, far, grid].filter(Boolean);
  const [head, ...rest] = parts;
  return { head, rest: rest.join(" · "), whole: language === "zh" ? [far, near].filter(Boolean).join(" ") || grid : parts.join(", ") };
}
