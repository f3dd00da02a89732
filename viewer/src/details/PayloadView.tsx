import type { Payload } from '@offstage/sw-plugin/log';
import { type ReactElement, useMemo, useState } from 'react';
import { Button } from '../parts/Button.tsx';
import { CopyButton } from '../parts/CopyButton.tsx';
import { JsonTree } from '../parts/JsonTree.tsx';
import { LongText } from '../parts/LongText.tsx';
import { formatBytes } from '../text/format.ts';
import { useStrings } from '../text/use-strings.ts';
import { hexDump } from './hex-dump.ts';
import { isDeclarative, payloadBytes, payloadJson, payloadText } from './payload.ts';

type Form = 'text' | 'json' | 'hex';

/** Bytes of a hex view; more than this nobody reads. */
const HEX_LIMIT = 4096;

/** A payload as text, as JSON, or as bytes. */
export function PayloadView({ payload }: { readonly payload: Payload }): ReactElement {
  const t = useStrings();
  const text = useMemo(() => payloadText(payload), [payload]);
  const json = useMemo(() => payloadJson(text), [text]);
  const [form, setForm] = useState<Form>(json !== undefined ? 'json' : text !== undefined ? 'text' : 'hex');
  const forms: readonly (readonly [Form, string, boolean])[] = [
    ['text', t.payloadText, text !== undefined],
    ['json', t.payloadJson, json !== undefined],
    ['hex', t.payloadHex, true],
  ];
  return (
    <div className="os-payload">
      <div className="os-payload-bar">
        <fieldset className="os-choice" aria-label={t.payload}>
          {forms.map(([id, label, possible]) => (
            <Button
              key={id}
              text
              label={label}
              disabled={!possible}
              aria-pressed={form === id}
              onClick={() => setForm(id)}
            />
          ))}
        </fieldset>
        <span className="os-quiet">{formatBytes(payload.bytes)}</span>
        <CopyButton label={t.copyValue} text={() => text ?? payload.base64 ?? ''} />
      </div>
      {isDeclarative(json?.value) && <p className="os-quiet">{t.payloadDeclarative}</p>}
      {payload.truncated && <p className="os-quiet">{t.payloadTruncated(formatBytes(payload.bytes))}</p>}
      {form === 'json' && <JsonTree label={t.payload} value={json?.value} />}
      {form === 'text' && (
        <pre className="os-block">
          <LongText text={text ?? ''} />
        </pre>
      )}
      {form === 'hex' && <pre className="os-block os-hex">{hexDump(payloadBytes(payload), HEX_LIMIT)}</pre>}
    </div>
  );
}
