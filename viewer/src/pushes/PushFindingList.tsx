import type { ReactElement } from 'react';
import { Button } from '../parts/Button.tsx';
import { Mark } from '../parts/Mark.tsx';
import type { PushFinding, PushQuestion } from '../sources/push-api.ts';
import type { ServerPushes } from '../sources/server-pushes.ts';
import { formatNumber, formatTimestamp } from '../text/format.ts';
import { useStrings } from '../text/use-strings.ts';
import { visibleLine, visibleText } from '../text/visible.ts';
import { PushTrouble } from './PushTrouble.tsx';
import { type PushView, readPushView } from './push-view.ts';
import { usePushStrings } from './push-words.ts';
import { useAnswer } from './use-answer.ts';

export interface PushFindingListProps {
  readonly server: ServerPushes;
  readonly question: PushQuestion;
  /** Names the question, without the time that goes on by itself. */
  readonly about: string;
  readonly round: number;
  onView(patch: Partial<PushView>): void;
  onRefresh(): void;
}

/** Why subscribers vanish, and what senders should know; each finding opens its pushes. */
export function PushFindingList(props: PushFindingListProps): ReactElement {
  const { server, question, about, round, onView, onRefresh } = props;
  const t = useStrings();
  const p = usePushStrings();
  const { value, problem, current } = useAnswer((cancel) => server.findings(question, cancel), about, round);
  if (value === undefined || !current) {
    if (current && problem?.reason === 'no-ledger') return <p className="os-push-none">{p.noFindingsHere}</p>;
    return current && problem ? (
      <PushTrouble problem={problem} onRetry={onRefresh} />
    ) : (
      <p className="os-push-none">{t.loading}</p>
    );
  }
  const { findings } = value;
  if (findings.length === 0) return <p className="os-push-none">{p.noFindings}</p>;
  const vanished = findings.filter(({ about }) => about === 'vanished');
  const parts = [
    [p.vanished, vanished],
    [p.sending, findings.filter((one) => !vanished.includes(one))],
  ] as const;
  return (
    <div className="os-push-findings">
      {parts
        .filter(([, some]) => some.length > 0)
        .map(([title, some]) => (
          <section key={title}>
            <h2>{title}</h2>
            <ul>
              {some.map((finding) => (
                <Found key={finding.rule} finding={finding} onShow={() => onView(viewOf(finding))} />
              ))}
            </ul>
          </section>
        ))}
    </div>
  );
}

function Found({ finding, onShow }: { readonly finding: PushFinding; onShow(): void }): ReactElement {
  const p = usePushStrings();
  const { rule, severity, pushes, devices, allDevices, first, last } = finding;
  const { title, detail, cure } = p.server.finding(rule, first, last) ?? finding;
  return (
    <li className="os-finding" data-severity={severity}>
      <Mark severity={severity} />
      <div className="os-finding-text">
        <p className="os-finding-title">
          {visibleText(title)}
          <span className="os-quiet os-finding-rule">
            {visibleLine(rule, 60)} · {p.found(formatNumber(pushes), formatNumber(devices), !allDevices)} ·{' '}
            {p.span(formatTimestamp(first).slice(0, 16), formatTimestamp(last).slice(0, 16))}
          </span>
        </p>
        {detail !== '' && <p>{visibleText(detail)}</p>}
        {cure !== '' && (
          <p>
            <b>{p.cure}</b> {visibleText(cure)}
          </p>
        )}
      </div>
      <Button text icon="filter" label={p.showThese} onClick={onShow} />
    </li>
  );
}

/** The view of what the server says opens a finding's pushes. */
function viewOf({ filter }: PushFinding): Partial<PushView> {
  const search = new URLSearchParams(
    Object.entries(filter).flatMap(([name, values]) => values.map((value) => [name, value])),
  );
  const { filter: read, range } = readPushView(search.toString());
  // What the server leaves open stays as it was chosen.
  return { filter: read, shown: 'list', ...(range && { range, last: undefined }) };
}
