import type { Severity } from '@offstage/sw-plugin/doctor';
import type { App } from '../app/app.ts';
import type { Happening, ShownToPerson } from '../app/happening.ts';
import { outcomeOf } from '../app/outcome-of.ts';
import { eventually } from '../eventually.ts';
import { entryLines, findingLines } from '../story/story-of.ts';

export interface Verdict {
  readonly pass: boolean;
  readonly message: () => string;
}

/** What a notification has to be like. A regular expression is tried on the text; all that is left out fits. */
export interface ExpectedNotification {
  readonly title?: string | RegExp | undefined;
  readonly body?: string | RegExp | undefined;
  readonly tag?: string | RegExp | undefined;
}

export interface HealthOptions {
  /** The least grave that counts (default `warning`). */
  readonly level?: Severity | undefined;
  /** Rules that don't count: `['D12']`. */
  readonly except?: readonly string[] | undefined;
}

const GRAVITY = { info: 0, warning: 1, error: 2 } as const;

const isApp = (value: App | Happening): value is App => 'push' in value;

// Milliseconds for what an app does by itself, once it is asked for.
const PATIENCE = 10_000;

const NOTHING_KNOWN =
  'NOTHING_KNOWN: no worker of the app loads the plugin, so nothing is known of what it did. Load it there, or let launch({ plugin: "inject" }) put it first.';

interface Question {
  /** What `expect` calls a matcher on; `isNot` says that the contrary is wanted. */
  readonly on: unknown;
  /** It can't come true later. */
  readonly isFinal?: boolean;
  readonly judge: (happening: Happening) => Verdict;
}

/**
 * A happening is judged as it is; an app is asked what has happened so far, until it is what is expected. Throws
 * `NOTHING_KNOWN` where no worker keeps the log: there neither "it did" nor "it did not" is true.
 */
function judged(
  received: App | Happening,
  { on, isFinal = false, judge }: Question,
): Verdict | Promise<Verdict> {
  if (received === null || typeof received !== 'object' || !('push' in received || 'story' in received))
    throw new TypeError(
      'NOT_OURS: expect() takes what launch() or push() and the like returned. Is an "await" missing?',
    );
  const known = (happening: Happening): Verdict => {
    const verdict = judge(happening);
    if (happening.outcome === 'unknown' && (isFinal || !verdict.pass)) throw new Error(NOTHING_KNOWN);
    return verdict;
  };
  if (!isApp(received)) return known(received);
  const ask = async (): Promise<Verdict> => known(await received.history());
  const isAtOnce = isFinal || (on as { readonly isNot?: unknown } | undefined)?.isNot === true;
  const isEnough = async (): Promise<Verdict | undefined> => {
    const verdict = await ask();
    return isAtOnce || verdict.pass ? verdict : undefined;
  };
  // A worker that has only just started is not known at once.
  return eventually(isEnough, { timeout: PATIENCE }).catch(ask);
}

const fits = (value: unknown, expected: string | RegExp | undefined): boolean =>
  expected === undefined ||
  (typeof expected === 'string' ? value === expected : expected.test(String(value)));

const isLike = ({ title, options }: ShownToPerson, expected: ExpectedNotification): boolean =>
  fits(title, expected.title) && fits(options.body, expected.body) && fits(options.tag, expected.tag);

const told = (expected: ExpectedNotification): string => {
  const words = Object.entries(expected).map(
    ([key, value]) => `${key} ${value instanceof RegExp ? value : JSON.stringify(value)}`,
  );
  return words.length > 0 ? ` with ${words.join(', ')}` : '';
};

const verdict = (pass: boolean, happening: Happening, no: string, yes: string): Verdict => ({
  pass,
  message: () => `${pass ? yes : no}\n\n${happening.story}`,
});

/** A notification was shown, and it is like this. */
export function toHaveShownNotification(
  this: unknown,
  received: App | Happening,
  expected: ExpectedNotification = {},
): Verdict | Promise<Verdict> {
  return judged(received, {
    on: this,
    judge: (happening) => {
      const like = happening.notifications.filter((one) => isLike(one, expected));
      const pass = like.some(({ onScreen }) => onScreen !== false);
      const others = happening.notifications.map(
        ({ title, options }) =>
          `${JSON.stringify(title)}${options.body === undefined ? '' : ` (${JSON.stringify(options.body)})`}`,
      );
      const instead =
        like.length > 0
          ? 'the worker showed it, but it never appeared on the screen'
          : others.length > 0
            ? `shown instead: ${others.join(', ')}`
            : 'none was shown at all';
      return verdict(
        pass,
        happening,
        `Expected a notification${told(expected)}; ${instead}.`,
        `Expected no notification${told(expected)}, but one was shown.`,
      );
    },
  });
}

/**
 * The worker got the push, and its handler ran to its end without an error. @param options `silent`: it need not have shown
 * a notification
 */
export function toHaveHandledPush(
  this: unknown,
  received: App | Happening,
  { silent = false }: { readonly silent?: boolean | undefined } = {},
): Verdict | Promise<Verdict> {
  return judged(received, {
    on: this,
    judge: (happening) => {
      const outcome = outcomeOf(happening.events.findLast(({ type }) => type === 'push'));
      const pass = outcome === 'ok' || (silent && outcome === 'silent');
      const why = WHY[outcome] ?? outcome;
      return verdict(
        pass,
        happening,
        `Expected the worker to handle the push; ${why}.`,
        'Expected the push not to be handled, but it was.',
      );
    },
  });
}

const WHY: Readonly<Record<string, string>> = {
  missing: 'no push reached a worker',
  unheard: 'nobody listened: no handler for it was there when it was dispatched',
  failed: 'its handler failed',
  silent: 'its handler ended without showing a notification',
  terminated: 'its worker was stopped before it had ended',
  running: 'its handler had not ended when the time was up',
};

/** A sync, one-off or periodic, with this tag was handled to its end without an error. */
export function toHaveSynced(
  this: unknown,
  received: App | Happening,
  tag: string,
): Verdict | Promise<Verdict> {
  return judged(received, {
    on: this,
    judge: (happening) => {
      const syncs = happening.events.filter(({ type }) => type === 'sync' || type === 'periodicsync');
      const attempts = syncs.filter(({ instanceId }) => instanceId === tag);
      const outcome = outcomeOf(attempts.at(-1));
      const others = [...new Set(syncs.map(({ instanceId }) => JSON.stringify(instanceId)))];
      const none =
        others.length > 0 ? `synced instead: ${others.join(', ')}` : 'no sync event was dispatched';
      const why =
        attempts.length === 0
          ? none
          : `of ${attempts.length} attempts the last one: ${WHY[outcome] ?? outcome}`;
      return verdict(
        outcome === 'ok',
        happening,
        `Expected the sync "${tag}" to succeed; ${why}.`,
        `Expected no sync "${tag}" to succeed, but one did.`,
      );
    },
  });
}

/** The doctor finds nothing as grave as `level` or graver. */
export function toBeHealthy(
  this: unknown,
  received: App | Happening,
  { level = 'warning', except = [] }: HealthOptions = {},
): Verdict | Promise<Verdict> {
  return judged(received, {
    on: this,
    isFinal: true,
    judge: (happening) => {
      const grave = happening.findings.filter(
        ({ severity, rule }) => GRAVITY[severity] >= GRAVITY[level] && !except.includes(rule),
      );
      if (happening.outcome !== 'unknown' && happening.entries.length === 0)
        throw new Error('NOTHING_TO_CHECK: the log has nothing since then, so nothing can be said of it.');
      return {
        pass: grave.length === 0,
        message: () =>
          grave.length > 0
            ? [
                `The doctor finds ${grave.length}:`,
                ...findingLines(grave),
                '',
                ...entryLines(happening.entries),
              ].join('\n')
            : 'Expected the doctor to find something, but it finds nothing.',
      };
    },
  });
}

/** A report of this type was seen: `csp-violation`, `deprecation` … */
export function toHaveReported(
  this: unknown,
  received: App | Happening,
  type: string,
): Verdict | Promise<Verdict> {
  return judged(received, {
    on: this,
    judge: (happening) => {
      const types = happening.entries.flatMap(({ service, detail }) =>
        service === 'reporting' && detail.report !== undefined ? [String(detail.report.type)] : [],
      );
      const others = [...new Set(types)];
      return verdict(
        types.includes(type),
        happening,
        `Expected a report of type ${type}; ${others.length > 0 ? `reported instead: ${others.join(', ')}` : 'nothing was reported'}.`,
        `Expected no report of type ${type}, but there is one.`,
      );
    },
  });
}
