import { type KeyboardEvent, type ReactElement, type ReactNode, useId, useRef } from 'react';

export interface Tab {
  readonly id: string;
  readonly label: string;
}

export interface TabsProps {
  readonly label: string;
  readonly tabs: readonly Tab[];
  readonly chosen: string;
  /** Of what the chosen one shows. */
  readonly className: string;
  onChoose(id: string): void;
  /** What the chosen one shows. */
  readonly children: ReactNode;
}

/** Tabs of which the arrow keys choose (https://www.w3.org/WAI/ARIA/apg/patterns/tabs/). */
export function Tabs({ label, tabs, chosen, className, onChoose, children }: TabsProps): ReactElement {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent): void => {
    const at = tabs.findIndex((one) => one.id === chosen);
    const back = getComputedStyle(event.currentTarget).direction === 'rtl' ? 'ArrowRight' : 'ArrowLeft';
    const to = /^Arrow(Left|Right)$/.test(event.key)
      ? at + (event.key === back ? -1 : 1)
      : { Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const next = (to + tabs.length) % tabs.length;
    onChoose((tabs[next] as Tab).id);
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[next]?.focus();
  };
  return (
    <>
      <div className="os-tabs" role="tablist" aria-label={label} ref={list} onKeyDown={onKeyDown}>
        {tabs.map((one) => (
          <button
            key={one.id}
            type="button"
            role="tab"
            className="os-tab"
            id={`${id}${one.id}`}
            aria-selected={one.id === chosen}
            aria-controls={`${id}panel`}
            tabIndex={one.id === chosen ? 0 : -1}
            onClick={() => onChoose(one.id)}
          >
            {one.label}
          </button>
        ))}
      </div>
      <div
        className={className}
        role="tabpanel"
        id={`${id}panel`}
        aria-labelledby={`${id}${chosen}`}
        tabIndex={0}
      >
        {children}
      </div>
    </>
  );
}
