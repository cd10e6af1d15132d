// A real browser searches a web root for pieces of what is published in it, drawn at random: every page is found by every
// piece of its text, every result shown holds it, and little is fetched. Says in the environment:
// ROOT (a web root), CHROMIUM (the browser), and perhaps QUERIES (how many, 500), SEED, PICTURES (a folder), and
// BEHAVIOUR, if the web root is the portal of the sample and the page itself is to be tried.
//
// What it found is printed as JSON on the last line, for whoever measures.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { chromium } from "playwright-core";
import { within } from "./within.mjs";

const { ROOT, CHROMIUM, PICTURES, BEHAVIOUR, QUERIES = "500", SEED = "1" } = process.env;
const FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"];
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".json": "application/json", ".svg": "image/svg+xml" };

/** Serves the web root as any web server would, nothing compressed, under the policy of the pages. */
function serve() {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    try {
      const body = readFileSync(join(ROOT, path.endsWith("/") ? `${path}index.html` : path));
      const type = TYPES[extname(path) || ".html"] ?? "application/octet-stream";
      response.writeHead(200, { "Content-Type": type, "Content-Length": body.length, "Content-Security-Policy": "default-src 'self'" });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  return new Promise((ready) => server.listen(0, "127.0.0.1", () => ready(server)));
}

/** Returns the twins of the site's own pages. */
function twins(folder, inside = "") {
  return readdirSync(join(folder, inside), { withFileTypes: true }).flatMap((entry) => {
    const path = join(inside, entry.name);
    if (entry.isDirectory()) return ["search", "assets", ".well-known"].includes(path) ? [] : twins(folder, path);
    if (!path.endsWith(".json")) return [];
    const twin = JSON.parse(readFileSync(join(folder, path), "utf8"));
    return typeof twin.text === "string" ? [twin] : [];
  });
}

/** Numbers from 0 to 1 that are the same every time. */
function dice(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Returns a piece of two to six characters of what a page says, with a letter or a digit in it. */
function piece(twin, random) {
  const lines = [twin.title, twin.summary, twin.document?.number, ...twin.attachments.map((file) => file.name), ...twin.text.split("\n")];
  for (;;) {
    const line = [...(lines[Math.floor(random() * lines.length)] ?? "")];
    const length = 2 + Math.floor(random() * 5);
    const start = Math.floor(random() * (line.length - length + 1));
    const text = line.slice(start, start + length).join("");
    if (line.length >= length && /[\p{L}\p{N}]/u.test(text) && [...text.replace(/\s/gu, "")].length > 1) return text;
  }
}

/** Returns text as it is compared here: by rules of our own, so that a fault of the script's is seen. */
function plain(text) {
  const marks = [["([〔【〖", "("], [")]〕】〗", ")"], ["“”「」『』\"", '"'], ["‘’'", "'"], ["‐‑‒–—―−-", "-"], ["•‧・·", "·"], ["〜~", "~"]];
  const alike = (c) => marks.find(([all]) => all.includes(c))?.[1] ?? c;
  return [...text.normalize("NFKC").toLowerCase()].map(alike).join("").replace(/[\s\p{Cf}\p{Cc}]/gu, "");
}

const leaves = (thing) => typeof thing === "string" ? [thing] : Object.values(thing ?? {}).flatMap(leaves);

/** Returns the twin of the page at an address, which in a preview names the site. */
function twinAt(address) {
  const { hostname, pathname } = new URL(address);
  const folder = hostname === "127.0.0.1" ? ROOT : join(ROOT, "search/pages", hostname.split(".")[0]);
  const path = decodeURIComponent(pathname).replace(/\/$/, "/index.html").replace(/\.html$/, ".json");
  return JSON.parse(readFileSync(join(folder, path), "utf8"));
}

const spread = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]);
  return { median: at(0.5), p95: at(0.95), most: at(1) };
};

/** What the search page does with what people type, on the portal of the sample. */
async function behaves(browser, page) {
  const status = page.locator(".search-status"), found = page.locator(".search-result"), box = page.locator("[id='search:q']");
  const say = await page.locator("[id='search:results']").evaluate((panel) => ({ ...panel.dataset }));
  const ask = async (query) => {
    await box.fill(query);
    await box.press("Enter");
    await page.waitForFunction(([working]) => !document.querySelector("[aria-busy]") && document.querySelector(".search-status").textContent !== working, [say.working]);
  };

  console.log("a single character, marks alone, pictures, and far too much are no surprise");
  await ask("贸");
  assert.ok(await found.count() > 0);
  for (const nothing of ["。，！", "   "]) {
    await ask(nothing);
    assert.equal(await found.count(), 0);
    assert.ok([say.empty, ""].includes(await status.textContent()), nothing);
  }
  for (const unknown of ["🙂🙂", "𠮷𠮷", "龘龘龘"]) {
    await ask(unknown);
    assert.equal(await status.textContent(), `${say.none} ${say.noneHelp}`, unknown);
  }
  await ask("外贸".repeat(5000));
  assert.ok((await status.textContent()).endsWith(say.long));
  await ask("<img src=x onerror=alert(1)>");
  assert.equal(await page.locator(".search-results img").count(), 0);

  console.log("a document number leads to its document first, however it is typed");
  for (const number of ["安商规〔2026〕2号", "安商规[2026]2号", "安商规（2026） 2号"]) {
    await ask(number);
    assert.ok((await found.first().textContent()).includes("安商规〔2026〕2号"), number);
  }

  console.log("titles come first, or the newest; filters narrow; the address says all of it");
  await ask("外贸");
  assert.ok((await found.first().locator("h2 mark").count()) > 0, "the words are in the first title");
  const days = async () => (await page.locator(".search-facts span:first-child").allTextContents()).filter((day) => /^\d{4}-/.test(day));
  await page.locator("[name=sort]").selectOption("date");
  await page.waitForFunction(() => document.querySelector(".search-result"));
  await ask("外贸");
  assert.deepEqual(await days(), (await days()).toSorted().reverse());
  await page.locator("[name=sort]").selectOption("");
  await page.locator("[name=site]").selectOption("dongtang");
  await ask("东塘");
  assert.ok(new URL(page.url()).searchParams.get("site") === "dongtang");
  const hosts = await page.locator(".search-result a").evaluateAll((links) => links.map((link) => link.hostname.split(".")[0]));
  assert.ok(hosts.length > 0 && hosts.every((host) => host === "dongtang"), hosts.join());
  await page.goBack();
  await page.waitForFunction(() => document.querySelector("[name=site]").value === "" || document.querySelector("[id='search:q']").value !== "东塘");

  console.log("more results by keyboard: the focus goes to the first new one");
  await page.goto(`${url}/search.html?q=${encodeURIComponent("安澜")}`);
  await page.locator(".search-more").waitFor();
  await page.locator(".search-more").press("Enter");
  await page.waitForFunction(() => [...document.querySelectorAll(".search-result a")].indexOf(document.activeElement) === 10);

  console.log("without a network it says so, and goes on when it is back");
  await page.route("**/search/**", (route) => route.abort());
  await page.goto(`${url}/search.html?q=${encodeURIComponent("外贸")}`);
  await page.waitForFunction(([failed]) => document.querySelector(".search-status").textContent === failed, [say.failed]);
  if (PICTURES) await page.screenshot({ path: join(PICTURES, "search-failed.png") });
  await page.unroute("**/search/**");
  await page.locator(".search-retry").click();
  await found.first().waitFor();

  console.log("a form in the header leads here, and without scripts the columns do");
  await page.goto(url);
  await page.locator("header [name=q]").fill("备案");
  await page.locator("header [name=q]").press("Enter");
  await found.first().waitFor();
  const plainly = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await plainly.goto(`${url}/search.html?q=x`);
  assert.ok(await plainly.locator("main a[href='/sitemap.html']").isVisible());
  assert.ok(await plainly.locator("main ul.links a").count() > 3);
  if (PICTURES) await plainly.screenshot({ path: join(PICTURES, "search-no-script.png") });
}

/** Searches as often as is wanted, and prints what it found. */
async function searches(browser, url) {
  const page = await browser.newPage();
  const complaints = [];
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  await (await page.context().newCDPSession(page)).send("Network.setCacheDisabled", { cacheDisabled: true });
  await page.addInitScript(() => {
    performance.setResourceTimingBufferSize(10000);
    new MutationObserver(() => {
      if (window.firstResult || !document.querySelector(".search-result")) return;
      const files = performance.getEntriesByType("resource").filter((file) => file.responseEnd > 0);
      const searched = files.filter((file) => file.name.endsWith(".json") || file.name.endsWith(".bin"));
      const sum = (files) => files.reduce((sum, file) => sum + file.encodedBodySize, 0);
      const begun = Math.min(...searched.map((file) => file.startTime));
      window.firstResult = { ms: performance.now() - begun, fromStart: performance.now(), bytes: sum(searched), files: searched.length,
        all: sum(files) + (performance.getEntriesByType("navigation")[0]?.encodedBodySize ?? 0) };
    }).observe(document, { childList: true, subtree: true });
  });

  const published = twins(ROOT), random = dice(Number(SEED));
  const firsts = [], shares = [];
  for (let number = 0; number < Number(QUERIES); number++) {
    const twin = published[Math.floor(random() * published.length)];
    const query = piece(twin, random);
    await page.goto(`${url}/search.html?q=${encodeURIComponent(query)}`);
    await page.waitForFunction(() => window.firstResult, null, { timeout: 20000 }).catch(() => assert.fail(`nothing found for ${query} of ${twin.id}`));
    firsts.push({ ...await page.evaluate(() => window.firstResult), query });
    const parts = query.split(/\s+/u).filter((part) => part).map(plain);
    for (const shown of await page.locator(".search-result a").evaluateAll((links) => links.map((link) => link.href))) {
      const text = leaves(twinAt(shown)).map(plain).join("\n");
      assert.ok(parts.every((part) => text.includes(part)), `${shown} is shown for ${query}`);
    }
    // The whole set, without its pages: those that may hold the words, and of them the one that does.
    const whole = await page.evaluate(async ([query, id, day]) => {
      const index = new Index(await json("/search/segments.json"), {});
      const wanted = words(query).words;
      let count = 0, holds = false;
      for (const segment of index.texts) {
        const pages = await candidates(segment, wanted.flatMap(grams));
        count += pages.length;
        if (day && (segment.from > day || segment.to < day)) continue;
        for (const page of pages) {
          const entry = await index.entry(segment, page);
          if (`${entry.site.id}/${decodeURIComponent(entry.address)}` === id) holds = await verified(entry, wanted) !== null;
        }
      }
      return { count, holds };
    }, [query, twin.id, twin.published?.slice(0, 10)]);
    assert.ok(whole.holds, `${twin.id} is not found by ${query}`);
    shares.push(whole.count);
  }
  assert.deepEqual(complaints, [], "no complaint of the browser");
  if (BEHAVIOUR) await behaves(browser, page);
  const slow = firsts.toSorted((a, b) => b.ms - a.ms)[0], large = firsts.toSorted((a, b) => b.bytes - a.bytes)[0];
  if (PICTURES) await page.screenshot({ path: join(PICTURES, "search-results.png"), fullPage: true });
  console.log(JSON.stringify({
    pages: published.length, queries: firsts.length,
    ms: spread(firsts.map((first) => first.ms)), fromStart: spread(firsts.map((first) => first.fromStart)),
    kib: spread(firsts.map((first) => first.bytes / 1024)), allKib: spread(firsts.map((first) => first.all / 1024)),
    files: spread(firsts.map((first) => first.files)), slow: slow.query, large: large.query,
    found: spread(shares),
  }));
}

const server = await serve();
const url = `http://127.0.0.1:${server.address().port}`;
const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
try {
  await within(Number(QUERIES) > 100 ? 60 : 10, "search", searches(browser, url));
} finally {
  await browser.close();
  server.close();
}
