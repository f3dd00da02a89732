import type { Entry } from '@offstage/sw-plugin/log';
import { headOf } from '../model/lifetime.ts';
import type { LogModel } from '../model/log-model.ts';
import { own } from '../model/own.ts';
import { isContainer, membersOf, pathOf } from '../parts/search-json.ts';
import { payloadJson, payloadText } from './payload.ts';

/** One place in which two values differ; undefined where one of them has nothing there. */
export interface Difference {
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

export interface Comparison {
  readonly differences: readonly Difference[];
  /** Places that are equal. */
  readonly same: number;
}

/** A log may hold anything; more places than this nobody compares. */
const MOST = 5000;

/** What can be compared of an entry: what it says, without what makes every entry another (its time, its ids). */
export function comparable({ event, instanceId, metadata, detail, scope, scriptURL }: Entry): object {
  const { payload, ...rest } = detail;
  const text = payload && payloadText(payload);
  return {
    event,
    instanceId,
    metadata,
    ...rest,
    ...(payload && { payload: payloadJson(text)?.value ?? text ?? payload }),
    scope,
    scriptURL,
  };
}

/**
 * What can be compared of the lifetime that an entry belongs to: how it went, and what happened in it, before what it
 * began with. A moment is compared as the entry that it is.
 */
export function comparableAt(model: LogModel, at: number): object {
  const life = model.lifetime(at);
  if (life === undefined || model.entry(at).span === undefined) return comparable(model.entry(at));
  const end = life.end === undefined ? undefined : model.entry(life.end);
  const { error, duration, extensions, threw } = end?.detail ?? {};
  const happened: Record<string, number> = {};
  const count = (position: number): void => {
    const { event } = model.entry(position);
    happened[event] = (own(happened, event) ?? 0) + 1;
  };
  for (const position of life.members) if (position !== life.start && position !== life.end) count(position);
  for (const child of life.children) if (child.members.length > 0) count(headOf(child));
  return {
    outcome: model.standingOf(life),
    ...(duration !== undefined && { duration: Number(duration.toPrecision(2)) }),
    ...(error && { error: { name: error.name, message: error.message } }),
    ...(threw && { threw }),
    ...(extensions && { waitedFor: extensions.map(({ method, state }) => `${method}(): ${state}`) }),
    happened,
    ...comparable(model.entry(headOf(life))),
  };
}

/** Compares two pieces of JSON, place by place, in the order of the first. */
export function compare(before: unknown, after: unknown): Comparison {
  const old = placesOf(before);
  const now = placesOf(after);
  const paths = [...new Set([...old.keys(), ...now.keys()])];
  const differing = paths.filter((path) => old.get(path) !== now.get(path));
  return {
    differences: differing.map((path) => ({ path, before: old.get(path), after: now.get(path) })),
    same: paths.length - differing.length,
  };
}

/** Every value with its path. An empty container is a value too. */
function placesOf(value: unknown): ReadonlyMap<string, string> {
  const places = new Map<string, string>();
  const visit = (one: unknown, path: string): void => {
    if (places.size >= MOST) return;
    const members = membersOf(one);
    if (!isContainer(one) || members.length === 0) places.set(path, JSON.stringify(one) ?? '');
    for (const [key, member] of members) visit(member, pathOf(path, key));
  };
  visit(value, '');
  return places;
}
