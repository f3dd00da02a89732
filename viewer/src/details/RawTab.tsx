import type { Entry } from '@offstage/sw-plugin/log';
import type { ReactElement } from 'react';
import { JsonTree } from '../parts/JsonTree.tsx';
import { useStrings } from '../text/use-strings.ts';
import { Section } from './Section.tsx';

/** What stands in the log beyond what the story tells. The payload is told there, and once is enough. */
export function RawTab({ entry }: { readonly entry: Entry }): ReactElement {
  const t = useStrings();
  const { metadata: _, detail, ...envelope } = entry;
  const { extensions: __, payload: ___, error: ____, malformed: _____, ...rest } = detail;
  return (
    <>
      {Object.keys(rest).length > 0 && (
        <Section title={t.detail}>
          <JsonTree key={entry.id} label={t.detail} value={rest} rounded />
        </Section>
      )}
      <Section title={t.entry}>
        <JsonTree key={entry.id} label={t.entry} value={envelope} rounded />
      </Section>
    </>
  );
}
