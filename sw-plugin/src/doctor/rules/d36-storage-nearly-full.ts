import type { Entry } from '../../log/entry.ts';
import { detailOf, number } from '../detail-readers.ts';
import type { Rule } from '../rule.ts';

const NEARLY = 0.8;

/** Storage that is nearly full: what is written next fails, and what is not persisted may be evicted. */
export const storageNearlyFull: Rule = {
  id: 'D36',
  title: 'Storage is nearly full',
  severity: 'info',
  link: 'StorageManager/persist',
  find(history, found) {
    const newest = new Map<string, Entry>();
    for (const entry of history.named_('Storage state')) newest.set(entry.origin, entry);
    for (const entry of newest.values()) {
      const { usage, quota, persisted } = detailOf(entry);
      const [used, room] = [number(usage) ?? 0, number(quota) ?? 0];
      if (room <= 0 || used / room < NEARLY) continue;
      found({
        proof_: [entry],
        words_: () => ({
          cause: `${Math.round((100 * used) / room)}% of the quota is in use.${
            persisted === true
              ? ''
              : ' It is not persisted, so the browser may evict all of it, with the worker and this log.'
          }`,
          fix: 'Delete old caches and databases, and call navigator.storage.persist().',
        }),
      });
    }
  },
};
