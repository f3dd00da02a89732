import type { Sign, SignKind } from './sign.ts';

/** What of an entry signs are made of, read with care. */
export interface SignEntry {
  readonly install: string;
  /** Epoch milliseconds. */
  readonly time: number;
  readonly report: number;
  readonly service: string;
  readonly event: string;
  readonly context: string;
  /** Of the registration that the entry is about. */
  readonly scope: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

const PERMISSIONS = ['granted', 'denied', 'default', 'prompt'];
/** Characters of a key, which leaves the device as its length and a hash. */
const KEY = 100;

/** What an entry tells of the end of a push subscription, and that somebody was there. */
export function signsOf(entry: SignEntry): readonly Sign[] {
  const { install, time, report, context } = entry;
  if (install === '') return [];
  const told = toldBy(entry);
  const sign = (kind: SignKind, scope: string, value: string): Sign => ({
    ...{ install, kind, scope, value, first: time, last: time, report },
  });
  return [
    ...(context === 'page' ? [sign('visit', '', '')] : []),
    ...(told === undefined ? [] : [sign(told.kind, told.scope ?? entry.scope, told.value ?? '')]),
  ];
}

interface Told {
  readonly kind: SignKind;
  readonly scope?: string;
  readonly value?: string;
}

function toldBy({ service, event, detail }: SignEntry): Told | undefined {
  const scope = typeof detail.scope === 'string' ? { scope: detail.scope } : {};
  switch (event) {
    // That it was called is told even where the worker or the page ends with it.
    case 'unregister() called':
      return { kind: 'unregistered', ...scope };
    case 'unregister() fulfilled':
      return detail.unregistered === false ? undefined : { kind: 'unregistered', ...scope };
    case 'unsubscribe() called':
    case 'unsubscribe() fulfilled':
      return { kind: 'unsubscribed', ...scope };
    case 'pushsubscriptionchange event dispatched':
      return { kind: 'changed' };
    case 'Permission state':
      return permission(service, detail.permission);
    case 'pushManager.subscribe() fulfilled':
    case 'Push subscription state':
      return subscription(detail, scope);
    default:
      return undefined;
  }
}

function permission(service: string, state: unknown): Told | undefined {
  if (typeof state !== 'string' || !PERMISSIONS.includes(state)) return undefined;
  if (service === 'notifications') return { kind: 'permission', scope: '', value: state };
  return service === 'pushMessaging' ? { kind: 'push-permission', scope: '', value: state } : undefined;
}

/** That there is none is news only where there was one. */
function subscription(
  { subscription: now, oldSubscription: before }: SignEntry['detail'],
  scope: Pick<Told, 'scope'>,
): Told | undefined {
  if (now === null) return before ? { kind: 'subscription', ...scope, value: NONE } : undefined;
  if (typeof now !== 'object') return undefined;
  const { applicationServerKey: key } = now as { readonly applicationServerKey?: unknown };
  const value = typeof key === 'string' && key.length <= KEY && key !== NONE ? key : '';
  return { kind: 'subscription', ...scope, value };
}

/** In the place of the key of a subscription that is not there any more. */
export const NONE = 'none';
