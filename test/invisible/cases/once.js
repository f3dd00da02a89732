addEventListener('sync', (event) => seen('once', event.tag), { once: true });
addEventListener('sync', (event) => seen('always', event.tag));
