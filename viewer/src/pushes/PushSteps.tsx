import type { ReactElement } from 'react';
import type { PushStep } from '../sources/push-api.ts';
import { formatDuration, formatTimestamp } from '../text/format.ts';
import { toneOf, usePushStrings, wordFor } from './push-words.ts';

/** What happened, in order of time: when, how long after it was sent, and how sure that time is. */
export function PushSteps({ steps }: { readonly steps: readonly PushStep[] }): ReactElement {
  const p = usePushStrings();
  const first = steps[0]?.time;
  return (
    <section>
      <h3>{p.steps}</h3>
      <ol className="os-push-steps">
        {steps.map(({ step, time, sure }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place in the story
          <li key={index} data-tone={toneOf(step)} data-sure={sure}>
            <b>{wordFor(p.step, step)}</b>
            <time>{formatTimestamp(time)}</time>
            <span className="os-quiet">
              {[
                first !== undefined && time !== first
                  ? `${time < first ? '−' : '+'}${formatDuration(Math.abs(time - first))}`
                  : '',
                sure === '' ? '' : wordFor(p.sure, sure),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
