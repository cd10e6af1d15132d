// axe-core on pages as people read them: as they come, in 长者模式, and in 高对比度. Zero violations of WCAG 2.2 AA.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { readingAs } from "./sample.mjs";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

export const MODES = { normal: "", elder: "elder", contrast: "contrast" };

/** Looks at every page in every mode. */
export async function axe({ sample, browser, pages, each }) {
  for (const [mode, words] of Object.entries(MODES)) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    await context.addInitScript({ path: AXE });
    await readingAs(context, words);
    const found = [];
    await each(context, pages, async (page, output) => {
      await page.goto(sample.url(output));
      const { violations } = await page.evaluate((tags) => axe.run(document, { runOnly: tags, resultTypes: ["violations"] }), RULES);
      for (const { id, help, nodes } of violations) {
        found.push(`${output} (${mode}): ${id}: ${help}: ${nodes.slice(0, 3).map((n) => n.html).join(" | ")}`);
      }
    });
    await context.close();
    assert.deepEqual(found, [], `axe-core, ${mode}`);
    console.log(`axe-core: ${pages.length} pages in the mode ${mode}, no violation`);
  }
}
