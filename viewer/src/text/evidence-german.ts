import type { EvidenceStrings } from './evidence-strings.ts';

const number = (count: number): string => count.toLocaleString('de');

const counted = (count: number, one: string, other: string): string =>
  `${number(count)} ${new Intl.PluralRules('de').select(count) === 'one' ? one : other}`;

/** The texts of a problem that is reported, in German. */
export const EVIDENCE_GERMAN: EvidenceStrings = {
  said: 'Was ging schief, und was haben Sie erwartet?',
  range: 'Wie viel',
  ranges: {
    range: 'Die gewählte Zeit',
    minutes: 'Die letzten 10 Minuten',
    hour: 'Die letzte Stunde',
    all: 'Alles',
  },
  redact: 'Inhalte weglassen',
  redactHint:
    'Nutzdaten, Texte von Benachrichtigungen, Antworten, Zahlungsdaten und was in Adressen hinter ? steht. Namen von Ereignissen, Fehler, Tags und Pfade bleiben.',
  inIt: 'Was darin ist',
  preview: 'Vorschau',
  saveHtml: 'Als Seite sichern (.html)',
  saveHtmlHint: 'Öffnet sich in jedem Browser, und hier wieder',
  saveLines: 'Protokoll sichern (.jsonl)',
  copyMarkdown: 'Als Markdown kopieren',
  saveMarkdown: 'Als Markdown sichern (.md)',
  shareText: (summary, browser) => [summary, browser].filter(Boolean).join(' · '),
  gathering: 'Wird zusammengestellt…',
  failed:
    'Es ließ sich nicht zusammenstellen. Wieder online? Dann noch einmal; sonst nehmen Sie weniger vom Protokoll, oder sichern Sie die Ereignisse.',
  nothing: 'In dieser Zeit ist nichts.',
  outside: (count) =>
    `${counted(count, 'Befund betrifft', 'Befunde betreffen')} eine andere Zeit. Mit „Alles“ ${count === 1 ? 'ist er' : 'sind sie'} dabei.`,
  browser: 'Browser',
  openedAs: 'Geöffnet als',
  events: 'Ereignisse',
  services: 'Dienste',
  savedAt: 'Gesichert',
  scopes: 'Bereiche',
  versions: 'Versionen',
  contents: 'Weggelassen',
  contentsWhole: 'nichts: Inhalte sind enthalten',
  hiddenPayloads: (count) => counted(count, 'Nutzdatensatz', 'Nutzdatensätze'),
  hiddenTexts: (count) => counted(count, 'Text', 'Texte'),
  hiddenQueries: (count) => counted(count, 'Adresszusatz', 'Adresszusätze'),
  noFindings: 'Die Diagnose hat nichts gefunden',
  moreFindings: (count) => `${counted(count, 'weiterer Befund', 'weitere Befunde')} in der Datei`,
  around: 'Die Zeilen darum herum',
  lines: (count) => (count === 1 ? 'Die eine Zeile' : `Alle ${number(count)} Zeilen`),
  newestRows: (count) =>
    `${counted(count, 'Das neueste Ereignis', 'neueste Ereignisse')}; die Zeilen darunter enthalten alle.`,
  opensInViewer:
    'Öffnen Sie diese Datei in der Ansicht von Offstage, um sie zu filtern und im Verlauf zu sehen.',
};
