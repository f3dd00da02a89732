import type { Finding } from '@offstage/sw-plugin/doctor';
import { CATALOGUE } from '@offstage/sw-plugin/log';
import type { KeyboardEvent, ReactElement, ReactNode } from 'react';
import { isOwn } from '../model/is-own.ts';
import { headOf } from '../model/lifetime.ts';
import type { LogModel } from '../model/log-model.ts';
import { own } from '../model/own.ts';
import { Button } from '../parts/Button.tsx';
import { CopyButton } from '../parts/CopyButton.tsx';
import { SimulatedTag } from '../parts/SimulatedTag.tsx';
import { StandingChip } from '../parts/StandingChip.tsx';
import { Tabs } from '../parts/Tabs.tsx';
import { useRemembered } from '../state/use-remembered.ts';
import { formatAgo, formatTimestamp } from '../text/format.ts';
import { useStrings } from '../text/use-strings.ts';
import { visibleLine } from '../text/visible.ts';
import { RawTab } from './RawTab.tsx';
import { StoryTab } from './StoryTab.tsx';
import { useSwipe } from './use-swipe.ts';

export interface DetailsProps {
  readonly model: LogModel;
  readonly at: number;
  readonly findings: readonly Finding[];
  /** Position of the entry that this one is compared with. */
  readonly compared: number | undefined;
  /** Stands at the top, e.g. what a report says. */
  readonly children?: ReactNode;
  onMove(step: 1 | -1): void;
  onSelect(position: number): void;
  /** Undefined ends the comparison. */
  onCompare(id: string | undefined): void;
  onZoomTo(from: number, to: number): void;
  onClose(): void;
  readonly sourceKind: 'log' | 'server' | 'file';
  /** The address of this view. */
  link(): string;
}

/** Everything about one entry: what DevTools shows first, then what Offstage knows. */
export function Details(props: DetailsProps): ReactElement {
  const { model, at, findings, compared, onSelect } = props;
  const t = useStrings();
  const [tab, setTab] = useRemembered<string>('details', 'story');
  const raw = tab === 'raw';
  const entry = model.entry(at);
  const life = model.lifetime(at);
  const end = life?.end === undefined ? undefined : model.entry(life.end);
  const span =
    life === undefined ? undefined : ([model.time.get(headOf(life)), end?.time ?? entry.time] as const);

  const swipe = useSwipe({ onStep: props.onMove, onClose: props.onClose });
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = ({ ArrowLeft: -1, ArrowRight: 1 } as const)[event.key];
    if (step === undefined || (event.target as Element).getAttribute('role') !== 'tabpanel') return;
    event.preventDefault();
    props.onMove(step);
  };
  return (
    <section className="os-details" aria-label={t.details} onKeyDown={onKeyDown} {...swipe}>
      <header className="os-details-head">
        <h2 className="os-details-title">{visibleLine(entry.event)}</h2>
        <StandingChip standing={model.standing(at)} />
        <SimulatedTag entry={entry} />
        {isOwn(entry) && (
          <span className="os-tag" title={t.own}>
            {t.ownTag}
          </span>
        )}
        <span className="os-quiet os-details-when">
          {own(CATALOGUE, entry.service)?.title} · {formatTimestamp(entry.time)} ·{' '}
          {formatAgo(entry.time, Date.now())}
        </span>
        <span className="os-details-actions">
          <Button icon="up" label={t.previous} onClick={() => props.onMove(-1)} />
          <Button icon="down" label={t.next} onClick={() => props.onMove(1)} />
          {span && <Button icon="zoom" label={t.zoomTo} onClick={() => props.onZoomTo(span[0], span[1])} />}
          <Button
            icon="compare"
            label={t.compare}
            aria-pressed={compared === at}
            onClick={() => props.onCompare(compared === at ? undefined : entry.id)}
          />
          <CopyButton icon="link" label={t.copyLinkOf[props.sourceKind]} text={props.link} />
          <CopyButton label={t.copyEntry} text={() => JSON.stringify(entry, null, 2)} />
          <Button icon="close" label={t.close} onClick={props.onClose} />
        </span>
      </header>
      <Tabs
        label={t.details}
        className="os-details-body"
        tabs={[
          { id: 'story', label: t.tabStory },
          { id: 'raw', label: t.tabRaw },
        ]}
        chosen={raw ? 'raw' : 'story'}
        onChoose={setTab}
      >
        {raw ? (
          <RawTab entry={entry} />
        ) : (
          <StoryTab
            model={model}
            at={at}
            findings={findings}
            compared={compared}
            onSelect={onSelect}
            onCompare={props.onCompare}
          >
            {props.children}
          </StoryTab>
        )}
      </Tabs>
    </section>
  );
}
