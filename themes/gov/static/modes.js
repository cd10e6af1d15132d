// Remembers how somebody reads: 长者模式, 高对比度, 字号. The style sheet alone turns the modes, by the boxes of the
// header; this keeps them from one page to the next, and says them on the root before anything is drawn.
"use strict";
(() => {
  const key = "reading";
  const root = document.documentElement;
  const known = ["elder", "contrast", "large", "largest"];
  const boxes = () => [...document.querySelectorAll(".modes input")];

  const kept = () => {
    try {
      return (localStorage.getItem(key) || "").split(" ").filter((word) => known.includes(word));
    } catch {
      return []; // Storage is forbidden: the modes hold for this page.
    }
  };
  const keep = (words) => {
    try {
      localStorage.setItem(key, words.join(" "));
    } catch {
      // As above.
    }
  };
  const say = (words) => root.setAttribute("data-reading", words.join(" "));
  const tick = (words) => boxes().forEach((box) => {
    box.checked = box.value === "normal" ? !words.some((w) => w.startsWith("large")) : words.includes(box.value);
  });
  const recall = () => {
    say(kept());
    tick(kept());
  };

  say(kept());
  document.addEventListener("DOMContentLoaded", () => {
    tick(kept());
    // What is kept here need not be kept by the browser, which would tick again what was left meanwhile.
    boxes().forEach((box) => box.setAttribute("autocomplete", "off"));
    boxes().forEach((box) => box.addEventListener("change", () => {
      const words = boxes().filter((b) => b.checked).map((b) => b.value).filter((word) => known.includes(word));
      say(words);
      keep(words);
    }));
  });
  addEventListener("pageshow", recall);
  addEventListener("storage", (event) => event.key === key && recall());
})();
