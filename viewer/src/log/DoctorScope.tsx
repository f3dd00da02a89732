import { whereItEnds } from '@offstage/sw-plugin/doctor';
import { type ReactElement, useId, useMemo } from 'react';
import type { DoctorState } from '../doctor/use-doctor.ts';
import { withValues } from '../filter/edit.ts';
import { installsIn } from '../filter/installs-in.ts';
import { type KnownInstall, knownInstalls } from '../model/known-installs.ts';
import type { LogModel } from '../model/log-model.ts';
import { Popover } from '../parts/Popover.tsx';
import type { SourceState } from '../sources/source.ts';
import { formatAgo, formatTimestamp } from '../text/format.ts';
import { SCOPE_STRINGS } from '../text/scope-strings.ts';
import { useStrings } from '../text/use-strings.ts';
import { visibleLine } from '../text/visible.ts';
import scope from './DoctorScope.css?inline';

/** The style sheets that it needs. */
export const STYLES: readonly string[] = [scope];

export interface DoctorScopeProps {
  readonly model: LogModel;
  readonly sourceState: SourceState;
  readonly doctor: DoctorState;
  readonly filter: string;
  /** Whether it is the place to say what no log of this kind can tell. */
  readonly limits: boolean;
  onFilter(filter: string): void;
}

const MOST = 50;
/** So much of an id tells two installations apart. */
const SHORT = 8;

/** Over what the doctor's findings are, with the choice of one installation, and where what the log sees ends. */
export function DoctorScope(props: DoctorScopeProps): ReactElement {
  const { model, sourceState, doctor, filter, limits, onFilter } = props;
  const strings = useStrings();
  const t = strings.scope ?? SCOPE_STRINGS;
  const group = useId();
  const { question, older } = sourceState;
  const known = useMemo(() => knownInstalls(model), [model]);
  const installs = known.now(question?.install !== undefined);
  const chosen = installsIn(filter);
  const named = [...installs.values()].filter(({ id }) => id !== '');
  const ends =
    limits && doctor.diagnosis ? whereItEnds(doctor.diagnosis.events.map((event) => ({ event }))) : [];
  const choose = (id?: string): void => onFilter(withValues(filter, 'install', id === undefined ? [] : [id]));
  const choice = (id: string | undefined, label: string, hint?: string): ReactElement => (
    <li key={id ?? ''}>
      <label className="os-facet-value">
        <input
          type="radio"
          name={group}
          checked={id === undefined ? chosen.length === 0 : chosen.includes(id)}
          onChange={() => choose(id)}
        />
        <span className="os-cell-text">{label}</span>
        {hint !== undefined && <span className="os-quiet">{hint}</span>}
      </label>
    </li>
  );
  return (
    <>
      {(named.length > 0 || chosen.length > 0) && (
        <div className="os-doctor-scope">
          <Popover
            label={
              chosen.length === 0
                ? t.all
                : chosen.length === 1
                  ? t.one((chosen[0] as string).slice(0, SHORT))
                  : t.several(chosen.length)
            }
            pressed={chosen.length > 0}
            disabled={false}
          >
            <ul className="os-facet-values">
              {choice(undefined, t.all)}
              {named
                .sort((a, b) => b.latest - a.latest)
                .slice(0, MOST)
                .map((one) =>
                  choice(one.id, nameOf(one), t.seen(one.count, formatAgo(one.latest, Date.now()))),
                )}
            </ul>
            {(older !== undefined || question !== undefined || named.length > MOST) && (
              <p className="os-quiet os-scope-hint">{t.hint}</p>
            )}
            {installs.has('') && (
              <p className="os-quiet os-scope-hint">{t.nameless((installs.get('') as KnownInstall).count)}</p>
            )}
          </Popover>
          <span>{lookedAt(props, chosen, installs, t)}</span>
        </div>
      )}
      {ends.length > 0 && (
        <details className="os-doctor-limits">
          <summary>{t.whereItEnds}</summary>
          <ul>
            {ends.map((limit) => (
              <li key={limit}>{limit}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

/** `1a2b3c4d · Chrome 141 · 2.0.0`. */
const nameOf = ({ id, browser, app }: KnownInstall): string =>
  [id.slice(0, SHORT), browser, visibleLine(app, 20)].filter(Boolean).join(' · ');

/** How much, from when to when, and what is missing. */
function lookedAt(
  { model, sourceState, doctor }: DoctorScopeProps,
  chosen: readonly string[],
  installs: ReadonlyMap<string, KnownInstall>,
  t: typeof SCOPE_STRINGS,
): string {
  const { question, older } = sourceState;
  const of = chosen.flatMap((id) => installs.get(id) ?? []);
  const all = chosen.length === 0;
  const there = all ? model.size : of.reduce((sum, { count }) => sum + count, 0);
  const from = all ? model.earliest : Math.min(...of.map(({ earliest }) => earliest));
  const to = all ? model.latest : Math.max(...of.map(({ latest }) => latest));
  const { install, type, from: since, to: until, ...rest } = question ?? {};
  return [
    t.looked(doctor.diagnosis?.checked ?? there, there) +
      (there > 0 ? `, ${t.span(formatTimestamp(from).slice(0, 19), formatTimestamp(to).slice(0, 19))}` : ''),
    since === undefined ? '' : t.cut,
    Object.keys(rest).length > 0 ? t.filtered : '',
    older === undefined ? '' : t.older(older.loaded, older.total),
  ]
    .filter(Boolean)
    .join(' · ');
}
