import type { WordsOfServer } from './push-strings.ts';

const DAY = 86_400_000;
const daysOf = (time: number): string => {
  const days = Math.max(1, Math.ceil(time / DAY));
  return days === 1 ? 'weniger als einen Tag' : `${days} Tage`;
};

const ANEW =
  'Bei jedem Laden einer Seite pushManager.getSubscription() aufrufen; gibt es keines und ist die Berechtigung erteilt, abonnieren und den neuen Endpunkt an den eigenen Server senden.';

type Words = readonly [
  title: string,
  detail: string | ((first: number, last: number) => string),
  cure: string,
];

/** By the server's names, as of `GoneReason` and `SendingRule`. */
const WORDS: Readonly<Record<string, Words>> = {
  'gone-unregistered': [
    'Die App hat den Worker abgemeldet',
    'unregister() wurde aufgerufen. Ein Push-Abonnement gehört zu seiner Registrierung und geht mit ihr.',
    'Einen Worker mit Push-Abonnement nicht abmelden, sondern an Ort und Stelle aktualisieren.',
  ],
  'gone-unsubscribed': [
    'Die App hat das Abonnement beendet',
    'unsubscribe() wurde aufgerufen, und die App hat nicht wieder abonniert.',
    'Den Endpunkt am eigenen Server löschen, wenn die App das Abonnement beendet, damit nichts mehr dorthin geht.',
  ],
  'gone-permission': [
    'Die Berechtigung wurde entzogen',
    'Die Berechtigung für Benachrichtigungen war erteilt und ist es nicht mehr, durch den Menschen oder den Browser. Das Abonnement geht mit ihr.',
    'Weniger senden, und worauf Menschen warten; in der App erklären, wie man Benachrichtigungen wieder erlaubt.',
  ],
  'gone-silent-pushes': [
    'WebKit hat das Abonnement entfernt: drei Pushes zeigten nichts',
    'Der letzte Push und zwei davor endeten ohne Benachrichtigung. Beim dritten entfernt WebKit das Abonnement.',
    'Für jeden Push eine Benachrichtigung zeigen, auch wo der Handler scheitert; dann nach einer Geste neu abonnieren.',
  ],
  'gone-quota': [
    'Firefox’ Kontingent für stille Pushes war verbraucht',
    'So viele Pushes, wie Firefox seit dem letzten Besuch erlaubt, endeten ohne Benachrichtigung. Dann gibt er das Abonnement auf.',
    'Für jeden Push eine Benachrichtigung zeigen: die kosten nichts.',
  ],
  'gone-key-changed': [
    'Der VAPID-Schlüssel ist ein anderer',
    'Das Gerät hat seitdem mit einem anderen applicationServerKey abonniert, oder der Push-Dienst lehnte zuvor den Schlüssel der Sendungen ab.',
    'Mit dem Schlüssel signieren, für den die Abonnements gemacht sind, oder jedes Gerät mit dem neuen abonnieren lassen und die alten Endpunkte löschen.',
  ],
  'gone-replaced': [
    'Die App hat jetzt ein anderes Abonnement',
    'Dieselbe Installation hat neu abonniert: seitdem hat sie einen anderen Endpunkt.',
    'Sendet ein Gerät einen neuen Endpunkt, den alten löschen.',
  ],
  'gone-changed': [
    'Der Browser hat das Abonnement ersetzt oder beendet',
    'Der Worker bekam ein Ereignis pushsubscriptionchange.',
    'In einem Listener für pushsubscriptionchange neu abonnieren, innerhalb von event.waitUntil(), und den neuen Endpunkt an den eigenen Server senden.',
  ],
  'gone-lost': [
    'Das Gerät fand sein Abonnement nicht mehr vor',
    'Bei einem Besuch war es da, bei einem späteren nicht. Warum, sagt im Protokoll des Geräts nichts.',
    ANEW,
  ],
  'gone-log-ends': [
    'Das Gerät hat seitdem nichts berichtet',
    'Sein Protokoll endete einen Tag oder mehr davor. Das tut es, wenn Websitedaten gelöscht werden, der Browser entfernt wird oder das Gerät aus ist: was davon, weiß niemand.',
    'Den Endpunkt löschen. Wer wiederkommt, bekommt beim nächsten Besuch ein neues Abonnement.',
  ],
  'gone-away': [
    'Das Gerät war wochenlang weg',
    'Es hatte zwei Wochen oder länger nichts berichtet, als der Push-Dienst es aufgab.',
    'Den Endpunkt löschen. Einem Gerät umso weniger senden, je länger es nichts berichtet hat.',
  ],
  'gone-alive': [
    'Das Gerät hat dieses Abonnement noch',
    'Es nannte es sein eigenes oder bekam einen Push darauf, nachdem der Push-Dienst gesagt hatte, es sei weg: der Dienst hat es aufgegeben, und der Browser weiß es nicht.',
    'Der App sagen, dass sie beim nächsten Besuch unsubscribe() aufruft, neu abonniert und den neuen Endpunkt sendet.',
  ],
  'gone-unknown': [
    'Nichts sagt, warum',
    'Das Gerät meldet sich, oder tat es bis kurz davor, und nichts spricht für eine Ursache.',
    ANEW,
  ],
  'gone-not-reporting': [
    'Das Gerät hat noch nie etwas berichtet',
    'Es lädt sein Protokoll nicht hoch, also gibt es nichts, woran eine Ursache zu erkennen wäre.',
    'Worker ihr Protokoll hochladen lassen, um den Grund zu erfahren: die Option upload.',
  ],
  'chrome-limit': [
    'Chrome begrenzt die Pushes dieser Website (429)',
    (first, last) =>
      `Die Ablehnungen reichen über ${daysOf(last - first)}. Chrome begrenzt Websites, die es störend findet, viele Pushes bei wenig Zeit auf der Website, auf etwa 1.000 je Minute: für 1 Tag, beim zweiten Mal für 7, dann für 14; 42 ruhige Tage beginnen von vorn. Mehr auf einmal, als der Dienst selbst nimmt, wird ebenso beantwortet.`,
    'Retry-After befolgen und Sendungen verteilen; weniger an die senden, die nie klicken oder lange nicht da waren, und erst nach einer Geste um die Berechtigung bitten.',
  ],
  'rate-limit': [
    'Der Push-Dienst nimmt vorerst keine weiteren Pushes (429)',
    (first, last) =>
      `Die Ablehnungen reichen über ${daysOf(last - first)}. Der Dienst nimmt in einer Zeit weniger Pushes, als gesendet wurden.`,
    'So lange warten, wie Retry-After sagt, sonst immer doppelt so lange, und große Kampagnen verteilen.',
  ],
  'retry-ignored': [
    'Retry-After wurde nicht befolgt',
    'Diese gingen an ein Gerät, bevor die Zeit um war, die sein Push-Dienst zu warten verlangt hatte. Dienste können sie verlängern.',
    'Retry-After beim Gerät aufheben und erst danach wieder senden. Mit demselben Thema bleibt nur der neueste.',
  ],
  'key-refused': [
    'Der Push-Dienst lehnt den VAPID-Schlüssel ab (401, 403)',
    'Die Signatur ist falsch oder zu alt, ihr subject ist keine Adresse, oder sie ist mit einem anderen Schlüssel gemacht als das Abonnement.',
    'Mit dem Schlüsselpaar signieren, dessen öffentliche Hälfte der applicationServerKey ist; exp innerhalb von 24 Stunden, die Uhr des Absenders richtig, sub eine Adresse mit mailto: oder https:.',
  ],
  'too-large': [
    'Der Inhalt ist zu groß (413)',
    'Push-Dienste nehmen 4.096 Byte nach dem Verschlüsseln, das sind 3.993 davor.',
    'Eine Kennung senden und den Handler den Rest holen lassen; oder den Text kürzen.',
  ],
  'nearly-too-large': [
    'Inhalte sind fast so groß, wie Dienste höchstens nehmen',
    'Sie wurden mit mehr als 3.600 von 3.993 Byte genommen. Ein längerer Name oder Text, oder ein anderer Dienst, und einer wird abgelehnt.',
    'Eine Kennung senden und den Handler den Rest holen lassen.',
  ],
  'ttl-zero': [
    'Mit TTL 0 gesendet',
    'Mit TTL 0 fällt ein Push weg, wo das Gerät nicht sofort erreichbar ist.',
    'Die Zeit angeben, für die die Nachricht von Nutzen ist, z. B. 3.600 Sekunden; Bibliotheken haben eine Option dafür.',
  ],
  'after-gone': [
    'An Abonnements gesendet, die weg sind',
    'Der Push-Dienst hatte eine Minute oder mehr zuvor 404 oder 410 gesagt.',
    'Ein Abonnement beim ersten 404 oder 410 löschen.',
  ],
  'silent-device': [
    'An Geräte gesendet, die seit Wochen nichts berichten',
    'Der Dienst nahm sie; das Gerät hatte einmal etwas berichtet, und zwei Wochen vor der Sendung oder seitdem nichts.',
    'Solchen Geräten nur Wichtiges senden und sie nach einigen Monaten aufgeben: sie zählen als Pushes ohne Interesse.',
  ],
  'subscribed-twice': [
    'Eine Installation bekommt dasselbe unter zwei Abonnements',
    'Zwei Registrierungen eines Geräts sind abonniert, und dieselbe Nachricht oder Kampagne kam zu beiden: sie wird zweimal gezeigt.',
    'Nur unter einem Scope abonnieren; beim anderen unsubscribe() aufrufen und seinen Endpunkt löschen.',
  ],
  replaced: [
    'Ersetzt, bevor er gezeigt wurde',
    'Der nächste Push mit demselben Thema nahm den Platz eines Pushes ein, der noch auf sein Gerät wartete.',
    'Ein Thema nur dem geben, was die frühere Nachricht wertlos macht.',
  ],
};

/** What says why a subscription is gone, by the server's sentence: it gives no name to it. */
const FACTS: Readonly<Record<string, string>> = {
  'unregister() was called': 'unregister() wurde aufgerufen',
  'unsubscribe() was called': 'unsubscribe() wurde aufgerufen',
  'The worker got a pushsubscriptionchange event': 'Der Worker bekam ein Ereignis pushsubscriptionchange',
  'The permission was not granted any more': 'Die Berechtigung war nicht mehr erteilt',
  'The app had subscribed anew': 'Die App hatte neu abonniert',
  'There was no subscription any more': 'Es gab kein Abonnement mehr',
  'A push ended without a notification': 'Ein Push endete ohne Benachrichtigung',
  'The push service refused the key': 'Der Push-Dienst lehnte den Schlüssel ab',
  'The installation named another subscription as its own':
    'Die Installation nannte ein anderes Abonnement ihr eigenes',
  'The last that the device told': 'Das Letzte, was das Gerät berichtete',
  'The device named this subscription as its own, or got a push on it':
    'Das Gerät nannte dieses Abonnement sein eigenes oder bekam einen Push darauf',
};

/** The server's findings and causes in German, in one file: one table. What it does not know stays as the server says it. */
export const FINDINGS_GERMAN: WordsOfServer = {
  finding(rule, first, last) {
    const words = Object.hasOwn(WORDS, rule) ? WORDS[rule] : undefined;
    if (words === undefined) return undefined;
    const [title, detail, cure] = words;
    return { title, detail: typeof detail === 'string' ? detail : detail(first, last), cure };
  },
  fact: (said) => (Object.hasOwn(FACTS, said) ? (FACTS[said] as string) : said),
};
