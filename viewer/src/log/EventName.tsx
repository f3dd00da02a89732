import type { Entry } from '@offstage/sw-plugin/log';
import type { ReactElement } from 'react';
import { isOwn } from '../model/is-own.ts';
import type { Story } from '../model/story/story.ts';
import { Mark, type MarkSeverity } from '../parts/Mark.tsx';
import { SimulatedTag } from '../parts/SimulatedTag.tsx';
import { useStrings } from '../text/use-strings.ts';
import { visibleLine } from '../text/visible.ts';
import { StoryLine } from './StoryLine.tsx';

export interface EventNameProps {
  readonly entry: Entry;
  /** What it is about, in one line; `''` where its name is all there is. */
  readonly about: string;
  /** What became of it, where the row stands for a whole lifetime. */
  readonly story?: Story | undefined;
  readonly depth: number;
  /** Undefined where there is nothing to open. */
  readonly open: boolean | undefined;
  readonly mark: MarkSeverity | undefined;
  onOpen(): void;
}

/** The cell that carries a row's name, its indentation, and the handle that opens it. */
export function EventName({ entry, about, story, depth, open, mark, onOpen }: EventNameProps): ReactElement {
  const t = useStrings();
  const own = isOwn(entry);
  return (
    <span className="os-event" style={{ paddingInlineStart: depth * 16 }}>
      {open !== undefined && (
        <button
          type="button"
          className="os-twist"
          tabIndex={-1}
          aria-label={open ? t.collapse : t.expand}
          data-open={open}
          onClick={(event) => {
            event.stopPropagation();
            onOpen();
          }}
          onDoubleClick={(event) => event.stopPropagation()}
        />
      )}
      {mark && <Mark severity={mark} />}
      <span className="os-cell-text" data-own={own || undefined} title={own ? t.own : undefined}>
        {visibleLine(entry.event)}
      </span>
      {story !== undefined && <StoryLine story={story} />}
      {about !== '' && (
        <span className="os-cell-text os-quiet" data-about="" title={visibleLine(about)}>
          {visibleLine(about)}
        </span>
      )}
      <SimulatedTag entry={entry} />
      {entry.detail.malformed !== undefined && (
        <span className="os-tag" title={t.malformedHint}>
          {t.malformedTag}
        </span>
      )}
      {entry.inferred && (
        <span className="os-tag" title={t.inferred}>
          ≈
        </span>
      )}
    </span>
  );
}
