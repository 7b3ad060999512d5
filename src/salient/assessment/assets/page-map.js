"use strict";
// The map: areas, outlines, rivers, dots and labels, all on canvas, without tiles.
const SalientMap = (() => {
  const MOST_DOTS = 1800;
  const MOST_LABELS = 70;

  // Rings are flat lists, the first point whole and the rest as differences, in thousandths.
  function ring(flat) {
    const points = [];
    let x = 0, y = 0;
    for (let i = 0; i < flat.length; i += 2) {
      x += flat[i]; y += flat[i + 1];
      points.push([y / 1000, x / 1000]);
    }
    return points;
  }
  const shape = (parts) => parts.map((rings) => rings.map(ring));

  function hatched(fill, ink) {
    const tile = document.createElement("canvas");
    tile.width = tile.height = 8;
    const pen = tile.getContext("2d");
    pen.fillStyle = fill;
    pen.fillRect(0, 0, 8, 8);
    pen.strokeStyle = ink;
    pen.lineWidth = 1.3;
    for (const shift of [-8, 0, 8]) {
      pen.beginPath();
      pen.moveTo(shift - 1, 9);
      pen.lineTo(shift + 9, -1);
      pen.stroke();
    }
    return pen.createPattern(tile, "repeat");
  }

  // A dot as a diamond, for contested places; the canvas renderer calls this path.
  const Diamond = L.CircleMarker.extend({
    _updatePath() {
      const renderer = this._renderer;
      if (!renderer._drawing || this._empty()) return;
      const pen = renderer._ctx, p = this._point, r = Math.max(Math.round(this._radius), 1) * 1.25;
      pen.beginPath();
      pen.moveTo(p.x, p.y - r);
      pen.lineTo(p.x + r, p.y);
      pen.lineTo(p.x, p.y + r);
      pen.lineTo(p.x - r, p.y);
      pen.closePath();
      renderer._fillStroke(pen, this);
    },
  });

  function create(data, onPlace) {
    const places = data.places, sides = data.sides.length;
    const contestedKey = sides;
    const order = places.id.map((_, i) => i).sort((a, b) => prominence(b) - prominence(a) || a - b);
    const map = L.map("map", {
      preferCanvas: true, zoomSnap: 0.25, zoomDelta: 0.5, minZoom: 4, maxZoom: 13,
      wheelPxPerZoomLevel: 90, zoomControl: false, attributionControl: true,
      maxBounds: L.latLngBounds(data.extent).pad(0.6), maxBoundsViscosity: 0.8,
    });
    map.attributionControl.setPrefix(false);
    map.attributionControl.addAttribution("Coast: Natural Earth");
    L.control.zoom({ position: "topleft" }).addTo(map);
    L.control.scale({ imperial: false, position: "bottomleft", maxWidth: 140 }).addTo(map);
    const renderers = {};
    for (const [name, level] of [["ground", 210], ["lines", 220], ["dots", 420], ["over", 430]]) {
      map.createPane(name).style.zIndex = level;
      if (name !== "dots") map.getPane(name).style.pointerEvents = "none";
      renderers[name] = L.canvas({ pane: name, padding: 0.3, tolerance: 6 });
    }
    map.createPane("labels").style.zIndex = 440;
    map.getPane("labels").style.pointerEvents = "none";

    const layers = { ground: L.layerGroup(), lines: L.layerGroup(), dots: L.layerGroup(), over: L.layerGroup(), labels: L.layerGroup() };
    Object.values(layers).forEach((layer) => layer.addTo(map));
    const decoded = { land: shape(data.land), outline: shape(data.outline) };
    const divisions = data.divisions.map(shape);
    const rivers = data.rivers.map((river) => shape(river.line).map((part) => part[0]));
    const areas = data.days.map((day) => day.areas.map(([standing, parts]) => [standing, shape(parts)]));
    let day = 0, fills = data.fills.light, chosen = [];

    function prominence(i) {
      return places.weight[i] + 12 * places.named[i] + 16 * places.turned[i];
    }
    function fillOf(standing, hatch) {
      return Math.floor(standing / 7) === contestedKey ? hatch : fills.area[standing];
    }

    function drawGround() {
      layers.ground.clearLayers();
      layers.lines.clearLayers();
      const quiet = { interactive: false, smoothFactor: 0.6 };
      const hatch = hatched(fills.contested, fills.hatch);
      const ground = { ...quiet, renderer: renderers.ground, pane: "ground" };
      const lines = { ...quiet, renderer: renderers.lines, pane: "lines" };
      L.polygon(decoded.land, { ...ground, stroke: false, fillColor: fills.land, fillOpacity: 1 }).addTo(layers.ground);
      for (const [standing, parts] of areas[day]) {
        const fill = fillOf(standing, hatch);
        L.polygon(parts, { ...ground, color: typeof fill === "string" ? fill : fills.contested, weight: 0.6, fillColor: fill, fillOpacity: 1 }).addTo(layers.ground);
      }
      for (const parts of divisions) {
        L.polygon(parts, { ...lines, fill: false, color: fills.paper, weight: 2.4, opacity: 0.55 }).addTo(layers.lines);
        L.polygon(parts, { ...lines, fill: false, color: fills.outline, weight: 0.9, dashArray: "4 3" }).addTo(layers.lines);
      }
      for (const parts of rivers) {
        L.polyline(parts, { ...lines, color: fills.paper, weight: 3.4, opacity: 0.75 }).addTo(layers.lines);
        L.polyline(parts, { ...lines, color: fills.river, weight: 1.6 }).addTo(layers.lines);
      }
      L.polygon(decoded.outline, { ...lines, fill: false, color: fills.ink, weight: 1.2, opacity: 0.8 }).addTo(layers.lines);
    }

    const point = (i) => [places.lat[i] / 10000, places.lon[i] / 10000];

    function radius(i, zoom) {
      const size = 1.6 + Math.max(0, places.weight[i] / 10 - 2.4) * 0.8 + (places.named[i] ? 1.4 : 0);
      return Math.min(9, size * (0.55 + 0.07 * zoom));
    }

    function drawDots() {
      layers.dots.clearLayers();
      layers.over.clearLayers();
      const view = map.getBounds().pad(0.15), zoom = map.getZoom();
      const shown = [];
      for (const i of order) {
        if (shown.length >= MOST_DOTS) break;
        if (places.days[day].standing[i] >= 0 && view.contains(point(i))) shown.push(i);
      }
      // Where villages come by the hundred, those without a name on the map are specks.
      const crowded = shown.length > 600;
      const small = (i) => crowded && !places.named[i] && !places.turned[i] && places.weight[i] < 40;
      const labelled = drawLabels(shown, zoom, small);
      for (const i of shown.slice().reverse()) {
        const key = Math.floor(places.days[day].standing[i] / 7), colour = fills.dot[key];
        const solid = places.named[i], speck = small(i) && !labelled.has(i);
        const Dot = key === contestedKey ? Diamond : L.CircleMarker;
        const dot = new Dot(point(i), {
          renderer: renderers.dots, pane: "dots", radius: speck ? 1.7 : radius(i, zoom), bubblingMouseEvents: false,
          stroke: !speck, color: solid ? fills.paper : colour, weight: solid ? 1.1 : 1.2,
          fillColor: solid || speck ? colour : fills.paper, fillOpacity: speck ? 0.65 : 1,
        });
        dot.on("click", () => onPlace(i));
        dot.on("mouseover", () => { map.getContainer().title = places.name[i]; });
        dot.on("mouseout", () => { map.getContainer().title = ""; });
        dot.addTo(layers.dots);
        if (places.turned[i]) ringAt(i, radius(i, zoom) + 4, fills.ink, 1.5);
      }
      for (const i of chosen) ringAt(i, radius(i, zoom) + 8, fills.ink, 3.5);
    }

    function ringAt(i, size, colour, weight) {
      L.circleMarker(point(i), { renderer: renderers.over, pane: "over", interactive: false, radius: size, fill: false, color: colour, weight }).addTo(layers.over);
    }

    const measure = document.createElement("canvas").getContext("2d");
    const family = getComputedStyle(document.body).getPropertyValue("--sans");
    function drawLabels(shown, zoom, small) {
      layers.labels.clearLayers();
      const size = map.getSize(), labelled = new Set();
      const inside = (at) => at.x > 0 && at.y > 0 && at.x < size.x && at.y < size.y;
      const spots = new Map(shown.map((i) => [i, map.latLngToContainerPoint(point(i))]));
      // Names of towns may cover a village's dot, names of villages may not.
      const dots = shown.filter((i) => !small(i)).slice(0, 500).map((i) => {
        const at = spots.get(i), r = radius(i, zoom) + (places.turned[i] ? 4 : 0);
        return [at.x - r - 2, at.y - r, at.x + r + 2, at.y + r, i];
      });
      const large = (i) => chosen.includes(i) || places.weight[i] >= 46;
      const taken = dots.filter((box) => large(box[4]) || places.turned[box[4]]);
      const names = [...shown.filter((i) => chosen.includes(i)), ...shown.filter((i) => !chosen.includes(i))];
      for (const i of names.filter(large)) name(i);
      taken.push(...dots.filter((box) => !taken.includes(box)));
      for (const i of names.filter((j) => !large(j))) name(i);
      function name(i) {
        if (labelled.size >= MOST_LABELS) return;
        const r = radius(i, zoom) + (places.turned[i] ? 4 : 0);
        if (inside(spots.get(i)) && place(i, spots.get(i), r, taken)) labelled.add(i);
      }
      return labelled;
    }
    function place(i, at, r, taken) {
      const weight = places.weight[i], rank = weight >= 53 ? "big" : weight >= 46 ? "mid" : "small";
      measure.font = `${rank === "big" ? "700 14px" : rank === "mid" ? "600 13px" : "12px"} ${family}`;
      const width = measure.measureText(places.name[i]).width + 2, height = 14, gap = r + 4;
      const spots = [[gap, -height / 2], [-gap - width, -height / 2], [-width / 2, -gap - height], [-width / 2, gap]];
      for (const [dx, dy] of spots) {
        const box = [at.x + dx, at.y + dy, at.x + dx + width, at.y + dy + height];
        if (taken.some((t) => t[4] !== i && box[0] < t[2] + 2 && t[0] - 2 < box[2] && box[1] < t[3] + 1 && t[1] - 1 < box[3])) continue;
        taken.push(box);
        const icon = L.divIcon({ className: `label ${rank}`, iconSize: null, iconAnchor: [-dx, -dy] });
        const marker = L.marker(point(i), { icon, pane: "labels", interactive: false, keyboard: false }).addTo(layers.labels);
        marker.getElement().textContent = places.name[i];
        marker.getElement().setAttribute("aria-hidden", "true");
        return true;
      }
      return false;
    }

    const api = {
      map,
      setDay(index) { day = index; drawGround(); drawDots(); },
      setScheme(name) { fills = data.fills[name]; drawGround(); drawDots(); },
      choose(indices, move) {
        chosen = indices;
        const points = indices.map(point);
        if (move && points.length === 1) {
          map.setView(points[0], Math.max(map.getZoom(), 9), { animate: false });
        } else if (move && points.length > 1) {
          map.fitBounds(L.latLngBounds(points).pad(0.4), { maxZoom: 10, animate: false });
        }
        drawDots();
      },
      nudge(index, covered) {
        const at = map.latLngToContainerPoint(point(index)), size = map.getSize();
        const right = size.x - covered.right, low = size.y - covered.bottom;
        const dx = at.x > right - 20 ? at.x - right / 2 : 0, dy = at.y > low - 20 ? at.y - low / 2 : 0;
        if (dx || dy) map.panBy([dx, dy], { animate: false });
      },
      positionOf: (index) => map.latLngToContainerPoint(point(index)),
    };
    map.fitBounds(data.focus);
    map.on("moveend resize", drawDots);
    return api;
  }
  return { create };
})();
