const counted = (count: number, one: string, other: string): string =>
  `${count.toLocaleString('en')} ${new Intl.PluralRules('en').select(count) === 'one' ? one : other}`;

/** The texts of a problem that is reported, loaded when one is. */
export const EVIDENCE_STRINGS = {
  said: 'What went wrong, and what did you expect?',
  range: 'How much',
  ranges: {
    range: 'The chosen time',
    minutes: 'The last 10 minutes',
    hour: 'The last hour',
    all: 'Everything',
  },
  redact: 'Leave out contents',
  redactHint:
    'Payloads, texts of notifications, replies, payment details, and what stands behind ? in addresses. Names of events, errors, tags and paths stay.',
  inIt: 'What is in it',
  preview: 'Preview',
  saveHtml: 'Save as a page (.html)',
  saveHtmlHint: 'Opens in any browser, and here again',
  saveLines: 'Save the log (.jsonl)',
  copyMarkdown: 'Copy as Markdown',
  saveMarkdown: 'Save as Markdown (.md)',
  shareText: (summary: string, browser: string): string => [summary, browser].filter(Boolean).join(' · '),
  gathering: 'Gathering…',
  failed:
    'It could not be gathered. Online again? Then try again; else take less of the log, or save the events.',
  nothing: 'There is nothing in this time.',
  outside: (count: number): string =>
    `${counted(count, 'finding is', 'findings are')} about another time. Take everything to have ${count === 1 ? 'it' : 'them'} in it.`,
  browser: 'Browser',
  openedAs: 'Opened as',
  events: 'Events',
  services: 'Services',
  savedAt: 'Saved',
  scopes: 'Scopes',
  versions: 'Versions',
  contents: 'Left out',
  contentsWhole: 'nothing: contents are in it',
  hiddenPayloads: (count: number): string => counted(count, 'payload', 'payloads'),
  hiddenTexts: (count: number): string => counted(count, 'text', 'texts'),
  hiddenQueries: (count: number): string => counted(count, 'query of an address', 'queries of addresses'),
  noFindings: 'The doctor found nothing',
  moreFindings: (count: number): string => `${counted(count, 'more finding', 'more findings')} in the file`,
  around: 'The lines around it',
  lines: (count: number): string => `All ${counted(count, 'line', 'lines')}`,
  newestRows: (count: number): string =>
    `The newest ${counted(count, 'event', 'events')}; the lines below have all of them.`,
  opensInViewer: 'Open this file in the viewer of Offstage to filter it and to see it over time.',
};

export type EvidenceStrings = typeof EVIDENCE_STRINGS;
