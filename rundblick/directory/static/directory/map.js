/* A map to move, below the list and the drawing of the same places.

   <div data-map="{…}" data-map-script="leaflet.js" data-map-style="leaflet.css" hidden><button>…</button></div>

   Nothing is fetched before somebody opens it. Outlines come with the page; tiles only where the installation names
   them. Places that would cover each other share a number; opening it shows them, or moves nearer. */

const APART = 48;

function fetched(box) {
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = box.dataset.mapStyle;
  const script = document.createElement("script");
  script.src = box.dataset.mapScript;
  const done = [style, script].map((part) => new Promise((resolve, reject) => {
    part.addEventListener("load", resolve);
    part.addEventListener("error", reject);
  }));
  document.head.append(style, script);
  return Promise.all(done);
}

function ground(map, data) {
  const still = { interactive: false };
  for (const points of data.municipalities) L.polygon(points, { ...still, className: "directory-area" }).addTo(map);
  for (const points of data.districts) L.polygon(points, { ...still, className: "directory-part" }).addTo(map);
  for (const course of data.courses) {
    L.polyline(course.points, { ...still, className: `directory-course directory-course--${course.kind}` }).addTo(map);
  }
  if (data.tiles) L.tileLayer(data.tiles, { attribution: data.credit, maxZoom: 18 }).addTo(map);
}

/* The first place of a group is its middle, so that no two pins touch. */
function grouped(map, marks) {
  const groups = [];
  for (const mark of marks) {
    const point = map.project(mark.at);
    const near = groups.find((group) => group.point.distanceTo(point) < APART);
    if (near) near.marks.push(mark);
    else groups.push({ point, marks: [mark] });
  }
  return groups.map((group) => group.marks);
}

function told(marks) {
  const list = document.createElement("ul");
  for (const mark of marks) {
    const line = document.createElement("li");
    const link = document.createElement("a");
    link.href = mark.url;
    link.textContent = mark.name;
    line.append(link, document.createElement("br"), mark.where);
    list.append(line);
  }
  return list;
}

function opened(map, marks) {
  const bounds = L.latLngBounds(marks.map((mark) => mark.at));
  const apart = map.project(bounds.getNorthEast(), 18).distanceTo(map.project(bounds.getSouthWest(), 18)) > APART;
  if (apart && map.getZoom() < 18) {
    map.fitBounds(bounds.pad(0.3), { maxZoom: 18, animate: false });
    map.getContainer().focus();
    return;
  }
  const list = told(marks);
  L.popup({ closeButton: false, maxWidth: Math.min(300, map.getSize().x - 60), autoPanPadding: [12, 12] }).setLatLng(marks[0].at).setContent(list).openOn(map);
  list.querySelector("a").focus();
}

function pins(map, layer, marks) {
  layer.clearLayers();
  for (const group of grouped(map, marks)) {
    const icon = L.divIcon({ className: "directory-pin", html: String(group.length), iconSize: [36, 36] });
    const pin = L.marker(group[0].at, { icon });
    pin.on("click", () => opened(map, group));
    pin.on("keydown", (event) => {
      if (event.originalEvent.key === "Enter" || event.originalEvent.key === " ") {
        event.originalEvent.preventDefault();
        opened(map, group);
      }
    });
    layer.addLayer(pin);
    pin.getElement().setAttribute("aria-label", `${group.length}: ${group.map((mark) => mark.name).join(", ")}`);
  }
}

function draw(box) {
  const data = JSON.parse(box.dataset.map);
  const frame = document.createElement("div");
  frame.className = "directory-frame";
  box.replaceChildren(frame);
  const map = L.map(frame, { zoomControl: false, attributionControl: Boolean(data.tiles), zoomAnimation: false });
  if (data.tiles) map.attributionControl.setPrefix(false);
  L.control.zoom({ zoomInTitle: data.words.nearer, zoomOutTitle: data.words.farther }).addTo(map);
  map.fitBounds(L.latLngBounds(data.marks.map((mark) => mark.at)).pad(0.15), { maxZoom: 15 });
  ground(map, data);
  const layer = L.layerGroup().addTo(map);
  map.on("zoomend", () => pins(map, layer, data.marks));
  pins(map, layer, data.marks);
  frame.setAttribute("role", "application");
  frame.setAttribute("aria-label", data.words.map);
  frame.focus();
}

for (const box of document.querySelectorAll("[data-map]")) {
  const button = box.querySelector("button");
  box.hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      await fetched(box);
      draw(box);
    } catch {
      box.replaceChildren(box.dataset.mapFailed);
    }
  });
}
