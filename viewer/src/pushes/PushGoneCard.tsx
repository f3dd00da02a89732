import type { ReactElement } from 'react';
import type { PushGone } from '../sources/push-api.ts';
import { formatTimestamp } from '../text/format.ts';
import { visibleText } from '../text/visible.ts';
import { usePushStrings } from './push-words.ts';

/** Why the subscription of a push is gone, what to do, and what says so; in the server's words where the table of texts has none. */
export function PushGoneCard({ gone }: { readonly gone: PushGone }): ReactElement {
  const p = usePushStrings();
  const { reason, since, alive, evidence } = gone;
  const { title, detail, cure } = p.server.finding(`gone-${reason}`, 0, 0) ?? gone;
  return (
    <section>
      <h3>{p.gone}</h3>
      <p>
        <b>{visibleText(title || reason)}</b> {visibleText(detail)}
      </p>
      {cure !== '' && (
        <p>
          <b>{p.cure}</b> {visibleText(cure)}
        </p>
      )}
      <p className="os-quiet">
        {[
          since === null ? '' : p.goneSince(formatTimestamp(since)),
          alive === null ? '' : p.goneAlive(formatTimestamp(alive)),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {evidence.length > 0 && (
        <ul className="os-push-evidence" aria-label={p.evidence}>
          {evidence.map(({ time, what }) => (
            <li key={`${time} ${what}`}>
              <time>{formatTimestamp(time)}</time> {visibleText(p.server.fact(what))}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
