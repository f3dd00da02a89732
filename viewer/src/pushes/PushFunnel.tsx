import type { ReactElement } from 'react';
import { Link } from 'react-router';
import type { Funnel } from '../sources/push-api.ts';
import { formatNumber } from '../text/format.ts';
import { STATES, type Stage, stagesOf } from './push-stages.ts';
import type { PushView } from './push-view.ts';
import { formatShare, toneOf, usePushStrings, wordFor } from './push-words.ts';

export interface PushFunnelProps {
  readonly funnel: Funnel;
  /** Of what is asked now; else it is the answer before, while this one is on its way. */
  readonly current: boolean;
  readonly view: PushView;
  /** Address of what devices told of pushes. */
  readonly deviceLog: string;
  onView(patch: Partial<PushView>): void;
}

/** From sent to clicked, and at each step where the others are. Each number opens its pushes. */
export function PushFunnel({ funnel, current, view, deviceLog, onView }: PushFunnelProps): ReactElement {
  const p = usePushStrings();
  const { total, notReporting, outside } = funnel;
  const stages = stagesOf(funnel);
  const shown = stages.find(({ name }) => name === 'shown')?.count ?? 0;
  // Who cannot tell says nothing of how many were shown.
  const hint = p.notReportingHint(notReporting, formatShare(shown, total - notReporting));
  /** Those of some states, or all of them; a second press takes the choice back. */
  const numberFor = (
    count: number,
    text: string,
    states: readonly string[] | undefined,
    // What is read out holds what is seen: who speaks to the browser says that.
    words = text,
    away?: true,
  ): ReactElement => {
    const { state, reporting, ...rest } = view.filter;
    const pressed =
      view.shown === 'list' &&
      String(state ?? '') === String(states ?? '') &&
      (reporting?.[0] === 'no') === (away === true);
    return (
      <button
        type="button"
        className="os-link os-push-number"
        aria-label={p.openPushes(count, words)}
        aria-pressed={pressed}
        onClick={() =>
          onView({
            filter: pressed
              ? rest
              : { ...rest, ...(states && { state: states }), ...(away && { reporting: ['no'] }) },
            shown: pressed ? 'split' : 'list',
            push: undefined,
          })
        }
      >
        {text}
      </button>
    );
  };
  const restOf = ({ rest }: Stage): ReactElement[] =>
    rest.map(({ state, count }) => (
      <li key={state} data-none={count === 0 || undefined} data-tone={toneOf(state)}>
        {count === 0
          ? `0 ${wordFor(p.state, state)}`
          : numberFor(count, `${formatNumber(count)} ${wordFor(p.state, state)}`, [state])}
      </li>
    ));
  return (
    <section className="os-push-funnel" aria-label={p.funnel} aria-busy={!current}>
      {total > 0 && (
        <p className="os-push-summary">{p.summary(formatNumber(shown), total, formatShare(shown, total))}</p>
      )}
      <ol>
        {stages.map((stage) => {
          const { name, count } = stage;
          const words = p.stage[name];
          return (
            <li key={name}>
              <span className="os-push-stage" title={p.stageHint[name]}>
                {words}
              </span>
              <span className="os-push-count">
                {count === 0
                  ? '0'
                  : numberFor(count, formatNumber(count), name === 'sent' ? undefined : stage.states, words)}
              </span>
              <span className="os-push-share">{formatShare(count, total)}</span>
              <span className="os-push-track" aria-hidden="true">
                <span style={{ inlineSize: `${total === 0 ? 0 : (100 * count) / total}%` }} />
              </span>
              {stage.rest.length > 0 && (
                <ul className="os-push-rest">
                  {restOf(stage)}
                  {name === 'received' && notReporting > 0 && (
                    <li data-away title={hint}>
                      {numberFor(
                        notReporting,
                        p.ofThese(formatNumber(notReporting)),
                        STATES.filter((state) => state !== 'refused'),
                        undefined,
                        true,
                      )}
                    </li>
                  )}
                </ul>
              )}
            </li>
          );
        })}
      </ol>
      <p className="os-quiet">
        {p.adds(formatNumber(total))} {notReporting > 0 && hint}
      </p>
      {outside > 0 && (
        <p className="os-quiet">
          {p.outside(outside)}{' '}
          <Link className="os-link" to={deviceLog}>
            {p.outsideOpen}
          </Link>
        </p>
      )}
    </section>
  );
}
