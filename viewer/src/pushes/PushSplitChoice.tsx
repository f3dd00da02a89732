import { type ReactElement, useId, useState } from 'react';
import { Button } from '../parts/Button.tsx';
import type { PushQuestion } from '../sources/push-api.ts';
import type { ServerPushes } from '../sources/server-pushes.ts';
import { type PushView, SPLITS } from './push-view.ts';
import { usePushStrings, wordFor } from './push-words.ts';
import { useAnswer } from './use-answer.ts';

export interface PushSplitChoiceProps {
  readonly view: PushView;
  readonly server: ServerPushes;
  readonly question: PushQuestion;
  onView(patch: Partial<PushView>): void;
}

/** What the counts are split by. Of labels the name is typed, or taken from those of the newest pushes. */
export function PushSplitChoice({ view, server, question, onView }: PushSplitChoiceProps): ReactElement {
  const p = usePushStrings();
  const id = useId();
  const { split } = view;
  const named = split.startsWith('label:') ? split.slice('label:'.length) : undefined;
  // What is typed belongs to what the table is split by: with another split, e.g. by going back, it is over.
  const [typed, setTyped] = useState<{ readonly at: string; readonly name: string }>();
  const typing = typed?.at === split ? typed.name : undefined;
  const name = typing ?? named ?? '';
  const isLabel = typing !== undefined || named !== undefined;
  const newest = useAnswer(
    isLabel ? (cancel) => server.page(question, undefined, cancel) : undefined,
    'labels',
    0,
  );
  const names = [
    ...new Set(newest.value?.pushes.flatMap(({ labels }) => labels.map(([label]) => label))),
  ].slice(0, 50);
  return (
    <form
      className="os-push-by"
      onSubmit={(event) => {
        event.preventDefault();
        if (name === '') return;
        setTyped(undefined);
        onView({ split: `label:${name}` });
      }}
    >
      <label>
        {p.split}{' '}
        <select
          className="os-select"
          value={isLabel ? 'label' : split}
          onChange={({ target }) => {
            const isAsking = target.value === 'label';
            setTyped(isAsking ? { at: split, name: '' } : undefined);
            if (!isAsking) onView({ split: target.value });
          }}
        >
          {[...SPLITS, 'label'].map((one) => (
            <option key={one} value={one}>
              {wordFor(p.splitBy, one)}
            </option>
          ))}
        </select>
      </label>
      {isLabel && (
        <>
          <input
            className="os-input"
            aria-label={p.labelName}
            placeholder={p.labelName}
            list={id}
            maxLength={64}
            value={name}
            onChange={({ target }) => setTyped({ at: split, name: target.value })}
          />
          <datalist id={id}>
            {names.map((one) => (
              <option key={one} value={one} />
            ))}
          </datalist>
          <Button text type="submit" label={p.show} />
        </>
      )}
    </form>
  );
}
