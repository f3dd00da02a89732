import * as Sentry from '@sentry/browser';

// Nothing is sent: what would be is what is seen.
Sentry.init({
  dsn: 'https://key@localhost/1',
  beforeSend(event) {
    for (const { type, value, mechanism } of event.exception.values)
      seen('sentry', type, value, mechanism?.type, mechanism?.handled);
    return null;
  },
});
