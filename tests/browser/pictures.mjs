// The pictures of docs/screenshots: twelve kinds of page at three widths, and the reading modes. Small files, the top of
// each page: `cargo xtask browser --pictures`.

import { mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { browser as start, readingAs, sample as make, TEMPLATES } from "./sample.mjs";

const FOLDER = "../../docs/screenshots";
const SIZES = { 320: 640, 768: 900, 1280: 860 };
const QUALITY = 45;
const KINDS = [
  "home", "container", "list", "article", "document", "guide", "result", "message", "survey", "annual", "dataset", "404",
];
/** Pages that are also shown as some people read them. */
const MODES = { elder: "home", contrast: "document" };

async function take(page, url, name) {
  await page.goto(url, { waitUntil: "networkidle" });
  const client = await page.context().newCDPSession(page);
  const { data } = await client.send("Page.captureScreenshot", { format: "webp", quality: QUALITY });
  const path = join(FOLDER, `${name}.webp`);
  writeFileSync(path, Buffer.from(data, "base64"));
  return statSync(path).size;
}

rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });
const sample = await make();
const browser = await start();
let bytes = 0;
for (const [width, height] of Object.entries(SIZES)) {
  const viewport = { width: Number(width), height };
  for (const [mode, kinds] of [["", KINDS], ...Object.entries(MODES).map(([m, k]) => [m, [k]])]) {
    const context = await browser.newContext({ viewport });
    await readingAs(context, mode);
    const page = await context.newPage();
    for (const kind of kinds) {
      const name = `${kind}${mode && `-${mode}`}-${width}`;
      bytes += await take(page, sample.url(TEMPLATES[`${kind}.html`]), name);
    }
    await context.close();
  }
}
await browser.close();
await sample.close();
console.log(`docs/screenshots: ${Math.round(bytes / 1024)} KiB`);
