import type { Finding } from '@offstage/sw-plugin/doctor';
import { type ReactElement, useMemo, useState } from 'react';
import type { LogModel } from '../model/log-model.ts';
import type { AskedService } from '../model/why/asked-service.ts';
import type { Facts } from '../model/why/facts.ts';
import { whyNot } from '../model/why/why.ts';
import { Button } from '../parts/Button.tsx';
import dialog from '../parts/Dialog.css?inline';
import { Dialog } from '../parts/Dialog.tsx';
import { askEndpoint } from '../sources/ask-endpoint.ts';
import type { Source, SourceState } from '../sources/source.ts';
import { useVersion } from '../state/use-version.ts';
import { useStrings } from '../text/use-strings.ts';
import { visibleLine } from '../text/visible.ts';
import { WHY_STRINGS } from '../text/why-strings.ts';
import { TestPush } from './TestPush.tsx';
import { useFacts } from './use-facts.ts';
import why from './WhyDialog.css?inline';
import { WhyList } from './WhyList.tsx';

/** The style sheets that it needs. */
export const STYLES: readonly string[] = [dialog, why];

export interface WhyDialogProps {
  readonly service: AskedService;
  readonly model: LogModel;
  readonly source: Source;
  readonly sourceState: SourceState;
  /** Whether the service is recorded; undefined where the source does not record. */
  readonly recording: boolean | undefined;
  /** Position of the entry that is asked about; undefined: the latest counts. */
  readonly asked: number | undefined;
  readonly findings: readonly Finding[];
  onSelect(position: number): void;
  onClose(): void;
}

/** Why something did not happen: a check-list that answers itself, and goes on doing so while it is open. */
export function WhyDialog(props: WhyDialogProps): ReactElement {
  const { service, model, source, sourceState, recording, asked, findings } = props;
  const t = useStrings();
  const w = t.why ?? WHY_STRINGS;
  const version = useVersion(model);
  const now = useFacts(service, source);
  const [answer, setAnswer] = useState<Facts['answer']>();
  const plugin = pluginOf(sourceState);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the model changes in place
  const checks = useMemo(
    () => whyNot(service, model, { ...now, recording, plugin, answer }, asked, findings),
    [service, model, version, now, recording, plugin, answer, asked, findings],
  );
  const endpoint = now?.endpoints?.find(({ name }) => name === 'default') ?? now?.endpoints?.[0];
  return (
    <Dialog title={t.whyNot[service]} onClose={props.onClose}>
      <p className="os-quiet">{source.kind === 'log' ? w.fromHere : w.fromElsewhere}</p>
      {!checks.some(({ state }) => state === 'no') && <p>{w.allFine}</p>}
      <WhyList model={model} checks={checks} onSelect={props.onSelect} />
      {endpoint !== undefined && (
        <Button
          text
          label={w.askEndpoint(visibleLine(endpoint.url, 120))}
          onClick={() =>
            void askEndpoint(endpoint.url).then((status) => setAnswer({ url: endpoint.url, status }))
          }
        />
      )}
      {service === 'pushMessaging' && source.kind === 'log' && <TestPush server={source.reports} />}
    </Dialog>
  );
}

/** Whether the worker answers as one with the plugin; undefined while nobody knows. */
function pluginOf({ reason }: SourceState): boolean | undefined {
  if (reason === 'no-plugin') return false;
  return reason === 'connected' || reason === 'older-plugin' || reason === 'newer-plugin' ? true : undefined;
}
