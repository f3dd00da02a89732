import type { ReactElement } from 'react';
import { headOf, type LifetimeRow } from '../model/lifetime.ts';
import type { LogModel } from '../model/log-model.ts';
import { formatDuration } from '../text/format.ts';

export interface DurationBarProps {
  readonly model: LogModel;
  readonly lifetime: LifetimeRow | undefined;
  readonly at: number;
}

/** Bars grow with the logarithm of time: a millisecond is still seen beside a minute. */
const LONGEST = Math.log10(180_000);

/** How long a lifetime took; of an entry inside, how long after the lifetime's start. */
export function DurationBar({ model, lifetime, at }: DurationBarProps): ReactElement | null {
  if (lifetime === undefined) {
    const own = model.lifetime(at);
    if (own === undefined || own.members.length < 2) return null;
    const after = model.entry(at).time - model.entry(headOf(own)).time;
    return <span className="os-duration-after">+{formatDuration(Math.max(0, after))}</span>;
  }
  const duration = lifetime.end === undefined ? undefined : durationOf(model, lifetime, lifetime.end);
  if (duration === undefined) return null;
  const share = Math.min(1, Math.max(0, Math.log10(duration + 1)) / LONGEST);
  return (
    <span className="os-duration">
      <span className="os-duration-text">{formatDuration(duration)}</span>
      <span className="os-duration-track" aria-hidden="true">
        <span
          className="os-duration-bar"
          data-tone={model.standingOf(lifetime)}
          style={{ inlineSize: `${Math.max(2, share * 100)}%` }}
        />
      </span>
    </span>
  );
}

function durationOf(model: LogModel, lifetime: LifetimeRow, end: number): number {
  return model.entry(end).detail.duration ?? model.entry(end).time - model.entry(headOf(lifetime)).time;
}
