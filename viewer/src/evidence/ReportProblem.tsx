import { type ReactElement, useEffect, useId, useMemo, useState } from 'react';
import { browserName } from '../model/browser-name.ts';
import { headOf } from '../model/lifetime.ts';
import type { LogModel } from '../model/log-model.ts';
import { pluginVersionIn } from '../model/plugin-version.ts';
import { Button } from '../parts/Button.tsx';
import { CopyButton } from '../parts/CopyButton.tsx';
import dialog from '../parts/Dialog.css?inline';
import { Dialog } from '../parts/Dialog.tsx';
import { Mark } from '../parts/Mark.tsx';
import { stateNow } from '../registered/state-now.ts';
import { download } from '../shell/download.ts';
import { isInstalled } from '../shell/is-installed.ts';
import { canShareFiles, shareFile } from '../shell/share-file.ts';
import type { Circumstances, LogFileHeader } from '../sources/log-file.ts';
import type { Source } from '../sources/source.ts';
import { useNotes } from '../state/use-notes.ts';
import { formatBytes } from '../text/format.ts';
import { useStrings } from '../text/use-strings.ts';
import { visibleText } from '../text/visible.ts';
import evidence from './Evidence.css?inline';
import { type Evidence, gatherEvidence } from './evidence.ts';
import type { EvidenceTexts } from './evidence-texts.ts';
import { withEvidence } from './evidence-texts.ts';
import { factsOf, summaryOf } from './facts-of.ts';
import { markdownOf } from './markdown-of.ts';
import { linesOf, markdownFileOf, pageOf } from './save-evidence.ts';

/** The style sheets that it needs. */
export const STYLES: readonly string[] = [dialog, evidence];

export interface ReportProblemProps {
  readonly source: Source;
  readonly model: LogModel;
  /** The brush of the timeline, epoch milliseconds. */
  readonly range: readonly [number, number] | undefined;
  /** Id of the entry whose details are open: it is in it. */
  readonly entry: string | undefined;
  /** How many findings the whole log has. */
  readonly findings: number;
  readonly about: LogFileHeader | undefined;
  onClose(): void;
}

type Range = 'range' | 'minutes' | 'hour' | 'all';

const MINUTE = 60_000;
/** Lines of the preview. */
const MOST_LINES = 12;
const MOST_FINDINGS = 50;
/** Somebody types. */
const PAUSE = 300;

/** Takes what is needed to understand a problem, shows what is in it, and gives it as a file. */
export function ReportProblem(props: ReportProblemProps): ReactElement {
  const { source, model, about } = props;
  const strings = useStrings();
  const t = useMemo(() => withEvidence(strings), [strings]);
  const { evidence: words } = t;
  const id = useId();
  const notes = useNotes();
  const [said, setSaid] = useState(about?.said ?? '');
  const [range, setRange] = useState<Range>(props.range === undefined ? 'minutes' : 'range');
  const [redact, setRedact] = useState(true);
  const [gathered, setGathered] = useState<{
    readonly asked: object;
    readonly evidence: Evidence | 'failed';
  }>();
  // What comes while the dialog is open is another problem's.
  const [opened] = useState(() => model.latest);
  const state = useState(() => (source.kind === 'log' ? stateNow(source) : Promise.resolve(about?.state)))[0];
  const span = useMemo(
    () => spanOf(range, props.range, model, props.entry, opened),
    [range, props.range, model, props.entry, opened],
  );
  // What is given has to be what was asked for last: with or without contents.
  const asked = useMemo(
    () => ({ model, span, redact, said, state, about, notes, kind: source.kind }),
    [model, span, redact, said, state, about, notes, source.kind],
  );

  const [tried, setTried] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another try gathers anew
  useEffect(() => {
    const { model, span, redact, said, state, about, notes, kind } = asked;
    let current = true;
    const gather = async (): Promise<Evidence> => {
      const circumstances: Circumstances = {
        said: said.trim() === '' ? '' : said,
        state: await state,
        installed: kind === 'log' ? isInstalled() : undefined,
        notes: notes.all,
        versions: about?.versions ?? { plugin: pluginVersionIn(model) },
      };
      return gatherEvidence({ model, range: span, redact, now: new Date(), about, circumstances });
    };
    const give = (evidence: Evidence | 'failed'): void => {
      if (current) setGathered({ asked, evidence });
    };
    const timer = setTimeout(() => void gather().then(give, () => give('failed')), PAUSE);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [asked, tried]);

  const ranges = (['range', 'minutes', 'hour', 'all'] as const).filter(
    (one) => one !== 'range' || props.range !== undefined,
  );
  return (
    <Dialog title={t.reportProblem} className="os-evidence" onClose={props.onClose}>
      <label className="os-evidence-said" htmlFor={id}>
        {words.said}
      </label>
      <textarea
        id={id}
        rows={2}
        maxLength={4000}
        value={said}
        onChange={({ target }) => setSaid(target.value)}
      />
      <fieldset className="os-choice" aria-label={words.range}>
        {ranges.map((one) => (
          <Button
            key={one}
            text
            label={words.ranges[one]}
            aria-pressed={range === one}
            onClick={() => setRange(one)}
          />
        ))}
      </fieldset>
      <label className="os-evidence-redact">
        <input type="checkbox" checked={redact} onChange={({ target }) => setRedact(target.checked)} />
        <span>
          {words.redact}
          <span className="os-quiet">{words.redactHint}</span>
        </span>
      </label>
      <h3>{words.inIt}</h3>
      {gathered?.evidence === 'failed' ? (
        <div role="alert">
          <p>{words.failed}</p>
          <Button
            text
            label={t.retry}
            onClick={() => {
              setGathered(undefined);
              setTried(tried + 1);
            }}
          />
        </div>
      ) : gathered === undefined ? (
        <p className="os-quiet" role="status">
          {words.gathering}
        </p>
      ) : (
        <Gathered t={t} evidence={gathered.evidence} ready={gathered.asked === asked} all={props.findings} />
      )}
    </Dialog>
  );
}

interface GatheredProps {
  readonly t: EvidenceTexts;
  readonly evidence: Evidence;
  /** Nothing else was asked for since. */
  readonly ready: boolean;
  /** Findings of the whole log. */
  readonly all: number;
}

/** What is in it, and the ways to take it along. */
function Gathered({ t, evidence, ready, all }: GatheredProps): ReactElement {
  const { evidence: words } = t;
  const page = useMemo(() => pageOf(evidence, t), [evidence, t]);
  const markdown = useMemo(() => markdownOf(evidence, t), [evidence, t]);
  const { entries, findings, header } = evidence;
  if (entries.length === 0) return <p className="os-quiet">{words.nothing}</p>;
  const save = (file: File): void => download(file, file.name);
  const shareText = words.shareText(summaryOf(evidence, t), browserName(header.userAgent));
  const outside = all - findings.length;
  return (
    <>
      <p className="os-evidence-sum" role="status">
        {summaryOf(evidence, t)} · {formatBytes(page.size)}
      </p>
      <ul className="os-evidence-findings">
        {findings.slice(0, MOST_FINDINGS).map(({ rule, severity, title, key }) => (
          <li key={key}>
            <Mark severity={severity} /> {visibleText(title)} <span className="os-quiet">{rule}</span>
          </li>
        ))}
      </ul>
      {outside > 0 && <p className="os-quiet">{words.outside(outside)}</p>}
      <dl className="os-evidence-facts">
        {[...factsOf(evidence, t), ...(header.state ?? [])].map(([name, value]) => (
          <div key={name}>
            <dt>{visibleText(name)}</dt>
            <dd>{visibleText(value)}</dd>
          </div>
        ))}
      </dl>
      <details>
        <summary>{words.preview}</summary>
        <pre className="os-block" tabIndex={0}>
          {visibleText(markdown)}
          {'\n'}
          {entries
            .slice(0, MOST_LINES)
            .map((entry) => visibleText(JSON.stringify(entry)))
            .join('\n')}
        </pre>
      </details>
      <fieldset className="os-evidence-ways" disabled={!ready} aria-label={t.reportProblem}>
        {canShareFiles() && (
          <Button
            text
            icon="share"
            className="os-button os-main-action"
            label={t.shareProblem}
            onClick={() => void shareFile(page, shareText)}
          />
        )}
        <Button
          text
          icon="save"
          className={canShareFiles() ? 'os-button os-primary' : 'os-button os-main-action'}
          label={words.saveHtml}
          title={words.saveHtmlHint}
          onClick={() => save(page)}
        />
        <Button
          text
          className="os-button os-primary"
          label={words.saveLines}
          onClick={() => void linesOf(evidence).then(save)}
        />
        <CopyButton withText label={words.copyMarkdown} text={() => markdown} />
        <Button text label={words.saveMarkdown} onClick={() => save(markdownFileOf(evidence, t))} />
      </fieldset>
    </>
  );
}

/** Epoch milliseconds of what is taken; undefined: everything. What is looked at is in it. */
function spanOf(
  range: Range,
  chosen: readonly [number, number] | undefined,
  model: LogModel,
  entry: string | undefined,
  opened: number,
): readonly [number, number] | undefined {
  if (range === 'range') return chosen;
  if (range === 'all') return undefined;
  const latest = model.tally({}).latest || opened;
  const from = latest - (range === 'hour' ? 60 : 10) * MINUTE;
  const at = entry === undefined ? undefined : model.find(entry);
  const life = at === undefined ? undefined : model.lifetime(at);
  const looked = at === undefined ? from : model.time.get(life === undefined ? at : headOf(life)) - MINUTE;
  return [Math.min(from, looked), Math.max(opened, latest) + 1];
}
