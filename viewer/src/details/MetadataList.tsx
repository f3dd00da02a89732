import { type ReactElement, useState } from 'react';
import { LongText } from '../parts/LongText.tsx';
import { useStrings } from '../text/use-strings.ts';

/** Lines that are rendered at first. */
const PIECE = 100;

/** `key: value` lines sorted by key, as DevTools shows them. */
export function MetadataList({
  metadata,
}: {
  readonly metadata: Readonly<Record<string, string>>;
}): ReactElement {
  const t = useStrings();
  const [limit, setLimit] = useState(PIECE);
  const keys = Object.keys(metadata).sort();
  if (keys.length === 0) return <p className="os-quiet">{t.noMetadata}</p>;
  return (
    <dl className="os-metadata">
      {keys.slice(0, limit).map((key) => (
        <div key={key} className="os-metadata-line">
          <dt>
            <LongText text={key} />:{' '}
          </dt>
          {metadata[key] === '' ? (
            <dd className="os-quiet">{t.empty}</dd>
          ) : (
            <dd>
              <LongText text={metadata[key] as string} />
            </dd>
          )}
        </div>
      ))}
      {keys.length > limit && (
        <div>
          <dt />
          <dd>
            <button type="button" className="os-link" onClick={() => setLimit(limit + PIECE)}>
              {t.showMore(Math.min(PIECE, keys.length - limit))}
            </button>
          </dd>
        </div>
      )}
    </dl>
  );
}
