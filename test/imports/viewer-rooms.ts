import type { Rule } from './rule.ts';

/** The rooms of the viewer, the lowest first: each may import from those that it names, none of which stands below it. */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
  // What there is to show, and the words for it.
  model: [],
  sources: ['model'],
  text: ['model', 'sources'],
  shell: [],
  filter: ['model'],
  state: ['model', 'sources', 'text', 'shell', 'filter'],
  // What views are built from.
  parts: ['model', 'text', 'shell'],
  grid: ['model', 'text', 'shell', 'parts'],
  // Views of one thing each.
  timeline: ['model', 'text', 'shell', 'filter', 'parts'],
  doctor: ['model', 'text', 'filter', 'parts'],
  reports: ['model', 'sources', 'text', 'filter', 'state', 'parts', 'grid'],
  details: ['model', 'text', 'state', 'parts', 'doctor', 'reports'],
  // Panels, and what holds them.
  registered: ['model', 'sources', 'text', 'shell', 'state', 'parts'],
  pushes: ['model', 'sources', 'text', 'shell', 'filter', 'state', 'parts', 'grid'],
  why: ['model', 'sources', 'text', 'shell', 'state', 'parts', 'doctor', 'registered'],
  evidence: ['model', 'sources', 'text', 'shell', 'filter', 'state', 'parts', 'doctor', 'registered'],
  log: [
    'model',
    'sources',
    'text',
    'shell',
    'filter',
    'state',
    'parts',
    'grid',
    'timeline',
    'doctor',
    'reports',
    'details',
    'registered',
    'why',
  ],
  frame: [
    'model',
    'sources',
    'text',
    'shell',
    'state',
    'parts',
    'doctor',
    'log',
    'registered',
    'evidence',
    'pushes',
  ],
  // The application of its own, and what tests show.
  app: ['sources', 'mount-viewer.tsx'],
  standalone: ['sources', 'Viewer.tsx'],
  samples: [
    'model',
    'doctor/doctor-worker.ts',
    'sources',
    'text',
    'pushes/push-stages.ts',
    'viewer-routes.tsx',
  ],
};

const BELOW_VIEWS: ReadonlySet<string> = new Set(['model', 'sources', 'filter']);

/** Server types reach the viewer through its sources alone, as does every entry. */
export const VIEWER_ROOMS: readonly Rule[] = Object.entries(ROOMS).map(([room, lower]) => ({
  below: `viewer/src/${room}`,
  mayImport: [
    ...[room, ...lower].map((one) => `viewer/src/${one}`),
    'sdk',
    'sw-plugin/src/log',
    'sw-plugin/src/doctor',
    'npm',
  ],
  mayImportTypes: room === 'sources' ? ['server'] : [],
  ...(BELOW_VIEWS.has(room) && { neverImport: /^(react|react-dom|react-router)(\/|$)/ }),
  ...(room !== 'sources' && {
    neverNames: { pattern: /\bfetch\(|\bindexedDB\b/, because: 'views get their data from sources' },
  }),
}));
