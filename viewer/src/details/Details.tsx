import type { Finding } from '@offstage/sw-plugin/doctor';
import { CATALOGUE } from '@offstage/sw-plugin/log';
import { type ReactElement, type ReactNode, useMemo } from 'react';
import { FindingCard } from '../doctor/FindingCard.tsx';
import { isOwn } from '../model/is-own.ts';
import { headOf } from '../model/lifetime.ts';
import type { LogModel } from '../model/log-model.ts';
import { own } from '../model/own.ts';
import { storyOf } from '../model/story/story-of.ts';
import { Button } from '../parts/Button.tsx';
import { CopyButton } from '../parts/CopyButton.tsx';
import { JsonTree } from '../parts/JsonTree.tsx';
import { StandingChip } from '../parts/StandingChip.tsx';
import { formatTimestamp } from '../text/format.ts';
import { useStrings } from '../text/use-strings.ts';
import { visibleLine } from '../text/visible.ts';
import { ComparisonView } from './ComparisonView.tsx';
import { EntryList } from './EntryList.tsx';
import { ErrorView } from './ErrorView.tsx';
import { MetadataList } from './MetadataList.tsx';
import { PayloadView } from './PayloadView.tsx';
import { Phases } from './Phases.tsx';
import { attemptsOf, chainOf, reportsDuring } from './related.ts';
import { StoryStrip } from './StoryStrip.tsx';

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
  const entry = model.entry(at);
  const { metadata, detail, ...envelope } = entry;
  const { extensions, payload, error, malformed, ...rest } = detail;
  const life = model.lifetime(at);
  const members = life?.members.length ?? 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a lifetime grows in place
  const { chain, attempts, reports } = useMemo(() => {
    if (life === undefined) return { chain: [], attempts: [], reports: [] };
    return { chain: chainOf(life), attempts: attemptsOf(model, life), reports: reportsDuring(model, life) };
  }, [model, life, members]);
  const story = useMemo(() => storyOf(model, at), [model, at, model.version]);
  // The start of a lifetime is what people click; what it waited for is told by its end.
  const end = life?.end === undefined ? undefined : model.entry(life.end);
  const phases = extensions ?? end?.detail.extensions;
  const failure = error ?? end?.detail.error;
  const span =
    life === undefined ? undefined : ([model.time.get(headOf(life)), end?.time ?? entry.time] as const);

  return (
    <section className="os-details" aria-label={t.details}>
      <header className="os-details-head">
        <h2 className="os-details-title">{visibleLine(entry.event)}</h2>
        <StandingChip standing={model.standing(at)} />
        {isOwn(entry) && (
          <span className="os-tag" title={t.own}>
            {t.ownTag}
          </span>
        )}
        <span className="os-quiet os-details-when">
          {own(CATALOGUE, entry.service)?.title} · {formatTimestamp(entry.time)}
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
      <div className="os-details-body" tabIndex={0} role="group" aria-label={visibleLine(entry.event)}>
        {compared !== undefined && (
          <Section title={t.comparison} wide>
            <ComparisonView
              model={model}
              before={compared}
              after={at}
              onEnd={() => props.onCompare(undefined)}
            />
          </Section>
        )}
        {story !== undefined && (
          <Section title={t.story} wide>
            <StoryStrip story={story} findings={findings} current={at} onSelect={onSelect} />
          </Section>
        )}
        {findings.length > 0 && (
          <Section title={t.findings} wide>
            <ul className="os-findings-inline">
              {findings.map((finding) => (
                <FindingCard key={finding.rule} finding={finding} />
              ))}
            </ul>
          </Section>
        )}
        {props.children}
        <Section title={t.metadata}>
          <MetadataList metadata={metadata} />
        </Section>
        {failure && (
          <Section title={t.error}>
            <ErrorView error={failure} />
          </Section>
        )}
        {phases && phases.length > 0 && (
          <Section title={t.phases}>
            <Phases extensions={phases} duration={end?.detail.duration} />
          </Section>
        )}
        {payload && (
          <Section title={t.payload}>
            <PayloadView key={entry.id} payload={payload} />
          </Section>
        )}
        {chain.length > 1 && (
          <Section title={t.chain}>
            <EntryList
              model={model}
              current={life === undefined ? at : headOf(life)}
              items={chain.map(({ lifetime, depth }) => ({
                position: headOf(lifetime),
                depth,
                standing: model.standingOf(lifetime),
              }))}
              onSelect={onSelect}
            />
          </Section>
        )}
        {attempts.length > 1 && (
          <Section title={t.attempts}>
            <EntryList
              model={model}
              current={life === undefined ? at : headOf(life)}
              items={attempts.map((lifetime, index) => ({
                position: headOf(lifetime),
                depth: 0,
                label: t.attempt(index + 1),
                standing: model.standingOf(lifetime),
              }))}
              onSelect={onSelect}
            />
          </Section>
        )}
        {reports.length > 0 && (
          <Section title={t.reportsThen}>
            <EntryList
              model={model}
              current={at}
              items={reports.map((position) => ({
                position,
                depth: 0,
                label: visibleLine(model.entry(position).instanceId),
                standing: '',
              }))}
              onSelect={onSelect}
            />
          </Section>
        )}
        {malformed !== undefined && (
          <Section title={t.malformed}>
            <p className="os-quiet">{t.malformedHint}</p>
            <JsonTree key={entry.id} label={t.malformed} value={malformed} />
          </Section>
        )}
        {Object.keys(rest).length > 0 && (
          <Section title={t.detail}>
            <JsonTree key={entry.id} label={t.detail} value={rest} rounded />
          </Section>
        )}
        <Section title={t.entry}>
          <JsonTree key={entry.id} label={t.entry} value={envelope} rounded />
        </Section>
      </div>
    </section>
  );
}

interface SectionProps {
  readonly title: string;
  readonly wide?: boolean;
  readonly children: ReactNode;
}

export function Section({ title, wide = false, children }: SectionProps): ReactElement {
  return (
    <section data-wide={wide || undefined}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}
