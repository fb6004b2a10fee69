// Findings: a list of short rows with indexes into the words beside them.
const PAGE = 50;
const all = data.findings.map((row) => ({ rule: row[0], area: row[1], line: row[5] ?? "-", severity: data.rules[row[0]][1], row }));
const chosen = { rule: "", area: "", line: "", severity: "" };
let from = 0;
const kept = () =>
  all.filter((one) => Object.entries(chosen).every(([field, value]) => value === "" || String(one[field]) === value));
const term = (text) => {
  if (text === null) return "—";
  const parts = text.split("; ");
  const named = parts.map((part) => (data.terms[part] ? words(data.terms[part]) : part));
  if (parts.some((part) => data.terms[part])) return named.join("; ");
  const grouped = text.replace(/\d{4,}(?=\.\d\d\b)/g, (digits) => digits.replace(/\B(?=(\d{3})+$)/g, ","));
  return grouped.replace("id_no", words(data.fields.id_no));
};

function fill(id, field, options) {
  const select = el(id);
  const present = new Set(all.map((one) => String(one[field])));
  const any = make("option", lang === "zh" ? "全部" : "All");
  any.value = "";
  select.replaceChildren(any);
  for (const [value, text] of options) {
    if (!present.has(value)) continue;
    const option = make("option", text);
    option.value = value;
    select.append(option);
  }
  select.value = chosen[field];
}

function filters() {
  fill("by-rule", "rule", data.rules.map((rule, i) => [String(i), rule[lang === "zh" ? 2 : 3]]));
  const nowhere = lang === "zh" ? "（不属于某地区）" : "(no single area)";
  fill("by-area", "area", [...data.areas.map((pair, i) => [String(i), words(pair)]), ["-1", nowhere]]);
  const linesOnly = Object.entries(data.lines).map(([code, pair]) => [code, words(pair)]);
  fill("by-line", "line", [...linesOnly, ["-", say("（不属于某项目）", "(no single line)")]]);
  fill("by-severity", "severity", Object.entries(data.severities).map(([code, [icon, zh, en]]) => [code, `${icon} ${words([zh, en])}`]));
}

function line({ row: finding, severity }) {
  const [rule, area, place, number, field, standard, observed, expected, money] = finding;
  const tr = make("tr");
  const [icon, ...named] = data.severities[severity];
  const weight = make("td");
  weight.append(make("span", `${icon} ${words(named)}`, `sev ${severity}`));
  const title = make("td", data.rules[rule][lang === "zh" ? 2 : 3]);
  if (standard) title.append(make("small", words(data.lines[standard] ?? [standard, standard])));
  const where = [data.places[place], number].filter((part) => part !== null && part !== "").join(" ▸ ");
  tr.append(
    weight,
    title,
    make("td", area < 0 ? "—" : words(data.areas[area])),
    make("td", where || "—", "place"),
    make("td", field ? words(data.fields[field] ?? [field, field]) : "—"),
    make("td", term(observed), "value"),
    make("td", term(expected), "value"),
    make("td", money || "—", "n"),
  );
  return tr;
}

function list(whole = false) {
  if (!el("rows")) return;
  const hits = kept();
  if (from >= hits.length) from = 0;
  const end = whole ? hits.length : Math.min(from + PAGE, hits.length);
  const start = whole ? 0 : from;
  el("rows").replaceChildren(...hits.slice(start, end).map(line));
  el("previous").disabled = from === 0;
  el("next").disabled = end >= hits.length;
  const count = (n) => n.toLocaleString("en");
  const range = hits.length ? `${count(start + 1)}–${count(end)}` : "0";
  let text = lang === "zh" ? `第 ${range} 条，共 ${count(hits.length)} 条` : `${range} of ${count(hits.length)}`;
  if (data.finding_count > all.length) {
    text += lang === "zh"
      ? `（本页只列前 ${count(all.length)} 条，全部 ${count(data.finding_count)} 条见 workbook.xlsx）`
      : ` (this page lists the first ${count(all.length)}; all ${count(data.finding_count)} are in workbook.xlsx)`;
  }
  el("shown").textContent = text;
}


/** The list cut down to some findings, and the reader taken there. */
function narrow(wanted) {
  Object.assign(chosen, { rule: "", area: "", line: "", severity: "" }, wanted);
  from = 0;
  filters();
  list();
}
const ruleNo = (code) => String(data.rules.findIndex((rule) => rule[0] === code));

if (el("rows")) {
  el("listed").hidden = false;
  for (const field of Object.keys(chosen)) {
    el(`by-${field}`).addEventListener("change", (event) => {
      chosen[field] = event.target.value;
      from = 0;
      list();
    });
  }
  el("previous").addEventListener("click", () => { from = Math.max(from - PAGE, 0); list(); });
  el("next").addEventListener("click", () => { from += PAGE; list(); });
  for (const link of document.querySelectorAll("a[data-rule]")) {
    link.addEventListener("click", () => narrow({ rule: ruleNo(link.dataset.rule) }));
  }
  addEventListener("beforeprint", () => list(kept().length <= 500)); // on paper nothing can be turned
  addEventListener("afterprint", () => list());
}
