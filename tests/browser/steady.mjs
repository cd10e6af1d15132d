// Nothing moves once it was drawn, wherever the line or the browser pauses: each page comes in pieces so small and so
// slow that most of them are drawn before the next one comes.

import assert from "node:assert/strict";
import { SLOWLY } from "./sample.mjs";

/** The largest cumulative layout shift that Web Vitals calls good: the columns of a table are as wide as its rows want. */
const MOST_MOVED = 0.1;

/** What moves more than this is told. */
const TOLD = 0.02;

/** What moved on a page, and how much in all, each move counted as <https://web.dev/articles/cls> does. */
export function moves() {
  return new Promise((done) => {
    const moved = { sum: 0, what: [] };
    const what = ({ node, previousRect: a, currentRect: b }) =>
      `${node?.outerHTML?.slice(0, 80)}: ${[a.x, a.y, a.width, a.height]} → ${[b.x, b.y, b.width, b.height]}`;
    const tell = (e) => {
      moved.sum += e.value;
      moved.what.push(`${e.value} after ${Math.round(e.startTime)} ms`, ...e.sources.map(what));
    };
    new PerformanceObserver((list) => list.getEntries().forEach(tell)).observe({ type: "layout-shift", buffered: true });
    setTimeout(() => done(moved), 500);
  });
}

/** Refuses what moves too much, and says what. */
export function refuse(output, { sum, what }) {
  const moved = [`${output}: ${sum} moved after it was drawn`, ...what].join("\n  ");
  assert.ok(sum < MOST_MOVED, moved);
  if (sum > TOLD) console.log(moved);
}

/** Reads each page over a line that is as slow as can be, on a telephone and at a desk. */
export async function steady({ sample, browser, pages, each }) {
  for (const viewport of [{ width: 360, height: 640 }, { width: 1280, height: 900 }]) {
    const context = await browser.newContext({ viewport });
    await each(context, pages, async (page, output) => {
      await page.goto(sample.url(output) + SLOWLY);
      refuse(`${output} at ${viewport.width} px`, await page.evaluate(moves));
    });
    await context.close();
  }
  console.log(`steady: ${pages.length} pages that came little by little, hardly anything moved`);
}
