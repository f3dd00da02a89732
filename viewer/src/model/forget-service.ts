import type { Entry, Service } from '@offstage/sw-plugin/log';
import type { LogModel } from './log-model.ts';

/**
 * Takes the entries of one service with a `seq` below this one out of a model, which the log no longer has: from memory,
 * without reading the log again.
 */
export function forgetService(model: LogModel, below: number, service: Service): void {
  const left: Entry[] = [];
  for (let at = model.low; at < model.high; at += 1) {
    const entry = model.entry(at);
    if (entry.service !== service || entry.seq >= below) left.push(entry);
  }
  if (left.length === model.size) return;
  model.reset();
  model.append(left);
}
