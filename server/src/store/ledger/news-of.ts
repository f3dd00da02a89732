import type { LogGap } from './device-log.ts';
import { type Life, newLife } from './life.ts';
import type { Sign } from './reasons/sign.ts';
import { signsOf } from './reasons/signs-of.ts';

/** A report of a background-service entry, as the store gives it. */
export interface EntryReport {
  readonly id: number;
  /** Epoch milliseconds: by the device's clock where that agrees with ours, else counted back from its arrival. */
  readonly time: number;
  readonly browser: string;
  readonly app: string;
  readonly body: unknown;
}

/** What one entry tells the ledger. */
export interface News {
  /** `''` where the app names none. */
  readonly install: string;
  readonly time: number;
  readonly sampled: boolean;
  /** The device, where the entry names it. */
  readonly device: string;
  /** URL of the registration that it is about, `''` for none. */
  readonly scope: string;
  readonly gap?: LogGap;
  readonly signs: readonly Sign[];
  readonly lives: readonly Life[];
}

const HASHED = /^[\w-]{22}$/;
/** Characters of spans and ids, of installs, of messages, of tags. */
const SPAN = 100;
const INSTALL = 64;
const MESSAGE = 128;
const TAG = 200;
const SCOPE = 500;
/** Milliseconds that a lifetime takes at most. */
const LONGEST = 86_400_000;
/** Milliseconds within which what was replaced is told of after the call for the one in its place. */
const REPLACED = 1_000;
/** Milliseconds by which a time that was taken over from the device may differ: it has a fraction there. */
const SAME = 1;

/** Reads an entry that a device sent; whatever it holds, since anybody may post one. */
export function newsOf({ id: report, time, browser, app, body }: EntryReport): News {
  const entry = objectOf(body);
  const detail = objectOf(entry.detail);
  const text = (value: unknown, longest: number): string =>
    typeof value === 'string' && value.length <= longest
      ? value.toWellFormed().replaceAll('\0', '\ufffd')
      : '';
  const install = text(entry.install, INSTALL);
  const event = text(entry.event, SPAN);
  const device = hashOf(detail.device);
  const tag = text(entry.instanceId, TAG);
  const parent = text(entry.parent, SPAN);
  const span = text(entry.span, SPAN);
  const own = number(entry.time);
  const countedBack = own === undefined || Math.abs(own - time) > SAME;
  const began = time - upTo(LONGEST, detail.duration);
  const life = (of: string, facts: Partial<Life>): readonly Life[] =>
    of === ''
      ? []
      : [
          {
            ...newLife(of, facts.settled ? time : (earliest(facts) ?? time)),
            install,
            browser,
            app,
            report,
            countedBack,
            ...facts,
          },
        ];
  /** A click or a close: to its push where that is known, else by itself. */
  const answer = (fact: 'clicked' | 'dismissed', at: number): readonly Life[] => {
    if (parent !== '') return [...life(parent, { [fact]: at }), ...life(span, { settled: true })];
    return install === '' ? [] : life(span, { [fact]: at, tag });
  };
  const lives = (): readonly Life[] => {
    switch (event) {
      case 'Push event dispatched':
        return life(span, {
          received: time,
          ...(detail.declarative === true && { shown: time, guessed: true }),
        });
      case 'Push message identified':
        return life(span, {
          device,
          key: hashOf(detail.messageKey),
          message: text(detail.messageId, MESSAGE),
        });
      case 'Push event completed':
        if (detail.outcome === 'failed') return life(span, { failed: time, ...shownBy(detail, time) });
        if (detail.outcome === 'silent') return life(span, { silent: time });
        return life(span, shownBy(detail, time));
      case 'Notification displayed':
        if (entry.inferred === true) return [];
        return life(parent, { shown: time, tag, guessed: entry.parentGuess === true });
      case 'showNotification() rejected':
        return life(parent, { failed: time });
      case 'Notification clicked':
        return answer('clicked', time);
      case 'notificationclick event completed':
        return parent === '' ? [] : answer('clicked', began);
      case 'Notification closed':
        if (detail.reason === 'user') return answer('dismissed', time);
        if (install === '') return [];
        // Firefox tells of what the app has closed, by another one in its place, as of what a person does.
        if (detail.reason === 'replaced')
          return life(span, { dismissed: time, closed: time - upTo(REPLACED, detail.sinceReplaced), tag });
        // The lifetime in which the app closed it is not the one that showed it.
        return life(text(entry.id, SPAN), { closed: time, tag });
      case 'notificationclose event completed':
        return parent === '' ? [] : answer('dismissed', began);
      default:
        return [];
    }
  };
  const scope = text(entry.scope, SCOPE);
  /** Of a registration of which only the beginning can be kept nothing is kept. */
  const signs = (): readonly Sign[] =>
    signsOf({
      ...{ install, time, report, event, scope },
      service: text(entry.service, SPAN),
      context: text(entry.context, SPAN),
      detail: 'scope' in detail ? { ...detail, scope: text(detail.scope, SCOPE) } : detail,
    });
  const gap = gapOf(entry, detail, event, install, time, own ?? time);
  return {
    install,
    time,
    sampled: (number(entry.weight) ?? 1) > 1,
    device,
    scope,
    ...(gap && { gap }),
    signs: entry.trusted === false ? [] : signs(),
    // Simulated events are nobody's pushes.
    lives: entry.trusted === false ? [] : lives(),
  };
}

function shownBy(detail: Readonly<Record<string, unknown>>, time: number): Partial<Life> {
  if (!((number(detail.shown) ?? 0) > 0)) return {};
  return { shown: time, guessed: detail.shownGuess === true };
}

function gapOf(
  entry: Readonly<Record<string, unknown>>,
  detail: Readonly<Record<string, unknown>>,
  event: string,
  install: string,
  time: number,
  own: number,
): LogGap | undefined {
  if (install === '') return undefined;
  const ofPush = entry.service === 'pushMessaging';
  if (event === 'Entries lost before upload') {
    if (detail.all === false && !ofPush) return undefined;
    // They are by the device's clock.
    const shift = time - own;
    const from = number(detail.from);
    const to = number(detail.to);
    const since = from === undefined ? 0 : from + shift;
    return { install, kind: 'lost', since, until: Math.max(since, to === undefined ? time : to + shift) };
  }
  if (!ofPush) return undefined;
  if (event === 'Recording stopped') return { install, kind: 'stopped', since: time, until: time };
  if (event === 'Recording started') return { install, kind: 'started', since: time, until: time };
  return undefined;
}

function earliest(facts: Partial<Life>): number | undefined {
  const times = [
    facts.received,
    facts.shown,
    facts.failed,
    facts.silent,
    facts.clicked,
    facts.dismissed,
    facts.closed,
  ].filter((time) => typeof time === 'number');
  return times.length === 0 ? undefined : Math.min(...times);
}

/** A time in milliseconds, bounded; 0 for none. */
function upTo(most: number, value: unknown): number {
  return Math.min(most, Math.max(0, number(value) ?? 0));
}

function hashOf(value: unknown): string {
  return typeof value === 'string' && HASHED.test(value) ? value : '';
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
