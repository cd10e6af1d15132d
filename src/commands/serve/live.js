// Keeps a page of `qianfa serve` fresh, and shows what there is to know of it.
//
// Everything is written as text, never as HTML: findings quote what strangers wrote. The panel lives in a shadow tree,
// so that neither the theme changes the panel nor the panel the theme.
(() => {
  "use strict";

  const script = document.currentScript;
  const pages = script.dataset.pages;
  const isOld = "old" in script.dataset;
  const spot = "qianfa:" + location.pathname;
  const panelKey = "qianfa:panel";

  // ── Staying where one was ──

  /** Returns the way from the body down to an element, as numbers of children. */
  function wayTo(element) {
    const way = [];
    for (let at = element; at && at !== document.body; at = at.parentElement) {
      if (!at.parentElement) return null;
      way.unshift([...at.parentElement.children].indexOf(at));
    }
    return way;
  }

  function reload() {
    hush();
    const focus = document.activeElement === host ? "panel" : wayTo(document.activeElement);
    sessionStorage.setItem(spot, JSON.stringify({ x: scrollX, y: scrollY, focus }));
    location.reload();
  }

  function comeBack() {
    const kept = JSON.parse(sessionStorage.getItem(spot) || "null");
    sessionStorage.removeItem(spot);
    if (!kept) return;
    const scroll = () => scrollTo({ left: kept.x, top: kept.y, behavior: "instant" });
    scroll();
    // Pictures above may have moved everything since.
    if (document.readyState !== "complete") addEventListener("load", scroll, { once: true });
    const old = Array.isArray(kept.focus) && kept.focus.reduce((at, n) => at && at.children[n], document.body);
    if (old && old !== document.body) old.focus({ preventScroll: true });
    if (kept.focus === "panel") focusPanel = true;
  }

  // ── Hearing of changes ──

  let source = null;

  function listen() {
    // A hidden tab hears nothing: browsers allow a server few connections, and six tabs would take them all.
    if (source || document.hidden) return;
    source = new EventSource("/.qianfa/events");
    source.addEventListener("reload", (event) => (event.data === pages ? refresh() : reload()));
    source.addEventListener("state", refresh);
    source.addEventListener("error", () => {
      if (known) show(known, false);
      if (source && source.readyState === EventSource.CLOSED) setTimeout(() => { hush(); listen(); }, 5000);
    });
  }

  function hush() {
    if (source) source.close();
    source = null;
  }

  let asked = 0;

  async function refresh() {
    const number = ++asked;
    const answer = await fetch("/.qianfa/state?path=" + encodeURIComponent(location.pathname)).catch(() => null);
    if (!answer || !answer.ok || number !== asked) return;
    const state = await answer.json();
    if (number !== asked) return;
    if (state.pages === pages) show(state, true);
    else reload();
  }

  // ── The panel ──

  const host = document.createElement("qianfa-panel");
  const root = host.attachShadow({ mode: "open" });
  let known = null;
  let focusPanel = false;
  let openedForTrouble = false;

  function make(tag, about, ...inside) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(about)) {
      if (value !== null && value !== undefined) element.setAttribute(name, value);
    }
    element.append(...inside.filter((part) => part !== null && part !== undefined));
    return element;
  }

  const text = (className, words) => (words ? make("p", { class: className }, words) : null);

  const sheet = make("link", { rel: "stylesheet", href: "/.qianfa/live.css" });
  const status = make("p", { class: "unseen", role: "status" });
  const mark = make("span", { class: "mark", "aria-hidden": "true" });
  const summary = make("span", { class: "summary" });
  const button = make("button", { type: "button", class: "knob", "aria-expanded": "false", "aria-controls": "panel" }, mark, summary);
  const panel = make("section", { id: "panel", hidden: "", tabindex: "-1" });
  root.append(sheet, status, panel, button);
  // Not before it has its looks.
  host.hidden = true;
  sheet.addEventListener("load", () => { host.hidden = false; });

  function open(isOpen) {
    panel.hidden = !isOpen;
    button.setAttribute("aria-expanded", String(isOpen));
  }

  function choose(isOpen) {
    openedForTrouble = false;
    sessionStorage.setItem(panelKey, isOpen ? "open" : "closed");
    open(isOpen);
    (isOpen ? panel : button).focus();
  }

  button.addEventListener("click", () => choose(panel.hidden));
  root.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !panel.hidden) choose(false);
  });

  function show(state, isConnected) {
    const isNew = !known;
    const hadTrouble = known && known.trouble;
    known = state;
    host.lang = state.lang;
    host.dataset.tone = isConnected ? state.tone : "plain";
    const said = isConnected ? state.summary : state.words.away;
    summary.textContent = said;
    if (status.textContent !== said) status.textContent = said;
    panel.setAttribute("aria-label", state.words.title);
    panel.replaceChildren(head(state), ...body(state).filter(Boolean));
    // Trouble opens the panel and takes it away again; otherwise it is as people left it.
    if (isNew && (sessionStorage.getItem(panelKey) === "open" || isBare())) open(true);
    if (state.trouble && !hadTrouble && panel.hidden) {
      openedForTrouble = true;
      open(true);
    }
    if (!state.trouble && openedForTrouble) {
      openedForTrouble = false;
      open(isBare());
    }
    if (focusPanel) (panel.hidden ? button : panel).focus({ preventScroll: true });
    focusPanel = false;
  }

  /** Returns whether there is nothing but the panel to read. */
  function isBare() {
    return document.body.classList.contains("qianfa-own");
  }

  function head(state) {
    const close = make("button", { type: "button", class: "close", "aria-label": state.words.close }, "×");
    close.addEventListener("click", () => choose(false));
    const path = state.page ? make("p", { class: "path" }, state.page.path) : null;
    return make("header", {}, make("h2", {}, state.words.title), close, path);
  }

  function body(state) {
    const { words, page } = state;
    return [
      state.trouble && trouble(state),
      page && page.draft && text("notice", words.draft),
      page && page.withheld && text("notice error", isOld ? words.old : words.withheld),
      findings(words.findings, state.findings, words),
      review(state),
      findings(words.elsewhere, state.elsewhere, words),
      text("whole", state.whole.text),
    ];
  }

  function trouble(state) {
    const { message, reason, source: line, hints, findings: found } = state.trouble;
    const inside = [text("message", message), text("reason", reason), line && code(line), ...(hints || []).map((h) => text("help", h))];
    const list = found && found.length ? make("ul", {}, ...found.map((f) => finding(f, state.words))) : null;
    return make("div", { class: "block trouble" }, ...inside, list, isBare() ? null : text("stale", state.words.stale));
  }

  function findings(title, found, words) {
    if (!found || found.length === 0) return null;
    return make("div", { class: "block" }, make("h3", {}, title), make("ul", {}, ...found.map((f) => finding(f, words))));
  }

  function finding(found, words) {
    const tag = make("span", { class: "tag" }, (words[found.severity] || words.note) + " " + found.code);
    const place = found.path + (found.line ? ":" + found.line + ":" + found.column : "");
    const href = found.address && "/" + found.address.split("/").map(encodeURIComponent).join("/");
    const where = href ? make("a", { class: "place", href }, place) : text("place", place);
    return make(
      "li", { class: found.severity },
      make("p", { class: "message" }, tag, " ", found.message),
      where,
      found.source ? code(...marked(found)) : null,
      text("label", found.label),
      text("help", found.help),
      found.fix && found.fix.safe ? text("help", words.fixable) : null,
    );
  }

  const code = (...parts) => make("pre", {}, make("code", {}, ...parts));

  /** Returns a source line in which the place that is meant is marked. */
  function marked(found) {
    const signs = Array.from(found.source);
    const from = found.column - 1;
    const to = found.end_line === found.line ? found.end_column - 1 : signs.length;
    if (!(from >= 0 && to > from)) return [found.source];
    const part = (a, b) => signs.slice(a, b).join("");
    return [part(0, from), make("mark", {}, part(from, to)), part(to)];
  }

  function review(state) {
    const told = state.review;
    if (!told) return null;
    const block = (...inside) => make("div", { class: "block review" }, make("h3", {}, state.words.review), ...inside);
    if (told.note) return block(text("reason", told.note));
    const steps = told.steps.map((step) => {
      const kind = step.signed ? "signed" : step.next ? "next" : "open";
      return make("li", { class: kind }, step.text, step.next ? make("span", { class: "turn" }, state.words.next) : null);
    });
    return block(
      make("p", { class: "message" }, told.verdict_text + " · " + told.edition_text),
      text("notice", told.changed),
      steps.length ? make("ol", { class: "steps" }, ...steps) : null,
      ...told.reasons.map((reason) => text("reason", reason)),
    );
  }

  document.body.append(host);
  comeBack();
  listen();
  document.addEventListener("visibilitychange", () => (document.hidden ? hush() : listen()));
  addEventListener("pagehide", hush);
  addEventListener("pageshow", listen);
})();
