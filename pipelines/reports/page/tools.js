"use strict";
const data = JSON.parse(document.getElementById("data").textContent);
const root = document.documentElement;
const LANGS = ["zh", "en"];
const el = (id) => document.getElementById(id);
const askedLang = () => /[?#&]lang=(zh|en)\b/.exec(location.search + location.hash)?.[1];
let lang = askedLang() ?? ((navigator.language || "zh").toLowerCase().startsWith("zh") ? "zh" : "en");

const words = (pair) => pair[LANGS.indexOf(lang)];
const say = (zh, en) => words([zh, en]);
const count = (number) => (number === null ? "—" : number.toLocaleString("en"));

/** Whole fen as yuan, without leaving the integers. */
function yuan(fen) {
  if (fen === null) return "—";
  const whole = Math.abs(fen);
  const rest = whole % 100;
  return `${fen < 0 ? "−" : ""}${count((whole - rest) / 100)}.${String(rest).padStart(2, "0")}`;
}
const signed = (fen) => (fen > 0 ? "+" : "") + yuan(fen);

function make(tag, content, kind, more) {
  const made = document.createElement(tag);
  if (content !== undefined) made.append(...[content].flat());
  if (kind) made.className = kind;
  return Object.assign(made, more);
}
const head = (...content) => make("th", content, "", { scope: "row" });
const cell = (...content) => make("td", content);
const figure = (...content) => make("td", content, "n");
const row = (...cells) => make("tr", cells);
const mark = ({ agrees, stated, statedCount }) => {
  if (agrees && stated === null && statedCount === null) return make("span", say("○ 未列明", "○ not stated"), "none");
  return make("span", agrees ? say("✔ 相符", "✔ agrees") : say("✘ 不符", "✘ differs"), agrees ? "yes" : "no");
};

/** A table whose columns are [words, is a number?]. */
function table(caption, columns, rows, kind) {
  const heads = columns.map(([text, number]) => make("th", text, number ? "n" : "", { scope: "col" }));
  const made = make("table", [make("caption", caption), make("thead", row(...heads)), make("tbody", rows)], kind);
  return make("div", made, "scroll");
}
