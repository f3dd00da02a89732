const listener = () => seen('called');
addEventListener('sync', listener);
addEventListener('sync', listener);
addEventListener('sync', listener, { once: true });
addEventListener('sync', listener, true);
