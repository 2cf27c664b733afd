/* Adds a choice of colours, links into folded parts, and filters that are stored in the address. All
   pages also work without this script, and the script fetches nothing. */
"use strict";

const root = document.documentElement;

/* The button shows whether dark colours are on, by the reader's choice or the system's setting. */
function setUpColours() {
  const button = document.querySelector("[data-scheme-button]");
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.scheme ? root.dataset.scheme === "dark" : system.matches);
  const show = () => button.setAttribute("aria-pressed", String(isDark()));
  button.hidden = false;
  button.addEventListener("click", () => {
    root.dataset.scheme = isDark() ? "light" : "dark";
    try {
      localStorage.setItem("facts-scheme", root.dataset.scheme);
    } catch {
      /* Without storage, the reader must choose again on the next page. */
    }
    show();
  });
  system.addEventListener("change", show);
  show();
}

/* If the chosen reading depth hides the target of a link, the whole text is shown. */
function setUpDepths() {
  const all = document.getElementById("depth-3");
  if (!all) return;
  const reveal = () => {
    const name = decodeURIComponent(location.hash.slice(1));
    const part = name && document.getElementById(name);
    if (part && !part.getClientRects().length) {
      all.checked = true;
      part.scrollIntoView();
    }
  };
  addEventListener("hashchange", reveal);
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('a[href^="#"]');
    if (link && link.getAttribute("href") === location.hash) setTimeout(reveal);
  });
  reveal();
}

/* Filters need only CSS. The script counts the remaining items and writes the choice into the address. */
function setUpFilters() {
  document.querySelectorAll("form[data-filter]").forEach((form) => {
    const status = form.querySelector("[role=status]");
    const items = [...document.querySelectorAll(form.dataset.filter)];
    const boxes = [...form.querySelectorAll("input[type=radio], input[type=checkbox]")];
    const count = () => {
      const left = items.filter((one) => one.getClientRects().length).length;
      status.textContent = form.dataset.shown.replace("{left}", left).replace("{all}", items.length);
    };
    const keep = () => {
      const chosen = new URLSearchParams();
      boxes.filter((one) => one.checked && one.value).forEach((one) => chosen.append(one.name, one.value));
      const query = chosen.toString();
      history.replaceState(null, "", `${location.pathname}${query ? `?${query}` : ""}${location.hash}`);
    };
    const asked = new URLSearchParams(location.search);
    if (boxes.some((one) => asked.has(one.name))) form.closest("details").open = true;
    boxes.forEach((one) => {
      if (asked.has(one.name)) one.checked = asked.getAll(one.name).includes(one.value);
    });
    /* A remaining item may be in a folded list. */
    const unfold = () => {
      if (boxes.some((one) => one.checked && one.value)) items.forEach((one) => one.closest("details")?.setAttribute("open", ""));
    };
    form.addEventListener("change", () => { unfold(); count(); keep(); });
    form.addEventListener("reset", () => setTimeout(() => { count(); keep(); }));
    form.addEventListener("submit", (event) => event.preventDefault());
    unfold();
    if (boxes.some((one) => one.checked && one.value)) count();
  });
}

/* Printed pages show the parts that are folded on the screen. */
function setUpPrint() {
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("article details:not([open])")];
    opened.forEach((one) => { one.open = true; });
  });
  addEventListener("afterprint", () => opened.forEach((one) => { one.open = false; }));
}

setUpColours();
setUpDepths();
setUpFilters();
setUpPrint();
