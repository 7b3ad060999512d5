"use strict";
// Wires text, map and panel together.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const places = data.places;
  const indexOf = new Map(places.id.map((id, index) => [id, index]));
  const byNumber = new Map(data.claims.filter((claim) => claim.number).map((claim) => [claim.number, claim]));
  const make = SalientPanel.make;
  const wide = matchMedia("(min-width: 63.01rem)");
  let day = 0, shown = null;

  const map = SalientMap.create(data, (index) => showPlace(index, false));
  const panel = SalientPanel.create(data, () => {
    shown = null;
    clear();
    map.choose([], false);
  });

  function clear() {
    document.querySelectorAll(".active").forEach((element) => element.classList.remove("active"));
  }
  function covered() {
    const box = panel.panel.getBoundingClientRect();
    if (wide.matches) return { right: box.width + 20, bottom: 0 };
    const frame = document.getElementById("map").getBoundingClientRect();
    return { right: 0, bottom: Math.max(0, frame.height - (window.innerHeight - box.height)) };
  }
  function showPlace(index, move) {
    shown = index;
    clear();
    if (move && !wide.matches) document.querySelector(".frame").scrollIntoView({ block: "start", behavior: "instant" });
    panel.showPlace(index, day);
    map.choose([index], move);
    map.nudge(index, covered());
  }

  function showSentence(sentence, number) {
    clear();
    sentence.classList.add("active");
    const numbers = [...sentence.querySelectorAll(".ref")].map((link) => Number(link.textContent));
    for (const link of sentence.querySelectorAll(".ref")) {
      if (Number(link.textContent) === number) link.classList.add("active");
    }
    for (const cited of numbers) document.getElementById(`source-${cited}`)?.classList.add("active");
    const claims = numbers.map((cited) => byNumber.get(cited)).filter(Boolean);
    shown = null;
    panel.showClaims(claims, number);
    const ids = claims.flatMap((claim) => claim.places).map((id) => indexOf.get(id));
    const indices = [...new Set(ids.filter((index) => index !== undefined))];
    map.choose(indices, indices.length > 0);
    if (indices.length) map.nudge(indices[0], covered());
  }

  document.getElementById("text").addEventListener("click", (event) => {
    const link = event.target.closest(".ref"), place = event.target.closest(".place");
    if (link) {
      event.preventDefault();
      showSentence(link.closest(".sentence"), Number(link.textContent));
    } else if (place && indexOf.has(place.dataset.place)) {
      showPlace(indexOf.get(place.dataset.place), true);
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && panel.isOpen()) panel.shut();
  });

  // The days, oldest first.
  const days = document.querySelector(".days");
  const ago = { 0: "today", 1: "the day before", 7: "a week before" };
  data.days.map((_, index) => index).sort((a, b) => data.days[b].ago - data.days[a].ago).forEach((index) => {
    const label = make("label"), input = make("input");
    input.type = "radio";
    input.name = "day";
    input.value = index;
    input.checked = index === 0;
    input.addEventListener("change", () => {
      day = index;
      map.setDay(index);
      if (shown !== null) panel.showPlace(shown, day);
    });
    label.append(input, make("b", "", data.days[index].date), make("small", "", ago[data.days[index].ago] ?? ""));
    days.append(label);
  });
  days.hidden = data.days.length < 2;

  // Finding a place by name.
  const form = document.querySelector(".find"), field = document.getElementById("find"), list = document.getElementById("found");
  const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f'’ʼ]/g, "").toLowerCase();
  const keys = places.name.map(plain);
  let selected = -1;
  form.hidden = false;
  function suggest() {
    const wanted = plain(field.value.trim());
    const found = [];
    if (wanted) keys.forEach((key, index) => { if (key.includes(wanted)) found.push(index); });
    const rank = (index) => (keys[index].startsWith(wanted) ? 0 : 1000) - places.weight[index];
    found.sort((a, b) => rank(a) - rank(b) || a - b);
    list.replaceChildren(...found.slice(0, 8).map((index, number) => {
      const item = make("li", "", places.name[index]);
      item.id = `found-${number}`;
      item.setAttribute("role", "option");
      item.dataset.index = index;
      if (places.full[index]) item.append(" ", make("small", "", places.full[index]));
      item.addEventListener("pointerdown", (event) => { event.preventDefault(); pick(item); });
      return item;
    }));
    if (wanted && !found.length) list.append(make("li", "none", "No settlement with an estimate has this name"));
    select(found.length ? 0 : -1);
    list.hidden = !list.children.length;
    field.setAttribute("aria-expanded", String(!list.hidden));
  }
  function select(number) {
    selected = number;
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === number)));
    if (number >= 0) field.setAttribute("aria-activedescendant", `found-${number}`);
    else field.removeAttribute("aria-activedescendant");
  }
  function pick(item) {
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
    field.value = item.firstChild.textContent;
    showPlace(Number(item.dataset.index), true);
  }
  field.addEventListener("input", suggest);
  field.addEventListener("blur", () => { list.hidden = true; field.setAttribute("aria-expanded", "false"); });
  field.addEventListener("keydown", (event) => {
    const count = list.querySelectorAll("[role=option]").length;
    if (event.key === "ArrowDown" && count) { event.preventDefault(); select((selected + 1) % count); }
    else if (event.key === "ArrowUp" && count) { event.preventDefault(); select((selected + count - 1) % count); }
    else if (event.key === "Enter") { event.preventDefault(); if (selected >= 0 && !list.hidden) pick(list.children[selected]); }
  });
  form.addEventListener("submit", (event) => event.preventDefault());

  // Colours of the legend and of the map follow the reader's light or dark.
  const dark = matchMedia("(prefers-color-scheme: dark)");
  function scheme() {
    const name = dark.matches ? "dark" : "light", fills = data.fills[name];
    map.setScheme(name);
    document.querySelectorAll(".swatch[data-side]").forEach((swatch) => {
      const side = data.sides.findIndex((one) => one.id === swatch.dataset.side);
      swatch.style.background = fills.area[side * 7 + Number(swatch.dataset.rank)];
    });
    if (shown !== null) panel.showPlace(shown, day);
  }
  dark.addEventListener("change", scheme);
  addEventListener("beforeprint", () => { document.querySelector(".legend").open = true; });
  if (!wide.matches) document.querySelector(".legend").open = false;
  scheme();
  window.salient = { map, showPlace, indexOf };
})();
