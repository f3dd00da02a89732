import { CATALOGUE, type Entry } from '@offstage/sw-plugin/log';
import { aboutOf } from '../model/about-of.ts';
import type { Standing } from '../model/lifetime.ts';
import type { LogModel } from '../model/log-model.ts';
import { own } from '../model/own.ts';
import type { Story } from '../model/story/story.ts';
import { storyOf } from '../model/story/story-of.ts';
import { formatClock, formatDuration } from '../text/format.ts';
import { stationWords } from '../text/station-words.ts';
import type { EvidenceTexts } from './evidence-texts.ts';

/** An entry in words. */
export interface ToldRow {
  readonly entry: Entry;
  readonly time: string;
  readonly service: string;
  readonly about: string;
  readonly standing: Standing;
  readonly outcome: string;
  readonly duration: string;
}

export function toldRow(model: LogModel, at: number, t: EvidenceTexts): ToldRow {
  const entry = model.entry(at);
  const standing = model.standing(at);
  const { duration } = entry.detail;
  return {
    entry,
    time: formatClock(entry.time),
    service: own(CATALOGUE, entry.service)?.title ?? '',
    about: aboutOf(model, at, undefined, t.about),
    standing,
    outcome: standing === '' ? '' : (own(t.standing, standing) ?? ''),
    duration: duration === undefined ? '' : formatDuration(duration),
  };
}

/** A station of a story in words. */
export interface ToldStation {
  readonly state: string;
  readonly sign: string;
  readonly words: string;
  /** When, and why not. */
  readonly more: string;
}

const SIGNS: Readonly<Record<string, string>> = {
  reached: '✓',
  guess: '≈',
  failed: '✕',
  running: '…',
  missing: '○',
};

/** The story of what an entry is about; undefined where there is none. @param id of an entry */
export function toldStory(
  model: LogModel,
  id: string | undefined,
  t: EvidenceTexts,
): readonly ToldStation[] | undefined {
  const at = id === undefined ? undefined : model.find(id);
  const story: Story | undefined = at === undefined ? undefined : storyOf(model, at);
  if (story === undefined) return undefined;
  const first = story.find(({ time }) => time !== undefined)?.time;
  return story.map((station) => {
    const { state, time, reason } = station;
    const when =
      time === undefined || first === undefined
        ? ''
        : time === first
          ? formatClock(time)
          : `+${formatDuration(time - first)}`;
    const why = reason === undefined ? '' : t.storyReason[reason];
    return {
      state,
      sign: SIGNS[state] ?? '',
      words: stationWords(station, t),
      more: [when, state === 'guess' ? t.storyGuess : '', why].filter(Boolean).join(' · '),
    };
  });
}
