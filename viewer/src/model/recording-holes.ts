import { type Recording, SERVICES, type Service } from '@offstage/sw-plugin/log';
import type { LogModel } from './log-model.ts';

/** A stretch of time of which the log cannot tell: silence in it means nothing. Times are epoch milliseconds. */
export interface Hole {
  /** Whose events are missing; undefined: those of all, because the log begins later. */
  readonly service: Service | undefined;
  /** `-Infinity` where it was so from before the log. */
  readonly from: number;
  /** `Infinity` where it is so still. */
  readonly to: number;
}

/** What a log cannot tell. */
export interface Missing {
  readonly holes: readonly Hole[];
  /** Entries that went before they were 3 days old, because there were too many. */
  readonly dropped: number;
}

/**
 * Where the recording was off, by the log's own entries, what was lost before it was uploaded, and where the log begins.
 *
 * @param recording how it stands now, where somebody knows
 */
export function recordingHoles(model: LogModel, recording: Recording | undefined): readonly Hole[] {
  if (model.size === 0) return [];
  const holes: Hole[] = [{ service: undefined, from: Number.NEGATIVE_INFINITY, to: model.earliest }];
  holes.push(...lossesOf(model));
  const switches = switchesOf(model);
  for (const [code, service] of SERVICES.entries()) {
    let off: number | undefined;
    /** When a recording that somebody started ends by itself. */
    let until = Number.POSITIVE_INFINITY;
    const own = switches.get(code) ?? [];
    // Who starts a recording starts it after a time without.
    if (own[0]?.on) off = Number.NEGATIVE_INFINITY;
    for (const one of own) {
      if (off === undefined && until < one.time) off = until;
      if (one.on) {
        if (off !== undefined) holes.push({ service, from: off, to: one.time });
        off = undefined;
        until = one.until;
      } else off ??= one.time;
    }
    if (off === undefined && recording?.[service].recording === false) {
      // Switched off before the log began, or by a version that did not say so: then after what is the last there is.
      const { count, latest } = model.tally({ service: code, housekeeping: true });
      off = until < Number.POSITIVE_INFINITY ? until : count > 0 ? latest : Number.NEGATIVE_INFINITY;
    }
    if (off !== undefined) holes.push({ service, from: off, to: Number.POSITIVE_INFINITY });
  }
  return holes;
}

/** What whoever uploaded says of entries that were lost before: of one service, or of all. */
function lossesOf(model: LogModel): readonly Hole[] {
  const holes: Hole[] = [];
  const lost = model.events.find('Entries lost before upload');
  for (let at = model.low; lost !== -1 && at < model.high; at++) {
    if (model.event.get(at) !== lost) continue;
    const { time, service, detail } = model.entry(at);
    const { from = Number.NEGATIVE_INFINITY, to = time, all } = detail;
    const services = all === false ? [service] : SERVICES;
    holes.push(...services.map((one) => ({ service: one, from, to })));
  }
  return holes;
}

interface Switch {
  readonly time: number;
  readonly on: boolean;
  readonly until: number;
}

/** The switches of each service, by its index, in order of time. Most logs have none, and are not looked through. */
function switchesOf(model: LogModel): ReadonlyMap<number, readonly Switch[]> {
  const found = new Map<number, Switch[]>();
  const [started, stopped] = ['started', 'stopped'].map((word) => model.events.find(`Recording ${word}`));
  if (started === -1 && stopped === -1) return found;
  for (let at = model.low; at < model.high; at++) {
    const event = model.event.get(at);
    if (event !== started && event !== stopped) continue;
    const { time, detail } = model.entry(at);
    const service = model.service.get(at);
    const until = typeof detail.until === 'number' ? detail.until : Number.POSITIVE_INFINITY;
    const known = found.get(service) ?? [];
    known.push({ time, on: event === started, until });
    found.set(service, known);
  }
  for (const known of found.values()) known.sort((a, b) => a.time - b.time);
  return found;
}

/**
 * What is missing between two moments: events of these services, or all, because the log begins later.
 *
 * @param bar bars are round, and the first begins before the log: less than one is no hole. Default: all of the time
 */
export function missingIn(
  holes: readonly Hole[],
  from: number,
  to: number,
  bar: number = to - from,
): { readonly services: readonly Service[]; readonly before: boolean } {
  const hit = holes.filter((hole) =>
    hole.service === undefined ? hole.to >= from + bar : hole.from < to && hole.to > from,
  );
  const services = new Set(hit.flatMap(({ service }) => (service === undefined ? [] : [service])));
  return { services: [...services], before: hit.some(({ service }) => service === undefined) };
}
