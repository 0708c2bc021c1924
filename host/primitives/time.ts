// Instants as text: ISO 8601 as #inst prints and reads it, and java.util.Date's own form.

import type { HostValue } from "../values";
import type { Handlers } from "./call";

const days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun"].concat([
  "Jul",
  "Aug",
  "Sep",
  "Oct",
  "Nov",
  "Dec",
]);

const clock = String.raw`(\d\d)(?::(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?)?`;
const instant = new RegExp(
  String.raw`^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T${clock})?)?)?(Z|[-+]\d\d:\d\d)?$`,
);

const pad = (n: number, width = 2): string => String(n).padStart(width, "0");

/** 2020-01-31T10:20:30.000-00:00 */
function formatIso(date: Date): string {
  return date.toISOString().replace("Z", "-00:00");
}

/** Fri Jan 31 10:20:30 UTC 2020 */
function formatJava(date: Date): string {
  const zone = new Intl.DateTimeFormat("en-US", { timeZoneName: "short" })
    .formatToParts(date)
    .find((part) => part.type === "timeZoneName");
  const time = [date.getHours(), date.getMinutes(), date.getSeconds()].map((n) => pad(n)).join(":");
  const day = `${days[date.getDay()]} ${months[date.getMonth()]} ${pad(date.getDate())}`;
  return `${day} ${time} ${zone?.value ?? "UTC"} ${date.getFullYear()}`;
}

/** Milliseconds of an ISO text, of which all after the year may be missing; null if it is none. */
export function parseInstant(text: string): number | null {
  const match = instant.exec(text);
  if (match === null) return null;
  const [year, month, day, hour, minute, second] = match
    .slice(1, 7)
    .map((part, i) => (part === undefined ? (i === 1 || i === 2 ? 1 : 0) : Number(part)));
  const fraction = Math.trunc(Number(`0.${match[7] ?? "0"}`) * 1000);
  const [y, mo, d, h, mi, s] = [year, month, day, hour, minute, second] as number[] as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const isDay = mo >= 1 && mo <= 12 && d >= 1 && d <= new Date(Date.UTC(y, mo, 0)).getUTCDate();
  if (!isDay || h > 23 || mi > 59 || s > 60) return null;
  const zone = match[8];
  let offset = 0;
  if (zone !== undefined && zone !== "Z") {
    const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6));
    offset = (zone[0] === "-" ? -minutes : minutes) * 60_000;
  }
  return Date.UTC(y, mo - 1, d, h, mi, s, fraction) - offset;
}

export const time: Handlers = {
  "format-instant": (call): HostValue => {
    const date = new Date(call.long(0));
    return call.long(1) === 0 ? formatIso(date) : formatJava(date);
  },
  "parse-instant": (call) => parseInstant(call.string(0)),
};
