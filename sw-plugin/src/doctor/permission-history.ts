import type { Entry } from '../log/entry.ts';
import { detailOf, text } from './detail-readers.ts';
import type { History } from './history.ts';
import { perLog } from './per-log.ts';

/** The permission for notifications as it stands at the end of the log. */
export interface PermissionState {
  readonly entry: Entry;
  readonly permission: string;
  /** The last time that it was granted before that. */
  readonly granted_: Entry | undefined;
}

/**
 * By origin, the newest state of the permission for notifications. Push has the same permission under another name, so
 * it is read where notifications say nothing.
 */
export const permissionStates: (history: History) => readonly PermissionState[] = perLog(read);

/** Permissions that were granted and no longer are. */
export const withdrawals = (history: History): readonly PermissionState[] =>
  permissionStates(history).filter(
    ({ permission, granted_: granted }) => permission !== 'granted' && granted,
  );

function read(history: History): readonly PermissionState[] {
  const origins = new Map<string, PermissionState>();
  for (const service of ['notifications', 'pushMessaging']) {
    const own = new Map<string, PermissionState>();
    for (const entry of history.named_('Permission state')) {
      const permission = text(detailOf(entry).permission);
      if (entry.service !== service || permission === undefined) continue;
      const before = own.get(entry.origin);
      const granted = before?.permission === 'granted' ? before.entry : before?.granted_;
      own.set(entry.origin, { entry, permission, granted_: granted });
    }
    for (const [origin, state] of own) if (!origins.has(origin)) origins.set(origin, state);
  }
  return [...origins.values()];
}
