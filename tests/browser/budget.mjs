// What a page may cost: 200 KiB, hardly any layout shift (steady.mjs), a first paint within a second on a processor four
// times slower, and (theme.mjs watches that) not one request to anybody else.

import assert from "node:assert/strict";
import { moves, refuse } from "./steady.mjs";

const KIB = 1024;
const MOST = 200 * KIB;
const FIRST_PAINT = 1000;
const SLOWER = 4;
/** The machine that tests may be busy with something else: the best of these counts, and of more while none will do. */
const [RUNS, MOST_RUNS] = [3, 10];

async function load(browser, url, viewport) {
  const context = await browser.newContext({ viewport });
  const page = await context.newPage();
  const client = await context.newCDPSession(page);
  await client.send("Network.enable");
  await client.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  let bytes = 0;
  client.on("Network.loadingFinished", (e) => (bytes += e.encodedDataLength));
  await page.goto(url, { waitUntil: "networkidle" });
  // What was painted may be told after the line has long been quiet.
  const paint = await page.evaluate(() => new Promise((done, failed) => {
    const painted = ({ name, startTime }) => name === "first-contentful-paint" && done(startTime);
    new PerformanceObserver((list) => list.getEntries().forEach(painted)).observe({ type: "paint", buffered: true });
    setTimeout(() => failed(new Error("nothing was painted for half a minute")), 30_000);
  }));
  const moved = await page.evaluate(moves);
  await context.close();
  return { bytes, paint, moved };
}

/** Loads the home page as a telephone and as a desk does. */
export async function budget({ sample, browser }) {
  for (const viewport of [{ width: 360, height: 640 }, { width: 1280, height: 900 }]) {
    const url = sample.url("portal/index.html");
    const loads = [];
    let paint = Infinity;
    while (loads.length < RUNS || (paint >= FIRST_PAINT && loads.length < MOST_RUNS)) {
      loads.push(await load(browser, url, viewport));
      paint = Math.min(paint, loads.at(-1).paint);
    }
    const { bytes } = loads[0];
    console.log(`home at ${viewport.width} px: ${Math.ceil(bytes / KIB)} KiB, first paint after ${Math.round(paint)} ms`);
    assert.ok(bytes <= MOST, `home: ${bytes} bytes`);
    assert.ok(paint < FIRST_PAINT, `home: first contentful paint after ${paint} ms`);
    for (const { moved } of loads) refuse(`home at ${viewport.width} px`, moved);
  }
}
