// The reading modes: what 长者模式 promises (no text below 18 px, no target below 44 × 44 px), that all of it works
// without a script, that it is remembered with one, and that nothing ever has to be scrolled sideways.

import assert from "node:assert/strict";
import { readingAs } from "./sample.mjs";

const WIDTHS = [320, 768, 1280];

/** Nothing is wider than the narrowest telephone, in any mode. */
export async function reflow({ sample, browser, pages, each }) {
  for (const words of ["", "elder", "elder largest", "contrast"]) {
    const context = await browser.newContext({ viewport: { width: 320, height: 640 } });
    await readingAs(context, words);
    const wide = [];
    await each(context, pages, async (page, output) => {
      await page.goto(sample.url(output));
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      if (width > 320) wide.push(`${output}: ${width} px`);
    });
    await context.close();
    assert.deepEqual(wide, [], `pages wider than 320 px in the mode "${words}"`);
  }
  console.log(`reflow: ${pages.length} pages at 320 px in four modes, nothing wider`);
}

/** What is too small in 长者模式: text, and what is to be hit; a link in a text or sentence is as high as its line. */
function small() {
  const shown = (element) => element.checkVisibility({ checkOpacity: false, checkVisibilityCSS: true });
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const { data, parentElement } = walk.currentNode;
    if (!data.trim() || !shown(parentElement)) continue;
    const size = parseFloat(getComputedStyle(parentElement).fontSize);
    if (size < 17.99) found.push(`${size} px: ${data.trim().slice(0, 20)}`);
  }
  for (const element of document.querySelectorAll("a[href], button, summary, input:enabled, select, textarea")) {
    if (!shown(element) || element.classList.contains("skip")) continue;
    const sentence = element.closest(".prose") || [...element.parentElement.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
    if (getComputedStyle(element).display === "inline" && sentence) continue;
    const { width, height } = element.getBoundingClientRect();
    if (width < 43.9 || height < 43.9) {
      found.push(`${Math.round(width)} × ${Math.round(height)}: ${element.outerHTML.slice(0, 90)}`);
    }
  }
  return found;
}

/** 长者模式 keeps its promise on every page, at every width. */
export async function elder({ sample, browser, pages, each }) {
  const found = [];
  for (const width of WIDTHS) {
    const context = await browser.newContext({ viewport: { width, height: 900 } });
    await readingAs(context, "elder");
    await each(context, pages, async (page, output) => {
      await page.goto(sample.url(output));
      found.push(...(await page.evaluate(small)).map((what) => `${output} at ${width}: ${what}`));
    });
    await context.close();
  }
  assert.deepEqual(found, [], "长者模式");
  console.log(`长者模式: ${pages.length} pages at three widths, text from 18 px, targets from 44 × 44 px`);
}

/** Without a script everything can be read, and the boxes of the header turn the modes. */
export async function scriptless({ sample, browser, pages, each }) {
  const text = async (context) => {
    const texts = {};
    await each(context, pages, async (page, output) => {
      await page.goto(sample.url(output));
      texts[output] = await page.locator("body").innerText();
    });
    await context.close();
    return texts;
  };
  // Only searching needs a script: the page says so, and leads on.
  const searches = pages.filter((output) => output.endsWith("/search.html"));
  pages = pages.filter((output) => !searches.includes(output));
  const viewport = { width: 1280, height: 900 };
  const without = await text(await browser.newContext({ viewport, javaScriptEnabled: false }));
  assert.deepEqual(without, await text(await browser.newContext({ viewport })), "what can be read without a script");

  const context = await browser.newContext({ viewport, javaScriptEnabled: false });
  const page = await context.newPage();
  for (const output of searches) {
    await page.goto(sample.url(output));
    assert.ok((await page.locator("main").innerText()).includes("脚本不可用时"), "the search page without a script");
    assert.ok((await page.locator('main noscript a, main a[href="/sitemap.html"]').count()) > 0);
  }
  await page.goto(sample.url("portal/index.html"));
  const size = () => page.locator("main .item a").first().evaluate((e) => parseFloat(getComputedStyle(e).fontSize));
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const before = await size();
  await page.getByRole("checkbox", { name: "长者模式" }).check();
  assert.ok((await size()) >= 18 && (await size()) > before, "长者模式 without a script");
  await page.getByRole("radio", { name: "特大" }).check();
  assert.ok((await size()) > 18 * 1.3, "字号 without a script");
  assert.equal(await ground(), "rgb(255, 255, 255)");
  await page.getByRole("checkbox", { name: "高对比度" }).check();
  assert.equal(await ground(), "rgb(0, 0, 0)", "高对比度 without a script");
  await context.close();
  console.log(`without a script: ${pages.length} pages say the same, and the modes turn`);
}

/** With a script a mode goes with the reader from page to page, is there at the first paint, and can be left. */
export async function remembered({ sample, browser }) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.goto(sample.url("portal/index.html"));
  await page.getByRole("checkbox", { name: "长者模式" }).check();
  await page.getByRole("radio", { name: "特大" }).check();
  await page.goto(sample.url("portal/notice/index.html"));
  assert.ok(await page.getByRole("checkbox", { name: "长者模式" }).isChecked());
  assert.ok(await page.getByRole("radio", { name: "特大" }).isChecked());
  assert.equal(await page.evaluate(() => document.documentElement.dataset.reading), "elder largest");
  const shift = await page.evaluate(() => new Promise((done) => {
    let sum = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((e) => (sum += e.value))).observe({ type: "layout-shift", buffered: true });
    setTimeout(() => done(sum), 300);
  }));
  assert.equal(shift, 0, "a remembered mode moves nothing after the first paint");
  await page.getByRole("checkbox", { name: "长者模式" }).uncheck();
  await page.getByRole("radio", { name: "标准" }).check();
  await page.goBack();
  await page.waitForFunction(() => document.documentElement.dataset.reading === "");
  assert.ok(!(await page.getByRole("checkbox", { name: "长者模式" }).isChecked()), "a mode that was left stays left");
  await context.close();
  console.log("the reading modes are remembered, without a flash, and forgotten");
}
