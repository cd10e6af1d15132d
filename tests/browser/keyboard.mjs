// A walk with the keyboard alone: the skip link comes first and works; Tab comes past everything that can be used, in
// the order of the page, each time with a focus that is seen and not covered; and leaves the page at its end.

import assert from "node:assert/strict";

const KINDS = ["home.html", "list.html", "document.html", "guide.html", "survey.html", "sitemap.html"];

/** Marks what Tab should stop at, in the order of the page; of a group of radio buttons it stops at one. */
function expected() {
  const usable = "a[href], button, input, select, textarea, summary, [tabindex='0']";
  const all = [...document.querySelectorAll(usable)].filter((e) => e.checkVisibility() && !e.disabled);
  const stops = all.filter((e) => e.type !== "radio" || e.checked);
  stops.forEach((e, number) => (e.dataset.stop = number));
  return stops.length;
}

/** Says where the focus is and how it is seen. */
function here() {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const label = element.matches(".mode input") ? element.nextElementSibling : element;
  const style = getComputedStyle(label);
  const box = label.getBoundingClientRect();
  // What is higher than the window, as a long table is, is seen in part.
  const [x, y] = [box.left + Math.min(box.width / 2, 40), Math.max(box.top, 0) + Math.min(box.height / 2, 20)];
  const top = document.elementFromPoint(x, y);
  return {
    stop: element.dataset.stop === undefined ? null : Number(element.dataset.stop),
    outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    seen: box.bottom > 0 && box.top < innerHeight && box.width > 0
      && Boolean(top) && (label.contains(top) || top.contains(label) || element.contains(top)),
    what: element.outerHTML.slice(0, 100),
  };
}

async function walk(page, url, place) {
  await page.goto(url);
  const stops = await page.evaluate(expected);
  for (let number = 0; number < stops; number++) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(here);
    assert.ok(at, `${place}: the focus left the page at stop ${number} of ${stops}`);
    assert.equal(at.stop, number, `${place}: out of order, or not to be reached: ${at.what}`);
    assert.ok(at.outlined, `${place}: a focus without outline: ${at.what}`);
    assert.ok(at.seen, `${place}: a focus that is covered or outside: ${at.what}`);
  }
  await page.keyboard.press("Tab");
  // A browser without a window has nothing behind the page, and may begin again.
  const end = await page.evaluate(here);
  assert.ok(end === null || end.stop === 0, `${place}: the focus does not leave the page at its end: ${end?.what}`);
  return stops;
}

async function skip(page, url, place) {
  await page.goto(url);
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip", `${place}: the skip link is first`);
  await page.keyboard.press("Enter");
  const inMain = await page.evaluate(() => document.activeElement.tagName);
  assert.equal(inMain, "MAIN", `${place}: the skip link leads to the content`);
  await page.keyboard.press("Tab");
  const next = await page.evaluate(() => Boolean(document.activeElement.closest("main, footer")));
  assert.ok(next, `${place}: behind the skip link comes the content`);
}

/** Walks through six kinds of page, on a desk and on a telephone. */
export async function keyboard({ sample, browser, templates }) {
  for (const viewport of [{ width: 1280, height: 900 }, { width: 320, height: 640 }]) {
    const context = await browser.newContext({ viewport, reducedMotion: "reduce" });
    const page = await context.newPage();
    const counts = [];
    for (const kind of KINDS) {
      const url = sample.url(templates[kind]);
      const place = `${kind} at ${viewport.width}`;
      await skip(page, url, place);
      counts.push(`${kind} ${await walk(page, url, place)}`);
    }
    await menu(page, sample.url(templates["home.html"]), viewport);
    await context.close();
    console.log(`keyboard at ${viewport.width} px, stops: ${counts.join(", ")}`);
  }
}

/** On a telephone the menu opens, and its links come next. */
async function menu(page, url, { width }) {
  if (width > 800) return;
  await page.goto(url);
  await page.locator(".nav-narrow summary").focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  assert.ok(await page.evaluate(() => Boolean(document.activeElement.closest(".nav-narrow nav"))), "the menu opens");
}
