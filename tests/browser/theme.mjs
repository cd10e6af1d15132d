// The theme in a real browser: `cargo xtask browser` looks at one page of each template, `--all` at every page.
// Its caller says in the environment where things are: QIANFA, CHROMIUM, PDFTOTEXT, JAVA, and PICTURES for what is kept.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { axe } from "./axe.mjs";
import { budget } from "./budget.mjs";
import { keyboard } from "./keyboard.mjs";
import { elder, reflow, remembered, scriptless } from "./modes.mjs";
import { paper } from "./paper.mjs";
import { browser as start, FRAMES, sample as make, TEMPLATES } from "./sample.mjs";
import { steady } from "./steady.mjs";
import { within } from "./within.mjs";

const { JAVA, PICTURES } = process.env;
const CHECKS = [budget, steady, keyboard, remembered, paper, scriptless, reflow, elder, axe];
const all = process.argv.includes("--all");
/** `--only reflow,axe`: what somebody who mends the theme wants to see again. */
const only = process.argv[process.argv.indexOf("--only") + 1]?.split(",");
const wanted = (check) => !process.argv.includes("--only") || only.includes(check.name);
/** Pages that are looked at side by side. */
const ABREAST = 3;
/** Minutes that one check may take, of which most take seconds. */
const PATIENCE = all ? 60 : 10;

/** Every template of the theme has a page here, or nobody would look at it. */
function whole() {
  const templates = readdirSync("../../themes/gov/templates").filter((f) => f.endsWith(".html"));
  const missing = templates.filter((t) => !FRAMES.includes(t) && !TEMPLATES[t]);
  assert.deepEqual(missing, [], "templates without a page in sample.mjs");
}

/** The Nu HTML checker, on every page. */
function vnu({ root, pages }) {
  const jar = createRequire(import.meta.url).resolve("vnu-jar/build/dist/vnu.jar");
  execFileSync(JAVA, ["-jar", jar, "--errors-only", "--skip-non-html", root], { stdio: "inherit", timeout: PATIENCE * 60_000 });
  console.log(`vnu: ${pages.length} pages, no error`);
}

/** Calls `look` with each of the outputs and a page of its own, a few side by side. */
async function each(context, outputs, look) {
  const others = [];
  context.on("request", (request) => {
    if (request.isNavigationRequest()) return;
    const from = request.frame().url();
    if (new URL(request.url()).host !== new URL(from).host) others.push(`${from} asks ${request.url()}`);
  });
  const rest = [...outputs];
  const lane = async () => {
    const page = await context.newPage();
    for (let output = rest.shift(); output; output = rest.shift()) await look(page, output);
  };
  await Promise.all(Array.from({ length: ABREAST }, lane));
  assert.deepEqual(others, [], "nobody but the site itself is asked for anything");
}

mkdirSync(PICTURES, { recursive: true });
whole();
const sample = await make();
let browser;
try {
  vnu(sample);
  browser = await start();
  // A redirect leaves before it can be looked at.
  const { "redirect.html": _, ...templates } = TEMPLATES;
  const pages = all ? sample.pages.filter((p) => !sample.leaves(p)) : Object.values(templates);
  const cx = { sample, browser, templates, pages, each };
  for (const check of CHECKS.filter(wanted)) {
    const started = Date.now();
    await within(PATIENCE, check.name, check(cx));
    console.log(`  ${check.name}: ${((Date.now() - started) / 1000).toFixed(1)} s`);
  }
} finally {
  await browser?.close();
  await sample.close();
}
