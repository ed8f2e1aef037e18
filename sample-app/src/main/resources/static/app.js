// The dashboard: asks the JSON API at each interval and draws what it answered.
import { Chart, color, element, sparkline, sparklineNode } from "./chart.js";
import { clock, duration, format, parts } from "./format.js";

const $ = (id) => document.getElementById(id);
const POINTS = 150;
const TIMEOUT_MILLIS = 5000;

const state = { kinds: [], settings: null, minutes: 5, host: null, kind: "cpu", latest: new Map(), serverTime: 0, answeredAt: 0 };

async function ask(path, options = {}) {
  const response = await fetch(path, { signal: AbortSignal.timeout(TIMEOUT_MILLIS), cache: "no-store", ...options });
  const body = await response.json();
  if (!response.ok) throw Object.assign(new Error(body.detail ?? response.statusText), { status: response.status });
  return body;
}

const query = (values) => new URLSearchParams(Object.entries(values).filter(([, v]) => v !== null && v !== undefined && v !== "")).toString();

async function series(kind, metric, device) {
  const answer = await ask(`api/series?${query({ kind, metric, device, host: state.host, minutes: state.minutes, points: POINTS })}`);
  return { ...answer, to: Date.parse(answer.to), from: Date.parse(answer.to) - state.minutes * 60000 };
}

const pointsOf = (answer, device) => answer.series.find((s) => s.device === device)?.points ?? [];
const devices = (kind) => state.latest.get(kind) ?? [];
const reading = (kind, device) => devices(kind).find((d) => d.device === device);
const sum = (kind, metric) => {
  const values = devices(kind).filter(isFresh).map((d) => d.values[metric]).filter((v) => v !== null && v !== undefined);
  return values.length ? values.reduce((a, b) => a + b, 0) : null;
};
const now = () => state.serverTime + (performance.now() - state.answeredAt);
const percent = (v) => v === null ? "–" : `${Math.round(v)}\u2009%`;
const staleAfter = () => Math.max(5000, 3 * state.settings.refreshMillis);
const isFresh = (d) => now() - Date.parse(d.time) < Math.max(15000, staleAfter());

// ---- tiles ----

function tile(parent, title) {
  const value = element("div", { class: "value" }, "–"), note = element("div", { class: "note" }), picture = sparklineNode();
  const box = element("article", { class: "tile" }, element("h2", {}, title), value, note, picture);
  parent.append(box);
  return (number, unit, text, warn, line) => {
    const [digits, symbol] = typeof number === "string" ? [number, ""] : parts(number, unit);
    value.replaceChildren(digits, ...(symbol ? [element("small", {}, `\u2009${symbol}`)] : []));
    note.textContent = text ?? "";
    note.title = text ?? "";
    box.classList.toggle("warn", Boolean(warn));
    if (line) sparkline(picture, line.points, line.intervalMillis, line.from, line.to, warn ? "var(--warn)" : line.color, line.top);
  };
}

/** Adds up several devices' points, window by window. */
function total(answer) {
  const sums = new Map();
  for (const s of answer.series) {
    for (const p of s.points) {
      if (p.mean !== null) sums.set(p.time, (sums.get(p.time) ?? 0) + p.mean);
    }
  }
  return [...sums].sort((a, b) => a[0] - b[0]).map(([time, mean]) => ({ time, mean }));
}

// ---- charts ----

function card(parent, title) {
  const head = element("div", { class: "card-head" }, element("h2", {}, title));
  const body = element("div");
  parent.append(element("article", { class: "card" }, head, body));
  return { head, body };
}

function chartCard(title) {
  const { head, body } = card($("charts"), title);
  const chart = new Chart(body);
  head.append(chart.legend);
  return chart;
}

function picker(chart, metrics) {
  return (answers, unit) => {
    const single = answers[0].series.length === 1;
    const lines = answers.flatMap((answer, m) => answer.series.map((s, d) => ({
      label: single ? metrics[m] : `${s.device} ${metrics[m]}`, points: s.points,
      color: color(m + d * answers.length), area: single && answers.length < 3 })));
    chart.draw({ from: answers[0].from, to: answers[0].to, interval: answers[0].intervalMillis, unit, series: lines.slice(0, 8) });
  };
}

const view = {};

function build() {
  const tiles = $("tiles");
  view.cpuTile = tile(tiles, "Processor");
  view.memoryTile = tile(tiles, "Memory");
  view.loadTile = tile(tiles, "Load, 1 min");
  view.networkTile = tile(tiles, "Network");
  view.diskTile = tile(tiles, "Disks");
  view.processTile = tile(tiles, "Processes");
  view.cpu = chartCard("Processor load");
  view.memory = chartCard("Memory used");
  const network = chartCard("Network"), disk = chartCard("Disks"), load = chartCard("Load average");
  view.network = picker(network, ["received", "sent"]);
  view.disk = picker(disk, ["read", "written"]);
  view.load = picker(load, ["1 min", "5 min", "15 min"]);
  view.filesystems = card($("charts"), "File systems").body;
  view.filesystems.className = "meters";
  view.explore = new Chart($("explore-chart"));
}

async function drawCharts() {
  const [busy, memory, received, sent, read, written, load1, load5, load15, processes] = await Promise.all([
    series("cpu", "busy"), series("memory", "used_percent"), series("network", "receive_rate"), series("network", "send_rate"),
    series("disk", "read_rate"), series("disk", "write_rate"), series("process", "load_1m"), series("process", "load_5m"),
    series("process", "load_15m"), series("process", "processes")]);
  const cores = busy.series.filter((s) => s.device !== "total").sort((a, b) => a.device - b.device);
  view.cpu.draw({ from: busy.from, to: busy.to, interval: busy.intervalMillis, unit: "%", top: 100, series: [
    ...cores.slice(0, 64).map((s, i) => ({ label: cores.length > 8 ? `${s.device}` : `core ${s.device}`, points: s.points,
      color: color(1 + i % 7), width: 1.1, opacity: 0.75 })),
    { label: "total", points: pointsOf(busy, "total"), color: color(0), width: 2.4, area: true }] });
  view.memory.draw({ from: memory.from, to: memory.to, interval: memory.intervalMillis, unit: "%", top: 100,
    series: memory.series.map((s, i) => ({ label: s.device, points: s.points, color: color(i), area: i === 0 })) });
  view.network([received, sent], "B/s");
  view.disk([read, written], "B/s");
  view.load([load1, load5, load15], "");

  const line = (answer, points, i, top) => ({ ...answer, points, color: color(i), top });
  const cpu = reading("cpu", "total")?.values, ram = reading("memory", "physical")?.values, run = reading("process", "all")?.values;
  const coreCount = devices("cpu").length - 1;
  view.cpuTile(cpu?.busy, "%", cpu && `user ${percent(cpu.user)} · system ${percent(cpu.system)}`,
    cpu?.busy >= state.settings.cpuWarning, line(busy, pointsOf(busy, "total"), 0, 100));
  view.memoryTile(ram?.used_percent, "%", ram && `${format(ram.used, "B")} of ${format(ram.total, "B")}`,
    ram?.used_percent >= state.settings.memoryWarning, line(memory, pointsOf(memory, "physical"), 0, 100));
  view.loadTile(run?.load_1m, "", coreCount > 0 ? `${coreCount} logical core${coreCount > 1 ? "s" : ""}` : "", false,
    line(load1, pointsOf(load1, "all"), 0));
  view.networkTile(sum("network", "receive_rate"), "B/s", `sent ${format(sum("network", "send_rate"), "B/s")}`, false,
    line(received, total(received), 0));
  view.diskTile(sum("disk", "write_rate"), "B/s", `written · read ${format(sum("disk", "read_rate"), "B/s")}`, false,
    line(written, total(written), 1));
  view.processTile(run?.processes, "", run && `${format(run.threads, "")} threads · up ${duration(run.uptime ?? 0)}`, false,
    line(processes, pointsOf(processes, "all"), 0));
}

function drawFileSystems() {
  view.filesystems.replaceChildren(...devices("filesystem").filter(isFresh).map((d) => {
    const used = d.values.used_percent;
    const bar = element("i", { style: `width:${used}%` });
    return element("div", { class: "meter" },
      element("div", { class: "row" }, element("span", { title: d.device }, d.device),
        element("span", {}, `${format(d.values.used, "B")} used · ${format(d.values.usable, "B")} free · ${format(used, "%")}`)),
      element("div", { class: used >= state.settings.filesystemWarning ? "bar warn" : "bar" }, bar));
  }));
}

function drawLatest() {
  const kind = state.kinds.find((k) => k.kind === state.kind);
  const head = element("tr", {}, element("th", {}, "device"), ...kind.metrics.map((m) => element("th", {}, m.label)), element("th", {}, "read at"));
  const rows = devices(kind.kind).map((d) => element("tr", isFresh(d) ? {} : { class: "old" }, element("td", {}, d.device),
    ...kind.metrics.map((m) => element("td", {}, m.unit === "s" ? duration(d.values[m.metric] ?? 0) : format(d.values[m.metric], m.unit))),
    element("td", {}, clock(Date.parse(d.time)))));
  $("latest").replaceChildren(element("thead", {}, head), element("tbody", {}, ...rows));
}

async function drawExplore() {
  const kind = $("explore-kind").value, metric = $("explore-metric").value, chosen = $("explore-device").value;
  const names = devices(kind).map((d) => d.device);
  options($("explore-device"), [["", "all"], ...names.map((n) => [n, n])], names.includes(chosen) ? chosen : "");
  const answer = await series(kind, metric, $("explore-device").value);
  view.explore.draw({ from: answer.from, to: answer.to, interval: answer.intervalMillis, unit: answer.unit,
    series: answer.series.map((s, i) => ({ label: s.device, points: s.points, color: color(i % 8), area: answer.series.length === 1 })) });
}

function options(select, entries, value) {
  if (select.dataset.entries !== JSON.stringify(entries)) {
    select.dataset.entries = JSON.stringify(entries);
    select.replaceChildren(...entries.map(([v, label]) => element("option", { value: v }, label)));
  }
  select.value = value;
}

// ---- state of the server, and what is wrong ----

function notice(text, bad) {
  $("notice").hidden = !text;
  if ($("notice").textContent !== text) $("notice").textContent = text;
  $("notice").classList.toggle("bad", Boolean(bad));
}

function pill(look, text, title) {
  $("server").className = `pill ${look}`;
  $("server").lastElementChild.textContent = text;
  $("server").title = title ?? "";
}

function drawStatus(status, problem) {
  const writer = status.writer;
  const times = [...state.latest.values()].flat().map((d) => Date.parse(d.time));
  const age = times.length ? now() - Math.max(...times) : null;
  const stale = age !== null && age > staleAfter();
  const lost = writer.samplesLost ? `, ${writer.samplesLost.toLocaleString("en")} are lost` : "";
  const waiting = `Sampling goes on: ${writer.samplesWaiting} samples wait${lost}.`;
  const last = writer.lastWrite ? ` Last stored at ${clock(Date.parse(writer.lastWrite))}.` : " Nothing has been stored yet.";
  const name = `${status.embedded ? "embedded server" : "TDengine"}${status.serverVersion ? " " + status.serverVersion : ""}`;
  const about = status.embedded ? "A stand-in inside this application, not TDengine; set taos.url to use one" : status.server;
  document.body.classList.toggle("stale", writer.failing || stale);
  if (writer.failing) {
    pill("bad", name, about);
    notice(`Measurements can't be stored: ${writer.lastError} ${waiting}${last}`, true);
  } else if (problem) {
    pill("warn", name, about);
    notice(writer.lastWrite ? `The charts can't be read: ${problem}` : "Waiting for the first measurements …", Boolean(writer.lastWrite));
  } else if (stale) {
    pill("warn", name, about);
    notice(`These values are old: the newest was read ${duration(age / 1000)} ago.`, false);
  } else {
    pill("good", name, about);
    notice("");
  }
  $("updated").textContent = `updated ${clock(now())}`;
  $("host-name").textContent = $("host-choice").hidden ? (state.host ?? status.host) : "";
  $("footer").textContent = `${writer.rowsWritten.toLocaleString("en")} rows in ${writer.samplesWritten.toLocaleString("en")} samples stored`
    + ` · ${writer.failedWrites.toLocaleString("en")} failed writes · ${writer.samplesLost.toLocaleString("en")} samples lost`;
}

// ---- the loop ----

async function refresh() {
  let status;
  try {
    status = await ask("api/status");
  } catch (failure) {
    pill("bad", "no answer");
    document.body.classList.add("stale");
    notice(`The application does not answer; what you see is from ${state.answeredAt ? clock(now()) : "before"}. Trying again …`, true);
    return;
  }
  state.serverTime = Date.parse(status.time);
  state.answeredAt = performance.now();
  let problem = null;
  if (status.writer.failing) drawStatus(status, null); // a silent server keeps the next requests waiting
  try {
    const latest = await ask(`api/latest?${query({ host: state.host })}`);
    state.latest = new Map(latest.kinds.map((k) => [k.kind, k.devices]));
    drawFileSystems();
    drawLatest();
    await Promise.all([drawCharts(), drawExplore()]);
  } catch (failure) {
    problem = failure.message;
  }
  drawStatus(status, problem);
}

async function refreshHosts() {
  try {
    const hosts = await ask("api/hosts");
    $("host-choice").hidden = hosts.length < 2;
    options($("host"), hosts.map((h) => [h, h]), state.host ?? (await ask("api/status")).host);
  } catch (failure) {
    $("host-choice").hidden = true; // one host is known without asking; the notice says what is wrong
  }
}

let timer;
let running = false;

async function loop() {
  clearTimeout(timer);
  if (running) return;
  running = true;
  try {
    if (!state.settings) await load();
    if (!document.hidden) await refresh();
  } catch (failure) {
    notice(`The application does not answer (${failure.message}). Trying again …`, true);
  } finally {
    running = false;
    timer = setTimeout(loop, state.settings?.refreshMillis ?? 1000);
  }
}

async function load() {
  const [kinds, settings] = await Promise.all([ask("api/kinds"), ask("api/settings")]);
  state.kinds = kinds;
  apply(settings);
  $("latest-tabs").replaceChildren(...kinds.map((k) => {
    const tab = element("button", { type: "button", role: "tab", "aria-selected": k.kind === state.kind }, k.label);
    tab.addEventListener("click", () => {
      state.kind = k.kind;
      for (const other of $("latest-tabs").children) other.setAttribute("aria-selected", other === tab);
      drawLatest();
    });
    return tab;
  }));
  options($("explore-kind"), kinds.map((k) => [k.kind, k.label]), "process");
  exploreMetrics("context_switches");
  refreshHosts();
  setInterval(refreshHosts, 30000);
}

function exploreMetrics(wanted) {
  const kind = state.kinds.find((k) => k.kind === $("explore-kind").value);
  options($("explore-metric"), kind.metrics.map((m) => [m.metric, m.label + (m.unit ? ` (${m.unit})` : "")]), wanted ?? kind.metrics[0].metric);
}

function apply(settings) {
  state.settings = settings;
  $("title").textContent = document.title = settings.displayName;
  state.minutes = settings.windowMinutes;
  const choices = [...$("window").options].map((o) => Number(o.value));
  if (!choices.includes(state.minutes)) $("window").append(element("option", { value: state.minutes }, `${state.minutes} min`));
  $("window").value = state.minutes;
}

$("window").addEventListener("change", () => { state.minutes = Number($("window").value); loop(); });
$("host").addEventListener("change", () => { state.host = $("host").value; loop(); });
$("explore-kind").addEventListener("change", () => { exploreMetrics(); $("explore-device").value = ""; drawExplore().catch(() => loop()); });
for (const id of ["explore-metric", "explore-device"]) $(id).addEventListener("change", () => drawExplore().catch(() => loop()));
document.addEventListener("visibilitychange", () => { if (!document.hidden) loop(); });

$("open-settings").addEventListener("click", () => {
  const form = $("settings-form");
  for (const [name, value] of Object.entries(state.settings ?? {})) form.elements[name].value = value;
  $("settings-error").textContent = "";
  $("settings").showModal();
});
$("settings-form").addEventListener("submit", async (event) => {
  if (event.submitter?.value !== "save") return;
  event.preventDefault();
  const change = Object.fromEntries([...new FormData(event.target)].map(([k, v]) => [k, k === "displayName" ? v : Number(v)]));
  try {
    apply(await ask("api/settings", { method: "PUT", headers: { "Content-Type": "application/json" }, body: JSON.stringify(change) }));
    $("settings").close();
    loop();
  } catch (failure) {
    $("settings-error").textContent = failure.message;
  }
});

// ---- alarms, which the application pushes ----

const alarms = new Map();

function drawAlarms() {
  $("alarms").hidden = alarms.size === 0;
  $("alarms").replaceChildren(...[...alarms.values()].map((a) =>
    element("li", {}, `${a.kind} ${a.device} of ${a.host}: ${format(a.value, "%")} since ${clock(Date.parse(a.time))}, alarm from ${a.threshold} % on`)));
}

function listen() {
  const events = new EventSource("api/alarms"); // connects again by itself, and gets the latest ones
  events.addEventListener("alarm", (event) => {
    const alarm = JSON.parse(event.data), key = JSON.stringify([alarm.host, alarm.kind, alarm.device]);
    if (alarm.raised) alarms.set(key, alarm); else alarms.delete(key);
    drawAlarms();
  });
}

build();
listen();
loop();
