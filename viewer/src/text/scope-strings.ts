const number = (count: number): string => count.toLocaleString('en');

const counted = (count: number, one: string, other: string): string =>
  `${number(count)} ${new Intl.PluralRules('en').select(count) === 'one' ? one : other}`;

/** The texts about what the doctor looked at, loaded after the first view. */
export const SCOPE_STRINGS = {
  whereItEnds: 'What this log cannot know',
  all: 'All installations',
  one: (id: string): string => `Installation ${id}`,
  several: (count: number): string => counted(count, 'installation', 'installations'),
  looked: (checked: number, there: number): string =>
    checked < there
      ? `${number(checked)} of ${counted(there, 'entry', 'entries')}`
      : counted(checked, 'entry', 'entries'),
  span: (from: string, to: string): string => `from ${from} to ${to}`,
  older: (loaded: number, total: number): string =>
    `${number(loaded)} of ${number(total)} are loaded: what is older was not looked at`,
  filtered: 'only what the filter lets the server send',
  cut: 'only of the chosen time',
  seen: (count: number, ago: string): string => `${counted(count, 'entry', 'entries')}, last ${ago}`,
  nameless: (count: number): string =>
    `${counted(count, 'entry carries', 'entries carry')} no id: an installation has one where the app asks for it.`,
  hint: 'Of what is loaded, the latest first. For another one write install: and its id into the filter.',
};

export type ScopeStrings = typeof SCOPE_STRINGS;
