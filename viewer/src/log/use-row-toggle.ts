import { useState } from 'react';

export interface RowToggle {
  /** What is opened or closed against its default, by span. */
  readonly toggled: ReadonlySet<string>;
  toggle(span: string): void;
}

/** Which lifetimes are folded. */
export function useRowToggle(): RowToggle {
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  return {
    toggled,
    toggle(span) {
      const after = new Set(toggled);
      if (!after.delete(span)) after.add(span);
      setToggled(after);
    },
  };
}
