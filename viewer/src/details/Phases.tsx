import type { Extension } from '@offstage/sw-plugin/log';
import type { ReactElement } from 'react';
import { own } from '../model/own.ts';
import { formatDuration } from '../text/format.ts';
import { useStrings } from '../text/use-strings.ts';
import { visibleText } from '../text/visible.ts';

export interface PhasesProps {
  readonly extensions: readonly Extension[];
  /** Milliseconds from dispatch to the end of the lifetime, where it is known. */
  readonly duration: number | undefined;
}

/** Calls that are listed; a listener that waits for more is told by the first of them. */
const MOST = 200;

const SIGNS = { fulfilled: '✓', rejected: '✕', pending: '…', late: '!' } as const;
const TONES = { fulfilled: 'ok', rejected: 'failed', pending: 'running', late: 'failed' } as const;

/** Every `waitUntil` and `respondWith`: when it was called, and when its promise settled. */
export function Phases({ extensions, duration }: PhasesProps): ReactElement {
  const t = useStrings();
  const shown = extensions.slice(0, MOST);
  const whole = Math.max(1, duration ?? 0, ...shown.map(({ at, settled }) => settled ?? at));
  return (
    <ul className="os-phases">
      {shown.map((one, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the order of calls is their identity
        <li key={index} className="os-phase">
          <code>{one.method}()</code>
          <span className="os-standing" data-tone={own(TONES, one.state)}>
            <span aria-hidden="true">{own(SIGNS, one.state)}</span> {own(t.extension, one.state)}
          </span>
          <span className="os-quiet">
            {formatDuration(one.at)}
            {one.settled !== undefined && ` → ${formatDuration(one.settled)}`}
          </span>
          <span className="os-phase-track" aria-hidden="true">
            <span
              className="os-duration-bar"
              data-tone={own(TONES, one.state)}
              style={{
                marginInlineStart: `${(one.at / whole) * 100}%`,
                inlineSize: `${Math.max(1, (((one.settled ?? whole) - one.at) / whole) * 100)}%`,
              }}
            />
          </span>
          {one.error && (
            <span className="os-phase-error">{visibleText(`${one.error.name}: ${one.error.message}`)}</span>
          )}
        </li>
      ))}
      {extensions.length > MOST && <li className="os-quiet">{t.notShown(extensions.length - MOST)}</li>}
    </ul>
  );
}
