import type { Host, Order } from './host.ts';

/** What each act that is a fault on purpose (workers/app.js) is found as. */
const PROVOKED: readonly {
  readonly act: 'pushes' | 'syncs';
  readonly name: string;
  readonly rule: string;
  readonly reason: string;
}[] = [
  { act: 'pushes', name: 'throw', rule: 'D7', reason: 'the push handler throws a TypeError' },
  { act: 'pushes', name: 'reject', rule: 'D6', reason: 'the push handler waits for a rejected promise' },
  { act: 'syncs', name: 'fail', rule: 'D24', reason: 'the only attempt of the sync is rejected' },
];

/** Found instead, where something wrapped the listeners before the plugin was loaded: a throw is an uncaught error to it. */
const INSTEAD: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'zone second': { D7: ['D38'] },
  'sentry second': { D7: ['D38'] },
};

/** Ids of the rules that find something graver than info on the log of this host, sorted. */
export function expectedFindings(host: Host, order: Order): readonly string[] {
  const instead = INSTEAD[`${host.name} ${order}`] ?? {};
  return PROVOKED.filter(({ act, name }) => host[act]?.includes(name))
    .flatMap(({ rule }) => instead[rule] ?? [rule])
    .sort();
}
