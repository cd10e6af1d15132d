// The sample group as readers get it: made by `qianfa demo`, its release served from a plain folder, as any web server
// would. What every browser test stands on; it looks at nothing itself.

import { execFileSync } from "node:child_process";
import { createReadStream, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import { chromium } from "playwright-core";

const { QIANFA, CHROMIUM } = process.env;

/** The moment at which all browser tests look at the sample. */
export const AS_OF = ["--as-of", "2026-11-24T10:00"];

const FLAGS = [
  "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];

/** One page of each template, by the name of the template; a template that is not here fails the tests. */
export const TEMPLATES = {
  "home.html": "portal/index.html",
  "container.html": "portal/info/index.html",
  "list.html": "portal/notice/index.html",
  "article.html": "portal/circulation/2026/0831-brand-week-gallery.html",
  "document.html": "portal/policy/2026/0318-measures-2026.html",
  "interpretation.html": "portal/interpretation/2026/0624-first-store-2026-explained.html",
  "guide.html": "portal/guide/bszn-djjyzba.html",
  "form.html": "portal/forms/bg-djjyzba.html",
  "result.html": "portal/results/2026/1120-week-47.html",
  "message.html": "portal/messages/2026/1119-ly-2026-0391.html",
  "survey.html": "portal/surveys/2026/1012-dc-2026-05.html",
  "annual.html": "portal/annual/report-2025.html",
  "dataset.html": "portal/data/2026/1113-foreign-trade.html",
  "interview.html": "portal/interviews/2026/1028-winter-supply.html",
  "standing.html": "portal/leaders/leadership.html",
  "keyword.html": "portal/keyword/消费促进.html",
  "sitemap.html": "portal/sitemap.html",
  "sites.html": "portal/sites.html",
  "statistics.html": "portal/messages/statistics.html",
  "catalogue.html": "portal/catalogue.html",
  "leave.html": "portal/leave/c427e21a23e06089.html",
  "search.html": "portal/search.html",
  "404.html": "portal/404.html",
  "redirect.html": "portal/notice/2026/0928-holiday-duty.html",
  "withdrawn.html": "portal/notice/2026/0908-statistics-training.html",
};

/** Templates that are no pages: the frame, and what all pages share. */
export const FRAMES = ["base.html", "page.html"];

/** Put behind an address, it makes the page come little by little. */
export const SLOWLY = "?slowly";

const TYPES = {
  ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
  ".json": "application/json", ".xml": "application/xml", ".svg": "image/svg+xml", ".png": "image/png",
  ".jpg": "image/jpeg", ".webp": "image/webp", ".csv": "text/csv; charset=utf-8", ".txt": "text/plain; charset=utf-8",
};

/** Makes the sample and serves its release: `<site>.localhost:<port>/<path>`. */
export async function sample() {
  const folder = mkdtempSync(join(tmpdir(), "qianfa-browser-"));
  const site = join(folder, "anlan");
  execFileSync(QIANFA, [...AS_OF, "--lang", "zh-CN", "demo", site], { stdio: "ignore" });
  const root = join(site, "public");
  const server = createServer((request, response) => answer(root, request, response));
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address();
  return {
    root,
    pages: pages(root),
    /** Whether an output sends its reader elsewhere at once. */
    leaves: (output) => readFileSync(join(root, output), "utf8").includes('http-equiv="refresh"'),
    /** The address of an output such as `portal/index.html`. */
    url(output) {
      const [host, ...path] = output.split("/");
      return `http://${host}.localhost:${port}/${path.map(encodeURIComponent).join("/")}`;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function answer(root, request, response) {
  const host = (request.headers.host ?? "").split(".")[0];
  let path = normalize(join("/", host, decodeURIComponent(request.url.split("?")[0])));
  if (path.endsWith("/")) path += "index.html";
  const file = join(root, path);
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" });
  if (request.url.endsWith(SLOWLY)) trickle(readFileSync(file), response);
  else createReadStream(file).pipe(response);
}

/**
 * As a weak line brings a page: in pieces that are mostly drawn before the next one comes. Each ends behind a tag: where
 * a sentence is cut it must move, once it is too long for the place where it began.
 */
async function trickle(bytes, response) {
  const [piece, pause] = [400, 16];
  for (let sent = 0, end; sent < bytes.length; sent = end) {
    end = bytes.indexOf(">", sent + piece) + 1 || bytes.length;
    response.write(bytes.subarray(sent, end));
    await new Promise((on) => setTimeout(on, pause));
  }
  response.end();
}

/** Every HTML file of the release, in order: `portal/index.html`. */
function pages(root) {
  const files = readdirSync(root, { recursive: true }).map(String);
  return files.filter((f) => f.endsWith(".html")).sort();
}

/** Starts Chromium. */
export const browser = () => chromium.launch({ executablePath: CHROMIUM, args: FLAGS });

/** Makes every page of the context come as somebody reads it who chose these modes before: `elder`, `contrast`. */
export async function readingAs(context, words) {
  await context.addInitScript((kept) => localStorage.setItem("reading", kept), words);
}
