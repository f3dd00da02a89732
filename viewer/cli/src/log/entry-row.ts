import { CATALOGUE, type Entry } from '@offstage/sw-plugin/log';
import { aboutOf } from '../../../src/model/about-of.ts';
import type { Standing } from '../../../src/model/lifetime.ts';
import type { LogModel } from '../../../src/model/log-model.ts';
import { own } from '../../../src/model/own.ts';
import { visibleLine } from '../../../src/text/visible.ts';
import { entryHandle } from './entry-handle.ts';

/** One entry as it is printed; every text is on one line, and shows what it would hide. */
export interface EntryRow {
  readonly handle: string;
  readonly time: string;
  readonly service: string;
  readonly event: string;
  readonly standing: Standing;
  readonly about: string;
}

const WORDS = {
  attempt: (number: number): string => `attempt ${number}`,
  lastChance: 'last chance',
  bytes: (count: number): string => `${count} bytes`,
};

/** `2026-11-28 19:03:12.345`, in the time zone of this machine. */
function timeText(time: number): string {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return String(time);
  const two = (value: number, length = 2): string => String(value).padStart(length, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${two(date.getMilliseconds(), 3)}`;
}

export const titleOf = ({ service }: Entry): string => own(CATALOGUE, service)?.title ?? service;

/** What is said of an entry on its line. */
export function entryRow(model: LogModel, at: number): EntryRow {
  const entry = model.entry(at);
  const about = aboutOf(model, at, undefined, WORDS);
  const took = entry.detail.phase === 'end' ? entry.detail.duration : undefined;
  const parts = [about, took === undefined ? '' : `${Math.round(took)} ms`];
  return {
    handle: entryHandle(model, at),
    time: timeText(entry.time),
    service: visibleLine(titleOf(entry)),
    event: visibleLine(entry.event),
    standing: model.standing(at),
    about: visibleLine(parts.filter((part) => part !== '').join(' · ')),
  };
}
