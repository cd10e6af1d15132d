// A real browser in front of `qianfa serve`: who writes sees what they wrote, and what is wrong with it, without a
// reload by hand. Run by `cargo xtask browser`, which says in the environment where things are:
// QIANFA (the program), CHROMIUM (the browser), PICTURES (a folder for what was seen).

import assert from "node:assert/strict";
import { spawn, execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { within } from "./within.mjs";

const { QIANFA, CHROMIUM, PICTURES } = process.env;
const AS_OF = ["--as-of", "2026-11-24T10:00"];
const PAGE = "content/portal/notice/2026-11-20-maintenance.md";
const ADDRESS = "/notice/2026/1120-maintenance.html";
const FLAGS = [
  "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];

const folder = mkdtempSync(join(tmpdir(), "qianfa-browser-"));
const site = join(folder, "anlan");
const read = (path) => readFileSync(join(site, path), "utf8");
const write = (path, text) => writeFileSync(join(site, path), text);
const change = (path, from, to) => {
  assert.ok(read(path).includes(from), `${from} in ${path}`);
  write(path, read(path).replace(from, () => to));
};

/** Starts the server and returns it with its port, which it says itself. */
function serve() {
  const server = spawn(QIANFA, [...AS_OF, "--lang", "zh-CN", "-C", site, "serve", "--addr", "127.0.0.1:0"]);
  const port = new Promise((found, failed) => {
    let said = "";
    server.stderr.on("data", (bytes) => {
      said += bytes;
      const match = /portal\.localhost:(\d+)/.exec(said);
      if (match) found(match[1]);
    });
    server.on("exit", (code) => failed(new Error(`serve ended with ${code}: ${said}`)));
  });
  return { server, port };
}

async function main(page, url) {
  const complaints = [];
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  const knob = page.locator("qianfa-panel .knob");
  const panel = page.locator("qianfa-panel section");

  await page.goto(url + ADDRESS);
  await knob.filter({ hasText: "待审签" }).waitFor();
  assert.ok(await panel.isHidden(), "the panel is closed until somebody opens it");

  console.log("the review state of the page is shown");
  await knob.focus();
  await page.keyboard.press("Enter");
  await panel.getByText("处室负责人审核").waitFor();
  assert.equal(await panel.locator(".steps .next").count(), 1);
  await picture(page, "review");
  await page.keyboard.press("Escape");
  assert.ok(await panel.isHidden());
  assert.equal(await knob.evaluate((e) => e.getRootNode().activeElement === e), true, "the focus is back on the knob");

  console.log("an edit is seen without a reload by hand, at the place where one was");
  await page.setViewportSize({ width: 1280, height: 300 });
  await page.locator("main a, a").last().focus();
  await page.evaluate(() => scrollTo({ top: 240, behavior: "instant" }));
  const focused = await page.evaluate(() => document.activeElement.textContent);
  write(PAGE, read(PAGE) + "\n刚刚加上的一段。\n");
  await page.getByText("刚刚加上的一段。").waitFor();
  await knob.waitFor();
  assert.equal(await page.evaluate(() => Math.round(scrollY)), 240, "the scroll position is kept");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), focused, "and the focus");

  console.log("an error in a template is shown with its line, and goes away when it is mended");
  const template = "themes/own/templates/article.html";
  const good = read(template);
  for (const bad of ["{{ page | nosuch }}", "{{ nosuch.at.all }}"]) {
    write(template, good.replace("%}", `%}\n{% block after %}\n<p>${bad}</p>\n{% endblock after %}`));
    await panel.locator(".trouble pre").getByText(bad).first().waitFor();
    assert.ok(await page.getByText("刚刚加上的一段。").isVisible(), "the last good page is still there");
    await picture(page, "template");
    write(template, good);
    await panel.locator(".trouble").waitFor({ state: "detached" });
    assert.ok(await panel.isHidden(), "what opened by itself closes by itself");
  }

  console.log("a page with an error stays as it was, with its findings, as text");
  const whole = read(PAGE);
  change(PAGE, "department: ", "department: <img src=x onerror=alert(1)> # ");
  await knob.filter({ hasText: "个错误" }).waitFor();
  await knob.click();
  await panel.getByText("现在显示的是改错以前的样子").waitFor();
  await panel.locator("pre").getByText("<img src=x onerror=alert(1)>").first().waitFor();
  assert.equal(await panel.locator("img").count(), 0);
  assert.ok(await page.getByText("刚刚加上的一段。").isVisible());
  await picture(page, "findings");
  write(PAGE, whole);
  await knob.filter({ hasText: "待审签" }).waitFor();

  console.log("a draft is shown, and marked as one");
  write("content/portal/notice/2026-11-24-draft.md", whole.replace("---\n", "---\ndraft: true\n"));
  await page.goto(url + "/notice/2026/1120-draft.html");
  await panel.getByText("这是草稿").waitFor();
  await picture(page, "draft");

  console.log("a broken configuration is shown on every page");
  change("site.toml", 'theme ', 'theem ');
  await panel.locator(".trouble").getByText("site.toml").first().waitFor();
  change("site.toml", 'theem ', 'theme ');
  await panel.locator(".trouble").waitFor({ state: "detached" });

  const unexpected = complaints.filter((text) => !/status of 404/.test(text));
  assert.deepEqual(unexpected, [], "the browser has nothing to complain about");
}

/** Takes what is seen, on a desk and on the narrowest telephone. */
async function picture(page, name) {
  const size = page.viewportSize();
  for (const [width, height] of [[1280, 800], [320, 640]]) {
    await page.setViewportSize({ width, height });
    await page.screenshot({ path: join(PICTURES, `${name}-${width}.png`) });
    const wide = await page.locator("qianfa-panel section").evaluate((e) => e.scrollWidth > e.clientWidth);
    assert.ok(!wide, `${name}: nothing has to be scrolled sideways at ${width}`);
  }
  await page.setViewportSize(size);
}

let browser, server;
try {
  mkdirSync(PICTURES, { recursive: true });
  execFileSync(QIANFA, [...AS_OF, "demo", site], { stdio: "ignore" });
  change("site.toml", '"gov"', '"own"');
  mkdirSync(join(site, "themes/own/templates"), { recursive: true });
  write("themes/own/theme.toml", 'name = "own"\nversion = "1"\ninherits = "gov"\n');
  write("themes/own/templates/article.html", readFileSync("../../themes/gov/templates/article.html", "utf8"));
  const served = serve();
  server = served.server;
  const url = `http://portal.localhost:${await served.port}`;
  browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.setDefaultTimeout(30_000);
  await within(10, "serve", main(page, url));
} finally {
  await browser?.close();
  if (server && server.exitCode === null) {
    const ended = new Promise((done) => server.once("exit", done));
    server.kill("SIGINT");
    await ended;
  }
  rmSync(folder, { recursive: true, force: true });
}
