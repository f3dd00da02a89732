import { saySource } from '@offstage/sw-plugin/doctor';
import type { LoggedError } from '@offstage/sw-plugin/log';
import { headOf, type LifetimeRow } from '../lifetime.ts';
import type { LogModel } from '../log-model.ts';
import { type Check, type CheckName, type NextStep, no, unknown, yes } from './check.ts';
import type { Facts } from './facts.ts';
import { newest } from './newest.ts';

/** Characters of a stranger's words that a line of a check-list holds. */
const MOST = 300;

/** An error in a line. */
export const errorWords = (error: LoggedError | undefined): string | undefined =>
  error && `${error.name}: ${error.message}`.slice(0, MOST);

export function apiCheck({ api }: Facts): Check {
  if (api === undefined) return unknown('api', 'elsewhere');
  return api ? yes('api', 'apiHere') : no('api', 'apiMissing', 'useOther');
}

/** Whether a worker is there, whether the plugin is in it, and whether it writes anything down. */
export function workerChecks(model: LogModel, facts: Facts): readonly Check[] {
  const started = newest(model, ['Worker started']);
  const [script] = facts.workers ?? [];
  const checks: Check[] = [];
  if (script !== undefined) checks.push(yes('worker', 'workerActive', { words: script, at: started }));
  else if (facts.workers !== undefined)
    checks.push(no('worker', 'noWorker', 'registerWorker', { rules: ['D34'] }));
  else if (started !== undefined) checks.push(yes('worker', 'workerSeen', { at: started }));
  else checks.push(unknown('worker', 'elsewhere', { rules: ['D34'] }));

  const late = newest(model, ['Plugin loaded late']);
  const rules = ['D46'];
  // A later start that says nothing of it has been mended.
  const isOld =
    late !== undefined && started !== undefined && model.entry(late).boot !== model.entry(started).boot;
  if (late !== undefined && !isOld) {
    const { sources } = model.entry(late).detail;
    checks.push(no('plugin', 'pluginLate', 'pluginFirst', { at: late, rules, source: firstSource(sources) }));
  } else if (facts.plugin === false) checks.push(no('plugin', 'pluginMissing', 'pluginFirst'));
  else if (started !== undefined) checks.push(yes('plugin', 'pluginFirst', { at: started }));
  else checks.push(unknown('plugin', 'elsewhere'));

  if (facts.recording !== undefined)
    checks.push(
      facts.recording ? yes('recording', 'recordingOn') : no('recording', 'recordingOff', 'record'),
    );
  return checks;
}

/** @param name as the browser calls the permission */
export function permissionCheck(model: LogModel, facts: Facts, name: string): Check {
  const said = newest(model, ['Permission state'], ({ detail }) => detail.name === name);
  const logged = said === undefined ? undefined : model.entry(said).detail.permission;
  const state = facts.permission ?? logged;
  const more = { rules: ['D22'], at: logged === state ? said : undefined };
  switch (state) {
    case 'granted':
      return yes('permission', 'granted', more);
    case 'denied':
      return no('permission', 'denied', 'allow', more);
    case 'prompt':
    case 'default':
      return no('permission', 'prompt', 'ask', more);
    default:
      return unknown('permission', 'untold', { rules: ['D22'] });
  }
}

/** `sw.js:315` of the first listener; undefined where nothing tells. */
function firstSource(sources: unknown): string | undefined {
  if (!Array.isArray(sources)) return undefined;
  for (const source of sources.slice(0, 4)) {
    const said = saySource(source);
    if (said !== undefined) return said;
  }
  return undefined;
}

/**
 * Whether the worker listens to an event, as its last dispatch tells.
 *
 * @param type of the DOM event, @param life that dispatch
 */
export function listenerCheck(model: LogModel, life: LifetimeRow | undefined, type: string): Check {
  const rules = ['D12', 'D13'];
  const late = newest(model, ['Listener added after start-up'], ({ detail }) => detail.type === type);
  const end = life?.end === undefined ? undefined : model.entry(life.end).detail;
  const start = life === undefined ? undefined : model.entry(headOf(life)).detail;
  const listeners = end?.listeners ?? start?.listeners;
  const at = life && (life.end ?? headOf(life));
  if (listeners !== undefined && listeners > 0)
    return yes('listener', 'listens', { at, source: firstSource(end?.sources ?? start?.sources) });
  if (late !== undefined)
    return no('listener', 'lateListener', 'listenAtTop', {
      at: late,
      rules,
      source: firstSource(model.entry(late).detail.sources),
    });
  if (listeners === 0) return no('listener', 'noListener', 'listenAtTop', { at, rules });
  return unknown('listener', 'noEvent', { rules });
}

/** Rules about how a handler ended, whatever it handled. */
const OF_HANDLERS = ['D7', 'D6', 'D16', 'D40', 'D8', 'D10', 'D9', 'D11'];

/** How the handler of a dispatched event ended. */
export function handlerCheck(
  model: LogModel,
  life: LifetimeRow | undefined,
  name: CheckName = 'handler',
  next: NextStep = 'fixHandler',
): Check {
  const rules = OF_HANDLERS;
  if (life === undefined) return unknown(name, 'noEvent');
  if (life.end === undefined) {
    const at = headOf(life);
    return model.standingOf(life) === 'running'
      ? unknown(name, 'running', { at })
      : no(name, 'cutOff', 'waitUntil', { at, rules });
  }
  const { outcome, error } = model.entry(life.end).detail;
  if (outcome === 'failed' || error !== undefined)
    return no(name, 'handlerFailed', next, {
      at: life.end,
      rules,
      words: errorWords(error),
      source: saySource(error?.stack),
    });
  return yes(name, 'handled', { at: life.end, rules });
}

/** The lifetime of the newest dispatch of an event; undefined where there was none. */
export function latestLife(model: LogModel, event: string): LifetimeRow | undefined {
  const at = newest(model, [event]);
  return at === undefined ? undefined : model.lifetime(at);
}
