"use strict";
// The panel: one place with its chances and claims, or the sources of one sentence.
const SalientPanel = (() => {
  function make(tag, className, text) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  }

  function percent(thousandths) {
    if (thousandths < 10) return "under 1 %";
    if (thousandths > 990) return "over 99 %";
    return `${Math.round(thousandths / 10)} %`;
  }

  function fullDate(firstDay, days) {
    const moment = new Date(`${firstDay}T00:00:00Z`);
    moment.setUTCDate(moment.getUTCDate() + days);
    return moment.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  }

  function card(claim, weightText, active) {
    const item = make("article", active ? "card active" : "card");
    item.dataset.claim = claim.id;
    const quote = make("blockquote");
    quote.lang = claim.language;
    quote.dir = "auto";
    if (claim.before) quote.append(make("span", "context", claim.before));
    quote.append(make("mark", "", claim.quote));
    if (claim.after) quote.append(make("span", "context", claim.after));
    item.append(quote);
    const from = make("p", "from", claim.chain);
    if (claim.mood) from.append(" ", make("span", "mood", claim.mood));
    item.append(from);
    const where = make("p", "where");
    where.append([claim.title ? `“${claim.title}”` : null, claim.published, claim.about ? `about events ${claim.about}` : null].filter(Boolean).join("; "));
    if (claim.url) {
      const link = make("a", "", claim.publisher);
      link.href = claim.url;
      link.rel = "noopener noreferrer nofollow";
      where.append("; ", link);
    }
    item.append(where);
    if (weightText) item.append(make("p", "where", weightText));
    if (claim.number) {
      const inText = make("p", "where");
      const link = make("a", "", `source ${claim.number} in the text`);
      link.href = `#source-${claim.number}`;
      inText.append(link);
      item.append(inText);
    }
    return item;
  }

  function create(data, onClose) {
    const panel = document.getElementById("panel");
    const places = data.places;
    let opener = null;

    function open(title, under) {
      if (panel.hidden) opener = document.activeElement;
      panel.replaceChildren();
      const close = make("button", "close", "×");
      close.type = "button";
      close.setAttribute("aria-label", "Close");
      close.addEventListener("click", shut);
      const heading = make("h2", "", title);
      panel.append(close, heading);
      if (under) panel.append(make("p", "soft", under));
      panel.hidden = false;
      panel.scrollTop = 0;
    }
    function shut() {
      panel.hidden = true;
      onClose();
      if (opener && document.contains(opener)) opener.focus({ preventScroll: true });
      opener = null;
    }

    function colours() {
      const dark = matchMedia("(prefers-color-scheme: dark)").matches;
      return data.fills[dark ? "dark" : "light"];
    }
    const states = [...data.sides.map((side) => side.name), "contested"];

    function paint(element, state) {
      if (state === data.sides.length) element.classList.add("hatched");
      else element.style.background = colours().bar[state];
    }

    function bars(chances) {
      const table = make("table", "bars");
      chances.forEach((chance, state) => {
        const row = make("tr");
        const name = make("th", "", states[state]);
        name.scope = "row";
        const track = make("td", "track"), fill = make("span", "fill");
        fill.style.width = `${chance / 10}%`;
        paint(fill, state);
        track.append(fill);
        row.append(name, track, make("td", "number", percent(chance)));
        table.append(row);
      });
      return table;
    }

    function verdict(index, day) {
      const standing = places.days[day].standing[index], key = Math.floor(standing / 7), term = data.terms[standing % 7];
      const since = places.days[day].since[index], name = places.name[index];
      const until = since === null ? "" : `, since ${fullDate(data.firstDay, since)}${since <= 0 ? " or earlier" : ""}`;
      if (key === data.sides.length + 1) return `Who holds ${name} is open: no side has a chance of 55 % or more.`;
      if (key === data.sides.length) {
        return term.adverb ? `${name} is ${term.adverb} contested${until}.` : `${name} is open, with contested its likeliest state${until}.`;
      }
      const side = data.sides[key].name;
      return `${side[0].toUpperCase()}${side.slice(1)} ${term.adverb} holds ${name}${until}.`;
    }

    function past(index) {
      const table = make("table", "past");
      const oldestFirst = data.days.map((_, number) => number).sort((a, b) => data.days[b].ago - data.days[a].ago);
      oldestFirst.forEach((number) => {
        const day = data.days[number], chances = places.days[number].p[index];
        if (!chances) return;
        const row = make("tr"), name = make("th", "", day.date), cell = make("td"), strip = make("div", "strip");
        name.scope = "row";
        strip.setAttribute("role", "img");
        strip.setAttribute("aria-label", chances.map((chance, state) => `${states[state]} ${percent(chance)}`).join(", "));
        chances.forEach((chance, state) => {
          const part = make("span");
          part.style.width = `${chance / 10}%`;
          paint(part, state);
          strip.append(part);
        });
        cell.append(strip);
        row.append(name, cell);
        table.append(row);
      });
      return table;
    }

    function showPlace(index, day) {
      open(places.name[index], places.full[index]);
      const chances = places.days[day].p[index];
      panel.append(make("p", "soft", `On ${data.days[day].date}`));
      if (chances) panel.append(make("p", "", verdict(index, day)), bars(chances));
      else panel.append(make("p", "", "There is no estimate for this day."));
      if (data.days.length > 1) panel.append(make("h3", "", "Over the week"), past(index));
      panel.append(make("h3", "", "Evidence"));
      const evidence = places.evidence[index];
      panel.append(make("p", "", evidence
        ? `Recent reports carry ${evidence} % of the estimate’s certainty; what was known before carries the rest.`
        : "No recent report bears on it; what was known before is carried forward."));
      if (!places.named[index]) panel.append(make("p", "", `No report of the last ${data.windowDays} days names it.`));
      const found = data.placeClaims[index];
      if (!found) return;
      for (const [claim, side, weight] of found.shown) {
        const leaning = side === null ? "" : `Weight ${weight.toFixed(2)} towards ${data.sides[side].name}`;
        panel.append(card(data.claims[claim], leaning, false));
      }
      const rest = found.all - found.shown.length;
      if (rest > 0) panel.append(make("p", "soft", `${rest} more in claims.jsonl.`));
    }

    function showClaims(claims, activeNumber) {
      open(claims.length === 1 ? "Source of this sentence" : "Sources of this sentence", "");
      for (const claim of claims) panel.append(card(claim, "", claim.number === activeNumber));
      const active = panel.querySelector(".card.active");
      if (active && claims.length > 1) active.scrollIntoView({ block: "nearest" });
    }

    return { panel, showPlace, showClaims, shut, isOpen: () => !panel.hidden };
  }
  return { create, make };
})();
