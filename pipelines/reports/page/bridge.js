// The bridge of one figure, chosen by link, by the two lists above it, or by the address (#bridge=AREA/LINE).
const bridge = (() => {
  const { levels, causes, figures, said, left_out: leftOut } = data.bridges;
  const FIELDS = ["level", "node", "area", "line", "section", "name", "statedCount", "count", "stated", "computed", "agrees", "low", "high", "steps", "said"];
  const known = figures.map((short) => Object.fromEntries(FIELDS.map((field, at) => [field, short[at]])));
  for (const one of known) {
    one.level = levels[one.level];
    one.kind = one.level[0];
    one.said = said[one.said];
    let at = 0;
    one.steps = one.steps.map(([no, rows, amount]) => {
      const [cause, zh, en, unitZh, unitEn] = causes[no];
      const level = ["claimed", "computed", "stated"].includes(cause);
      const unit = [unitZh, Math.abs(rows) === 1 ? unitEn.replace(/s$/, "") : unitEn];
      const start = level ? amount : at;
      at = level ? amount : at + amount;
      return { cause, name: [zh, en], rows, unit, amount, level, start, end: at };
    });
    one.between = one.steps.filter((step) => !step.level);
    one.gap = one.stated === null ? null : one.computed - one.stated;
    one.claimed = one.steps.find((step) => step.cause === "claimed")?.amount ?? null;
  }
  const whole = known.find((one) => one.kind === "total");
  const find = (key) => (key ? known.find((one) => `${one.kind}:${one.node}` === key) ?? known.find((one) => one.node === key) : whole);
  const key = (one) => (find(one.node) === one ? one.node : `${one.kind}:${one.node}`);
  const hash = (one) => (one === whole ? "#bridge" : `#bridge=${key(one).split("/").map(encodeURIComponent).join("/")}`);
  const numbered = (one) => data.lineNos[one.line] ?? "";
  const lineName = (one) => `${numbered(one)} ${words(data.lines[one.line])}`;
  /** What a figure is called, as told from another that holds it. */
  const name = (one, from = whole) => {
    if (one.kind === "line" || (one.line && from.kind === "area")) return lineName(one);
    if (one.area >= 0 && from.kind === "line") return words(data.areas[one.area]);
    return one.name ? words(one.name) : `${words(data.areas[one.area])} ▸ ${lineName(one)}`;
  };
  const happened = (one) => one.between.length > 0 || !one.agrees;
  const counted = (step) => (step.rows === null ? "" : `${count(Math.abs(step.rows))} ${words(step.unit)}`);

  let shown = whole;
  let holder = whole; // the figure in the first list; what is shown is it, or within it
  let opener = null;

  /** What a figure is made of: the areas of the whole, the lines of a section, a town's lines, a line's towns. */
  function parts(one) {
    if (one === whole) return known.filter((kid) => kid.kind === "area");
    if (one.kind === "section") return known.filter((kid) => kid.kind === "line" && kid.section === one.section);
    if (one.kind === "area") return known.filter((kid) => kid.area === one.area && kid !== one);
    if (one.kind === "line") return known.filter((kid) => kid.line === one.line && kid.area >= 0);
    return [];
  }

  function asked() {
    if (["", "#", "#bridge"].includes(location.hash)) return "";
    const found = /[#&]bridge=([^&]*)/.exec(location.hash)?.[1];
    try {
      return found === undefined ? null : decodeURIComponent(found);
    } catch {
      return found;
    }
  }

  const link = (one, text) => make("a", text, "", { href: hash(one) });

  // The chart: a form of Vega-Lite, filled in.
  special.bridge = () => {
    const spec = structuredClone(data.charts.bridge[lang]);
    const labels = shown.steps.map((step) => words(step.name));
    const title = shown.low > 0
      ? say(`元（横轴从 ${yuan(shown.low)} 起，// 表示截断）`, `yuan (the axis begins at ${yuan(shown.low)}; // marks the cut)`)
      : say("元", "yuan");
    const fill = (part) => {
      for (const [field, value] of Object.entries(part)) {
        if (field === "sort" && Array.isArray(value)) part[field] = labels;
        else if (field === "scale" && value.nice === false) value.domain = [shown.low, shown.high];
        else if (field === "axis" && value.labelExpr) value.title = title;
        else if (value && typeof value === "object") fill(value);
      }
    };
    fill(spec.layer);
    spec.height = labels.length * 32;
    const sign = (amount) => (amount < 0 ? "▼ −" : amount > 0 ? "▲ +" : "＝ ");
    spec.datasets[spec.data.name] = shown.steps.map((step, at) => ({
      step_no: at,
      label: labels[at],
      next_label: labels[at + 1] ?? null,
      is_level: step.level,
      start_fen: step.start,
      end_fen: step.end,
      from_fen: step.level ? shown.low : step.start,
      right_fen: Math.max(step.start, step.end),
      kind: step.level ? "level" : step.amount < 0 ? "down" : "up",
      cut: step.level && shown.low > 0,
      text: [step.level ? yuan(step.amount) : sign(step.amount) + yuan(Math.abs(step.amount)), counted(step)].filter(Boolean).join(" · "),
    }));
    return spec;
  };

  function figuresOf(one) {
    return [figure(count(one.statedCount)), figure(count(one.count)), figure(yuan(one.stated)), figure(yuan(one.computed)), figure(signed(one.gap)), make("td", mark(one), "check")];
  }

  function stepRow(step) {
    const made = row(head(words(step.name)), figure(counted(step) || "—"), figure(step.level ? "" : signed(step.amount)), figure(yuan(step.end)));
    if (step.level) made.className = "sub";
    return made;
  }

  function partRow(one) {
    const because = one.between.map((step) => make("small", `${words(step.name)} ${signed(step.amount)}${step.rows === null ? "" : ` · ${counted(step)}`}`));
    return row(head(link(one, name(one, shown))), figure(yuan(one.claimed)), make("td", because.length ? because : "—"), figure(yuan(one.computed)), figure(yuan(one.stated)), figure(signed(one.gap)), make("td", mark(one), "check"));
  }

  function showParts() {
    const kids = parts(shown);
    el("bridge-parts").replaceChildren(...[...new Set(kids.map((kid) => kid.kind))].map((kind) => partsOf(kids.filter((kid) => kid.kind === kind))));
  }

  /** The parts of one level: a table of those that anything happened to. */
  function partsOf(kids) {
    const loud = kids.filter(happened);
    const [zh, en] = kids[0].level.slice(1);
    if (!loud.length) {
      return make("p", say(`✔ ${zh}（${count(kids.length)} 个）：都没有变化，也没有不符。`, `✔ ${en} (${count(kids.length)}): nothing happened to them, and none differs.`), "fine");
    }
    const caption = say(`${zh}：有变化或不符的 ${count(loud.length)} 个（共 ${count(kids.length)} 个）。点名称看它自己的桥。`, `${en}: ${count(loud.length)} of ${count(kids.length)} changed or differ. Choose one to see its own bridge.`);
    const columns = [[say("名称", "Figure")], [say("申报（元）", "Claimed (yuan)"), 1], [say("变化（元）", "Changes (yuan)")], [say("核定（元）", "Computed (yuan)"), 1], [say("列明（元）", "Stated (yuan)"), 1], [say("差额", "Difference"), 1], [say("核对", "Check")]];
    return table(caption, columns, loud.map(partRow), "figures parts");
  }

  /** Findings that belong to the figure, by rule; each rule leads to the list, cut down to them. */
  function showFindings() {
    const place = el("bridge-findings");
    place.replaceChildren();
    if (!el("rows") || !["section", "line", "area", "area_line"].includes(shown.kind)) return;
    const lines = shown.kind === "section" ? new Set(parts(shown).map((kid) => kid.line)) : shown.line ? new Set([shown.line]) : null;
    const mine = all.filter((one) => (shown.area < 0 || one.area === shown.area) && (!lines || lines.has(one.line)));
    if (!mine.length) {
      place.append(make("p", say("✔ 没有发现属于它的问题。", "✔ No finding belongs to it."), "fine"));
      return;
    }
    const where = { area: shown.area < 0 ? "" : String(shown.area), line: shown.line ?? "" };
    const there = (text, rule) => {
      const made = make("a", text, "", { href: "#list" });
      made.addEventListener("click", () => narrow({ ...where, rule }));
      return made;
    };
    const weight = (rule) => Object.keys(data.severities).indexOf(data.rules[rule][1]);
    const byRule = new Map();
    for (const one of mine) byRule.set(one.rule, [...(byRule.get(one.rule) ?? []), one]);
    const rows = [...byRule].sort(([a], [b]) => weight(a) - weight(b) || a - b).map(([rule, found]) => {
      const [icon, ...named] = data.severities[found[0].severity];
      return row(cell(make("span", `${icon} ${words(named)}`, `sev ${found[0].severity}`)), head(there(data.rules[rule][lang === "zh" ? 2 : 3], String(rule))), figure(count(found.length)));
    });
    const caption = say(`属于它的问题：${count(mine.length)} 件。点规则名在清单里逐条看。`, `Findings that belong to it: ${count(mine.length)}. Choose a rule to see them one by one in the list.`);
    place.append(table(caption, [[say("程度", "Severity")], [say("规则", "Rule")], [say("件数", "Count"), 1]], rows, "figures narrow"));
    if (shown.kind !== "section") place.append(make("p", there(say(`在清单里看全部 ${count(mine.length)} 件 →`, `See all ${count(mine.length)} in the list →`), ""), "screen"));
  }

  // The two lists: a figure, and what is within it.
  function options(found, from, chosen) {
    const groups = new Map();
    for (const one of found) {
      const option = make("option", name(one, from), "", { value: hash(one), selected: one === chosen });
      if (!groups.has(one.kind)) groups.set(one.kind, make("optgroup", undefined, "", { label: words(one.level.slice(1)) }));
      groups.get(one.kind).append(option);
    }
    return [...groups.values()];
  }

  function showLists() {
    const within = shown.area >= 0 && shown.kind !== "area";
    if (!within) holder = shown;
    else if (!parts(holder).includes(shown) || holder === whole) holder = known.find((one) => one.kind === "area" && one.area === shown.area);
    const kids = ["area", "line"].includes(holder.kind) ? parts(holder) : [];
    el("whose").replaceChildren(...options(known.filter((one) => one.area < 0 || one.kind === "area"), whole, holder));
    el("of-which").replaceChildren(make("option", say("（全部）", "(all of it)"), "", { value: hash(holder) }), ...options(kids, holder, shown));
    el("of-which").disabled = !kids.length;
  }

  function show(one = shown) {
    shown = one;
    el("bridge-name").textContent = `${words(shown.level.slice(1))}${shown === whole ? "" : `：${name(shown)}`}`.replace("：", say("：", ": "));
    el("bridge-figures").replaceChildren(row(...figuresOf(shown)));
    el("bridge-steps").replaceChildren(...shown.steps.map(stepRow));
    el("bridge-by").textContent = shown.said ? say(`列明者：${shown.said[0]}`, `Stated by: ${shown.said[1]}`) : "";
    const gone = leftOut ? say(`另有 ${count(leftOut)} 个没有变化、也没有不符的分项未列入本页，见账本的 out_bridge。`, `${count(leftOut)} more figures that nothing happened to are not on this page; the ledger's out_bridge has them.`) : "";
    el("bridge-left-out").textContent = gone;
    showParts();
    showFindings();
    showLists();
    redraw([el("chart-bridge")]);
  }

  /** Say it to those who do not see it. */
  function tell(text) {
    const gap = shown.stated === null ? say("未列明金额", "no amount stated") : `${say("差额", "difference")} ${signed(shown.gap)}`;
    el("bridge-said").className = text ? "" : "hide"; // what went wrong is for all to see
    el("bridge-said").textContent = text ?? `${say("差额桥", "Bridge")} ${el("bridge-name").textContent}: ${say("核定", "computed")} ${yuan(shown.computed)}, ${gap}`;
  }

  function arrive(first = false) {
    const wanted = asked();
    if (wanted === null) return;
    const one = find(wanted);
    if (one && one !== shown) show(one);
    tell(one ? undefined : say(`本页没有“${wanted}”的差额桥。`, `This page has no bridge of "${wanted}".`));
    if (opener?.fresh || (first && wanted)) {
      el("bridge-name").focus({ preventScroll: true });
      el("bridge").scrollIntoView();
      if (opener) opener.fresh = false;
      settle();
    } else if (!first && opener?.link.isConnected && opener.from === location.hash) {
      opener.link.focus({ preventScroll: true }); // back again
    }
  }

  document.addEventListener("click", (event) => {
    const found = event.target.closest?.("a[href^='#bridge=']");
    if (!found) return;
    opener = { link: found, fresh: true, from: location.hash };
    if (found.hash === location.hash) arrive();
  });
  addEventListener("hashchange", () => arrive());
  for (const id of ["whose", "of-which"]) {
    el(id).addEventListener("change", (event) => {
      // walking down a list is one step back, not many
      history[history.state === id ? "replaceState" : "pushState"](id, "", event.target.value);
      opener = null;
      arrive();
    });
  }
  for (const place of document.querySelectorAll("[data-figure]")) {
    const one = find(place.dataset.figure);
    if (!one || one === whole) continue;
    const made = make("a", [...place.childNodes], "", { href: hash(one) });
    place.append(made);
  }
  el("choose-bridge").hidden = false;

  return {
    show,
    arrive,
    open(wanted) {
      const one = find(wanted);
      if (!one) return;
      opener = { link: el("chart-heat"), fresh: true, from: location.hash };
      if (hash(one) === location.hash) arrive();
      else location.hash = hash(one);
    },
  };
})();
