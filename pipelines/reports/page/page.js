"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const root = document.documentElement;
  const LANGS = ["zh", "en"];
  const PAGE = 50;
  const el = (id) => document.getElementById(id);
  const asked = () => /[?#&]lang=(zh|en)\b/.exec(location.search + location.hash)?.[1];
  let lang = asked() ?? ((navigator.language || "zh").toLowerCase().startsWith("zh") ? "zh" : "en");
  let from = 0;
  const words = (pair) => pair[LANGS.indexOf(lang)];
  const make = (tag, text, kind) => {
    const made = document.createElement(tag);
    if (text !== undefined) made.textContent = text;
    if (kind) made.className = kind;
    return made;
  };

  function draw() {
    for (const [name, specs] of Object.entries(data.charts)) {
      const place = el(`chart-${name}`);
      if (!place) continue;
      const options = { renderer: "svg", actions: false, tooltip: { theme: "custom" } };
      vegaEmbed(place, specs[lang], options).then(() => place.classList.add("drawn"));
    }
  }

  // Findings: a list of short rows with indexes into the words beside them.
  const all = data.findings.map((row, at) => ({ at, rule: row[0], area: row[1], severity: data.rules[row[0]][1], row }));
  const chosen = { rule: "", area: "", severity: "" };
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
    fill("by-severity", "severity", Object.entries(data.severities).map(([code, [icon, zh, en]]) => [code, `${icon} ${words([zh, en])}`]));
  }

  function line({ row, severity }) {
    const [rule, area, place, number, field, standard, observed, expected, money] = row;
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

  function speak() {
    root.dataset.lang = lang;
    root.lang = lang === "zh" ? "zh-CN" : "en";
    for (const one of document.querySelectorAll("[data-zh]")) one.textContent = one.dataset[lang];
    for (const one of document.querySelectorAll("[data-zh-label]")) one.setAttribute("aria-label", one.dataset[`${lang}Label`]);
    const button = el("language");
    button.textContent = lang === "zh" ? "English" : "中文";
    button.lang = lang === "zh" ? "en" : "zh-CN";
    button.setAttribute("aria-label", lang === "zh" ? "Switch to English" : "切换为中文");
    button.hidden = false;
    if (el("rows")) filters();
    list();
    draw();
  }

  el("language").addEventListener("click", () => {
    lang = lang === "zh" ? "en" : "zh";
    speak();
  });
  addEventListener("hashchange", () => {
    if (asked() && asked() !== lang) {
      lang = asked();
      speak();
    }
  });
  if (el("rows")) {
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
      link.addEventListener("click", () => {
        Object.assign(chosen, { rule: String(data.rules.findIndex((rule) => rule[0] === link.dataset.rule)), area: "", severity: "" });
        from = 0;
        filters();
        list();
      });
    }
    addEventListener("beforeprint", () => list(kept().length <= 500)); // on paper nothing can be turned
    addEventListener("afterprint", () => list());
  }
  speak();
})();
