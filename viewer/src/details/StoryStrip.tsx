import type { Finding } from '@offstage/sw-plugin/doctor';
import type { ReactElement } from 'react';
import type { LogModel } from '../model/log-model.ts';
import type { Station, Story } from '../model/story/story.ts';
import { SimulatedTag } from '../parts/SimulatedTag.tsx';
import { formatClock, formatDuration } from '../text/format.ts';
import { stationWords } from '../text/station-words.ts';
import { useStrings } from '../text/use-strings.ts';
import { visibleLine } from '../text/visible.ts';

export interface StoryStripProps {
  readonly model: LogModel;
  readonly story: Story;
  /** Worst first; the station that broke carries the first. */
  readonly findings: readonly Finding[];
  /** Position of the entry whose details these are. */
  readonly current: number;
  onSelect(position: number): void;
}

const SIGNS: Readonly<Record<Station['state'], string>> = {
  reached: '✓',
  guess: '≈',
  failed: '✕',
  running: '…',
  missing: '○',
};

/** What became of it, station by station: when, where it broke and why, and what was not reached. */
export function StoryStrip({ model, story, findings, current, onSelect }: StoryStripProps): ReactElement {
  const t = useStrings();
  const first = story.find(({ time }) => time !== undefined)?.time;
  const broken = story.findIndex(({ state }) => state === 'failed');
  return (
    <ol className="os-story" aria-label={t.story}>
      {story.map((station, index) => {
        const { at, time, state, reason } = station;
        const label = (
          <>
            <span className="os-story-sign" aria-hidden="true">
              {SIGNS[state]}
            </span>
            <span>{stationWords(station, t)}</span>
          </>
        );
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a station is its place in the story
          <li key={index} data-state={state}>
            {at === undefined ? (
              <span className="os-story-station">{label}</span>
            ) : (
              <button
                type="button"
                className="os-story-station"
                aria-current={at === current || undefined}
                onClick={() => onSelect(at)}
              >
                {label}
              </button>
            )}
            {time !== undefined && first !== undefined && (
              <span className="os-quiet">
                {time === first ? formatClock(time) : `+${formatDuration(time - first)}`}
              </span>
            )}
            {at !== undefined && !model.entry(at).trusted && (
              <span>
                <SimulatedTag entry={model.entry(at)} />
              </span>
            )}
            {state === 'guess' && <span className="os-quiet">{t.storyGuess}</span>}
            {reason !== undefined && <span className="os-story-why">{t.storyReason[reason]}</span>}
            {index === broken && findings[0]?.title !== undefined && (
              <span className="os-story-why">{visibleLine(findings[0].title, 120)}</span>
            )}
          </li>
        );
      })}
    </ol>
  );
}
