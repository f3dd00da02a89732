import type { Host } from './host.ts';

const ACTS = {
  pushes: ['one', 'throw', 'reject', 'two'],
  clicks: ['one', 'two'],
  syncs: ['ok', 'fail'],
} as const;

const watched = (name: string): Host => ({
  name,
  parts: [name, 'app'],
  orders: ['first', 'second'],
  ...ACTS,
});

/** What most service workers in the world are made of, and the instrumenters that are most often found in them. */
export const HOSTS: readonly Host[] = [
  { name: 'app', parts: ['app'], orders: ['first'], ...ACTS },
  { name: 'workbox', parts: ['workbox'], orders: ['first'], posts: ['one', 'two'] },
  {
    name: 'firebase',
    parts: ['firebase'],
    orders: ['first'],
    pushes: [
      JSON.stringify({ from: '1', fcmMessageId: 'a', notification: { title: 'Title', body: 'Body' } }),
      JSON.stringify({ from: '1', fcmMessageId: 'b', data: { title: 'Data' } }),
      'not JSON',
    ],
  },
  {
    name: 'angular',
    parts: ['angular'],
    orders: ['first'],
    messages: [
      { data: { action: 'INITIALIZE' }, answers: 0 },
      { data: { action: 'CHECK_FOR_UPDATES', nonce: 1 }, answers: 2 },
    ],
    pushes: [
      JSON.stringify({
        notification: {
          title: 'Angular',
          data: { onActionClick: { default: { operation: 'openWindow', url: '@page.html' } } },
        },
      }),
      JSON.stringify({ no: 'notification' }),
    ],
    clicks: ['Angular'],
    answers: 5,
  },
  { name: 'comlink', parts: ['comlink'], orders: ['first'], calls: [['add', 1, 2], ['fail']] },
  watched('sentry'),
  watched('zone'),
  watched('datadog'),
];
