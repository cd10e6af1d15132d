// What comes out of the printer: documents as GB/T 9704-2012 lays them out (22 lines of 28 characters, 版心 156 × 225
// mm), every other page as header, text and address. Chromium prints, poppler reads.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

const { PDFTOTEXT, PICTURES } = process.env;

const LINES = 22;
const CHARACTERS = 28;
/** Points in a millimetre. */
const MM = 72 / 25.4;
const [LEFT, TOP, WIDTH, HEIGHT] = [28 * MM, 37 * MM, 156 * MM, 225 * MM];
/** How far the box of a glyph may stand beside the edge, in points. */
const SLACK = 4;
/** Half of 3号. */
const HALF = 8;

async function print(page, url, name) {
  await page.goto(url);
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: false });
  const path = join(PICTURES, `${name}.pdf`);
  writeFileSync(path, pdf);
  return path;
}

/** Returns the lines of each page: their text and their box, top to bottom. */
function lines(path) {
  const xml = execFileSync(PDFTOTEXT, ["-bbox-layout", path, "-"], { encoding: "utf8", maxBuffer: 1 << 28 });
  return xml.split("<page ").slice(1).map((page) => {
    const rows = new Map();
    for (const [, x0, y0, x1, y1, word] of page.matchAll(/<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">([^<]*)</g)) {
      const base = Math.round(Number(y1));
      const key = [...rows.keys()].find((k) => Math.abs(k - base) < 6) ?? base;
      const row = rows.get(key) ?? { text: "", left: Infinity, right: 0, top: Infinity, bottom: 0 };
      rows.set(key, {
        text: row.text + word, left: Math.min(row.left, x0), right: Math.max(row.right, x1),
        top: Math.min(row.top, y0), bottom: Math.max(row.bottom, y1),
      });
    }
    return [...rows.entries()].sort(([a], [b]) => a - b).map(([, row]) => row);
  });
}

/** Returns how many characters' room a line takes; digits and letters take half. */
function wide(text) {
  const full = [...text].filter((c) => c > "\u2e7f" || "“”‘’—…".includes(c)).length;
  return full + ([...text].length - full) / 2;
}

/** An official document fills its pages as the standard says. */
async function official(page, url) {
  const pages = lines(await print(page, url, "document"));
  assert.ok(pages.length >= 5, `a long document: ${pages.length} pages`);
  const [first, ...rest] = pages;
  const head = first.map((l) => l.text).join("\n");
  assert.match(head, /安澜市商务局\n安商规〔2026〕1号/, "the red head: who issued it, and its number");
  const end = pages.at(-1).map((l) => l.text).join("\n");
  assert.match(end, /索引号：[^]*有效性：有效[^]*责任处室：[^]*网址：https:/, "the imprint behind everything: the record and the address");
  const bodies = rest.slice(0, -1).map((all) => all.filter((l) => !/^—\d+—$/.test(l.text)));
  const numbers = pages.map((all) => all.filter((l) => /^—\d+—$/.test(l.text)).length);
  assert.ok(numbers.every((n) => n === 1), `every page has its number: ${numbers}`);
  for (const body of bodies) {
    assert.ok(body.length <= LINES, `${body.length} lines on a page`);
    for (const line of body) {
      assert.ok(line.left >= LEFT - SLACK && line.right <= LEFT + WIDTH + SLACK, `outside of 156 mm: ${line.text}`);
      // The box of a line is as high as its font says, and not as its characters are: those stand in its middle.
      const middle = (Number(line.top) + Number(line.bottom)) / 2;
      assert.ok(middle - HALF >= TOP && middle + HALF <= TOP + HEIGHT, `outside of 225 mm: ${line.text}`);
      assert.ok(wide(line.text) <= CHARACTERS, `${wide(line.text)} characters in a line: ${line.text}`);
    }
  }
  const full = bodies.filter((body) => body.length === LINES).length;
  const longest = bodies.flat().filter((line) => [...line.text].length === CHARACTERS).length;
  assert.ok(full >= 1, `a page of ${LINES} lines: ${bodies.map((b) => b.length)}`);
  assert.ok(longest >= 10, `lines of ${CHARACTERS} characters: ${longest}`);
  console.log(`paper: ${pages.length} pages, ${full} of them with ${LINES} lines, ${longest} lines of ${CHARACTERS} characters`);
}

/** Another page is its header, its text and its address, and nothing that only a screen can use. */
async function plain(page, url, address) {
  const text = lines(await print(page, url, "article")).flat().map((l) => l.text).join("\n");
  for (const wanted of ["中国安澜商务", "主办单位", address]) assert.ok(text.includes(wanted), `on paper: ${wanted}`);
  for (const unwanted of ["长者模式", "栏目菜单", "当前位置", "跳到主要内容", "站点地图"]) {
    assert.ok(!text.includes(unwanted), `not on paper: ${unwanted}`);
  }
}

/** Prints a document and an article. */
export async function paper({ sample, browser, templates }) {
  const page = await browser.newPage();
  await official(page, sample.url(templates["document.html"]));
  await plain(page, sample.url("portal/circulation/2026/1112-community-circle.html"), "https://swj.anlan.example/circulation/2026/1112-community-circle.html");
  await page.close();
}
