import type { Entry } from '@offstage/sw-plugin/log';
import { systemOf } from '../model/browser-name.ts';
import type { LogModel } from '../model/log-model.ts';
import { own } from '../model/own.ts';
import { problemOf } from '../model/problem-of.ts';
import { type ReceivedDetail, receivedOf, reportOf } from '../model/report-of.ts';
import { pushTold } from '../model/story/push-told.ts';

/** What a key of the filter language looks at. */
export interface FilterKey {
  readonly key: string;
  readonly kind: 'text' | 'exact' | 'number';
  /** The entry's value or values under this key; undefined when it has none. */
  read(model: LogModel, at: number): string | number | readonly string[] | undefined;
}

const text = (key: string, pick: (entry: Entry) => string | undefined): FilterKey => ({
  key,
  kind: 'text',
  read: (model, at) => pick(model.entry(at)),
});

const exact = (key: string, pick: (entry: Entry) => string | undefined): FilterKey => ({
  ...text(key, pick),
  kind: 'exact',
});

const number = (key: string, pick: (entry: Entry) => number | undefined): FilterKey => ({
  key,
  kind: 'number',
  read: (model, at) => pick(model.entry(at)),
});

/** The duration of the whole lifetime, also on its first entry, so that a filter finds the row. */
function durationAt(model: LogModel, at: number): number | undefined {
  const own = model.entry(at).detail.duration;
  if (own !== undefined) return own;
  const end = model.lifetime(at)?.end;
  return end === undefined ? undefined : model.entry(end).detail.duration;
}

const osOf = (received: ReceivedDetail | undefined): string | undefined =>
  received && (received.os || systemOf(received.userAgent ?? ''));

/** Every key, in the order in which they are offered. `meta.<key>` and `detail.<member>` come on top. */
export const FILTER_KEYS: readonly FilterKey[] = [
  exact('service', (entry) => entry.service),
  { key: 'outcome', kind: 'exact', read: (model, at) => model.standing(at) },
  text('event', (entry) => entry.event),
  text('instance', (entry) => entry.instanceId),
  text('scope', (entry) => entry.scope),
  text('origin', (entry) => entry.origin),
  text('storage', (entry) => entry.storageKey),
  text('script', (entry) => entry.scriptURL),
  exact('context', (entry) => entry.context),
  { key: 'kind', kind: 'exact', read: (model, at) => model.kind(at) },
  exact('boot', (entry) => entry.boot),
  exact('id', (entry) => entry.id),
  exact('span', (entry) => entry.span),
  exact('parent', (entry) => entry.parent),
  {
    key: 'story',
    kind: 'exact',
    read: pushTold,
  },
  { key: 'type', kind: 'exact', read: (model, at) => model.types.value(model.type.get(at)) },
  exact('problem', (entry) => {
    const report = reportOf(entry);
    return report && problemOf(report);
  }),
  exact('group', (entry) => receivedOf(entry)?.group),
  text('error', (entry) => entry.detail.error && `${entry.detail.error.name}: ${entry.detail.error.message}`),
  exact('browser', (entry) => receivedOf(entry)?.browser),
  number('version', (entry) => Number.parseInt(receivedOf(entry)?.browserVersion ?? '', 10) || undefined),
  exact('os', (entry) => osOf(receivedOf(entry))),
  exact('app', (entry) => receivedOf(entry)?.app || undefined),
  exact('install', (entry) => receivedOf(entry)?.install),
  text('agent', (entry) => receivedOf(entry)?.userAgent),
  exact('noise', (entry) => (receivedOf(entry)?.noise ? 'yes' : 'no')),
  exact('own', (entry) => String(entry.own === true)),
  exact('trusted', (entry) => String(entry.trusted)),
  { key: 'duration', kind: 'number', read: durationAt },
  number('bytes', (entry) => entry.detail.payload?.bytes),
  number('attempt', (entry) => entry.detail.attempt),
];

/** The key with this name, `meta.…` and `detail.…` included; undefined when there is none. */
export function filterKey(name: string, more: readonly FilterKey[] = []): FilterKey | undefined {
  const known = [...FILTER_KEYS, ...more].find(({ key }) => key === name);
  if (known !== undefined) return known;
  const [space, ...rest] = name.split('.');
  const member = rest.join('.');
  if (member === '') return undefined;
  if (space === 'meta') {
    return text(name, ({ metadata }) => {
      const key = Object.keys(metadata).find((one) => one.toLowerCase().replaceAll(' ', '') === member);
      return key === undefined ? undefined : metadata[key];
    });
  }
  return space === 'detail' ? text(name, ({ detail }) => written(own(detail, member))) : undefined;
}

const written = (value: unknown): string | undefined =>
  value === undefined || typeof value === 'string' ? value : JSON.stringify(value);
