// Capture listeners come first, even those that were added last.
addEventListener('sync', () => seen('bubble'));
self.onsync = () => seen('handler');
addEventListener('sync', () => seen('capture'), true);
addEventListener('sync', () => seen('capture by option'), { capture: true });
