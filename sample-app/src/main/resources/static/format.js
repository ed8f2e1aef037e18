// Numbers and times as people read them.
const BYTE_UNITS = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];

export function format(value, unit) {
  if (value === null || value === undefined) return "–";
  const [number, symbol] = parts(value, unit);
  return symbol ? `${number}\u2009${symbol}` : number;
}

/** A number and its unit apart, so that the unit can be set smaller. */
export function parts(value, unit) {
  if (value === null || value === undefined) return ["–", ""];
  switch (unit) {
    case "B": return bytes(value, "");
    case "B/s": return bytes(value, "/s");
    case "%": return [value.toFixed(value >= 99.95 ? 0 : 1), "%"];
    case "1/s": return [plain(value), "/s"];
    case "s": return [duration(value), ""];
    default: return [plain(value), ""];
  }
}

function bytes(value, suffix) {
  let i = 0;
  while (value >= 999.5 && i < BYTE_UNITS.length - 1) { value /= 1024; i++; }
  return [i === 0 ? value.toFixed(0) : value.toPrecision(3), BYTE_UNITS[i] + suffix];
}

function plain(value) {
  if (Number.isInteger(value)) return value.toLocaleString("en");
  if (value >= 1000) return Math.round(value).toLocaleString("en");
  return value.toFixed(value >= 100 ? 0 : value >= 10 ? 1 : 2);
}

export function duration(seconds) {
  seconds = Math.round(seconds);
  const d = Math.floor(seconds / 86400), h = Math.floor(seconds / 3600) % 24, m = Math.floor(seconds / 60) % 60;
  if (d > 0) return `${d} d ${h} h`;
  if (h > 0) return `${h} h ${m} m`;
  return m > 0 ? `${m} min ${seconds % 60} s` : `${seconds} s`;
}

const two = (n) => String(n).padStart(2, "0");

export function clock(millis, withSeconds = true) {
  const t = new Date(millis);
  return `${two(t.getHours())}:${two(t.getMinutes())}${withSeconds ? ":" + two(t.getSeconds()) : ""}`;
}
