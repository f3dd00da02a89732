/** The event that a case is played with. */
export interface CaseEvent {
  readonly type: string;
  readonly interface: string;
  /** What its tag, `first` or `second`, is called. */
  readonly tag: string;
}

/** Where no browser sends a `sync`: a push with the tag as its payload. */
export const PUSH: CaseEvent = { type: 'push', interface: 'PushEvent', tag: 'data.text()' };

/** Where there is no push either: a click on the notification whose body is the tag. */
export const CLICK: CaseEvent = {
  type: 'notificationclick',
  interface: 'NotificationEvent',
  tag: 'notification.body',
};

/**
 * The source of a case, all of which are written for `sync`, with another event in its place. It counts those that arrive,
 * and tells when it is asked for `arrivals`.
 */
export function withEvent(source: string, event: CaseEvent): string {
  return source
    .replaceAll(/(['"])sync\1/g, `'${event.type}'`)
    .replaceAll('onsync', `on${event.type}`)
    .replaceAll('SyncEvent(', `${event.interface}(`)
    .replaceAll('instanceof SyncEvent', `instanceof ${event.interface}`)
    .replaceAll(/\b(event|inner|next)\.tag\b/g, `$1.${event.tag}`);
}

/** Comes before everything else, and on the first line, so that the host's own line numbers stay the same. */
export const countArrivals = ({ type }: CaseEvent): string =>
  `let arrivals = 0; addEventListener('${type}', ({ isTrusted }) => { arrivals += isTrusted; }, true); ` +
  "addEventListener('message', ({ data, ports }) => { if (data === 'arrivals') ports[0].postMessage(arrivals); }); ";
