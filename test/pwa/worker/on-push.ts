import { type PushEvent, scope } from './scope.ts';
import { tellPages } from './tell-pages.ts';

interface Message {
  readonly kind: 'show' | 'silent' | 'throw';
  readonly title?: string;
  readonly body?: string;
}

export function onPush(event: PushEvent): void {
  const message = read(event);
  tellPages({ news: 'push', kind: message.kind });
  // Two mistakes to look at in the log: the browser's own panel calls both of them a success.
  if (message.kind === 'throw') throw new TypeError('This push handler throws, on purpose');
  if (message.kind === 'silent') return;
  const { title = 'Field notes', body = '' } = message;
  event.waitUntil(
    scope.registration.showNotification(title, { body, tag: 'push', icon: '/icons/icon-192.png' }),
  );
}

/** Any text makes a notification: a push sent by hand, from DevTools, is one too. */
function read({ data }: PushEvent): Message {
  if (!data) return { kind: 'show', body: 'A push without a payload.' };
  try {
    const message = data.json();
    if (typeof message === 'object' && message !== null && 'kind' in message) return message as Message;
  } catch {
    // Not JSON: shown as it is.
  }
  return { kind: 'show', body: data.text() };
}
