import type { ReactElement } from 'react';

/** Outlines on a 16 × 16 field, drawn for this viewer. */
const PATHS = {
  record: 'M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11z',
  clear: 'M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11zM4.2 4.2l7.6 7.6',
  save: 'M8 2.5v7.5M4.8 7L8 10.2L11.2 7M3 13h10',
  open: 'M2.5 12.5v-9h4l1.5 2h5.5v7z',
  close: 'M4 4l8 8M12 4l-8 8',
  up: 'M4 10l4-4l4 4',
  down: 'M4 6l4 4l4-4',
  link: 'M6.5 9.5l3-3M7 5l1.6-1.6a2.6 2.6 0 0 1 3.9 3.9L11 9M9 11l-1.6 1.6a2.6 2.6 0 0 1-3.9-3.9L5 7',
  copy: 'M5.5 5.5h7v8h-7zM10.5 5.5v-3h-7v8h2',
  filter: 'M2.5 3.5h11L9.3 8.6v4.1l-2.6-1.2V8.6z',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  play: 'M5 3.5l7 4.5l-7 4.5z',
  timeline: 'M2.5 13h11M4.5 13V9M7 13V5M9.5 13V7.5M12 13V3.5',
  menu: 'M2.5 4.5h11M2.5 8h11M2.5 11.5h11',
  theme: 'M8 2.5a5.5 5.5 0 1 0 0 11zM8 2.5a5.5 5.5 0 0 1 0 11',
  keyboard: 'M1.5 4.5h13v7h-13zM4 7h.01M6.5 7h.01M9 7h.01M11.5 7h.01M5 9.5h6',
  compare: 'M6.5 3.5h-4v9h4M9.5 3.5h4v9h-4M8 1.5v13',
  columns: 'M2.5 3.5h11v9h-11zM6.2 3.5v9M9.8 3.5v9',
  clock: 'M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11zM8 5v3l2.2 1.6',
  share: 'M8 10V2.5M5 5l3-3l3 3M4.5 7.5h-1v6h9v-6h-1',
  zoom: 'M7 3a4 4 0 1 0 0 8a4 4 0 1 0 0-8zM10 10l3.5 3.5M5.2 7h3.6M7 5.2v3.6',
} as const;

export type IconName = keyof typeof PATHS;

export interface IconProps {
  readonly name: IconName;
  readonly filled?: boolean;
}

export function Icon({ name, filled = false }: IconProps): ReactElement {
  return (
    <svg className="os-icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} fill={filled ? 'currentColor' : 'none'} />
    </svg>
  );
}
