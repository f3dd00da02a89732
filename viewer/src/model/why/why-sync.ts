import { headOf, type LifetimeRow } from '../lifetime.ts';
import type { LogModel } from '../log-model.ts';
import { type Check, no, unknown, yes } from './check.ts';
import {
  apiCheck,
  errorWords,
  handlerCheck,
  latestLife,
  listenerCheck,
  permissionCheck,
  workerChecks,
} from './common-checks.ts';
import type { Facts } from './facts.ts';
import { isLater, newest } from './newest.ts';

/** Why did my sync not run? @param asked the attempt that is asked about; undefined: the latest */
export function whySync(model: LogModel, facts: Facts, asked: LifetimeRow | undefined): readonly Check[] {
  const attempt = asked ?? latestLife(model, 'Dispatched sync event');
  const registered = registeredCheck(model, facts, 'sync', ['D27', 'D39']);
  return [
    apiCheck(facts),
    ...workerChecks(model, facts),
    permissionCheck(model, facts, 'background-sync'),
    registered,
    firedCheck(model, facts, 'sync', attempt, registered, ['D43']),
    listenerCheck(model, attempt, 'sync'),
    handlerCheck(model, attempt),
    syncDone(model, attempt),
  ];
}

/** Why did my periodic sync not run? */
export function whyPeriodic(model: LogModel, facts: Facts, asked: LifetimeRow | undefined): readonly Check[] {
  const fired = asked ?? latestLife(model, 'Dispatched periodicsync event');
  const registered = registeredCheck(model, facts, 'periodicsync', ['D29', 'D39']);
  return [
    apiCheck(facts),
    ...workerChecks(model, facts),
    installedCheck(facts),
    permissionCheck(model, facts, 'periodic-background-sync'),
    registered,
    firedCheck(model, facts, 'periodicsync', fired, registered, ['D29']),
    listenerCheck(model, fired, 'periodicsync'),
    handlerCheck(model, fired),
    unknown('system', 'onlySystem', { next: 'lookEngagement' }),
  ];
}

function installedCheck({ installed }: Facts): Check {
  if (installed === undefined) return unknown('installed', 'elsewhere');
  // The app may be installed, and this page be open in a tab all the same: then the browser counts it as installed.
  return installed ? yes('installed', 'isInstalled') : unknown('installed', 'inTab', { next: 'install' });
}

function registeredCheck(
  model: LogModel,
  { registered }: Facts,
  word: 'sync' | 'periodicsync',
  rules: readonly string[],
): Check {
  const call = word === 'sync' ? 'sync' : 'periodicSync';
  const then = newest(model, [`Registered ${word}`]);
  const refused = newest(model, [`${call}.register() rejected`]);
  const undone = newest(model, ['Unregistered periodicsync']);
  if (registered !== undefined && registered.length > 0)
    return yes('registered', 'registeredNow', { words: registered.join(', ').slice(0, 200), at: then });
  if (isLater(model, refused, then))
    return no('registered', 'refused', 'readError', {
      at: refused,
      rules,
      words: errorWords(model.entry(refused as number).detail.error),
    });
  if (word === 'periodicsync' && isLater(model, undone, then))
    return no('registered', 'unregistered', 'registerSync', { at: undone });
  // A periodic one stays until it is taken back; one that ran is gone, as it should be.
  if (then !== undefined && !(word === 'periodicsync' && registered !== undefined))
    return yes('registered', 'registeredThen', { at: then, words: model.entry(then).instanceId });
  if (registered === undefined && model.size === 0) return unknown('registered', 'elsewhere', { rules });
  return no('registered', 'notRegistered', 'registerSync', { at: then, rules });
}

function firedCheck(
  model: LogModel,
  { online }: Facts,
  word: 'sync' | 'periodicsync',
  life: LifetimeRow | undefined,
  registered: Check,
  rules: readonly string[],
): Check {
  const at = life && headOf(life);
  // Registered anew since: that one is what is waited for.
  const since = newest(model, [`Registered ${word}`]);
  if (at !== undefined && !(registered.reason === 'registeredNow' && isLater(model, since, at)))
    return yes('fired', 'fired', { at });
  if (online === false) return no('fired', 'offline', 'goOnline', { rules });
  if (registered.state !== 'yes') return unknown('fired', 'noEvent');
  return no('fired', 'notFired', word === 'sync' ? 'goOnline' : 'retryLater', { at: since, rules });
}

function syncDone(model: LogModel, life: LifetimeRow | undefined): Check {
  if (life === undefined) return unknown('done', 'noEvent');
  const rules = ['D24', 'D23', 'D25', 'D41'];
  const at = life.end ?? headOf(life);
  switch (model.standingOf(life)) {
    case 'ok':
      return yes('done', 'done', { at, rules });
    case 'failed':
      return model.entry(headOf(life)).detail.lastChance === true
        ? no('done', 'givenUp', 'fixHandler', { at, rules })
        : no('done', 'retried', 'retryLater', { at, rules });
    case 'running':
      return unknown('done', 'running', { at });
    default:
      return no('done', 'cutOff', 'waitUntil', { at, rules });
  }
}
