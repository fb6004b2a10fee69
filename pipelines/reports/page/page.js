function speak() {
  root.dataset.lang = lang;
  root.lang = lang === "zh" ? "zh-CN" : "en";
  for (const one of document.querySelectorAll("[data-zh]")) one.textContent = one.dataset[lang];
  for (const one of document.querySelectorAll("[data-zh-label]")) one.setAttribute("aria-label", one.dataset[`${lang}Label`]);
  const button = el("language");
  button.textContent = lang === "zh" ? "English" : "中文";
  button.lang = lang === "zh" ? "en" : "zh-CN";
  button.hidden = false;
  if (el("rows")) filters();
  list();
  bridge.show();
  reachable();
  redraw();
}

/** A table wider than its place can be scrolled by keyboard. */
function reachable() {
  for (const place of document.querySelectorAll(".scroll")) {
    if (place.scrollWidth > place.clientWidth) place.tabIndex = 0;
    else place.removeAttribute("tabindex");
  }
}

el("language").addEventListener("click", () => {
  lang = lang === "zh" ? "en" : "zh";
  speak();
});
addEventListener("hashchange", () => {
  if (askedLang() && askedLang() !== lang) {
    lang = askedLang();
    speak();
  }
});
addEventListener("resize", reachable);
// On paper nothing can be opened, turned or scrolled to.
const opened = [];
addEventListener("beforeprint", () => {
  for (const one of document.querySelectorAll("details:not([open], .long)")) {
    one.open = true;
    opened.push(one);
  }
  places.forEach(draw);
});
addEventListener("afterprint", () => opened.splice(0).forEach((one) => { one.open = false; }));
speak();
bridge.arrive(true);
