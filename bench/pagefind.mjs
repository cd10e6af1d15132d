// Asks Pagefind and our own search the same questions about the same web root, in a real browser: is a page found by what
// stands in it, how many results are there, and what is fetched until ten of them are shown.
//
//   cp -r OUTPUT ROOT && npx pagefind --site ROOT
//   ROOT=… CHROMIUM=… node pagefind.mjs        in tests/browser, where playwright-core is
import { readFileSync, readdirSync } from "node:fs";
import { createServer } from "node:http";
import { gunzipSync } from "node:zlib";
import { extname, join } from "node:path";
import { createRequire } from "node:module";
const { chromium } = createRequire(join(process.cwd(), "x.js"))("playwright-core");

const { ROOT, CHROMIUM, POLICY = "default-src 'self' 'wasm-unsafe-eval'" } = process.env;
const QUESTIONS = [
  // Two characters: a word, and pieces across words.
  "外贸", "汇率", "商务", "务局", "贸稳", "区服", "性循", "县商",
  // Three to eight.
  "跨境电商", "性循环", "汇率避险", "零售进口试点", "准入负面清单", "境电商零", "市场主体加快", "避险和出口",
  // Numbers, Latin and mixed.
  "RCEP", "rcep", "12.5%", "亿元，同比", "东湖区进出口", "2024年", "第3", "A1",
  // Numbers of documents: see below. Across marks, and with spaces.
  "。同时，", "负责审核。", "要求，市商务局", "跨境电商 海外仓", "政务服务 汇率", "联系电话：0",
];

function twins(folder, inside = "") {
  return readdirSync(join(folder, inside), { withFileTypes: true }).flatMap((entry) => {
    const path = join(inside, entry.name);
    if (entry.isDirectory()) return ["search", "assets", "pagefind", ".well-known"].includes(path) ? [] : twins(folder, path);
    if (!path.endsWith(".json")) return [];
    const twin = JSON.parse(readFileSync(join(folder, path), "utf8"));
    return typeof twin.text === "string" ? [twin] : [];
  });
}

const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/\s/gu, "");
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".json": "application/json", ".svg": "image/svg+xml", ".wasm": "application/wasm" };
let sent = 0, ten = 0;
const server = createServer((request, response) => {
  const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
  // The page asks for this when ten results are there.
  if (path === "/ten-are-there") ten = sent;
  try {
    const body = readFileSync(join(ROOT, path.endsWith("/") ? `${path}index.html` : path));
    sent += body.length;
    response.writeHead(200, { "Content-Type": TYPES[extname(path)] ?? "application/octet-stream", "Content-Security-Policy": POLICY });
    response.end(body);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const url = `http://127.0.0.1:${server.address().port}`;
const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--headless", "--no-sandbox", "--disable-gpu"] });
const page = await browser.newPage();
await (await page.context().newCDPSession(page)).send("Network.setCacheDisabled", { cacheDisabled: true });
// Which page a result is, Pagefind says in a file of its own.
const fragments = new Map(readdirSync(join(ROOT, "pagefind/fragment")).map((name) => {
  const text = gunzipSync(readFileSync(join(ROOT, "pagefind/fragment", name))).toString();
  return [name.replace(".pf_fragment", ""), JSON.parse(text.slice(text.indexOf("{"))).url];
}));
const all = twins(ROOT);
const said = (twin) => [twin.title, twin.summary, twin.department, twin.source, twin.author, ...twin.keywords, twin.document?.number, twin.document?.index, twin.text];
const texts = all.map((twin) => said(twin).filter((text) => text).join("\n").split("\n").map(fold).join("\n"));
const numbers = [all[17], all[4711]].map((twin) => twin.document?.number).filter((number) => number);
console.log("| asked for | pages that hold it | ours: results, of 20 found, KiB, ms | Pagefind: results, of 20 found, KiB, ms |\n|---|---|---|---|");
for (const question of [...QUESTIONS, ...numbers, ...numbers.map((number) => number.replace("〔", "[").replace("〕", "]"))]) {
  const words = question.split(/\s+/u).map((word) => fold(word).replace("[", "〔").replace("]", "〕"));
  const holding = all.filter((_, i) => words.every((word) => texts[i].includes(word)));
  const step = Math.max(1, Math.floor(holding.length / 20));
  const wanted = holding.filter((_, i) => i % step === 0).slice(0, 20).map((twin) => new URL(twin.url).pathname);
  const told = [];
  for (const which of ["ours", "pagefind"]) {
    await page.goto(`${url}/search.html`);
    sent = ten = 0;
    const answer = await page.evaluate(async ([which, question, wanted]) => {
      const begun = performance.now();
      const found = new Set();
      let count = 0, ms;
      if (which === "ours") {
        const index = new Index(await json("/search/segments.json"), {}), asked = self.words(question).words;
        for await (const hit of results(index, question, asked, false)) if (++count === 10) break;
        ms = performance.now() - begun;
        await fetch("/ten-are-there");
        count = await index.count(asked.flatMap(grams));
        for (const segment of index.texts) for (const at of await candidates(segment, asked.flatMap(grams))) {
          const entry = await index.entry(segment, at);
          if (wanted.includes(`/${entry.address}.html`) && await verified(entry, asked)) found.add(entry.address);
        }
      } else {
        const pagefind = await import("/pagefind/pagefind.js");
        const answer = await pagefind.search(question);
        await Promise.all(answer.results.slice(0, 10).map((result) => result.data()));
        ms = performance.now() - begun;
        await fetch("/ten-are-there");
        count = answer.results.length;
        return { count, ids: answer.results.map((result) => result.id), ms: Math.round(ms) };
      }
      return { count, found: found.size, ms: Math.round(ms) };
    }, [which, question, wanted]).catch((error) => ({ error: String(error).split("\n")[0] }));
    if (answer.ids) {
      const addresses = new Set(answer.ids.map((id) => fragments.get(id)));
      answer.found = wanted.filter((address) => addresses.has(address)).length;
    }
    told.push(answer.error ?? `${answer.count}, ${answer.found}/${wanted.length}, ${Math.round(ten / 1024)}, ${answer.ms}`);
  }
  console.log(`| ${question} | ${holding.length} | ${told.join(" | ")} |`);
}
await browser.close();
server.close();
