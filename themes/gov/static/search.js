// Searches the files below /search/: no server, no dependency, nothing leaves the site.
//
// src/render/search/ makes those files and says how they are built; the numbers and tables here are the same as there.
// In short: every two characters that stand beside each other are a "gram", and a list says which pages hold it. What
// holds all grams of a word may hold the word; whether it does is seen in the page's JSON twin, before it is shown.
"use strict";

const FORMAT = 1;
const IN_TABLE = 64; // Pages in one table.
const BEYOND = 0x110000; // Above all characters: grams of three, and whole numbers of documents.
const MOST_WORDS = 8;
const MOST_CHARACTERS = 64; // Of one word: nobody remembers more, and each asks for a file.
const AT_ONCE = 10; // Results shown in one go, and twins fetched for them.
const EXCERPT = 90; // Characters around the first hit.

// ---- text ----

const DROPPED = /[\0-\x09\x0b-\x20\x7f-\xa0\xad\u1680\u180b-\u180f\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufe00-\ufe0f\ufeff\u{e0000}-\u{e0fff}]/gu;

// What is written in more than one way, and the one that stands for all.
const ALIKE = new Map();
for (const [one, all] of [["(", "〔【〖["], [")", "〕】〗]"], ['"', "\u201c\u201d\u201e\u201f「」『』〝〞"],
  ["'", "\u2018\u2019\u201a\u201b"], ["-", "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"], ["·", "•‧・"], ["~", "〜"]]) {
  for (const other of all) ALIKE.set(other, one);
}

/** Returns text as it is searched: what looks or means the same is the same. The ends of lines stay. */
function fold(text) {
  let folded = "";
  for (const c of text.normalize("NFKC")) {
    for (const small of c.toLowerCase()) folded += ALIKE.get(small) ?? small;
  }
  return folded.replace(DROPPED, "");
}

/** Returns the words of a query, folded, and whether some of it was left out. */
function words(query) {
  const all = query.split(/\s+/u).map((word) => [...fold(word)]).filter((word) => word.length > 0);
  const kept = all.slice(0, MOST_WORDS).map((word) => word.slice(0, MOST_CHARACTERS).join(""));
  const cut = all.length > MOST_WORDS || all.some((word) => word.length > MOST_CHARACTERS);
  return { words: [...new Set(kept)], cut };
}

const code = (c) => c.codePointAt(0);
const isAscii = (c) => code(c) < 0x80;

/** Returns the grams of a word: its first character, and what stands for the rest; no rest stands for any. */
function grams(word) {
  const c = [...word];
  if (c.length === 1) return [{ first: code(c[0]), rest: null }];
  const three = (i) => i >= 0 && i + 2 < c.length && c.slice(i, i + 3).filter(isAscii).length >= 2;
  const found = [];
  for (let i = 0; i + 1 < c.length; i++) {
    if (three(i)) {
      let hash = Math.imul(code(c[i]), 0x9e3779b1) ^ Math.imul(code(c[i + 1]), 0x85ebca6b) ^ Math.imul(code(c[i + 2]), 0xc2b2ae35);
      hash ^= hash >>> 15;
      found.push({ first: BEYOND + 0x100 + (hash & 0x3ff), rest: hash >>> 10 });
    } else if (!three(i - 1)) {
      found.push({ first: code(c[i]), rest: code(c[i + 1]) });
    }
  }
  return found;
}

/** Returns the gram that stands for the whole number of a document. */
function numberGram(number) {
  let hash = 0x811c9dc5;
  for (const c of number) hash = Math.imul(hash ^ code(c), 0x01000193) >>> 0;
  return { first: BEYOND + (hash & 0xff), rest: hash >>> 10 };
}

// ---- files ----

const fetched = new Map();

/** Fetches a file once; one that failed is fetched again when it is asked for again. */
function get(address, read, cache) {
  if (!fetched.has(address)) {
    const file = fetch(address, { cache: cache ?? "default", credentials: "same-origin" }).then((answer) => {
      if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
      return read(answer);
    });
    file.catch(() => fetched.delete(address));
    fetched.set(address, file);
  }
  return fetched.get(address);
}

const json = (address, cache) => get(address, (answer) => answer.json(), cache);
const bytes = (address) => get(address, async (answer) => new Uint8Array(await answer.arrayBuffer()));

/** Returns the numbers of the pages of a segment that hold a gram, sorted: the newest first. */
async function pagesWith(segment, gram) {
  const hash = segment.bits === 0 ? 0 : Math.imul(gram.first, 0x9e3779b1) >>> (32 - segment.bits);
  const drawer = await bytes(`/search/${segment.name}/${hash}.bin`);
  let at = 1;
  const number = () => {
    let value = 0, shift = 1, byte;
    do {
      byte = drawer[at++];
      value += (byte & 0x7f) * shift;
      shift *= 128;
    } while (byte & 0x80);
    return value;
  };
  if (drawer[0] !== FORMAT) throw new Error("the index is of another version");
  const pages = number();
  const found = new Set();
  for (let first = 0; at < drawer.length;) {
    first += number();
    const here = first === gram.first;
    for (let seconds = number(), second = 0; seconds > 0; seconds--) {
      second += number();
      const wanted = here && (gram.rest === null || gram.rest === second);
      const head = number(), count = head >>> 1;
      if (head & 1) {
        const end = at + Math.ceil(pages / 8);
        if (wanted) for (let page = 0; page < pages; page++) if (drawer[at + (page >> 3)] >> (page & 7) & 1) found.add(page);
        at = end;
      } else {
        for (let i = 0, page = 0; i < count; i++) {
          page += number();
          if (wanted) found.add(page);
        }
      }
    }
    if (here) break;
  }
  const sorted = [...found];
  return gram.rest === null ? sorted.sort((a, b) => a - b) : sorted;
}

// How many pages of the segments that were asked hold a gram: the rarest is asked first, the others only if it is there.
const seen = new Map();
const name = (gram) => `${gram.first},${gram.rest}`;

/** Returns the numbers of the pages of a segment that hold all grams. */
async function candidates(segment, wanted) {
  const ask = async (gram) => {
    const pages = await pagesWith(segment, gram);
    const known = seen.get(name(gram)) ?? { pages: 0, of: 0 };
    seen.set(name(gram), { pages: known.pages + pages.length, of: known.of + segment.pages });
    return pages;
  };
  const share = (gram) => {
    const known = seen.get(name(gram));
    return known ? known.pages / known.of : 2;
  };
  const sorted = [...wanted].sort((a, b) => share(a) - share(b));
  let lists;
  if (sorted.length > 1 && share(sorted[0]) < 2) {
    const rarest = await ask(sorted[0]);
    if (rarest.length === 0) return [];
    lists = [rarest, ...await Promise.all(sorted.slice(1).map(ask))];
  } else {
    lists = await Promise.all(sorted.map(ask));
  }
  lists.sort((a, b) => a.length - b.length);
  const others = lists.slice(1).map((list) => new Set(list));
  return lists[0].filter((page) => others.every((other) => other.has(page)));
}

// ---- what is searched ----

/** Knows the segments that a query asks, and where their pages are. */
class Index {
  constructor(directory, filters) {
    this.filters = filters;
    this.columns = new Map();
    this.heads = [];
    this.texts = [];
    for (const site of directory.sites) {
      for (const column of site.columns) this.columns.set(column.id, column);
      if (filters.site && filters.site !== site.id) continue;
      for (const heads of site.heads) {
        let before = 0;
        for (const text of heads.texts) {
          Object.assign(text, { site, before });
          before += text.pages;
          if (this.overlaps(text)) this.texts.push(text);
        }
        Object.assign(heads, { site });
        if (this.overlaps(heads)) this.heads.push(heads);
      }
    }
  }

  overlaps(segment) {
    const { year } = this.filters;
    return !year || ((segment.to ?? "") >= year && (segment.from ?? "") <= `${year}~`);
  }

  /** Returns where a page of a segment is. */
  async entry(segment, page) {
    const text = segment.texts?.find((text) => page < text.before + text.pages) ?? segment;
    const inText = page - (segment.texts ? text.before : 0);
    const table = await json(`/search/${text.name}/${Math.floor(inText / IN_TABLE)}.json`);
    const [address, day, column] = table.pages[inText % IN_TABLE];
    return { address, day, column: table.columns[column], site: text.site };
  }

  accepts(entry) {
    const { column, year, kind } = this.filters;
    return (!column || entry.column === column) && (!year || entry.day.startsWith(year))
      && (!kind || this.columns.get(entry.column)?.kind === kind);
  }

  /** Gives the pages that may hold all grams, newest first, from one kind of segments. */
  async *pages(segments, wanted) {
    const waiting = [...segments].sort((a, b) => (a.to ?? "") < (b.to ?? "") ? 1 : -1);
    let open = [], wave = 1;
    const advance = async (source) => {
      source.at += 1;
      if (source.at >= source.pages.length) return false;
      source.entry = await this.entry(source.segment, source.pages[source.at]);
      return true;
    };
    for (;;) {
      const best = open.reduce((best, source) => !best || source.entry.day > best.entry.day ? source : best, null);
      if (waiting.length > 0 && (!best || (waiting[0].to ?? "") >= best.entry.day)) {
        const next = waiting.splice(0, best ? 1 : wave);
        wave = Math.min(wave * 2, 8);
        const sources = await Promise.all(next.map(async (segment) => {
          const source = { segment, at: -1, pages: await candidates(segment, wanted) };
          return await advance(source) ? source : null;
        }));
        open.push(...sources.filter((source) => source));
      } else if (best) {
        if (this.accepts(best.entry)) yield best.entry;
        if (!await advance(best)) open = open.filter((source) => source !== best);
      } else {
        return;
      }
    }
  }

  /** Returns how many pages of each site hold all grams, where no filter looks at single pages. */
  async count(wanted) {
    const { column, year, kind } = this.filters;
    if (column || year || kind) return null;
    let sum = 0;
    for (const text of this.texts) sum += (await candidates(text, wanted)).length;
    return sum;
  }

  /** Gives the pages of the documents with exactly this number. */
  async *numbered(number) {
    for (const heads of this.heads) {
      for (const page of await pagesWith(heads, numberGram(number))) {
        const entry = await this.entry(heads, page);
        if (this.accepts(entry)) yield entry;
      }
    }
  }
}

// ---- pages ----

/** Returns all texts of a twin that are searched; a superset of what the index holds of it. */
function said(twin) {
  const texts = [];
  const skipped = new Set(["url", "image", "headings", "badges", "language", "published", "updated"]);
  const collect = (thing, key) => {
    if (skipped.has(key)) return;
    if (typeof thing === "string") texts.push(thing);
    else if (thing && typeof thing === "object") Object.entries(thing).forEach(([key, value]) => collect(value, key));
  };
  const { text, title, ...rest } = twin;
  collect(title, "title");
  collect(text, "text");
  collect(rest, "");
  return texts;
}

async function verified(entry, wanted) {
  const twin = await json(`${entry.site.twins}${entry.address}.json`);
  const folded = said(twin).map((text) => `${fold(text)}\n`).join("");
  return wanted.every((word) => folded.includes(word)) ? { ...entry, twin } : null;
}

/** Gives the results in their order, each once, each seen to hold all words. */
async function* results(index, query, wanted, byDate) {
  const known = new Set();
  const all = wanted.flatMap(grams);
  async function* sources() {
    if (!byDate) {
      const number = fold(query).replace(/\n/gu, "");
      if (/\d/u.test(number)) for await (const entry of index.numbered(number)) {
        const hit = await verified(entry, []);
        const numbers = [hit.twin.document?.number, hit.twin.document?.index];
        if (numbers.some((own) => own && fold(own) === number)) yield entry;
      }
      yield* index.pages(index.heads, all);
    }
    yield* index.pages(index.texts, all);
  }
  // The first batch is small: whoever waits wants one result soon, and some of them may be none.
  let batch = [], size = AT_ONCE / 2;
  // All are fetched at once, and each is given as soon as those before it are there.
  async function* flush() {
    const fetching = batch.map((entry) => verified(entry, wanted));
    batch = [];
    fetching.forEach((hit) => hit.catch(() => {}));
    for (const hit of fetching) if (await hit) yield await hit;
  }
  for await (const entry of sources()) {
    const id = `${entry.site.id}/${entry.address}`;
    if (known.has(id)) continue;
    known.add(id);
    batch.push(entry);
    if (batch.length === size) {
      yield* flush();
      size = AT_ONCE;
    }
  }
  yield* flush();
}

// ---- what people see ----

/** Folds text and remembers where each folded character stood. */
function traced(text) {
  let folded = "";
  const places = [];
  for (const { 0: cluster, index } of text.matchAll(/\P{M}\p{M}*|\p{M}+/gsu)) {
    const part = fold(cluster);
    for (let i = 0; i < part.length; i++) places.push([index, index + cluster.length]);
    folded += part;
  }
  return { folded, places };
}

/** Returns where words stand in text, as ranges that do not overlap. */
function hits(text, wanted) {
  const { folded, places } = traced(text);
  const ranges = [];
  for (const word of wanted) {
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) {
      ranges.push([places[at][0], places[at + word.length - 1][1]]);
    }
  }
  ranges.sort((a, b) => a[0] - b[0]);
  const apart = [];
  for (const [start, end] of ranges) {
    const last = apart.at(-1);
    if (last && start < last[1]) last[1] = Math.max(last[1], end);
    else apart.push([start, end]);
  }
  return apart;
}

function element(tag, className, ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

/** Returns text with the words marked. */
function marked(text, ranges) {
  const parts = [];
  let at = 0;
  for (const [start, end] of ranges) {
    parts.push(text.slice(at, start), element("mark", "", text.slice(start, end)));
    at = end;
  }
  return [...parts, text.slice(at)];
}

/** Returns the text around the first hit. */
function excerpt(twin, wanted) {
  const { title, keywords, ...rest } = twin;
  const lines = [twin.summary, ...(twin.text ?? "").split("\n"), ...said(rest)].filter((line) => line);
  const holding = (most) => lines.find((line) => most(wanted, (word) => fold(line).includes(word)));
  const line = holding((all, test) => all.every(test)) ?? holding((all, test) => all.some(test)) ?? lines[0] ?? "";
  const first = hits(line, wanted)[0]?.[0] ?? 0;
  let start = Math.max(0, first - EXCERPT / 3), end = Math.min(line.length, start + EXCERPT);
  // Never through the middle of a character.
  if (/[\udc00-\udfff]/.test(line[start] ?? "")) start -= 1;
  if (/[\udc00-\udfff]/.test(line[end] ?? "")) end += 1;
  const text = `${start > 0 ? "…" : ""}${line.slice(start, end)}${end < line.length ? "…" : ""}`;
  return marked(text, hits(text, wanted));
}

function item(hit, wanted) {
  const { twin, site, day } = hit;
  const link = element("a", "", ...marked(twin.title, hits(twin.title, wanted)));
  // The twin names the public domain; in a preview, and on a copy, a page of this site is here.
  link.href = site.root === "" ? new URL(twin.url).pathname : twin.url;
  const facts = [day, site.root === "" ? "" : site.name, twin.column.name, twin.document?.number].filter((fact) => fact);
  const notes = facts.map((fact) => element("span", "", ...marked(fact, hits(fact, wanted))));
  return element("li", "search-result", element("h2", "", link), element("p", "search-excerpt", ...excerpt(twin, wanted)),
    element("p", "search-facts", ...notes.flatMap((note) => [note, " "])));
}

/** Runs the page. */
function start() {
  const form = document.getElementById("search:form"), panel = document.getElementById("search:results");
  const say = panel.dataset, fields = form.elements;
  const status = element("p", "search-status");
  status.setAttribute("role", "status");
  const list = element("ol", "search-list"), more = element("button", "search-more", say.more);
  const retry = element("button", "search-retry", say.retry);
  [more.type, retry.type] = ["button", "button"];
  [more.hidden, retry.hidden] = [true, true];
  panel.append(status, retry, list, more);
  let run = 0, step = () => {};

  const directory = () => json(say.directory, "no-cache");
  const options = (select, all) => {
    for (const [value, label] of all) if (![...select.options].some((o) => o.value === value)) select.append(new Option(label, value));
  };
  const offer = ({ sites, kinds }) => {
    fields.site.parentElement.hidden = sites.length < 2;
    options(fields.site, sites.map((site) => [site.id, site.name]));
    const columns = sites.filter((site) => !fields.site.value || site.id === fields.site.value);
    options(fields.column, columns.flatMap((site) => site.columns.map((column) =>
      [column.id, sites.length < 2 ? column.name : `${column.name}（${site.name}）`])));
    const days = sites.flatMap((site) => site.heads.flatMap((heads) => [heads.from, heads.to])).filter((day) => day);
    const years = days.map((day) => Number(day.slice(0, 4)));
    for (let year = Math.max(...years); year >= Math.min(...years); year--) options(fields.year, [[`${year}`, `${year}`]]);
    options(fields.kind, kinds);
    document.getElementById("search:filters").hidden = false;
  };

  /** Searches for what the address says. */
  const search = async () => {
    const own = ++run;
    const asked = new URLSearchParams(location.search), query = asked.get("q") ?? "";
    list.replaceChildren();
    [more.hidden, retry.hidden] = [true, true];
    panel.removeAttribute("aria-busy");
    fields.q.value = query;
    const { words: wanted, cut } = words(query);
    const told = (text) => { status.textContent = cut ? `${text} ${say.long}` : text; };
    // Marks alone are nothing to look for.
    const empty = !wanted.some((word) => /[\p{L}\p{N}\p{S}]/u.test(word));
    told(empty ? (query ? say.empty : "") : say.working);
    const failed = (error) => {
      if (own !== run) return;
      console.warn(error);
      panel.removeAttribute("aria-busy");
      told(say.failed);
      [retry.hidden, more.hidden] = [false, true];
    };
    more.onclick = () => {
      const first = list.children.length;
      // Whoever goes on by keyboard goes on with the first new result.
      step().then(() => list.children[first]?.querySelector("a").focus()).catch(failed);
    };
    retry.onclick = () => {
      fetched.clear();
      search();
    };
    try {
      const known = await directory();
      if (own !== run) return;
      offer(known);
      const filters = {};
      for (const key of ["site", "column", "year", "kind"]) {
        fields[key].value = asked.get(key) ?? "";
        filters[key] = fields[key].value;
      }
      fields.sort.value = asked.get("sort") === "date" ? "date" : "";
      if (empty) return;
      panel.setAttribute("aria-busy", "true");
      const index = new Index(known, filters), wantedGrams = wanted.flatMap(grams);
      const found = results(index, query, wanted, fields.sort.value === "date");
      let shown = 0, count = null;
      const tell = (done) => {
        const word = done ? say.found : count === null ? say.shown : say.about;
        const number = done || count === null ? shown : Math.max(count, shown);
        told(number === 0 ? `${say.none} ${say.noneHelp}` : word.replace("{count}", number));
      };
      step = async () => {
        more.disabled = true;
        let done = false;
        for (let i = 0; i < AT_ONCE && !done; i++) {
          const next = await found.next();
          if (own !== run) return;
          done = next.done;
          if (!done) {
            list.append(item(next.value, wanted));
            shown += 1;
          }
        }
        [more.hidden, more.disabled] = [done, false];
        panel.removeAttribute("aria-busy");
        tell(done);
        return done;
      };
      if (await step() === false && !navigator.connection?.saveData) {
        count = await index.count(wantedGrams);
        if (own === run && !more.hidden) tell(false);
      }
    } catch (error) {
      failed(error);
    }
  };

  const go = (event) => {
    event?.preventDefault();
    const asked = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    history.pushState(null, "", `${location.pathname}?${asked}`);
    search();
  };
  form.addEventListener("submit", go);
  document.getElementById("search:filters").addEventListener("change", (event) => {
    if (event.target === fields.site) {
      // Columns of another site are no choice any more.
      [...fields.column.options].slice(1).forEach((option) => option.remove());
    }
    go();
  });
  addEventListener("popstate", search);
  search();
}

if (typeof document !== "undefined" && document.getElementById("search:form")) start();
