import type { ScopeStrings } from './scope-strings.ts';

const number = (count: number): string => count.toLocaleString('de');

const counted = (count: number, one: string, other: string): string =>
  `${number(count)} ${new Intl.PluralRules('de').select(count) === 'one' ? one : other}`;

/** The texts about what the doctor looked at, in German. */
export const SCOPE_GERMAN: ScopeStrings = {
  whereItEnds: 'Was dieses Protokoll nicht wissen kann',
  all: 'Alle Installationen',
  one: (id) => `Installation ${id}`,
  several: (count) => counted(count, 'Installation', 'Installationen'),
  looked: (checked, there) =>
    checked < there
      ? `${number(checked)} von ${counted(there, 'Eintrag', 'Einträgen')}`
      : counted(checked, 'Eintrag', 'Einträge'),
  span: (from, to) => `von ${from} bis ${to}`,
  older: (loaded, total) =>
    `${number(loaded)} von ${number(total)} sind geladen: Älteres wurde nicht angesehen`,
  filtered: 'nur, was der Filter den Server schicken lässt',
  cut: 'nur aus der gewählten Zeit',
  seen: (count, ago) => `${counted(count, 'Eintrag', 'Einträge')}, zuletzt ${ago}`,
  nameless: (count) =>
    `${counted(count, 'Eintrag trägt', 'Einträge tragen')} keine Kennung: Eine Installation hat eine, wo die App darum bittet.`,
  hint: 'Aus dem Geladenen, die neueste zuerst. Für eine andere schreibt man install: und ihre Kennung in den Filter.',
};
