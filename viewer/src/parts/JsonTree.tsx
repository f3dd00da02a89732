import { type ReactElement, useMemo, useState } from 'react';
import { useStrings } from '../text/use-strings.ts';
import { visibleText } from '../text/visible.ts';
import { CopyButton } from './CopyButton.tsx';
import { LongText } from './LongText.tsx';
import { isContainer, type JsonMatches, membersOf, pathOf, searchJson } from './search-json.ts';

export interface JsonTreeProps {
  readonly label: string;
  readonly value: unknown;
  /** Numbers were measured: what lies beyond microseconds is noise. */
  readonly rounded?: boolean;
}

/** With fewer members than this a search would be longer than the tree. */
const SEARCHABLE = 8;
/** Members of one container that are rendered at first. */
const PIECE = 100;

/** A piece of JSON that is opened step by step; nothing closed is rendered, and nothing of it is ever run. */
export function JsonTree({ label, value, rounded = false }: JsonTreeProps): ReactElement {
  const t = useStrings();
  const [text, setText] = useState('');
  const [limit, setLimit] = useState(PIECE);
  const matches = useMemo(() => (text === '' ? undefined : searchJson(value, text)), [value, text]);
  const members = membersOf(value);
  return (
    <div className="os-json">
      {(members.length >= SEARCHABLE || members.some(([, one]) => isContainer(one))) && (
        <div className="os-json-search">
          <input
            type="search"
            className="os-input"
            aria-label={`${t.search}: ${label}`}
            placeholder={t.search}
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
          {matches && <output>{t.matches(matches.found.size)}</output>}
        </div>
      )}
      <ul aria-label={label}>
        {members.slice(0, limit).map(([key, one]) => (
          <JsonNode
            key={key}
            name={key}
            path={pathOf('', key)}
            value={one}
            matches={matches}
            rounded={rounded}
          />
        ))}
        {members.length > limit && (
          <li>
            <button type="button" className="os-link" onClick={() => setLimit(limit + PIECE)}>
              {t.showMore(Math.min(PIECE, members.length - limit))}
            </button>
          </li>
        )}
      </ul>
    </div>
  );
}

interface JsonNodeProps {
  readonly name: string;
  readonly path: string;
  readonly value: unknown;
  readonly matches: JsonMatches | undefined;
  readonly rounded: boolean;
}

function JsonNode({ name, path, value, matches, rounded }: JsonNodeProps): ReactElement {
  const t = useStrings();
  const [chosen, setChosen] = useState<boolean>();
  const [limit, setLimit] = useState(PIECE);
  const hit = matches?.found.has(path) || undefined;
  const copy = (
    <span className="os-json-copy">
      <CopyButton
        label={t.copyValue}
        text={() => (typeof value === 'string' ? value : JSON.stringify(value, null, 2))}
      />
      <CopyButton label={t.copyPath} icon="link" text={() => path} />
    </span>
  );
  if (!isContainer(value)) {
    return (
      <li className="os-json-leaf" data-hit={hit}>
        <span className="os-json-key">{visibleText(name)}: </span>
        <JsonScalar value={rounded && typeof value === 'number' ? toMicroseconds(value) : value} />
        {copy}
      </li>
    );
  }
  const parts = membersOf(value);
  const open = chosen ?? (matches === undefined ? parts.length <= SEARCHABLE : matches.above.has(path));
  return (
    <li data-hit={hit}>
      <button type="button" className="os-json-twist" aria-expanded={open} onClick={() => setChosen(!open)}>
        <span className="os-twist" data-open={open} aria-hidden="true" />
        <span className="os-json-key">{visibleText(name)}: </span>
        <span className="os-quiet">{Array.isArray(value) ? `[${parts.length}]` : `{${parts.length}}`}</span>
      </button>
      {copy}
      {open && (
        <ul>
          {parts.slice(0, limit).map(([key, one]) => (
            <JsonNode
              key={key}
              name={key}
              path={pathOf(path, key)}
              value={one}
              matches={matches}
              rounded={rounded}
            />
          ))}
          {parts.length > limit && (
            <li>
              <button type="button" className="os-link" onClick={() => setLimit(limit + PIECE)}>
                {t.showMore(Math.min(PIECE, parts.length - limit))}
              </button>
            </li>
          )}
        </ul>
      )}
    </li>
  );
}

const toMicroseconds = (milliseconds: number): number => Number(milliseconds.toFixed(3));

function JsonScalar({ value }: { readonly value: unknown }): ReactElement {
  const kind = value === null ? 'null' : typeof value;
  return (
    <span className="os-json-value" data-kind={kind}>
      <LongText text={kind === 'string' ? JSON.stringify(value) : String(value)} />
    </span>
  );
}
