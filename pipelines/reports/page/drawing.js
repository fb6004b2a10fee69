// Charts are drawn when they come near, and otherwise when the browser has nothing better to do.
const MARGIN = "300px";
const places = [...document.querySelectorAll(".chart")];
const special = {}; // chart → a function that gives its specification
const near = new IntersectionObserver((seen) => seen.filter((one) => one.isIntersecting).forEach((one) => draw(one.target)), { rootMargin: MARGIN });
const whenIdle = window.requestIdleCallback ?? ((work) => setTimeout(work, 200));

function draw(place) {
  if (place.dataset.asked === lang) return;
  place.dataset.asked = lang;
  near.unobserve(place);
  const name = place.id.replace("chart-", "");
  const spec = special[name]?.() ?? data.charts[name][lang];
  vegaEmbed(place, spec, { renderer: "svg", actions: false, tooltip: { theme: "custom" } }).then(({ view }) => {
    place.style.minHeight = "";
    place.classList.add("drawn");
    view.addEventListener("click", (_, item) => item?.datum?.node && bridge.open(`area_line:${item.datum.node}`));
  });
}

/** Draw again, in another language or with other figures. */
function redraw(which = places) {
  for (const place of which) {
    const drawn = place.classList.contains("drawn");
    place.classList.remove("drawn");
    delete place.dataset.asked;
    const spec = data.charts[place.id.replace("chart-", "")][lang];
    if (!drawn) place.style.minHeight = `${(spec.height * place.clientWidth) / spec.width}px`; // the page stays put
    near.unobserve(place);
    near.observe(place);
  }
  whenIdle(rest);
}

function rest() {
  const waiting = places.find((place) => place.dataset.asked !== lang);
  if (!waiting) return;
  draw(waiting);
  whenIdle(rest);
}
