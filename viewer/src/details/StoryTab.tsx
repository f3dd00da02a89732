import type { Finding } from '@offstage/sw-plugin/doctor';
import { type ReactElement, type ReactNode, useMemo } from 'react';
import { FindingCard } from '../doctor/FindingCard.tsx';
import { headOf } from '../model/lifetime.ts';
import type { LogModel } from '../model/log-model.ts';
import { storyOf } from '../model/story/story-of.ts';
import { JsonTree } from '../parts/JsonTree.tsx';
import { useStrings } from '../text/use-strings.ts';
import { visibleLine } from '../text/visible.ts';
import { ComparisonView } from './ComparisonView.tsx';
import { EntryList } from './EntryList.tsx';
import { ErrorView } from './ErrorView.tsx';
import { MetadataList } from './MetadataList.tsx';
import { NoteField } from './NoteField.tsx';
import { PayloadView } from './PayloadView.tsx';
import { Phases } from './Phases.tsx';
import { attemptsOf, chainOf, reportsDuring } from './related.ts';
import { Section } from './Section.tsx';
import { StoryStrip } from './StoryStrip.tsx';

export interface StoryTabProps {
  readonly model: LogModel;
  readonly at: number;
  readonly findings: readonly Finding[];
  /** Position of the entry that this one is compared with. */
  readonly compared: number | undefined;
  /** Stands after what was found, e.g. what a report says. */
  readonly children?: ReactNode;
  onSelect(position: number): void;
  onCompare(id: string | undefined): void;
}

/** What happened, why, and what belongs to it. */
export function StoryTab(props: StoryTabProps): ReactElement {
  const { model, at, findings, compared, onSelect } = props;
  const t = useStrings();
  const entry = model.entry(at);
  const { metadata, detail } = entry;
  const { extensions, payload, error, malformed } = detail;
  const { Payload: _, ...others } = metadata;
  const told = payload === undefined ? metadata : others;
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
  return (
    <>
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
          <StoryStrip model={model} story={story} findings={findings} current={at} onSelect={onSelect} />
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
      {(Object.keys(told).length > 0 || story === undefined) && (
        <Section title={t.metadata}>
          <MetadataList metadata={told} />
        </Section>
      )}
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
      <Section title={t.note}>
        <NoteField key={entry.id} id={entry.id} />
      </Section>
      {malformed !== undefined && (
        <Section title={t.malformed}>
          <p className="os-quiet">{t.malformedHint}</p>
          <JsonTree key={entry.id} label={t.malformed} value={malformed} />
        </Section>
      )}
    </>
  );
}
