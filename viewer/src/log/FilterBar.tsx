import {
  type KeyboardEvent,
  type ReactElement,
  type RefObject,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import { checkFilter, type FilterProblem } from '../filter/check-filter.ts';
import type { FilterKey } from '../filter/keys.ts';
import type { Facets } from '../filter/scan.ts';
import { suggest } from '../filter/suggest.ts';
import { Button } from '../parts/Button.tsx';
import { Icon } from '../parts/Icon.tsx';
import { useRemembered } from '../state/use-remembered.ts';
import { formatNumber } from '../text/format.ts';
import { useStrings } from '../text/use-strings.ts';
import { visibleLine } from '../text/visible.ts';

export interface FilterBarProps {
  readonly filter: string;
  readonly input: RefObject<HTMLInputElement | null>;
  readonly facets: Facets;
  /** Rules that found something, for completion. */
  readonly rules: readonly string[];
  /** Entries that match, in so many rows, of all that the panel could list. */
  readonly shown: number;
  readonly rows: number;
  readonly total: number;
  /** They are reports. */
  readonly reports: boolean;
  onFilter(filter: string): void;
  /** Escape in an empty field, or Arrow Down without suggestions: on to the table. */
  onLeave(): void;
}

const NONE: readonly string[] = [];
const MOST_RECENT = 3;
const LONGEST_RECENT = 200;

/** Read by the panel; here it only has to be known. */
const RULE_KEY: readonly FilterKey[] = [{ key: 'rule', kind: 'exact', read: () => undefined }];

/** The filter's text, with completion (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/). */
export function FilterBar(props: FilterBarProps): ReactElement {
  const { filter, input, facets, rules, shown, total, onFilter } = props;
  const t = useStrings();
  const id = useId();
  const [caret, setCaret] = useState(0);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const [kept, setRecent] = useRemembered<readonly string[]>('recent-filters', NONE);
  const recent = useMemo(
    () => (Array.isArray(kept) ? kept.filter((one) => typeof one === 'string').slice(0, MOST_RECENT) : NONE),
    [kept],
  );
  const examples = useMemo(
    () => [
      ...recent.map((one) => ({ insert: one, label: one, hint: t.filterRecent })),
      ...(props.reports ? t.filterExamplesReports : t.filterExamples).map(([insert, hint]) => ({
        insert,
        label: insert,
        hint,
      })),
    ],
    [recent, props.reports, t],
  );
  const problems = useMemo(() => checkFilter(filter, RULE_KEY), [filter]);
  const remember = (): void => {
    const text = filter.trim();
    if (text !== '' && problems.length === 0 && text.length <= LONGEST_RECENT)
      setRecent([text, ...recent.filter((one) => one !== text)].slice(0, MOST_RECENT));
  };
  const ink = useRef<HTMLDivElement>(null);
  const found = useMemo(
    () => (open ? suggest(filter, caret, facets, rules, examples) : undefined),
    [open, filter, caret, facets, rules, examples],
  );
  const options = found?.options ?? [];
  // biome-ignore lint/correctness/useExhaustiveDependencies: other suggestions, other choice
  useEffect(() => setActive(-1), [filter, open]);

  const choose = (index: number): void => {
    const option = options[index];
    const field = input.current;
    if (option === undefined || found === undefined || field === null) return;
    const next = filter.slice(0, found.from) + option.insert + filter.slice(found.to);
    const at = found.from + option.insert.length;
    onFilter(next);
    setCaret(at);
    setOpen(true);
    requestAnimationFrame(() => field.setSelectionRange(at, at));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const count = options.length;
    if (event.key === 'ArrowDown' && count > 0) setActive((active + 1) % count);
    else if (event.key === 'ArrowUp' && count > 0) setActive((active - 1 + count) % count);
    else if ((event.key === 'Enter' || event.key === 'Tab') && active >= 0) choose(active);
    else if (event.key === 'Enter') setOpen(false);
    else if (event.key === 'ArrowDown') props.onLeave();
    // In an empty field they are mere examples: one press leads out.
    else if (event.key === 'Escape' && count > 0 && filter !== '') setOpen(false);
    else if (event.key === 'Escape' && filter !== '') onFilter('');
    else if (event.key === 'Escape') props.onLeave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <search className="os-filter">
      <Icon name="filter" />
      <span className="os-filter-field">
        {problems.length > 0 && (
          <div className="os-filter-ink" ref={ink} aria-hidden="true">
            {inked(filter, problems)}
          </div>
        )}
        <input
          ref={input}
          className="os-filter-input"
          type="text"
          role="combobox"
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          aria-label={t.filter}
          aria-expanded={options.length > 0}
          aria-controls={`${id}list`}
          aria-autocomplete="list"
          aria-activedescendant={active >= 0 ? `${id}${active}` : undefined}
          placeholder={t.filterHint}
          value={filter}
          onChange={({ target }) => {
            setCaret(target.selectionStart ?? target.value.length);
            setOpen(true);
            onFilter(target.value);
          }}
          onSelect={({ currentTarget }) => setCaret(currentTarget.selectionStart ?? 0)}
          onFocus={() => setOpen(filter === '')}
          onClick={() => setOpen(true)}
          onScroll={({ currentTarget }) => {
            if (ink.current) ink.current.scrollLeft = currentTarget.scrollLeft;
          }}
          aria-invalid={problems.length > 0 || undefined}
          aria-describedby={problems.length > 0 ? `${id}problem` : undefined}
          onBlur={() => {
            remember();
            setOpen(false);
          }}
          onKeyDown={onKeyDown}
        />
      </span>
      {filter !== '' && <Button icon="close" label={t.clearFilter} onClick={() => onFilter('')} />}
      <output className="os-filter-count">
        {(props.reports ? t.shownReports : t.shown)(shown, total, props.rows)}
      </output>
      {problems[0] && (
        <p className="os-filter-problem" id={`${id}problem`}>
          {t.filterProblem[problems[0].kind](visibleLine(problems[0].word, 40), problems[0].key)}
          {problems[0].meant !== undefined && (
            <>
              {' '}
              <button
                type="button"
                className="os-link"
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => onFilter(problems[0]?.meant ?? filter)}
              >
                {t.didYouMean(problems[0].guess ?? '')}
              </button>
            </>
          )}
        </p>
      )}
      <div
        className="os-suggestions"
        id={`${id}list`}
        role="listbox"
        aria-label={t.suggestions}
        hidden={options.length === 0}
      >
        {options.map(({ label, count, hint }, index) => (
          <div
            key={label}
            id={`${id}${index}`}
            className="os-suggestion"
            role="option"
            aria-selected={index === active}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(index)}
          >
            <span className="os-cell-text">{visibleLine(label)}</span>
            {hint !== undefined && <span className="os-quiet os-suggestion-hint">{hint}</span>}
            {count !== undefined && <span className="os-quiet">{formatNumber(count)}</span>}
          </div>
        ))}
      </div>
    </search>
  );
}

/** The text once more, below the field, with a line under what is wrong. */
function inked(filter: string, problems: readonly FilterProblem[]): ReactElement[] {
  const parts: ReactElement[] = [];
  let at = 0;
  for (const { from, to } of problems) {
    parts.push(
      <span key={at}>{filter.slice(at, from)}</span>,
      <u key={`u${from}`}>{filter.slice(from, to)}</u>,
    );
    at = to;
  }
  return parts;
}
