// Charts in view are drawn at once, the others one by one when the page stands, the nearest first.
const places = [...document.querySelectorAll(".chart")];
const special = {}; // chart → a function that gives its specification
let timer = 0;

function away(place) {
  const { top, bottom } = place.getBoundingClientRect();
  return Math.max(top - innerHeight, -bottom, 0);
}

function draw(place) {
  if (place.dataset.asked === lang) return;
  place.dataset.asked = lang;
  const name = place.id.replace("chart-", "");
  const spec = special[name]?.() ?? data.charts[name][lang];
  vegaEmbed(place, spec, { renderer: "svg", actions: false, tooltip: { theme: "custom" } }).then(({ view }) => {
    // The place is the picture, and the page has words for it; Vega would call it something else.
    place.setAttribute("role", "img");
    for (const said of ["aria-label", "aria-roledescription"]) place.removeAttribute(said);
    place.querySelector("svg").setAttribute("aria-hidden", "true");
    place.style.minHeight = "";
    place.classList.add("drawn");
    view.addEventListener("click", (_, item) => item?.datum?.node && bridge.open(`area_line:${item.datum.node}`));
  });
}

/** Draw again, in another language or with other figures. */
function redraw(which = places) {
  for (const place of which) {
    delete place.dataset.asked;
    const { height, width } = data.charts[place.id.replace("chart-", "")][lang];
    place.style.minHeight = `${Math.max(place.clientHeight, (height * place.clientWidth) / width)}px`; // the page stays put
    place.classList.remove("drawn");
  }
  settle();
}

/** Draw what has come into view, then the rest. */
function settle() {
  for (const place of places) if (!away(place)) draw(place);
  rest();
}

function rest() {
  clearTimeout(timer);
  if (document.readyState !== "complete") return;
  timer = setTimeout(() => {
    const waiting = places.filter((place) => place.dataset.asked !== lang).sort((a, b) => away(a) - away(b));
    if (!waiting.length) return;
    draw(waiting[0]);
    rest();
  });
}
addEventListener("load", rest);
